# SPDX-License-Identifier: EUPL-1.2
"""Classes of amounts with round bounds, for histograms."""

from __future__ import annotations

from typing import Final

_CENTS: Final = 100
_MOST_CLASSES: Final = 12
# The bounds within each power of ten, the finest first.
_STEPS: Final = ((1, 2, 5), (1, 3), (1,))


def bounds(smallest: int, largest: int) -> tuple[int, ...]:
    """Where the classes of amounts from the smallest to the largest begin, in cents: round numbers
    on a logarithmic scale, a dozen at most; the first is nought, or less where an amount is."""
    for steps in _STEPS:
        inner = [number for number in _round(steps) if max(smallest, 1) < number <= largest]
        if len(inner) < _MOST_CLASSES:
            break
    return (min(0, smallest), *inner[-_MOST_CLASSES + 1 :])


def _round(steps: tuple[int, ...]) -> list[int]:
    return [_CENTS * 10**power * step for power in range(17) for step in steps]
