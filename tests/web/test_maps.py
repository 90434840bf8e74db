# SPDX-License-Identifier: EUPL-1.2
"""The map: five regions, marked or coloured by class; none where an outline is missing."""

from __future__ import annotations

from decimal import Decimal

from fundgraph.web import maps

REGIONS = {"lv-kurzeme", "lv-latgale", "lv-riga", "lv-vidzeme", "lv-zemgale"}


def test_outlines_of_all_regions_lie_on_the_map() -> None:
    drawn = maps.outlines()
    assert {shape.slug for shape in drawn.shapes} == REGIONS
    for shape in drawn.shapes:
        assert shape.outline.startswith("M")
        assert shape.outline.endswith("z")
        assert 0 < shape.x < drawn.width
        assert 0 < shape.y < drawn.height


def test_marked_regions() -> None:
    drawn = maps.marked({"lv-kurzeme"})
    assert drawn is not None
    assert {shape.slug for shape in drawn.shapes if shape.kind == "on"} == {"lv-kurzeme"}


def test_no_map_for_regions_without_outlines() -> None:
    assert maps.marked({"ee-harju"}) is None
    assert maps.marked(set()) is None
    assert maps.ramp({"ee-harju": Decimal(1)}) is None
    assert maps.ramp({}) is None


def test_ramp_has_no_colour_for_nothing() -> None:
    drawn = maps.ramp({"lv-kurzeme": Decimal(100), "lv-latgale": Decimal(0)})
    assert drawn is not None
    kinds = {shape.slug: shape.kind for shape in drawn.shapes}
    assert kinds["lv-kurzeme"] == "c4"
    assert kinds["lv-latgale"] == kinds["lv-riga"] == ""


def test_ramp_without_any_money() -> None:
    drawn = maps.ramp({"lv-kurzeme": Decimal(0)})
    assert drawn is not None
    assert drawn.bounds == ()
