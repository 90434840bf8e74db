# SPDX-License-Identifier: EUPL-1.2
"""Every kind of page in a real browser, in both languages, wide and narrow, light and dark: quiet
console, kept policy, no axe-core finding, nothing sideways or cut, targets large enough.

Each page is loaded in both languages, and made narrow and dark where it stands, as by a reader who
turns a tablet at dusk: a style sheet can do no more, and no script of ours asks for either. All
rules of axe-core are asked in the light; those that look at colours are asked again in the dark,
where the others see the same, of one language: the words of both have the same colours.
"""

from __future__ import annotations

from itertools import product

import pytest
from playwright.sync_api import Browser, BrowserContext

from tests.browser.kinds import KINDS, LANGUAGES, STATUS, address
from tests.browser.looking import (
    ALL_RULES,
    COLOUR_RULES,
    SCHEMES,
    WIDTHS,
    barriers,
    faults,
    go,
    listened,
    opened,
)

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("kind", KINDS)
def test_page(kind: str, window: BrowserContext, site: str) -> None:
    expected = STATUS.get(kind, 200)
    for language in LANGUAGES:
        page, said = listened(window)
        page.set_viewport_size({"width": WIDTHS[0], "height": 900})
        assert go(page, site + address(kind, language)) == expected
        assert page.evaluate("document.documentElement.lang") == language
        for width, scheme in product(WIDTHS, SCHEMES):
            page.set_viewport_size({"width": width, "height": 900})
            page.emulate_media(color_scheme=scheme)
            where = f"{language}, {width} px, {scheme}"
            assert faults(page) == [], where
            if scheme == "light":
                assert barriers(page, ALL_RULES) == "", where
            elif language == LANGUAGES[0]:
                assert barriers(page, COLOUR_RULES) == "", where
        # The browser itself reports every page that is an error.
        assert [m for m in said if expected == 200 or "status of" not in m] == []
        page.close()


@pytest.mark.parametrize("kind", ["project", "projects", "table of a query"])
def test_page_asks_only_this_site(kind: str, browser: Browser, site: str) -> None:
    asked: list[str] = []
    with opened(browser) as (page, _):
        page.on("request", lambda request: asked.append(request.url))
        go(page, site + address(kind, "lv"))
        assert page.context.cookies() == []
    assert asked
    assert [url for url in asked if not url.startswith(f"{site}/")] == []


def test_project_prints_on_two_pages(browser: Browser, site: str) -> None:
    with opened(browser) as (page, _):
        go(page, site + address("project", "lv"))
        printed = page.pdf(
            format="A4",
            margin={"top": "1.5cm", "bottom": "1.5cm", "left": "1.5cm", "right": "1.5cm"},
        )
    assert printed.count(b"/Type /Page\n") in (1, 2)
