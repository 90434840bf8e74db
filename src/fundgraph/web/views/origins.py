# SPDX-License-Identifier: EUPL-1.2
"""Which line of a source a statement comes from: what its page or table calls the value there.

A source record keeps the lines of its source, `label: value`, and not which statement was read from
which. A line is one's origin where it says the value, in the source's own form, and no other
statement is said by the same line more exactly.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from fundgraph.codes import fold

_SHORTEST = 3  # characters of a word that is sought inside of a longer line
_NUMBER = re.compile(r"\d+")
_DAY = re.compile(r"\d{4}(-\d\d){0,2}")
_SUM = re.compile(r"-?\d+(\.\d+)?")
_SPACES = re.compile(r"[\s\u00a0\u202f]+")


@dataclass(frozen=True, slots=True)
class Origin:
    """A line of a source: its label, its value, and the row, where the source is a table."""

    label: str
    value: str
    row: str | None = None


class Origins:
    """The lines of the source records of a project."""

    def __init__(self, lines: Iterable[Origin]) -> None:
        self._lines = sorted(lines, key=lambda line: len(line.value))
        self._taken: set[Origin] = set()

    def exactly(self, words: Sequence[str]) -> Origin | None:
        """The line that says nothing but one of these; it is not the origin of anything else."""
        found = next((x for x in self._lines if any(_is(word, x.value) for word in words)), None)
        if found:
            self._taken.add(found)
        return found

    def within(self, words: Sequence[str]) -> Origin | None:
        """The shortest line that has one of these within it."""
        sought = [fold(word) for word in words if len(word) >= _SHORTEST]
        free = (line for line in self._lines if line not in self._taken)
        return next((x for x in free if any(word in fold(x.value) for word in sought)), None)

    def of_amount(self, label: str | None, value: str) -> Origin | None:
        """The line of a figure: that with its label where it has the figure, else any with it."""
        if label is None:
            return None
        same = [line for line in self._lines if _bare(line.label) == _bare(label)]
        figure = value.partition(".")[0].lstrip("-")
        having = (line for line in same if figure in _digits(line.value))
        return next(having, None) or Origin(label, "")


def _is(word: str, text: str) -> bool:
    """Whether a text says a word and nothing else: a day in any order, a sum in any spelling."""
    if fold(word) == fold(text):
        return True
    if _DAY.fullmatch(word):
        return sorted(map(int, _NUMBER.findall(word))) == sorted(map(int, _NUMBER.findall(text)))
    return bool(_SUM.fullmatch(word)) and _plain(word) == _plain(text)


def _plain(text: str) -> str:
    """A sum without spaces, sign of per cent and noughts at its end."""
    bare = _SPACES.sub("", text).replace(",", ".").rstrip("%")
    return bare.rstrip("0").rstrip(".") if "." in bare else bare


def _digits(text: str) -> str:
    """A text without what parts thousands: `25 623.18 EUR` has the figure 25623."""
    return re.sub(r"(?<=\d)[\s\u00a0\u202f.,'](?=\d{3})", "", text)


def _bare(label: str) -> str:
    return fold(label.lstrip("•·-– "))
