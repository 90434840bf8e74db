# SPDX-License-Identifier: EUPL-1.2
"""A line of the table: what was done, what came of it, what should have."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """A figure beside its goal, for a row of the list of threats."""

    row: int
    what: str
    figure: str
    goal: str
    reached: bool

    def __str__(self) -> str:
        said = "yes" if self.reached else "NO"
        return f"{self.row:>3}  {self.what:<58}  {self.figure:<46}  {self.goal:<34}  {said}"


HEADING = f"{'row':>3}  {'what':<58}  {'figure':<46}  {'goal':<34}  reached"


def percentile(values: Sequence[float], share: float) -> float:
    """The value that so large a share of all values does not exceed; infinite where there is
    none, so that nothing measured reaches no goal."""
    ordered = sorted(values)
    return ordered[min(int(len(ordered) * share), len(ordered) - 1)] if ordered else float("inf")


def milliseconds(seconds: float) -> str:
    """A time to read."""
    return f"{seconds * 1000:,.0f} ms"


def counted(things: Iterable[object]) -> str:
    """How often each thing occurs, in order: `200 × 3, 503 × 17`."""
    numbers: dict[str, int] = {}
    for thing in things:
        numbers[str(thing)] = numbers.get(str(thing), 0) + 1
    return ", ".join(f"{thing} × {number}" for thing, number in sorted(numbers.items()))
