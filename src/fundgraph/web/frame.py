# SPDX-License-Identifier: EUPL-1.2
"""The frame of a chart: where its values and labels stand, its ticks, the labels below."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from fundgraph.web.axes import Axis
from fundgraph.web.markup import written

WIDTH, HEIGHT = 600, 300
TOP, UNDER, _END = 36, 36, 12
# The width of a character in units of the drawing: on a phone, and where there is room.
_NARROW, _ROOMY = 13.5, 8.5
_STRIDES = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)


@dataclass(frozen=True, slots=True)
class Frame:
    """The place of a drawing: its axis, and how many slots lie along it."""

    axis: Axis
    slots: int

    @property
    def left(self) -> int:
        """Where the slots begin, behind the labels of the axis."""
        return 12 + round(_NARROW * max(map(len, self.axis.labels)))

    @property
    def slot(self) -> float:
        """The width of a slot."""
        return (WIDTH - self.left - _END) / self.slots

    def x(self, number: float) -> float:
        """The middle of a slot."""
        return round(self.left + self.slot * (number + 0.5), 1)

    def y(self, value: Decimal) -> float:
        """The height of a value."""
        return round(HEIGHT - UNDER - (HEIGHT - TOP - UNDER) * self.axis.share(value), 1)


def ticks(frame: Frame) -> str:
    """The lines of the axis with their labels, and its unit."""
    axis = frame.axis
    unit = f'<text x="0" y="18">{written(axis.unit)}</text>' if axis.unit else ""
    lines = (_tick(frame, *tick) for tick in zip(axis.ticks, axis.labels, strict=True))
    return unit + "".join(lines)


def _tick(frame: Frame, value: Decimal, label: str) -> str:
    y = frame.y(value)
    return (
        f'<path class="{"grid" if value else "zero"}" d="M{frame.left} {y}H{WIDTH}"/>'
        f'<text class="end" x="{frame.left - 8}" y="{y + 6:.1f}">{written(label)}</text>'
    )


def names(frame: Frame, labels: Sequence[str]) -> str:
    """The labels below, as many as have room; `roomy` are those that have it on a wide screen."""
    longest = max(map(len, labels)) + 1
    few = next(s for s in _STRIDES if frame.slot * s >= longest * _NARROW or s == _STRIDES[-1])
    many = next(
        s for s in _STRIDES if s == few or (not few % s and frame.slot * s >= longest * _ROOMY)
    )
    return "".join(
        f'<text class="{"roomy " if n % few else ""}middle" x="{frame.x(n)}" y="{HEIGHT - 8}">'
        f"{written(labels[n])}</text>"
        for n in range(0, len(labels), many)
    )
