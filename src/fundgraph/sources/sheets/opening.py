# SPDX-License-Identifier: EUPL-1.2
"""A file → its table: form, encoding, sheet and heading as described, else as found."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Sequence
from dataclasses import replace
from functools import partial
from itertools import chain, islice
from pathlib import Path

from fundgraph.errors import SourceError
from fundgraph.report import Finding
from fundgraph.sources import encoding
from fundgraph.sources.findings import found
from fundgraph.sources.sheets import html, ods, records, separated, xls, xlsx
from fundgraph.sources.sheets.forms import HEAD, form_of
from fundgraph.sources.sheets.heading import LOOKED_AT, Heading, find_heading
from fundgraph.sources.sheets.kinds import row_kind
from fundgraph.sources.sheets.layout import (
    CSV,
    HTML,
    JSON,
    MOST_ROWS,
    ODS,
    WIDEST,
    XLS,
    XLSX,
    Layout,
    Row,
    RowKind,
    Table,
)

_SHEETS = {XLSX: xlsx.sheet_name, XLS: xls.sheet_name, ODS: ods.sheet_name}
_TEXTS = frozenset({CSV, HTML, JSON})
_FEW, _EVEN = 50, 0.8
Rows = Generator[Row, None, None]
Stream = Generator[tuple[int, list[str], RowKind | None], None, None]


def sniff(path: Path) -> Layout:
    """The layout of a file never seen before. Raises SourceError for one that holds no table."""
    with open_table(path, Layout()) as table:
        return table.layout


def is_table(path: Path) -> bool:
    """True for a workbook or JSON list, and for a text or page whose rows are as wide as
    their heading.

    Raises SourceError for a file that cannot be read.
    """
    with open_table(path, Layout()) as table:
        if table.layout.form not in (CSV, HTML):
            return True
        widths = [len(cells) for _, cells in islice(table.rows, _FEW)]
        even = sum(width == len(table.heading) for width in widths)
        return len(table.heading) > 1 and bool(widths) and even >= _EVEN * len(widths)


def open_table(path: Path, layout: Layout, *, expected: Sequence[str] = ()) -> Table:
    """The table in a file.

    What `layout` does not say is found; `expected` are headings that a description names, which
    help to find the row that has them. Raises SourceError for a file that cannot be read or holds
    no table, UsageError for a sheet or path that it does not have.
    """
    try:
        return _opened(path, layout, expected)
    except OSError as error:
        raise SourceError(f"{path} cannot be read: {error.strerror}") from error


def _opened(path: Path, layout: Layout, expected: Sequence[str]) -> Table:
    notes: list[Finding] = []
    form = form_of(path)
    if layout.form and layout.form != form:
        notes.append(found("other-form", file=path.name, value=form, form=layout.form))
    settled = replace(layout, form=form)
    if form in _TEXTS:
        settled = _with_encoding(path, settled, notes)
    if form == JSON:
        return _json_table(path, settled, expected, notes)
    settled = _with_place(path, settled, expected)
    return _table(path, _bounded(path, _rows(path, settled, notes)), settled, expected, notes)


def _with_encoding(path: Path, layout: Layout, notes: list[Finding]) -> Layout:
    named = layout.encoding or _named_in(path, layout)
    name, guessed = separated.encoding_of(path, named, long_lines=layout.form != CSV)
    if guessed:
        notes.append(found("detected-encoding", file=path.name, encoding=name))
    return replace(layout, encoding=name)


def _named_in(path: Path, layout: Layout) -> str | None:
    """The encoding that an HTML page names in its head."""
    if layout.form != HTML:
        return None
    with path.open("rb") as file:
        head = file.read(HEAD)
    return encoding.marked(head) or encoding.unmarked_utf16(head) or encoding.declared(head)


def _with_place(path: Path, layout: Layout, expected: Sequence[str]) -> Layout:
    """The layout with the separator or sheet, found where it does not say it."""
    if layout.form == CSV:
        if layout.separator:
            return layout
        lines = separated.first_lines(path, layout.encoding or "utf-8")
        return replace(layout, separator=separated.separator_of(lines, expected))
    if layout.form == HTML:
        return replace(layout, sheet=html.sheet_name(path, layout.encoding or "", layout.sheet))
    return replace(layout, sheet=_SHEETS[layout.form or ""](path, layout.sheet))


def _rows(path: Path, layout: Layout, notes: list[Finding]) -> Rows:
    def once(rule: str, row: int) -> None:
        if not any(note.rule == rule for note in notes):
            notes.append(found(rule, file=path.name, row=row))

    def opened(row: int, line: int, last: int) -> None:
        notes.append(found("open-quote", file=path.name, row=row, line=line, last=last))

    if layout.form == CSV:
        return separated.read_rows(path, layout, opened)
    if layout.form == XLSX:
        unsaved, hidden = partial(once, "unsaved-formula"), partial(once, "hidden-rows")
        return _trimmed(xlsx.read_rows(path, layout, unsaved, hidden))
    readers = {XLS: xls.read_rows, ODS: ods.read_rows, HTML: html.read_rows}
    return _trimmed(readers[layout.form or ""](path, layout))


def _bounded(path: Path, rows: Rows) -> Rows:
    """The rows, as long as they are no more than a sheet of a workbook has."""
    try:
        for count, row in enumerate(rows):
            if count >= MOST_ROWS:
                raise SourceError(
                    f"{path} has more than the {MOST_ROWS:,} rows that a table may have; "
                    "give it in several files"
                )
            yield row
    finally:
        rows.close()


def _trimmed(rows: Rows) -> Rows:
    """The rows without the empty ones at the end, of which a sheet may have a million."""
    empty = 0
    for number, cells in rows:
        if not any(cells):
            empty += 1
            continue
        for before in range(number - empty, number):
            yield before, []
        empty = 0
        yield number, cells


def _table(
    path: Path, rows: Rows, layout: Layout, expected: Sequence[str], notes: list[Finding]
) -> Table:
    first = list(islice(rows, LOOKED_AT))
    heading = find_heading(
        first, expected=expected, row=layout.heading_row, count=layout.heading_rows
    )
    if heading is None or not any(heading.cells):
        raise SourceError(f"{path} has no row of headings: its first row must hold them")
    if len(heading.cells) > WIDEST:
        raise SourceError(f"{path} has more than the {WIDEST} columns that a table may have")
    settled = replace(layout, heading_row=first[heading.first][0], heading_rows=heading.count)
    below = first[heading.first + heading.count :]
    pads = layout.form != CSV
    stream = _below(chain(below, rows), rows, heading, width=len(heading.cells) if pads else 0)
    return Table(heading.cells, settled, stream, notes)


def _below(rows: Iterable[Row], source: Rows, heading: Heading, *, width: int) -> Stream:
    """The rows below the heading with their kinds; `width` fills those of workbooks."""
    names = heading.cells
    try:
        for number, cells in rows:
            if len(cells) < width:
                cells = cells + [""] * (width - len(cells))
            yield number, cells, row_kind(cells, names)
    finally:
        source.close()


def _json_table(path: Path, layout: Layout, expected: Sequence[str], notes: list[Finding]) -> Table:
    if layout.records is None:
        place = records.records_path(path, layout.encoding or "utf-8")
        layout = replace(layout, records=place)
    if records.are_lists(path, layout):
        rows = _bounded(path, records.read_lists(path, layout))
        return _table(path, rows, layout, expected, notes)
    heading = records.headings(path, layout)
    if not heading:
        raise SourceError(f"{path} holds no list of records: its list is empty")
    rows = _bounded(path, records.read_objects(path, layout, heading))
    stream = _objects(rows)
    return Table(heading, layout, stream, notes)


def _objects(rows: Rows) -> Stream:
    try:
        for number, cells in rows:
            yield number, cells, None if any(cells) else RowKind.EMPTY
    finally:
        rows.close()
