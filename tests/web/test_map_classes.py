# SPDX-License-Identifier: EUPL-1.2
"""The classes of a map reach over every value."""

from __future__ import annotations

from decimal import Decimal

import pytest

from fundgraph.web import maps


@pytest.mark.parametrize("highest", ["0.01", "1", "7", "99.99", "25623.18", "1000000", "123456789"])
def test_every_value_has_a_class(highest: str) -> None:
    region = maps.outlines().shapes[0].slug
    drawn = maps.ramp({region: Decimal(highest)})
    assert drawn is not None
    assert drawn.bounds[-1] >= Decimal(highest) > drawn.bounds[-2]
    kinds = {shape.slug: shape.kind for shape in drawn.shapes}
    assert kinds[region] == f"c{len(drawn.bounds)}"
