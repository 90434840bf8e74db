# SPDX-License-Identifier: EUPL-1.2
"""XLSX → rows, one at a time: a sheet of any length takes the memory of a row.

Parsers of workbooks hold the whole sheet, 240 MB for 200,000 rows of twelve cells.
"""

from __future__ import annotations

from collections.abc import Callable, Generator
from contextlib import closing
from pathlib import Path
from typing import IO

from lxml import etree

from fundgraph.errors import SourceError
from fundgraph.sources.sheets import numbers
from fundgraph.sources.sheets.archive import Archive
from fundgraph.sources.sheets.layout import WIDEST, Layout, Row
from fundgraph.sources.sheets.strings import Strings
from fundgraph.sources.sheets.xlsx_book import add_shared, rich_text, sheet_of, shown_as
from fundgraph.sources.sheets.xml import DAMAGED, damaged, elements, local

_DIGITS = "0123456789"
Note = Callable[[int], None]
_TRUE = ("1", "true")


def sheet_name(path: Path, wanted: str | None) -> str:
    """The name of the sheet that is read. Raises SourceError for a damaged workbook, and one
    without such a sheet."""
    try:
        with Archive(path) as archive:
            return sheet_of(archive, path, wanted)[0].name
    except DAMAGED as error:
        raise damaged(path, error) from error


def read_rows(
    path: Path, layout: Layout, unsaved: Note, hidden: Note
) -> Generator[Row, None, None]:
    """The rows of a sheet that hold something; `unsaved` hears of formulas without a value,
    `hidden` of rows that the sheet does not show.

    Raises SourceError for a damaged workbook, and one that is too large.
    """
    try:
        with Archive(path) as archive, closing(Strings()) as strings:
            sheet, since_1904 = sheet_of(archive, path, layout.sheet)
            add_shared(strings, archive)
            cells = _Cells(strings.text, shown_as(archive), since_1904)
            with archive.open(sheet.member) as file:
                yield from _rows(file, cells, unsaved, hidden)
    except DAMAGED as error:
        raise damaged(path, error) from error
    except _TooWideError as error:
        raise SourceError(
            f"{path} has more than the {WIDEST} columns that a table may have"
        ) from error


def _rows(
    file: IO[bytes], cells: _Cells, unsaved: Note, hidden: Note
) -> Generator[Row, None, None]:
    at = 0
    for row in elements(file, "{*}row", "{*}sheetData"):
        if local(row) != "row":
            return
        number = str(row.get("r") or "")
        at = int(number) if number.isdecimal() else at + 1
        if row.get("hidden") in _TRUE and len(row):
            hidden(at)
        yield at, cells.row(row)
        if cells.unsaved:
            unsaved(at)
            cells.unsaved = False


class _TooWideError(ValueError):
    """A cell beyond the last column of any sheet."""


class _Cells:
    """Reads the cells of rows as text."""

    def __init__(self, shared: Callable[[str], str], shown: list[str], since_1904: bool) -> None:
        self._shared, self._since_1904 = shared, since_1904
        self._shown = {str(at): show for at, show in enumerate(shown) if show}
        self._columns: dict[str, int] = {}
        self.unsaved = False

    def row(self, row: etree._Element) -> list[str]:
        """The cells of a row, empty ones between them filled in."""
        cells: list[str] = []
        columns, text = self._columns, self._text
        for cell in row:
            reference = cell.get("r")
            if reference:
                letters = reference.rstrip(_DIGITS)
                at = columns.get(letters, -1)
                if at < 0:
                    at = columns[letters] = _column(letters)
                if at > len(cells):
                    cells += [""] * (at - len(cells))
            cells.append(text(cell))
        if len(cells) > WIDEST:
            raise _TooWideError
        return cells

    def _text(self, cell: etree._Element) -> str:
        if not len(cell):
            return ""
        part = cell[-1]
        kind = cell.get("t")
        if kind == "inlineStr":
            return rich_text(part)
        text = part.text
        if text is None or part.tag[-2:] != "}v":
            self.unsaved = self.unsaved or any(local(one) == "f" for one in cell)
            return ""
        if kind == "s":
            return self._shared(text)
        if kind is None or kind == "n":
            return self._number(text, cell.get("s"))
        return _plain(kind, text)

    def _number(self, text: str, style: str | None) -> str:
        show = self._shown.get(style) if style else None
        if show is None:
            return numbers.number(text)
        if show == "percent":
            return numbers.percent(text)
        if show[0] == "0":
            return numbers.number(text).zfill(len(show))
        return numbers.serial(text, show, since_1904=self._since_1904)


def _plain(kind: str, text: str) -> str:
    if kind == "b":
        return "true" if text == "1" else "false"
    if kind == "d":
        return text.removesuffix("T00:00:00")
    return text


def _column(letters: str) -> int:
    """The place of a column, from its letters. Raises _TooWideError beyond XFD."""
    place = 0
    for letter in letters.upper():
        place = place * 26 + ord(letter) - 64
        if not 0 < place <= WIDEST:
            raise _TooWideError
    return place - 1
