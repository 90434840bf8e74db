# SPDX-License-Identifier: EUPL-1.2
"""Check: records and what they share through the shapes, nothing left behind."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from fundgraph.pipeline import Project, Tally, projects, similar_names, thing_of, things
from fundgraph.report import Finding, Trace
from fundgraph.sources import Source
from fundgraph.tools import Tools, Watch, all_shapes, processes
from fundgraph.validation import Engine, Item, Method, Result, validate_items

BATCH = 100
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
    for items in (_projects(stream), _shared(tally)):
        for trace, results in validate_items(_batches(items), method):
            tally.findings += [_finding(result, trace) for result in results]
    tally.findings += islice(similar_names(tally), MOST_NEAR_MISSES)


def _projects(stream: Iterable[Project]) -> Iterator[Item[Trace]]:
    for mapped in (project.mapped for project in stream):
        yield Item(mapped.trace, mapped.project, mapped.triples)


def _shared(tally: Tally) -> Iterator[Item[Trace]]:
    for group in things(tally.shared):
        thing = thing_of(group[0][0])
        yield Item(tally.origins[thing], thing, group)


def _batches(items: Iterator[Item[Trace]]) -> Iterator[list[Item[Trace]]]:
    while batch := list(islice(items, BATCH)):
        yield batch


def _finding(result: Result, trace: Trace) -> Finding:
    label, row = trace.place(result.focus, result.path)
    own = trace.project == result.focus.partition("#")[0]
    return Finding(
        severity=result.severity,
        rule=result.shape,
        messages=result.messages,
        file=trace.file,
        row=row,
        field=label,
        project=trace.number if own else None,
        slug=trace.slug if own else None,
        value=result.value,
    )
