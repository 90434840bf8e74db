# SPDX-License-Identifier: EUPL-1.2
"""Records of CSV, and the quotes in them that nobody closed: their rows are not swallowed."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import count

# Beyond that a text is no CSV; each one costs a second reading of what it swallowed.
MOST_OPEN = 1000
_LEAST_CELLS = 3
# Gets the record's number, the line with the open quote, the last line that it swallowed.
Open = Callable[[int, int, int], None]


class TooManyOpenQuotesError(csv.Error):
    """The quotes of the text are not those of CSV."""


class _Lines:
    """Lines that can be given back; `taken` are those of the record that is being read, `at` is
    the number of the last one, `ended` tells that more were asked for than there are."""

    def __init__(self, lines: Iterable[str], at: int) -> None:
        self._lines = iter(lines)
        self._back: list[str] = []
        self.taken: list[str] = []
        self.at = at
        self.ended = False

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        try:
            line = self._back.pop() if self._back else next(self._lines)
        except StopIteration:
            self.ended = True
            raise
        self.at += 1
        self.taken.append(line)
        return line

    def give_back(self) -> None:
        """Has all lines of the record but its first read again."""
        self._back += reversed(self.taken[1:])
        self.at -= len(self.taken) - 1
        self.ended = False


def records(
    lines: Iterable[str], separator: str, opened: Open, *, start: int
) -> Iterator[tuple[int, list[str]]]:
    """The records with their numbers, the first being `start`. Where a quote is left open, its
    line is read with the quote as a part of the text, and the lines after it as records.

    Raises csv.Error for what is no CSV.
    """
    kept = _Lines(lines, start - 1)
    reader = csv.reader(kept, delimiter=separator)
    widths: Counter[int] = Counter()
    found = 0
    for number in count(start):
        cells = _record(reader, kept, separator, widths)
        if not kept.taken:
            return
        if cells is None:
            found += 1
            if found > MOST_OPEN:
                raise TooManyOpenQuotesError(f"more than {MOST_OPEN} quotes are not closed")
            opened(number, kept.at - len(kept.taken) + 1, kept.at)
            cells = _split(kept.taken[0], separator, csv.QUOTE_NONE)
            kept.give_back()
            reader = csv.reader(kept, delimiter=separator)
        widths[len(cells)] += 1
        yield number, cells


def _record(
    reader: Iterator[list[str]], lines: _Lines, separator: str, widths: Counter[int]
) -> list[str] | None:
    """The next record, None where a quote in it is left open; no lines are taken at the end."""
    lines.taken.clear()
    try:
        cells = next(reader, [])
    except csv.Error:
        # A cell without end: only where the lines in it are rows is it a quote left open.
        if _is_open(lines, separator, widths):
            return None
        raise
    return None if lines.ended or _is_open(lines, separator, widths) else cells


def _is_open(lines: _Lines, separator: str, widths: Counter[int]) -> bool:
    """True where the first two lines of a record are whole rows, each by itself."""
    if len(lines.taken) < 2 or not widths:
        return False
    width = widths.most_common(1)[0][0]
    if width < _LEAST_CELLS:
        return False
    first, second = lines.taken[:2]
    return (
        len(_split(first, separator, csv.QUOTE_NONE)) == width
        and len(_split(second, separator, csv.QUOTE_MINIMAL)) == width
    )


def _split(line: str, separator: str, quoting: int) -> list[str]:
    return next(csv.reader([line], delimiter=separator, quoting=quoting), [])  # type: ignore[arg-type]
