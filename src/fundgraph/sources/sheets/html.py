# SPDX-License-Identifier: EUPL-1.2
"""HTML tables → rows, as the parser comes to them; also those that are named `.xls`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Generator
from pathlib import Path

from lxml import etree

from fundgraph.config import unknown_key
from fundgraph.errors import SourceError, UsageError
from fundgraph.sources.sheets.layout import WIDEST, Layout, Row

_BREAKS = ("br", "p", "div", "li", "td", "th")
_UNSEEN = ("script", "style", "template")
_PIECE = 65_536
_LARGEST_ROW = 2_000_000
_MOST_SPANNED = 1000
Numbered = tuple[int, etree._Element]


def sheet_name(path: Path, encoding: str, wanted: str | None) -> str:
    """The number of the table that is read: the wanted one, else the one with most cells.

    Raises SourceError for a page without a table, UsageError for a number that no table has.
    """
    cells: Counter[int] = Counter()
    for table, row in _rows(path, encoding):
        cells[table] += len(_own_cells(row))
    if not cells:
        raise SourceError(f"{path} is an HTML page without a table")
    if wanted is None:
        return str(max(cells, key=lambda table: (cells[table], -table)))
    if wanted not in map(str, cells):
        raise UsageError(unknown_key(wanted, set(map(str, cells)), origin=f"{path}, sheet"))
    return wanted


def read_rows(path: Path, layout: Layout) -> Generator[Row, None, None]:
    """The rows of a table; a cell over several rows stands in each of them."""
    spans: dict[int, tuple[int, str]] = {}
    number = 0
    for table, row in _rows(path, layout.encoding or "utf-8"):
        if str(table) == layout.sheet:
            number += 1
            yield number, _cells(row, spans, path)


def _rows(path: Path, encoding: str) -> Generator[Numbered, None, None]:
    """Each row of the page with the number of its table, freed when the next is asked for."""
    parser = etree.HTMLPullParser(
        events=("start", "end"), tag=("table", "tr"), encoding="utf-8", no_network=True,
        remove_comments=True,
    )  # fmt: skip
    open_tables = [0]
    tables = 0
    for event, element in _events(parser, path, encoding):
        if element.tag == "tr":
            if event == "end":
                if len(element) > WIDEST:
                    raise _too_wide(path)
                yield open_tables[-1], element
                _forget(element)
        elif event == "start":
            tables += 1
            open_tables.append(tables)
        elif len(open_tables) > 1:
            open_tables.pop()


def _events(
    parser: etree.HTMLPullParser, path: Path, encoding: str
) -> Generator[tuple[str, etree._Element], None, None]:
    """What begins and ends in a page, to its last row, which may be cut."""
    since = 0
    with path.open(encoding=encoding, newline="") as file:
        while since <= _LARGEST_ROW:
            piece = file.read(_PIECE)
            try:
                parser.feed(piece.encode()) if piece else parser.close()
            except etree.XMLSyntaxError as error:
                raise SourceError(f"{path} is a damaged HTML page: {error}") from error
            since += len(piece)
            for event, element in parser.read_events():
                if isinstance(element, etree._Element):
                    since = 0
                    yield event, element
            if not piece:
                return
    raise SourceError(f"{path} is refused: a row of its table has no end")


def _too_wide(path: Path) -> SourceError:
    return SourceError(f"{path} has more than the {WIDEST} columns that a table may have")


def _forget(row: etree._Element) -> None:
    """Empties a row and frees those before it; the rows of a table around it are not touched."""
    row.clear()
    parent = row.getparent()
    before = row.getprevious()
    while parent is not None and before is not None and before.tag == "tr":
        parent.remove(before)
        before = row.getprevious()


def _own_cells(row: etree._Element) -> list[etree._Element]:
    return [cell for cell in row if cell.tag in ("td", "th")]


def _cells(row: etree._Element, spans: dict[int, tuple[int, str]], path: Path) -> list[str]:
    cells: list[str] = []

    def carry() -> None:
        while len(cells) in spans:
            left, text = spans.pop(len(cells))
            if left > 1:
                spans[len(cells)] = left - 1, text
            cells.append(text)

    for cell in _own_cells(row):
        carry()
        text = _text(cell)
        down = _span(cell, "rowspan")
        for place in range(_span(cell, "colspan")):
            if down > 1:
                spans[len(cells)] = down - 1, "" if place else text
            cells.append("" if place else text)
        if len(cells) > WIDEST:
            raise _too_wide(path)
    carry()
    return cells


def _span(cell: etree._Element, name: str) -> int:
    text = str(cell.get(name) or "1").strip()
    return min(max(int(text), 1), _MOST_SPANNED) if text.isdecimal() and len(text) < 9 else 1


def _text(cell: etree._Element) -> str:
    """The text of a cell as a reader sees it; breaks and paragraphs part words."""
    if len(cell) == 0:
        return (cell.text or "").strip()
    parts: list[str] = []
    for event, element in etree.iterwalk(cell, events=("start", "end")):
        inner = element is not cell
        if inner and element.tag in _BREAKS:
            parts.append("\n")
        if event == "start":
            parts.append("" if element.tag in _UNSEEN else element.text or "")
        elif inner:
            parts.append(element.tail or "")
    lines = (" ".join(line.split()) for line in "".join(parts).split("\n"))
    return "\n".join(filter(None, lines))
