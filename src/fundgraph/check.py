# SPDX-License-Identifier: EUPL-1.2
"""Check: records and what they share through the shapes, nothing left behind."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice

from fundgraph.pipeline import projects, similar_names
from fundgraph.report import Finding, Trace, remedy_of
from fundgraph.sources import Source
from fundgraph.tally import Project, Tally, thing_of, things
from fundgraph.tools import Tools, Watch, all_shapes, processes
from fundgraph.validation import Engine, Item, Method, Result, validate_items
from fundgraph.vocabulary import DCTERMS, LEGAL
from fundgraph.writers.terms import Triple, parse_term

BATCH = 100
NAMES = (DCTERMS.identifier.n3(), LEGAL.legalName.n3())
# The shapes of codes that are *unknown*, and the reading rules that tell of the words behind them.
UNKNOWN = {
    "Project-fund-unknown": "unknown-fund",
    "Project-status-unknown": "unknown-status",
    "Organisation-companyType-unknown": "unknown-legal-form",
}
MOST_NEAR_MISSES = 200


def check(
    sources: Sequence[Source], tools: Tools, watch: Watch, *, engine: Engine = Engine.BULK
) -> Tally:
    """Reads, maps and validates the sources; writes nothing.

    Raises SourceError where a source cannot be read, EnginesDisagree.
    """
    tally = Tally()
    stream = projects(sources, tools.mapper(), tools.codes, tally)
    with watch.stage("check"):
        validate(watch.drawn("read and map", stream), tools, tally, engine=engine)
    return tally


def validate(
    stream: Iterable[Project],
    tools: Tools,
    tally: Tally,
    *,
    engine: Engine = Engine.BULK,
    seed: str = "",
) -> None:
    """Draws the projects, and then what they share, through the shapes, over all cores; the seed
    decides which records without a finding the reference sees too."""
    method = Method(
        all_shapes(),
        tools.background(),
        engine=engine,
        sample=tools.settings.validation_sample,
        seed=seed,
        processes=processes(),
    )
    _validated(stream, tally, method)


def _validated(stream: Iterable[Project], tally: Tally, method: Method) -> None:
    """Draws the stream through the shapes, in batches, and then what the projects share, whose
    names are compared; the findings go into the tally. Raises EnginesDisagree."""
    told = _Told(tally.findings)
    for items in (_projects(stream), _shared(tally)):
        for trace, results in validate_items(_batches(items), method):
            tally.findings += [
                _finding(result, trace) for result in results if not told.already(result, trace)
            ]
    tally.findings += islice(similar_names(tally), MOST_NEAR_MISSES)


def _projects(stream: Iterable[Project]) -> Iterator[Item[Trace]]:
    for mapped in (project.mapped for project in stream):
        yield Item(mapped.trace, mapped.project, mapped.triples)


def _shared(tally: Tally) -> Iterator[Item[Trace]]:
    for group in things(tally.shared):
        thing = thing_of(group[0][0])
        yield Item(replace(tally.origins[thing], number=_name(thing, group)), thing, group)


def _name(thing: str, group: Iterable[Triple]) -> str:
    """What a thing is called in its statements: by its number or name, else by its IRI's end."""
    named = {predicate: term for subject, predicate, term in group if subject == f"<{thing}>"}
    term = next((named[one] for one in NAMES if one in named), None)
    return parse_term(term).value if term else thing.rpartition("/")[2]


def _batches(items: Iterator[Item[Trace]]) -> Iterator[list[Item[Trace]]]:
    while batch := list(islice(items, BATCH)):
        yield batch


class _Told:
    """What reading has told of strange words, so that shapes do not say it again with less."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        self._findings = findings
        self._read = 0
        self._told: set[tuple[str | None, str]] = set()

    def already(self, result: Result, trace: Trace) -> bool:
        """True where the reader found the word that gave a thing an *unknown* code: in the row of
        its project, or, of what projects share, anywhere in its file."""
        rule = UNKNOWN.get(result.shape)
        if rule is None:
            return False
        for finding in islice(self._findings, self._read, None):
            self._told |= {(finding.slug, finding.rule), (finding.file, finding.rule)}
        self._read = len(self._findings)
        return (trace.slug if _is_project(result, trace) else trace.file, rule) in self._told


def _is_project(result: Result, trace: Trace) -> bool:
    thing = thing_of(f"<{result.focus}>")
    return thing == trace.project and thing.split("/")[-2] == "project"


def _finding(result: Result, trace: Trace) -> Finding:
    """The result at its place. Its value is, of a place of work, what the source says of it; of
    what projects share, its name says which it is."""
    label, row = trace.place(result.focus, result.path)
    own = _is_project(result, trace)
    which = None if own else trace.number
    return Finding(
        severity=result.severity,
        rule=result.shape,
        messages=result.messages,
        file=trace.file,
        row=row,
        field=label,
        project=trace.number if own else None,
        slug=trace.slug if own else None,
        remedies={name: remedy_of(text) for name, text in result.messages.items()},
        value=trace.words.get(result.focus.partition("#")[2]) or result.value or which,
    )
