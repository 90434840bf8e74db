# SPDX-License-Identifier: EUPL-1.2
"""Tables of any form → entries, through a description; streamed, one entry for each row."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from dataclasses import replace
from difflib import get_close_matches
from hashlib import file_digest
from itertools import chain, islice
from pathlib import Path
from typing import Protocol

from fundgraph.codes import CodeLists
from fundgraph.errors import SourceError, UsageError
from fundgraph.record import SourceFile
from fundgraph.reference import Reference
from fundgraph.report import Finding
from fundgraph.sources.description import Description
from fundgraph.sources.discretion import Discretion
from fundgraph.sources.entry import Entry, Source
from fundgraph.sources.findings import found
from fundgraph.sources.rows import RowReader
from fundgraph.sources.settling import HEAD
from fundgraph.sources.sheets import Table, open_table
from fundgraph.sources.sheets.layout import RowKind

# So many columns are named in a message.
MOST_NAMED = 12
KeptRow = tuple[int, list[str], RowKind | None]


class Reader(Protocol):
    """Reads rows of one table; `notes` is what has to be said of the whole of it."""

    @property
    def notes(self) -> tuple[Finding, ...]:
        """What is found of columns."""

    def entry(self, number: int, cells: Sequence[str]) -> Entry:
        """The entry of the row with this number."""


def read_tables(
    source: Source, reference: Reference, codes: CodeLists, discretion: Discretion
) -> Iterator[Entry]:
    """One entry for each row of each file; rows that are no data are skipped and said.

    Raises SourceError for a file that cannot be read or holds no table, UsageError for a heading
    that the description names and the file lacks.
    """
    description = source.description
    for path in source.paths:
        entries = table_entries(
            path,
            description,
            lambda file, heading, head: RowReader(
                description, file, heading, reference, codes, head, discretion
            ),
        )
        yield from with_note_of_draft(source, path, entries)


def with_note_of_draft(source: Source, path: Path, entries: Iterator[Entry]) -> Iterator[Entry]:
    """The entries of a file; where a draft describes it, the first says so, and what
    the draft doubts."""
    note = found("drafted-description", file=path.name, value=str(path))
    notes = (note, *(one for one in source.doubts if one.file == path.name))
    for first in entries:
        yield replace(first, findings=(*notes, *first.findings)) if source.drafted else first
        yield from entries


def table_entries(
    path: Path, description: Description, reader_of: Callable[..., Reader]
) -> Iterator[Entry]:
    """The entries of one file, by the reader that is made of the file, its heading and its first
    rows; see `read_tables` for what is raised."""
    headings = [column.heading for column in description.columns]
    with open_table(path, description.layout, expected=headings) as table:
        try:
            file = _source_file(path, description)
            _check_headings(path, table.heading, headings)
            head = list(islice(table.stream, HEAD))
            data = [cells for _, cells, kind in head if kind is None]
            reader = reader_of(file, table.heading, data)
            notes = (*_unread(path, table, headings), *reader.notes)
            yield from _entries(chain(head, table.stream), reader, table, path.name, notes)
        except OSError as error:
            raise SourceError(f"{path} cannot be read: {error.strerror}") from error


def _entries(
    rows: Iterable[KeptRow], reader: Reader, table: Table, file: str, notes: Sequence[Finding]
) -> Generator[Entry, None, None]:
    """The entries of the rows below the heading; the first also says what is found of columns."""
    said, last = 0, 0
    for number, cells, kind in rows:
        entry = reader.entry(number, cells) if kind is None else _skipped(file, number, cells, kind)
        if number > last + 1 and last and kind is None and _is_sparse(cells, table):
            more = found("second-table", file=file, row=number)
            entry = replace(entry, findings=(*entry.findings, more))
        last = last if kind is RowKind.EMPTY else number
        if notes or len(table.notes) > said:
            entry = replace(entry, findings=(*table.notes[said:], *notes, *entry.findings))
            notes, said = (), len(table.notes)
        yield entry


def _is_sparse(cells: Sequence[str], table: Table) -> bool:
    """True for a row half of whose cells, or more, are empty."""
    return sum(1 for cell in cells if cell.strip()) * 2 <= len(table.heading)


def _skipped(file: str, number: int, cells: Sequence[str], kind: RowKind) -> Entry:
    if kind is RowKind.EMPTY:
        return Entry(None, skipped=True)
    value = " | ".join(filter(None, cells))
    return Entry(None, (found(kind, file=file, row=number, value=value),), skipped=True)


def _source_file(path: Path, description: Description) -> SourceFile:
    with path.open("rb") as file:
        digest = file_digest(file, "sha256").hexdigest()
    return SourceFile(
        register=description.name,
        name=path.name,
        sha256=digest,
        retrieved=description.retrieved,
        publisher=description.publisher,
        licence=description.licence,
        made_up=description.made_up,
        address=description.address_of(path.name),
    )


def _check_headings(path: Path, heading: Sequence[str], described: Sequence[str]) -> None:
    for name in described:
        if (count := heading.count(name)) > 1:
            raise UsageError(f"{path}: {count} columns are called {name!r}; rename all but one")
    missing = [name for name in described if name not in heading]
    free = [name for name in heading if name and name not in described]
    if len(missing) == 1:
        nearest = get_close_matches(missing[0], free or heading, n=1, cutoff=0)
        raise UsageError(
            f"{path} has no column {missing[0]!r}, which its description names; "
            f"the nearest is {nearest[0]!r}"
        )
    if missing:
        others = f"it has {_listed(free)}" if free else "all that it has are described"
        raise UsageError(
            f"{path} has no columns {_listed(missing)}, which its description names; {others}"
        )


def _listed(names: Sequence[str]) -> str:
    return ", ".join(repr(name[:80]) for name in names[:MOST_NAMED]) + (
        ", …" if len(names) > MOST_NAMED else ""
    )


def _unread(path: Path, table: Table, described: Sequence[str]) -> tuple[Finding, ...]:
    strange = [name for name in table.heading if name and name not in described]
    if not strange:
        return ()
    row = table.first_row or None
    return (found("unread-columns", file=path.name, row=row, value=", ".join(strange)),)
