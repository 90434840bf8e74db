# SPDX-License-Identifier: EUPL-1.2
"""CSV tables → entries, through a description; streamed, one entry for each row."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import replace
from difflib import get_close_matches
from hashlib import file_digest
from itertools import chain, islice
from pathlib import Path

from fundgraph.codes import CodeLists
from fundgraph.errors import SourceError, UsageError
from fundgraph.record import SourceFile
from fundgraph.reference import Reference
from fundgraph.report import Finding
from fundgraph.sources.description import Description
from fundgraph.sources.entry import Entry, Source
from fundgraph.sources.findings import found
from fundgraph.sources.rows import RowReader
from fundgraph.sources.settling import HEAD
from fundgraph.sources.values import clean

SEPARATORS = (",", ";", "\t")
HEADING_ROW = 1


def read_tables(source: Source, reference: Reference, codes: CodeLists) -> Iterator[Entry]:
    """One entry for each row of each file.

    Raises SourceError for a file that is no UTF-8 CSV, UsageError for a heading that the
    description names and the file lacks.
    """
    for path in source.paths:
        yield from _read_table(path, source.description, reference, codes)


def _read_table(
    path: Path, description: Description, reference: Reference, codes: CodeLists
) -> Iterator[Entry]:
    headings = [column.heading for column in description.columns]
    try:
        file = _source_file(path, description)
        with path.open(encoding="utf-8-sig", newline="") as lines:
            first = lines.readline()
            rows = csv.reader(chain([first], lines), delimiter=_separator(first, headings))
            heading = [clean(cell) for cell in next(rows, [])]
            _check_headings(path, heading, headings)
            head = list(islice(rows, HEAD))
            reader = RowReader(description, file, heading, reference, codes, head)
            notes = (*_unread(path, heading, headings), *reader.notes)
            yield from _entries(chain(head, rows), reader, notes)
    except OSError as error:
        raise SourceError(f"{path} cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise SourceError(_first_bad_byte(path)) from error
    except csv.Error as error:
        raise SourceError(f"{path} is no CSV table: {error}") from error


def _entries(
    rows: Iterator[list[str]], reader: RowReader, notes: Sequence[Finding]
) -> Iterator[Entry]:
    """The entries of the rows below the heading; the first also says what is found of columns."""
    number = HEADING_ROW
    for number, cells in enumerate(rows, start=HEADING_ROW + 1):
        entry = reader.entry(number, cells)
        if notes:
            entry = replace(entry, findings=(*notes, *entry.findings))
            notes = ()
        yield entry


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
    )


def _separator(line: str, headings: Sequence[str]) -> str:
    """The separator by which a first line has most of the headings."""

    def found(separator: str) -> int:
        cells = next(csv.reader([line], delimiter=separator), [])
        return len({clean(cell) for cell in cells} & set(headings))

    return max(SEPARATORS, key=found)


def _check_headings(path: Path, heading: Sequence[str], described: Sequence[str]) -> None:
    if not any(heading):
        raise SourceError(f"{path} is empty: its first row must hold the headings")
    for name in described:
        count = heading.count(name)
        if count == 1:
            continue
        if count:
            raise UsageError(f"{path}: {count} columns are called {name!r}; rename all but one")
        nearest = get_close_matches(name, heading, n=1, cutoff=0)
        raise UsageError(
            f"{path} has no column {name!r}, which its description names; "
            f"the nearest is {nearest[0]!r}"
        )


def _unread(path: Path, heading: Sequence[str], described: Sequence[str]) -> tuple[Finding, ...]:
    strange = [name for name in heading if name and name not in described]
    if not strange:
        return ()
    names = ", ".join(strange)
    return (found("unread-columns", file=path.name, row=HEADING_ROW, value=names),)


def _first_bad_byte(path: Path) -> str:
    """The sentence for a file that is not UTF-8, with the place of its first bad byte."""
    before = 0
    with path.open("rb") as file:
        for number, line in enumerate(file, start=1):
            try:
                line.decode("utf-8")
            except UnicodeDecodeError as error:
                return (
                    f"{path} is not valid UTF-8: the first bad byte is number "
                    f"{before + error.start + 1}, in line {number}; save it again in UTF-8"
                )
            before += len(line)
    return f"{path} is not valid UTF-8; save it again in UTF-8"
