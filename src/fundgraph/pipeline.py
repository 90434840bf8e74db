# SPDX-License-Identifier: EUPL-1.2
"""Source → record → statements, as a stream; what is counted on the way is kept in a tally."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from fundgraph.codes import CodeLists
from fundgraph.mapping import Mapper
from fundgraph.organisations import near_misses, organisation_name
from fundgraph.record import Record, TreeLevel
from fundgraph.report import Finding
from fundgraph.sources import Entry, Source, read
from fundgraph.sources.findings import found, tied
from fundgraph.sources.holdings import PROGRAMMES
from fundgraph.sources.merging import MERGE, grouped, merged
from fundgraph.sources.same_as import read_same_as
from fundgraph.tally import Project, Tally, thing_of
from fundgraph.vocabulary import LEGAL
from fundgraph.writers.terms import parse_term

LEGAL_NAME = LEGAL.legalName.n3()


def projects(
    sources: Sequence[Source], mapper: Mapper, codes: CodeLists, tally: Tally
) -> Iterator[Project]:
    """Every project of the sources, mapped; rows that are none are counted with their findings.

    Programmes come before all projects, so that these find their levels."""
    tally.files += [path.name for source in sources for path in source.paths]
    tally.findings += [told for source in sources for told in source.unread]
    for source in sources:
        if source.description.holds == PROGRAMMES:
            _plant(source, mapper, codes, tally)
    for source in sources:
        if source.description.holds == PROGRAMMES:
            continue
        if source.description.same_as is not None:
            same = read_same_as(Path(source.description.same_as), source.description.country)
            mapper.same_as(same)
            tally.names.same_as(same)
        entries = read(source, mapper.reference, codes, contacts=mapper.contacts)
        for record in _records(source, entries, tally):
            if not tally.accept(record):
                continue
            project = Project(source.description.name, record, mapper.map(record))
            tally.count(project)
            yield project
        tally.tell_empty(source.description.name, source.paths)


def _plant(source: Source, mapper: Mapper, codes: CodeLists, tally: Tally) -> None:
    """Reads the levels of programmes that a source lists; they are shared by all registers."""
    levels: list[TreeLevel] = []
    for entry in read(source, mapper.reference, codes, contacts=mapper.contacts):
        tally.take(entry, source.description.name)
        if entry.level is not None:
            levels.append(entry.level)
    mapper.plant(levels)
    for level in levels:
        tally.share_all(*mapper.level(level))


def similar_names(tally: Tally) -> Iterator[Finding]:
    """What organisations may be one, by their names: for the steward to look at."""
    named: dict[str, tuple[str, str]] = {}
    for subject, predicate, term in tally.shared:
        if predicate == LEGAL_NAME:
            thing, name = thing_of(subject), parse_term(term).value
            country = thing.rpartition("/")[2][:2].upper()
            named.setdefault(organisation_name(name, country).key, (thing, name))
    for one, other in near_misses(list(named)):
        thing, name = named[one]
        trace = tally.origins[named[other][0]]
        yield found(
            "near-miss",
            file=trace.file,
            row=trace.row,
            label=trace.labels.get("promoter"),
            value=named[other][1],
            other=name,
        )


def _records(source: Source, entries: Iterable[Entry], tally: Tally) -> Iterator[Record]:
    """The records of a source; rows of one number are one where its description says so, and only
    then are all of them held in memory."""
    name = source.description.name
    taken = (record for entry in entries if (record := tally.take(entry, name)) is not None)
    if source.description.repeated != MERGE:
        yield from taken
        return
    for group in grouped(taken):
        record, findings = merged(group)
        tally.merged += len(group) - 1
        tally.findings += tied(record, findings)
        yield record
