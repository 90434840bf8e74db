# SPDX-License-Identifier: EUPL-1.2
"""The keyboard alone: it reaches everything that can be used, shows where it is, and leaves."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from tests.browser.kinds import KINDS, address
from tests.browser.looking import go, opened

pytestmark = pytest.mark.browser

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


@pytest.mark.parametrize("kind", KINDS)
def test_keyboard_reaches_and_leaves_everything(kind: str, browser: Browser, site: str) -> None:
    with opened(browser) as (page, _):
        go(page, site + address(kind, "lv"))
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
