# SPDX-License-Identifier: EUPL-1.2
"""The axis of a chart: a span with round ends, its ticks, its unit, in the words of a language."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from fundgraph.web import texts

Number = int | float | Decimal
_STEPS = (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5), Decimal(10))
_INTERVALS = 4
_THOUSANDS = {
    "lv": {0: "", 3: "tūkst.", 6: "milj.", 9: "mljrd."},
    "en": {0: "", 3: "thousand", 6: "million", 9: "billion"},
}
_RAISED = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
# Whole numbers below this are written out.
_PLAIN = 10_000


@dataclass(frozen=True, slots=True)
class Axis:
    """The values from `low` to `high` in equal steps; nought is one of the ticks.

    `labels` are the ticks as numbers of `unit` (`milj. €`), which is empty for plain numbers.
    """

    ticks: tuple[Decimal, ...]
    labels: tuple[str, ...]
    unit: str

    @property
    def low(self) -> Decimal:
        """The value at its lower end."""
        return self.ticks[0]

    @property
    def high(self) -> Decimal:
        """The value at its upper end."""
        return self.ticks[-1]

    def share(self, value: Decimal) -> float:
        """Where a value lies: 0 at the lower end, 1 at the upper."""
        return float((value - self.low) / (self.high - self.low))


def exact(value: Number | None) -> Decimal | None:
    """A value as a decimal; None for what is no finite number."""
    if value is None:
        return None
    found = value if isinstance(value, Decimal) else Decimal(str(value))
    return found if found.is_finite() else None


def axis(values: Iterable[Decimal], language: str, *, unit: str = "", whole: bool = False) -> Axis:
    """The axis that these values lie on; `whole` is for counts, which have no halves."""
    found = [Decimal(0), *values]
    low, high = min(found), max(found)
    step = _step(high - low, whole=whole)
    first = (low / step).to_integral_value(ROUND_FLOOR)
    last = max((high / step).to_integral_value(ROUND_CEILING), first + 1)
    ticks = tuple(step * number for number in range(int(first), int(last) + 1))
    power = _power(max(abs(ticks[0]), abs(ticks[-1])), step)
    return Axis(ticks, _labels(ticks, step, power, language), _unit(power, unit, language))


def _step(span: Decimal, *, whole: bool) -> Decimal:
    """The smallest round step that parts a span into few intervals."""
    if not span:
        return Decimal(1)
    scale = Decimal(1).scaleb((span / _INTERVALS).adjusted())
    step = next(scale * step for step in _STEPS if scale * step * _INTERVALS >= span)
    return max(step.to_integral_value(ROUND_CEILING), Decimal(1)) if whole else step


def _power(largest: Decimal, step: Decimal) -> int:
    """The power of ten that an axis counts in."""
    if largest < _PLAIN and step.adjusted() >= -3:
        return 0
    power = largest.adjusted() // 3 * 3
    return 9 if 9 < power < 15 else power


def _labels(
    ticks: tuple[Decimal, ...], step: Decimal, power: int, language: str
) -> tuple[str, ...]:
    exponent = step.scaleb(-power).normalize().as_tuple().exponent
    places = max(0, -int(exponent))
    scaled = (tick.scaleb(-power) for tick in ticks)
    return tuple(texts.number(tick, language, places=places if tick else 0) for tick in scaled)


def _unit(power: int, unit: str, language: str) -> str:
    word = _THOUSANDS[language].get(power, f"×10{str(power).translate(_RAISED)}")
    pair = (unit, word) if language == "en" and unit == "€" else (word, unit)
    return texts.SPACE.join(part for part in pair if part)
