# SPDX-License-Identifier: EUPL-1.2
"""ODS → rows, one at a time; rows and cells that a file repeats without end are not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Generator
from pathlib import Path

from lxml import etree

from fundgraph.errors import SourceError
from fundgraph.sources.sheets import numbers
from fundgraph.sources.sheets.archive import Archive
from fundgraph.sources.sheets.choice import chosen
from fundgraph.sources.sheets.layout import WIDEST, Layout, Row
from fundgraph.sources.sheets.xml import DAMAGED, attribute, damaged, elements, local

_CONTENT = "content.xml"
# Rows that hold something are seldom repeated; a bomb repeats one a million times.
MOST_REPEATED = 1000


def sheet_name(path: Path, wanted: str | None) -> str:
    """The name of the sheet that is read: the wanted one, else the one with most rows.

    Raises SourceError for a damaged workbook, and one without such a sheet.
    """
    rows: Counter[str] = Counter()
    waiting = 0
    try:
        with Archive(path) as archive, archive.open(_CONTENT) as file:
            for element in elements(file, "{*}table-row", "{*}table"):
                if local(element) == "table-row":
                    waiting += any(cell.get(_name(cell, "value-type")) for cell in element)
                else:
                    rows[attribute(element, "name") or ""] += waiting
                    waiting = 0
    except DAMAGED as error:
        raise damaged(path, error) from error
    if not rows:
        raise SourceError(f"{path} is a workbook without a sheet")
    return chosen(path, wanted, rows)


def read_rows(path: Path, layout: Layout) -> Generator[Row, None, None]:
    """The rows of a sheet; empty ones that the file repeats are counted, not given.

    Raises SourceError for a damaged workbook, and one that is too large.
    """
    try:
        with Archive(path) as archive, archive.open(_CONTENT) as file:
            at = 1
            for element in elements(file, "{*}table-row", "{*}table"):
                if local(element) == "table":
                    at = 1
                    continue
                if _sheet(element) != (layout.sheet or ""):
                    continue
                cells = _cells(element, path)
                repeated = _repeated(element, "number-rows-repeated")
                if cells and repeated > MOST_REPEATED:
                    raise SourceError(f"{path} is refused: row {at} is repeated {repeated} times")
                for number in range(at, at + (repeated if cells else min(repeated, 1))):
                    yield number, list(cells)
                at += repeated
    except DAMAGED as error:
        raise damaged(path, error) from error


def _name(element: etree._Element, name: str) -> str:
    """The full name of an attribute of an element, as the file's namespaces have it."""
    return next((str(key) for key in element.attrib if str(key).endswith(f"}}{name}")), name)


def _sheet(row: etree._Element) -> str:
    table = next(row.iterancestors("{*}table"), None)
    return (attribute(table, "name") or "") if table is not None else ""


def _repeated(element: etree._Element, name: str) -> int:
    text = attribute(element, name) or "1"
    return int(text) if text.isdecimal() and len(text) < 9 else 1


def _cells(row: etree._Element, path: Path) -> list[str]:
    """The cells of a row, without the empty ones at its end."""
    cells: list[str] = []
    pending = 0
    for cell in row:
        if local(cell) not in ("table-cell", "covered-table-cell"):
            continue
        repeated = _repeated(cell, "number-columns-repeated")
        text = _text(cell)
        if not text:
            pending += repeated
            continue
        if len(cells) + pending + repeated > WIDEST:
            raise SourceError(f"{path} has more than the {WIDEST} columns that a table may have")
        cells += [""] * pending + [text] * repeated
        pending = 0
    return cells


def _text(cell: etree._Element) -> str:
    values = {str(key).rpartition("}")[2]: str(value) for key, value in cell.attrib.items()}
    kind = values.get("value-type")
    if kind in ("float", "currency"):
        return numbers.number(values.get("value", ""))
    if kind == "percentage":
        return numbers.percent(values.get("value", ""))
    if kind == "date":
        return values.get("date-value", "").removesuffix("T00:00:00")
    if kind == "boolean":
        return values.get("boolean-value", "")
    return "\n".join(_paragraph(one) for one in cell if local(one) == "p")


def _paragraph(element: etree._Element) -> str:
    """The text of a paragraph, without comments; `text:s` and breaks are spaces."""
    parts = [element.text or ""]
    for part in element:
        name = local(part)
        if name in ("s", "tab"):
            parts.append(" ")
        elif name == "line-break":
            parts.append("\n")
        elif name != "annotation":
            parts.append(_paragraph(part))
        parts.append(part.tail or "")
    return "".join(parts)
