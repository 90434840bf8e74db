# SPDX-License-Identifier: EUPL-1.2
"""Maps as SVG: the outlines of Latvia's planning regions, coloured by class.

The outlines derive from Natural Earth (public domain): municipalities of 2009–2021 joined to
planning regions, projected and rounded to a grid of a thousand units.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal
from functools import cache
from pathlib import Path

CLASSES = 4
_DATA = Path(__file__).with_name("maps.json")


@dataclass(frozen=True, slots=True)
class Shape:
    """A region on the map: its outline, where its name stands, its class of colour."""

    slug: str
    outline: str
    x: int
    y: int
    kind: str = ""
    value: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Map:
    """A map; `bounds` are the upper ends of the classes of colour, lowest first; `ranked` says that
    these hold about as many regions each."""

    width: int
    height: int
    edition: str
    shapes: tuple[Shape, ...]
    bounds: tuple[Decimal, ...] = ()
    ranked: bool = False

    @property
    def uncoloured(self) -> bool:
        """Whether a region has no colour."""
        return any(not shape.kind for shape in self.shapes)


@cache
def outlines() -> Map:
    """The planning regions, without colour."""
    data = json.loads(_DATA.read_text(encoding="utf-8"))
    shapes = tuple(
        Shape(slug, region["d"], region["x"], region["y"])
        for slug, region in data["regions"].items()
    )
    return Map(data["width"], data["height"], data["edition"], shapes)


def marked(slugs: Collection[str]) -> Map | None:
    """The map with these regions marked; None where the outlines lack one of them."""
    base = outlines()
    if not slugs or not set(slugs) <= {shape.slug for shape in base.shapes}:
        return None
    shapes = tuple(
        Shape(shape.slug, shape.outline, shape.x, shape.y, "on" if shape.slug in slugs else "")
        for shape in base.shapes
    )
    return Map(base.width, base.height, base.edition, shapes)


def ramp(values: Mapping[str, Decimal]) -> Map | None:
    """The map coloured by value in equal steps, by rank where these would tell next to nothing;
    None where it has none of the regions. What it lacks is left to the table beside it."""
    base = outlines()
    drawn = [values[shape.slug] for shape in base.shapes if shape.slug in values]
    if not drawn:
        return None
    bounds = _steps(max(drawn))
    ranks = _ranks(drawn, bounds)
    bounds = ranks or bounds
    shapes = tuple(
        Shape(s.slug, s.outline, s.x, s.y, _kind(values.get(s.slug), bounds), values.get(s.slug))
        for s in base.shapes
    )
    return Map(base.width, base.height, base.edition, shapes, bounds, bool(ranks))


def _steps(highest: Decimal) -> tuple[Decimal, ...]:
    """The upper ends of equal classes that reach from nought to a round number."""
    if highest <= 0:
        return ()
    unit = Decimal(1).scaleb(highest.adjusted() - 1)
    step = (highest / (unit * CLASSES)).to_integral_value(ROUND_CEILING) * unit
    return tuple(step * number for number in range(1, CLASSES + 1))


def _ranks(values: Collection[Decimal], steps: tuple[Decimal, ...]) -> tuple[Decimal, ...]:
    """The upper ends of classes of about as many values each, where equal steps would part them in
    two at most, with most of them in the lowest; else empty."""
    kinds = [_kind(value, steps) for value in values if value > 0]
    different = sorted({value for value in values if value > 0})
    if len(set(kinds)) > 2 or 2 * kinds.count("c1") <= len(kinds) or len(different) < 3:
        return ()
    classes = min(CLASSES, len(different))
    # Where the division leaves a rest, the lowest classes take it.
    ends = [-(-len(different) * number // classes) for number in range(1, classes)]
    inner = [_between(different[end - 1], different[end]) for end in ends]
    return (*inner, steps[-1])


def _between(low: Decimal, high: Decimal) -> Decimal:
    """The roundest number that is not below one value and is below the next."""
    unit = Decimal(1).scaleb(low.adjusted())
    while (found := (low / unit).to_integral_value(ROUND_CEILING) * unit) >= high:
        unit /= 10
    return found


def _kind(value: Decimal | None, bounds: tuple[Decimal, ...]) -> str:
    if not value or value < 0:
        return ""
    return f"c{next(number for number, bound in enumerate(bounds, 1) if value <= bound)}"
