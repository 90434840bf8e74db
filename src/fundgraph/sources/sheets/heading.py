# SPDX-License-Identifier: EUPL-1.2
"""Where the heading of a table is: below preambles, over one row or several, in two languages."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from fundgraph.sources.sheets.layout import Row
from fundgraph.sources.values import clean

LOOKED_AT = 200
_PREAMBLE = 60
_MOST_HEADING_ROWS = 4
_FULL, _TYPED = 0.6, 0.6
_LONGEST_HEADING = 600
# Amounts, days, per cents, codes: what stands in cells, not above them.
_VALUE = re.compile(
    r"[\s\u00a0]*[-+(]?(?:[^\W\d_]{0,3}[\s\u00a0]?[€$£]?[\s\u00a0]?)?\d[\d\s\u00a0.,:/'’T()-]*"
    r"(?:[\s\u00a0]?(?:%|[€$£]|\.-|[^\W\d_]{1,3}\.?))?[)\s\u00a0]*"
)


@dataclass(frozen=True, slots=True)
class Heading:
    """The headings of the columns, and the rows that hold them, by their place in the list."""

    cells: tuple[str, ...]
    first: int
    count: int


def is_value(cell: str) -> bool:
    """True for a number, an amount, a date or a rate."""
    return len(cell) <= 40 and _VALUE.fullmatch(cell) is not None


def find_heading(
    rows: Sequence[Row],
    *,
    expected: Sequence[str] = (),
    row: int | None = None,
    count: int | None = None,
) -> Heading | None:
    """The heading in the first rows of a file; None where no row can be one.

    `expected` are headings that a description names: the row that has most of them is taken;
    `row` and `count` settle it.
    """
    if row is not None:
        first = next((at for at, (number, _) in enumerate(rows) if number >= row), None)
        if first is None:
            return None
    else:
        by_name = _with_names(rows, set(expected), count) if expected else None
        if by_name:
            return by_name
        first = _first_full(rows)
    if first is None:
        return None
    if count is None:
        first, count = _extent(rows, first, fixed=row is not None)
    return joined(rows, first, count)


def joined(rows: Sequence[Row], first: int, count: int) -> Heading:
    """The heading over some rows: the cells of a column joined by spaces, each text once."""
    parts = [[clean(cell) for cell in cells] for _, cells in rows[first : first + count]]
    width = max((len(cells) for cells in parts), default=0)
    padded = [cells + [""] * (width - len(cells)) for cells in parts]
    for above, below in pairwise(padded):
        _spread(above, below)
    names = [" ".join(dict.fromkeys(filter(None, column))) for column in zip(*padded, strict=True)]
    while names and not names[-1]:
        names.pop()
    return Heading(tuple(names), first, count)


def _spread(above: list[str], below: Sequence[str]) -> None:
    """Lets a heading of a group stand over each of its columns."""
    for at in range(1, len(above)):
        if not above[at] and below[at] and below[at - 1] and above[at - 1]:
            above[at] = above[at - 1]


def _with_names(rows: Sequence[Row], expected: set[str], count: int | None) -> Heading | None:
    """The row, or the few rows, that hold most of the headings of a description."""
    best: Heading | None = None
    most = 0
    for first in range(min(len(rows), _PREAMBLE)):
        for size in [count] if count else range(1, _MOST_HEADING_ROWS + 1):
            found = joined(rows, first, size)
            named = len(expected.intersection(found.cells))
            if named > most:
                best, most = found, named
            if named == len(expected):
                return best
    return best if most * 2 >= len(expected) else None


def _filled(cells: Sequence[str]) -> int:
    return sum(1 for cell in cells if cell and not cell.isspace())


def _usual(rows: Sequence[Row]) -> int:
    """How many cells a row of data has filled, as most do."""
    counts = sorted(filter(None, (_filled(cells) for _, cells in rows)))
    return counts[len(counts) * 3 // 4] if counts else 0


def _looks_like_heading(cells: Sequence[str]) -> bool:
    texts = [text for cell in cells if (text := cell.strip())]
    values = sum(map(is_value, texts))
    return (
        values * 5 <= len(texts)
        and max(map(len, texts), default=0) <= _LONGEST_HEADING
        and len(set(texts)) * 3 >= len(texts) * 2
    )


def _first_full(rows: Sequence[Row]) -> int | None:
    """The first row that is about as full as the data and holds texts, not values."""
    usual = _usual(rows)
    needed = max(2, usual * _FULL) if usual > 1 else 1
    full = [at for at, (_, cells) in enumerate(rows[:_PREAMBLE]) if _filled(cells) >= needed]
    likely = [at for at in full if _looks_like_heading(rows[at][1])]
    return next(iter([*likely, *full]), None)


def _typed_columns(rows: Sequence[Row]) -> list[int]:
    """The columns that mostly hold values."""
    width = max((len(cells) for _, cells in rows), default=0)
    found = []
    for at in range(width):
        texts = [cells[at] for _, cells in rows if at < len(cells) and cells[at].strip()]
        if texts and sum(map(is_value, texts)) >= _TYPED * len(texts):
            found.append(at)
    return found


def _extent(rows: Sequence[Row], first: int, *, fixed: bool) -> tuple[int, int]:
    """The first row of the heading and how many there are, from one of its full rows."""
    typed = _typed_columns(rows[first + _MOST_HEADING_ROWS :] or rows[first + 1 :])
    last = first
    while last - first + 1 < _MOST_HEADING_ROWS and _continues(rows, last + 1, typed):
        last += 1
    if not fixed and first and _is_group(rows[first - 1][1], rows[first][1]):
        first -= 1
    return first, last - first + 1


def _continues(rows: Sequence[Row], at: int, typed: Sequence[int]) -> bool:
    """True for a row with texts where the data has values: a heading in one more language."""
    if at + 1 >= len(rows):
        return False
    cells = rows[at][1]
    texts = [cells[column] for column in typed if column < len(cells) and cells[column].strip()]
    return (
        len(texts) * 2 > len(typed)
        and not any(map(is_value, texts))
        and any(len(text.strip()) > 3 for text in texts)
        and _looks_like_heading(cells)
    )


def _is_group(above: Sequence[str], heading: Sequence[str]) -> bool:
    """True for a row of headings of groups: they tell apart headings that are equal below, or
    stand over several columns each."""
    if _filled(above) < 2 or not _looks_like_heading(above):
        return False
    names = [cell.strip() for cell in heading if cell.strip()]
    return len(set(names)) < len(names) or _spans(above, heading)


def _spans(above: Sequence[str], heading: Sequence[str]) -> bool:
    """True for a row of three texts or more from the first column on, most over several."""
    starts = [at for at, cell in enumerate(above) if cell.strip()]
    width = max(at for at, cell in enumerate(heading) if cell.strip()) + 1
    if (
        len(starts) < 3
        or starts[0]
        or starts[-1] >= width
        or any(map(is_value, filter(None, above)))
    ):
        return False
    wide = [one for one, after in pairwise([*starts, width]) if after - one > 1]
    return len(wide) >= 2 and len(wide) * 2 >= len(starts)
