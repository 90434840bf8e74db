# SPDX-License-Identifier: EUPL-1.2
"""Pages opened in a browser, and what is wrong with them as they stand there."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final, Literal

from axe_playwright_python.base import (  # type: ignore[import-untyped]
    AXE_SCRIPT,
    AxeResults,
)
from playwright.sync_api import Browser, BrowserContext, Page

Scheme = Literal["light", "dark"]
SCHEMES: Final[tuple[Scheme, ...]] = ("light", "dark")
WIDTHS: Final = (1280, 390)
# All rules of WCAG 2.2 AA and of best practice: the size of targets is not asked by default.
_ASKED: Final = {"resultTypes": ["violations"], "preload": False}  # sound and video: we have none
ALL_RULES: Final = {**_ASKED, "rules": {"target-size": {"enabled": True}}}
# Those that look at colours.
COLOUR_RULES: Final = {
    **_ASKED,
    "runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]},
}
_WATCH: Final = """
window.broken = [];
document.addEventListener('securitypolicyviolation', e => window.broken.push(e.violatedDirective));
"""
# A tick box is as large as its label; a mouse on a wide screen hits those of a list of 24 px (axe's
# rule), so that the list is seen at once. Links within a sentence are as high as its line.
_SMALL_TARGETS: Final = """
() => {
  const least = (e) => e.type == 'checkbox' && innerWidth > 991 ? 24 : 43.5;
  const high = (e) => Math.max(...[e, ...(e.labels || [])].map(
    x => x.getBoundingClientRect().height));
  return [...document.querySelectorAll('a.btn, button, input:not([type=hidden]), select, textarea, '
      + 'summary, nav a, [role=group] > a')]
    .filter(e => e.checkVisibility({visibilityProperty: true}))
    .filter(e => high(e) < least(e) && !e.closest('svg, .crumbs'))
    .map(e => `${e.outerHTML.slice(0, 80)} is ${high(e)} px high`);
}
"""
# What can be scrolled to is not cut; texts for screen readers have a pixel.
_CUT: Final = """
() => {
  const cut = [], range = document.createRange(), root = document.documentElement;
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const leaves = (text) => {
    range.selectNodeContents(text);
    const box = range.getBoundingClientRect();
    for (let up = text.parentElement; up; up = up.parentElement) {
      const style = getComputedStyle(up), frame = up.getBoundingClientRect();
      if (/^(svg|textarea|option)$/i.test(up.tagName) || /auto|scroll/.test(style.overflowX)
          || (style.position == 'absolute' && (frame.width <= 1 || style.clipPath != 'none')))
        return false;
      if (/hidden|clip/.test(style.overflowX) && (box.right > frame.right + 1.5
          || box.left < frame.left - 1.5 || box.bottom > frame.bottom + 3)) return true;
    }
    return box.right > root.clientWidth + 1 || box.left < -1;
  };
  while (texts.nextNode()) {
    const text = texts.currentNode, parent = text.parentElement;
    if (text.data.trim() && parent.checkVisibility({visibilityProperty: true})
        && !parent.closest('.skip, pre') && leaves(text))
      cut.push(`cut: ${text.data.slice(0, 90)}`);
  }
  return cut;
}
"""


@contextmanager
def opened(
    browser: Browser, width: int = 1280, scheme: Scheme = "light", *, scripts: bool = True
) -> Iterator[tuple[Page, list[str]]]:
    """A page of a browser that has seen nothing yet, and what it says on its console."""
    context = browser.new_context(
        viewport={"width": width, "height": 900},
        color_scheme=scheme,
        reduced_motion="reduce",
        java_script_enabled=scripts,
    )
    try:
        yield listened(context)
    finally:
        context.close()


def listened(context: BrowserContext) -> tuple[Page, list[str]]:
    """A new page, and what it will say on its console."""
    said: list[str] = []
    page = context.new_page()
    page.add_init_script(_WATCH)
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("requestfailed", lambda request: said.append(f"failed: {request.url}"))
    return page, said


def go(page: Page, address: str) -> int:
    """The status of the page at an address."""
    response = page.goto(address)
    assert response is not None
    return response.status


def misfits(page: Page) -> list[str]:
    """What is wider than the page, or cut."""
    root = "document.documentElement"
    wide, room = page.evaluate(f"[{root}.scrollWidth, {root}.clientWidth]")
    sideways = [f"{wide} px wide in {room} px"] if wide > room else []
    return [*sideways, *page.evaluate(_CUT)]


def faults(page: Page) -> list[str]:
    """What the browser's policy refused, what does not fit, and what is too small to hit."""
    refused = [f"refused by the policy: {each}" for each in page.evaluate("window.broken")]
    return [*refused, *misfits(page), *page.evaluate(_SMALL_TARGETS)]


def barriers(page: Page, rules: dict[str, Any]) -> str:
    """What axe-core finds, as text; the security policy does not hold for the browser's tools."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    found = AxeResults(page.evaluate("rules => axe.run(rules)", rules))
    assert found.response["passes"]
    return found.generate_report() if found.violations_count else ""
