# SPDX-License-Identifier: EUPL-1.2
"""What the catalogue and the manifest say of a release, from what was read and what was written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from fundgraph.catalog import DumpFacts, RegisterFacts, ReleaseFacts
from fundgraph.iris import Minter
from fundgraph.release.dumps import FORMATS, STEM, Statistics
from fundgraph.release.manifest import SourceEntry, SumEntry, sha256
from fundgraph.report import Sum
from fundgraph.sources import Description, Source
from fundgraph.tally import Tally, thing_of

COUNTED = ("rows", "projects", "levels", "merged", "refused", "skipped")


def described(sources: Sequence[Source]) -> dict[str, Description]:
    """The description of each register."""
    return {source.description.name: source.description for source in sources}


def titles_of(description: Description) -> dict[str, str]:
    """The titles of a register by language; its name where it has none."""
    named = {text.language: text.value for text in description.title}
    return named or {"en": description.name}


def release_facts(
    built: Path,
    statistics: Statistics,
    tally: Tally,
    *,
    issued: datetime,
    registers: Iterable[RegisterFacts],
) -> ReleaseFacts:
    """What is said of the release in a folder."""
    triples = sum(statistics.graphs.values())
    dumps = [(form, built / "dumps" / f"{STEM}.{form}.gz") for form in FORMATS]
    shared = {thing_of(subject) for subject, _, _ in tally.shared}
    return ReleaseFacts(
        release=built.name.removeprefix(".tmp-"),
        issued=issued,
        registers=tuple(registers),
        dumps=tuple(
            DumpFacts(path.name, form, path.stat().st_size, sha256(path), triples)
            for form, path in dumps
        ),
        triples=triples,
        entities=tally.projects + len(shared),
        classes=dict(statistics.classes),
        properties=dict(statistics.properties),
        example=tally.example,
    )


def register_facts(
    sources: Sequence[Source], minter: Minter, tally: Tally, statistics: Statistics
) -> Iterator[RegisterFacts]:
    """What is said of each register."""
    for name, description in described(sources).items():
        graph = minter.graph(name)
        yield RegisterFacts(
            name=name,
            titles=titles_of(description),
            publisher=description.publisher.value if description.publisher else "",
            licence=description.licence or "",
            made_up=description.made_up,
            graph=graph,
            triples=statistics.graphs[graph],
            projects=tally.registers[name],
            landing_page=description.landing_page or "",
            country=description.country,
            days=tally.days.get(name),
        )


def counts_of(tally: Tally, statements: int) -> dict[str, int]:
    """The counts of a release: rows by what became of them, statements, findings by severity."""
    rows = {name: getattr(tally, name) for name in COUNTED}
    found = {str(severity): count for severity, count in tally.report().counts().items()}
    return {**rows, "statements": statements, **found}


def with_counts(entry: SourceEntry, tally: Tally) -> SourceEntry:
    """A file with what became of its rows."""
    kinds = ("rows", "projects", "refused", "skipped")
    rows, projects, refused, skipped = (
        tally.of_files[entry.register, entry.file, kind] for kind in kinds
    )
    return replace(entry, rows=rows, projects=projects, refused=refused, skipped=skipped)


def sum_entry(found: Sum) -> SumEntry:
    """The sums of a column, written without exponents."""
    file, graph = f"{found.file:f}", f"{found.graph:f}"
    return SumEntry(found.column, found.currency, file, graph, found.unread)
