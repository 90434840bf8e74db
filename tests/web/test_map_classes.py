# SPDX-License-Identifier: EUPL-1.2
"""The classes of a map reach over every value."""

from __future__ import annotations

from decimal import Decimal

import pytest

from fundgraph.web import maps

EQUAL, RANKED = False, True


def coloured(*euros: str) -> tuple[maps.Map, list[str]]:
    """The map of some values, and the class of each."""
    slugs = [shape.slug for shape in maps.outlines().shapes]
    drawn = maps.ramp(dict(zip(slugs, map(Decimal, euros), strict=False)))
    assert drawn is not None
    kinds = {shape.slug: shape.kind for shape in drawn.shapes}
    return drawn, [kinds[slug] for slug in slugs]


@pytest.mark.parametrize(
    ("euros", "classes", "ranked"),
    [
        (("100", "60", "20", "15", "10"), "c4 c2 c1 c1 c1", EQUAL),
        (("100", "95", "98", "99", "1"), "c4 c4 c4 c4 c1", EQUAL),
        (("100", "1", "1", "1", "1"), "c4 c1 c1 c1 c1", EQUAL),
        (("100", "20", "22", "15", "10"), "c4 c2 c3 c1 c1", RANKED),
        (("900", "1", "2", "3", "800"), "c4 c1 c1 c2 c3", RANKED),
        (("900", "0", "2", "3", "-5"), "c3  c1 c2 ", RANKED),
        (("99999999.99", "0.01", "0.02", "0.03", "0.04"), "c4 c1 c1 c2 c3", RANKED),
        (("900", "7", "7", "7", "3"), "c3 c2 c2 c2 c1", RANKED),
    ],
)
def test_one_giant_leaves_the_others_different(
    euros: tuple[str, ...], classes: str, ranked: bool
) -> None:
    drawn, kinds = coloured(*euros)
    assert (drawn.ranked, " ".join(kinds)) == (ranked, classes)
    assert list(drawn.bounds) == sorted(set(drawn.bounds))


def test_the_ends_of_ranks_are_round() -> None:
    drawn, _ = coloured("48123456.78", "912345.10", "1432987", "2712345", "3298765.43")
    assert drawn.bounds == tuple(map(Decimal, (2_000_000, 3_000_000, 4_000_000, 52_000_000)))


@pytest.mark.parametrize("highest", ["0.01", "1", "7", "99.99", "25623.18", "1000000", "123456789"])
def test_every_value_has_a_class(highest: str) -> None:
    region = maps.outlines().shapes[0].slug
    drawn = maps.ramp({region: Decimal(highest)})
    assert drawn is not None
    assert drawn.bounds[-1] >= Decimal(highest) > drawn.bounds[-2]
    kinds = {shape.slug: shape.kind for shape in drawn.shapes}
    assert kinds[region] == f"c{len(drawn.bounds)}"
