# SPDX-License-Identifier: EUPL-1.2
"""Tables of the levels of a programme → entries, each level below the one it belongs to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from fundgraph.codes import CodeLists
from fundgraph.config import unknown_key
from fundgraph.errors import UsageError
from fundgraph.record import Published, SourceFile, TreeLevel
from fundgraph.reference import Reference
from fundgraph.sources.branches import Branches
from fundgraph.sources.cells import Cells
from fundgraph.sources.description import Description
from fundgraph.sources.discretion import Discretion, RowDiscretion
from fundgraph.sources.doubled import note_doubled_cells
from fundgraph.sources.entry import Entry, Source
from fundgraph.sources.findings import Findings
from fundgraph.sources.holdings import LEVELS
from fundgraph.sources.lookups import UNKNOWN, Lookups
from fundgraph.sources.personal_headings import told_columns
from fundgraph.sources.settling import Settled
from fundgraph.sources.tables import table_entries, with_note_of_draft
from fundgraph.sources.values import clean

UNPUBLISHED = frozenset({"programme-title", "ignored"})
LONGEST_NUMBER = 60
# Fields of a column → fields of a level, by which results of shapes find their place.
LABELS = {"programme": "number", "programme-title": "title"}


def read_trees(
    source: Source, reference: Reference, codes: CodeLists, discretion: Discretion
) -> Iterator[Entry]:
    """One entry for each row of each file; a level that stands twice is refused.

    Holds all levels of the source: any row may be above any other. Raises SourceError and
    UsageError as for tables, and UsageError for a level or fund that is in no code list.
    """
    described = source.description
    _check_codes(described, codes)
    lookups = Lookups(reference, codes, language=described.language)
    entries: list[Entry] = []
    for path in source.paths:
        read = table_entries(
            path,
            described,
            lambda file, heading, _: LevelReader(described, file, heading, lookups, discretion),
        )
        entries += with_note_of_draft(source, path, read)
    yield from Branches(described, reference).settled(_once(entries))


def _once(entries: Sequence[Entry]) -> Iterator[Entry]:
    """The entries, a level that stands already refused."""
    rows: dict[str, int] = {}
    for entry in entries:
        level = entry.level
        if level is None or rows.setdefault(level.identifier, level.row) == level.row:
            yield entry
            continue
        findings = Findings(level.source.name, row=level.row)
        label = dict(level.labels)["number"]
        first = rows[level.identifier]
        findings.add("level-repeated", label=label, value=level.identifier, first=first)
        yield Entry(None, (*entry.findings, *findings.found))


class LevelReader:
    """Reads the rows of one file."""

    def __init__(
        self,
        description: Description,
        file: SourceFile,
        heading: Sequence[str],
        lookups: Lookups,
        discretion: Discretion,
    ) -> None:
        self.notes = tuple(told_columns(description.columns, file=file.name))
        self._described = description
        self._file = file
        self._heading, self._width = heading, len(heading)
        self._columns = [(heading.index(one.heading), one) for one in description.columns]
        self._cells = Cells(self._columns, lookups, Settled(), language=description.language)
        self._discretion = RowDiscretion(self._columns, discretion)
        self._tree = f"{description.country.lower()}-{description.period}"
        self._names = description.levels or LEVELS
        self._labels = tuple(
            (LABELS.get(one.field, one.field), discretion.label(one.heading))
            for _, one in self._columns
        )
        self._shown = [
            (index, discretion.label(column.heading))
            for index, column in self._columns
            if column.field not in UNPUBLISHED
        ]

    def entry(self, number: int, cells: Sequence[str]) -> Entry:
        """The entry of the row with this number; what is above the level is settled afterwards."""
        published = [cell.strip() for cell in cells]
        findings = Findings(self._file.name, row=number)
        if len(published) < self._width or any(published[self._width :]):
            findings.add("garbled-row", cells=len(published), columns=self._width)
            return Entry(None, tuple(findings.found))
        note_doubled_cells(self._heading, published, findings)
        clean_cells = [clean(cell) for cell in published]
        row, lines, _ = self._discretion.withhold(clean_cells, published, findings)
        identifier = self._cells.text(row, "programme").rstrip(".")
        if not identifier or " " in identifier or len(identifier) > LONGEST_NUMBER:
            label = self._cells.heading("programme")
            value = identifier[:LONGEST_NUMBER]
            findings.add("no-level-number", label=label, value=value)
            return Entry(None, tuple(findings.found))
        level = self._level(identifier, number, row, findings)
        level = replace(level, published=self._published(lines))
        return Entry(None, tuple(findings.found), level=level)

    def _level(
        self, identifier: str, number: int, row: Sequence[str], findings: Findings
    ) -> TreeLevel:
        described, cells = self._described, self._cells
        return TreeLevel(
            source=self._file,
            row=number,
            tree=self._tree,
            identifier=identifier,
            country=described.country,
            period=described.period or "",
            titles=cells.texts(row, "programme-title"),
            level=self._kind(identifier, row, findings),
            parent=cells.text(row, "parent").rstrip(".") or None,
            fund=cells.code(row, "fund", findings) or described.fund,
            labels=self._labels,
        )

    def _kind(self, identifier: str, row: Sequence[str], findings: Findings) -> str | None:
        """The code of the level: of the row's word, else of the depth of its number."""
        named = self._cells.code(row, "level", findings)
        if named is not None:
            return None if named == UNKNOWN else named
        depth = identifier.count(".")
        return self._names[depth] if depth < len(self._names) else None

    def _published(self, cells: Sequence[str]) -> tuple[Published, ...]:
        return tuple(
            Published(heading, cells[index]) for index, heading in self._shown if cells[index]
        )


def _check_codes(description: Description, codes: CodeLists) -> None:
    named = [("fund", description.fund), ("period", description.period)]
    for scheme, code in [*named, *(("level", level) for level in description.levels)]:
        known = codes.codes(scheme)
        if code is not None and code not in known:
            raise UsageError(unknown_key(code, set(known), origin=f"{description.name}, {scheme}"))
