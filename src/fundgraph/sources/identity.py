# SPDX-License-Identifier: EUPL-1.2
"""Numbers for the projects of a list that has none, drawn from what a row says.

Reordering the rows, saving the list in another form, or settling whose names and contact data are
published leaves every number as it is. So nothing enters a number that may be held back: whoever
guesses a name or a telephone number cannot try the guess on it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from hashlib import blake2b
from typing import NamedTuple

from fundgraph.record import GENERATED, Moment, Record, Text


class Secret(NamedTuple):
    """What a row says beside its record: the cells of its `title`s without what may be held back,
    its `promoter` as the row names it, the cells that say its `places`."""

    title: tuple[Text, ...]
    promoter: str
    places: tuple[str, ...]


class Same(NamedTuple):
    """A row before that says the same, but perhaps for the promoter (`other`)."""

    row: int
    other: bool


class NumberGiver:
    """Gives numbers to the records of one file that have none.

    Rows that say the same get `…/2`, `…/3`, or, where repeated numbers are `merged`, one number;
    rows that differ in their promoter alone are projects of their own in any case.
    """

    def __init__(self, *, merged: bool) -> None:
        self._merged = merged
        # number → the first row that got it, its promoter, how many rows have
        self._seen: dict[int, tuple[int, int, int]] = {}
        # number and promoter → the first row and its turn, where a number came again
        self._again: dict[tuple[int, int], tuple[int, int]] = {}

    def numbered(self, record: Record, secret: Secret) -> tuple[Record, Same | None]:
        """The record with its number, and the row that says the same, if there is one.

        The places tell rows apart, unless one project may have several. Promoters are compared
        in memory only.
        """
        key = _digest((*_identity(record, secret.title), *(() if self._merged else secret.places)))
        turn, same = self._turn(key, _digest([secret.promoter]), record.row or 0)
        number = f"{GENERATED}{key:016x}"
        return replace(record, number=number if turn == 1 else f"{number}/{turn}"), same

    def _turn(self, key: int, promoter: int, row: int) -> tuple[int, Same | None]:
        if key not in self._seen:
            self._seen[key] = (row, promoter, 1)
            return 1, None
        first, named, times = self._seen[key]
        known = (first, 1) if named == promoter else self._again.get((key, promoter))
        if known and self._merged:
            return known[1], None
        turn = times + 1
        self._seen[key] = (first, named, turn)
        self._again.setdefault((key, promoter), (row, turn))
        return turn, Same(known[0] if known else first, other=known is None)


def _digest(parts: Iterable[str]) -> int:
    return int.from_bytes(blake2b("\x1f".join(parts).encode(), digest_size=8).digest())


def _identity(record: Record, title: Iterable[Text]) -> Iterator[str]:
    """What tells a project from others: its title, dates, amounts, programme.

    Long texts and what changes in a project's life (status, results) are left out.
    """
    for text in title:
        yield f"{text.language}:{text.value}"
    yield f"from {_bounds(record.start)} to {_bounds(record.end)}"
    for one in sorted(record.figures, key=lambda figure: (figure.stage, figure.component)):
        value = f"{one.value.normalize():f}"
        yield f"{one.stage} {one.component} {one.currency} {value}"
    yield f"in {record.programme.identifier if record.programme else None} {record.fund}"


def _bounds(moment: Moment | None) -> str:
    return f"{moment.first}/{moment.last}" if moment else ""
