# SPDX-License-Identifier: EUPL-1.2
"""How a table lies in its file, and the table itself: a heading and rows of text."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Self

from fundgraph.report import Finding

CSV, XLSX, XLS, ODS, HTML, JSON = "csv", "xlsx", "xls", "ods", "html-table", "json"
FORMS = (CSV, XLSX, XLS, ODS, HTML, JSON)
WORKBOOKS = (XLSX, XLS, ODS)
# What a workbook can hold; a table beyond it is no list of projects.
WIDEST = 16_384
MOST_ROWS = 1_048_576

Row = tuple[int, list[str]]


class RowKind(StrEnum):
    """What a row below the heading is, where it is no data."""

    EMPTY = "empty-row"
    SECTION = "section-row"
    TOTAL = "total-row"
    NUMBERING = "numbering-row"
    HEADING = "heading-row"


@dataclass(frozen=True, slots=True)
class Layout:
    """What is known of a table's place in its file; what is None is found by looking.

    `heading_row` is the number of the first row of the heading, `heading_rows` how many it has;
    `sheet` is the name of a sheet (in HTML the number of a table); `records` is the path of the
    list in JSON, its keys parted by dots, `""` for a list that is the whole file.
    """

    form: str | None = None
    encoding: str | None = None
    separator: str | None = None
    sheet: str | None = None
    heading_row: int | None = None
    heading_rows: int | None = None
    records: str | None = None


@dataclass(slots=True)
class Table:
    """One table of a file, read as its rows are asked for; close it to let go of the file early.

    `heading` is cleaned, an unnamed column is `""`; `layout` is complete; `notes` are findings on
    the file as a whole, and grow while the rows are read.
    """

    heading: tuple[str, ...]
    layout: Layout
    stream: Generator[tuple[int, list[str], RowKind | None], None, None]
    notes: list[Finding] = field(default_factory=list)

    @property
    def rows(self) -> Iterator[Row]:
        """The rows of data: their number in the file and their cells as text."""
        return ((number, cells) for number, cells, kind in self.stream if kind is None)

    @property
    def first_row(self) -> int:
        """The number of the heading's first row; 0 where the headings are keys."""
        return self.layout.heading_row or 0

    @property
    def encoding(self) -> str | None:
        """The encoding of a text; None for a workbook."""
        return self.layout.encoding

    def close(self) -> None:
        """Lets go of the file."""
        self.stream.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
