# SPDX-License-Identifier: EUPL-1.2
"""Numbers for the projects of a list that has none, drawn from what a row says.

Reordering the rows, or saving the list in another form, leaves every number as it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from hashlib import blake2b

from fundgraph.record import Moment, Record

# What every such number begins with, so that nobody takes it for one of the list's own.
GENERATED = "generated/"


class NumberGiver:
    """Gives numbers to the records of one file that have none.

    Rows that say the same get `…/2`, `…/3`, or, where repeated numbers are `merged`, one number.
    """

    def __init__(self, *, merged: bool) -> None:
        self._merged = merged
        self._seen: dict[int, tuple[int, int]] = {}

    def numbered(self, record: Record, places: Iterable[str] = ()) -> tuple[Record, int | None]:
        """The record with its number, and the row that says the same, if there is one.

        `places` are the cells that say where the project is: they tell rows apart, unless one
        project may have several.
        """
        parts = [*_identity(record), *(() if self._merged else places)]
        digest = blake2b("\x1f".join(parts).encode(), digest_size=8)
        number = f"{GENERATED}{digest.hexdigest()}"
        key = int.from_bytes(digest.digest())
        row, times = self._seen.get(key, (record.row or 0, 0))
        self._seen[key] = (row, times + 1)
        if not times or self._merged:
            return replace(record, number=number), None
        return replace(record, number=f"{number}/{times + 1}"), row


def _identity(record: Record) -> Iterator[str]:
    """What tells a project from others: its title, promoter, dates, amounts, programme.

    Long texts and what changes in a project's life (status, results) are left out.
    """
    for text in record.title:
        yield f"{text.language}:{text.value}"
    for party in record.parties:
        if party.role == "promoter":
            yield f"by {party.name.value} {party.number}"
    yield f"from {_bounds(record.start)} to {_bounds(record.end)}"
    for one in sorted(record.figures, key=lambda figure: (figure.stage, figure.component)):
        value = f"{one.value.normalize():f}"
        yield f"{one.stage} {one.component} {one.currency} {value}"
    yield f"in {record.programme.identifier if record.programme else None} {record.fund}"


def _bounds(moment: Moment | None) -> str:
    return f"{moment.first}/{moment.last}" if moment else ""
