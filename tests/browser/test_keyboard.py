# SPDX-License-Identifier: EUPL-1.2
"""The keyboard alone: it reaches everything that can be used, shows where it is, and leaves."""

from __future__ import annotations

from typing import Final

import pytest
from playwright.sync_api import Browser, BrowserContext

from tests.browser.kinds import KINDS, address
from tests.browser.looking import WIDTHS, go, listened, opened

pytestmark = pytest.mark.browser

WIDE, NARROW = WIDTHS
# Where a narrow screen is laid out in another way: what is in a row or beside the list stands above
# it, folded, and tables are cards.
OTHERWISE: Final = ("home", "found projects", "projects as a table", "query")

# How things look without and with the focus, and in which order they got it.
WALK = """
() => {
  const looks = (e) => [e, ...e.querySelectorAll('path, rect, summary')].slice(0, 4).map(x => {
    const s = getComputedStyle(x);
    return [s.outline, s.boxShadow, s.border, s.backgroundColor, s.stroke, s.strokeWidth].join();
  }).join();
  const usable = 'a[href], area[href], button, input:not([type=hidden]), select, textarea, ' +
    'summary, [tabindex]';
  const radio = (e) => e.type == 'radio' && !e.checked;
  const reachable = [...document.querySelectorAll(usable)].filter(e => e.tabIndex >= 0
    && !e.disabled && !radio(e) && e.checkVisibility({visibilityProperty: true}));
  const before = new Map(reachable.map(e => [e, looks(e)]));
  window.walked = {order: [], unseen: [], reachable, told: e => e.outerHTML.slice(0, 100)};
  document.addEventListener('focusin', ({target}) => {
    const box = target.getBoundingClientRect();
    const seen = looks(target) != before.get(target) && box.width > 1 && box.height > 1
      && box.bottom > 0 && box.top < innerHeight;
    if (before.has(target) && !seen) walked.unseen.push(walked.told(target));
    walked.order.push(target);
  });
  return reachable.length;
}
"""
MISSED = """
() => walked.reachable.filter(e => !walked.order.includes(e)).map(walked.told)
"""
# The walk comes back to its first step, and meets nothing twice before.
CIRCLE = """
() => {
  const again = walked.order.indexOf(walked.order[0], 1);
  return again > 0 && new Set(walked.order.slice(0, again)).size == again;
}
"""


@pytest.mark.parametrize(
    ("kind", "language", "width"),
    [*((kind, "lv", WIDE) for kind in KINDS), *((kind, "en", NARROW) for kind in OTHERWISE)],
)
def test_keyboard_reaches_and_leaves_everything(
    kind: str, language: str, width: int, window: BrowserContext, site: str
) -> None:
    page, _ = listened(window)
    page.set_viewport_size({"width": width, "height": 900})
    go(page, site + address(kind, language))
    # What can be unfolded is, so that all of it is walked through.
    page.evaluate("document.querySelectorAll('details').forEach(e => { e.open = true; })")
    # A page may begin at the place of an error: how that looks without the focus is not known.
    page.evaluate("document.activeElement.blur()")
    many = page.evaluate(WALK)
    for _ in range(many + 8):
        page.keyboard.press("Tab")
    assert page.evaluate(MISSED) == []
    assert page.evaluate("walked.unseen") == []
    assert page.evaluate(CIRCLE)
    page.close()


@pytest.mark.parametrize("language", ["lv", "en"])
def test_folded_filters_are_used_by_keyboard(
    language: str, window: BrowserContext, site: str
) -> None:
    page, _ = listened(window)
    page.set_viewport_size({"width": NARROW, "height": 900})
    go(page, site + address("projects", language))
    folded = page.locator("#filters details.facets")
    assert folded.get_attribute("open") is None
    folded.locator("summary").first.focus()
    page.keyboard.press("Enter")
    box = folded.locator("input[type=checkbox]").first
    for _ in range(20):
        page.keyboard.press("Tab")
        if box.evaluate("e => e == document.activeElement"):
            break
    page.keyboard.press("Space")
    name, value = box.get_attribute("name"), box.get_attribute("value")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/{language}/projects?*{name}={value}*")
    assert page.locator("#filters details.facets input:checked").count() == 1
    page.close()


def test_navigation_can_be_skipped(browser: Browser, site: str) -> None:
    with opened(browser, 390) as (page, _):
        go(page, site + address("project", "lv"))
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        inside = page.evaluate("document.activeElement.closest('main') !== null")
    assert inside


def test_keyboard_goes_back(browser: Browser, site: str) -> None:
    with opened(browser) as (page, _):
        go(page, site + address("query", "lv"))
        page.evaluate(WALK)
        for _ in range(3):
            page.keyboard.press("Shift+Tab")
        assert page.evaluate("new Set(walked.order).size") == 3
