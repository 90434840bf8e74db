# SPDX-License-Identifier: EUPL-1.2
"""What a page needs of a reader: no more room than there is, also with everything twice as large,
and no more than 60 kB that cross the net."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Request

from tests.browser.kinds import KINDS, address
from tests.browser.looking import go, misfits, opened

pytestmark = pytest.mark.browser

MOST = 60_000
LARGER_TEXT = """
() => {
  const root = document.documentElement;
  root.style.fontSize = `${2 * parseFloat(getComputedStyle(root).fontSize)}px`;
}
"""


@pytest.mark.parametrize("kind", KINDS)
def test_page_is_light_and_fits_at_twice_its_size(kind: str, browser: Browser, site: str) -> None:
    finished: list[Request] = []
    with opened(browser) as (page, _):
        page.on("requestfinished", lambda request: finished.append(request))
        go(page, site + address(kind, "lv"))
        sizes = {each.url: each.sizes()["responseBodySize"] for each in finished}
        # A browser that zooms to 200 % has half the points in the same window.
        page.set_viewport_size({"width": 640, "height": 450})
        zoomed = misfits(page)
        page.set_viewport_size({"width": 1280, "height": 900})
        page.evaluate(LARGER_TEXT)
        enlarged = misfits(page)
    assert sizes[site + address(kind, "lv")] > 500
    assert sum(sizes.values()) <= MOST, sizes
    assert zoomed == []
    assert enlarged == []
