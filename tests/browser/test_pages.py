# SPDX-License-Identifier: EUPL-1.2
"""Every kind of page in a real browser: quiet console, kept policy, no axe-core finding, no
sideways scroll, targets large enough."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import product
from typing import Literal
from urllib.parse import quote

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from fundgraph.store.index import Index

pytestmark = pytest.mark.browser

Scheme = Literal["light", "dark"]
LANGUAGES = ("lv", "en")
WIDTHS = (1280, 390)
SCHEMES: tuple[Scheme, ...] = ("light", "dark")
SEED = "1DP-1.5.2.2.2-12-APIA-SIF-176"
QUERY = "SELECT%20%3Fs%20%3Fp%20%3Fo%20WHERE%20%7B%20%3Fs%20%3Fp%20%3Fo%20%7D%20LIMIT%205"
# The pages that most people see are looked at in every way there is, the others in two.
MAIN = ("project", "made-up project", "home", "organisation", "region", "programme", "query")
OTHERS = (
    "failed query", "projects", "no projects", "organisations", "regions", "programmes", "data",
    "checks", "about", "accessibility", "privacy", "vocabulary", "code list", "concept", "missing",
)  # fmt: skip
EVERY_WAY = tuple(product(LANGUAGES, WIDTHS, SCHEMES))
TWO_WAYS: tuple[tuple[str, int, Scheme], ...] = (("lv", 390, "dark"), ("en", 1280, "light"))
# Rules of WCAG 2.2 AA and of best practice; axe leaves out experimental ones by itself.
OPTIONS = {"resultTypes": ["violations"]}
WATCH = """
window.broken = [];
document.addEventListener('securitypolicyviolation', e => window.broken.push(e.violatedDirective));
"""
SMALL_TARGETS = """
() => [...document.querySelectorAll('a.btn, button, input, select, summary, nav a, .lang a')]
  .map(e => [e, e.getBoundingClientRect()])
  .filter(([e, box]) => box.width && box.height && box.height < 43.5 && !e.closest('.crumbs'))
  .map(([e, box]) => `${e.outerHTML.slice(0, 60)} ${box.height}`)
"""


def address(kind: str, language: str, index: Index) -> str:
    """The address of a page of this kind in the language."""
    made_up = next(row for row in index.projects(limit=50) if row.made_up)
    project = index.project(SEED) or made_up
    fixed = {
        "project": f"/{language}/project/{project.slug}",
        "made-up project": f"/{language}/project/{made_up.slug}",
        "home": f"/{language}/",
        "organisation": f"/{language}/organisation/{project.promoter}",
        "region": f"/{language}/region/{project.regions[0]}",
        "programme": f"/{language}/programme/{project.programme}",
        "query": f"/sparql?lang={language}&query={QUERY}",
        "failed query": f"/sparql?lang={language}&query=SELECT",
        "no projects": f"/{language}/projects?q=zzzz",
        "vocabulary": f"/ns/esf?lang={language}",
        "code list": f"/code/status?lang={language}",
        "concept": f"/code/currency/LVL?lang={language}",
        "missing": f"/{language}/missing",
    }
    return fixed.get(kind, f"/{language}/{kind}")


@contextmanager
def opened(browser: Browser, width: int, scheme: Scheme) -> Iterator[tuple[Page, list[str]]]:
    """A page of a browser, and what it says on its console."""
    context = browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme=scheme, reduced_motion="reduce"
    )
    said: list[str] = []
    page = context.new_page()
    page.add_init_script(WATCH)
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("requestfailed", lambda request: said.append(f"failed: {request.url}"))
    yield page, said
    context.close()


@pytest.mark.parametrize("kind", (*MAIN, *OTHERS))
def test_page(kind: str, browser: Browser, site: str, index: Index) -> None:
    expected = {"missing": 404, "failed query": 400}.get(kind, 200)
    for language, width, scheme in EVERY_WAY if kind in MAIN else TWO_WAYS:
        where = f"{language}, {width} px, {scheme}"
        with opened(browser, width, scheme) as (page, said):
            response = page.goto(site + address(kind, language, index))
            assert response is not None
            assert response.status == expected, where
            assert page.evaluate("document.documentElement.lang") == language, where
            # The browser itself reports every page that is an error.
            assert [m for m in said if expected == 200 or "status of" not in m] == [], where
            assert page.evaluate("window.broken") == [], where
            assert page.evaluate("document.documentElement.scrollWidth") <= width, where
            assert page.evaluate(SMALL_TARGETS) == [], where
            found = Axe().run(page, options=OPTIONS)
            assert found.violations_count == 0, f"{where}: {found.generate_report()}"


def test_page_asks_only_this_site(browser: Browser, site: str, index: Index) -> None:
    asked: list[str] = []
    with opened(browser, 1280, "light") as (page, _):
        page.on("request", lambda request: asked.append(request.url))
        page.goto(site + address("project", "lv", index))
    assert asked
    assert [url for url in asked if not url.startswith(f"{site}/")] == []


def test_editor_colours_the_query(browser: Browser, site: str, index: Index) -> None:
    with opened(browser, 1280, "light") as (page, said):
        page.goto(site + "/sparql?lang=en")
        page.fill("#query", "SELECT ?s WHERE { ?s a <urn:x> } # all")
        found = {
            name: page.locator(f".editor .{name}").all_inner_texts()
            for name in ("keyword", "variable", "iri", "comment")
        }
        page.press("#query", "Control+Enter")
        page.wait_for_url("**query=SELECT*")
        shown = page.locator("caption").inner_text()
    assert found == {
        "keyword": ["SELECT", "WHERE", "a"],
        "variable": ["?s", "?s"],
        "iri": ["<urn:x>"],
        "comment": ["# all"],
    }
    assert shown == "0 results"
    assert said == []


def test_script_in_a_query_does_not_run(browser: Browser, site: str) -> None:
    script = "<script>document.title='x'</script>"
    attack = quote(f'SELECT ?x WHERE {{ VALUES ?x {{ "{script}" }} }}')
    with opened(browser, 1280, "light") as (page, said):
        page.goto(f"{site}/sparql?lang=en&query={attack}")
        title = page.title()
        cell = page.locator("tbody td").inner_text()
    assert title.startswith("Query the data")
    assert cell == script
    assert said == []


def test_every_page_can_be_reached_and_left_by_keyboard(browser: Browser, site: str) -> None:
    with opened(browser, 1280, "light") as (page, _):
        page.goto(f"{site}/sparql?lang=en")
        page.focus("#query")
        page.keyboard.press("Tab")
        after = page.evaluate("document.activeElement.textContent")
    assert after == "Run query"


def test_project_prints_on_two_pages(browser: Browser, site: str, index: Index) -> None:
    with opened(browser, 1280, "light") as (page, _):
        page.goto(site + address("project", "lv", index))
        printed = page.pdf(
            format="A4", margin=dict.fromkeys(("top", "bottom", "left", "right"), "1.5cm")
        )
    assert printed.count(b"/Type /Page\n") in (1, 2)
