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
    """A map; `bounds` are the upper ends of the classes of colour, lowest first."""

    width: int
    height: int
    edition: str
    shapes: tuple[Shape, ...]
    bounds: tuple[Decimal, ...] = ()

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
    """The map coloured by value in equal classes; None where it has none of the regions. What it
    lacks is left to the table beside it."""
    base = outlines()
    drawn = [values[shape.slug] for shape in base.shapes if shape.slug in values]
    if not drawn:
        return None
    bounds = _bounds(max(drawn))
    shapes = tuple(
        Shape(s.slug, s.outline, s.x, s.y, _kind(values.get(s.slug), bounds), values.get(s.slug))
        for s in base.shapes
    )
    return Map(base.width, base.height, base.edition, shapes, bounds)


def _bounds(highest: Decimal) -> tuple[Decimal, ...]:
    """The upper ends of equal classes that reach from nought to a round number."""
    if highest <= 0:
        return ()
    unit = Decimal(1).scaleb(highest.adjusted() - 1)
    step = (highest / (unit * CLASSES)).to_integral_value(ROUND_CEILING) * unit
    return tuple(step * number for number in range(1, CLASSES + 1))


def _kind(value: Decimal | None, bounds: tuple[Decimal, ...]) -> str:
    if not value or value < 0:
        return ""
    return f"c{next(number for number, bound in enumerate(bounds, 1) if value <= bound)}"
