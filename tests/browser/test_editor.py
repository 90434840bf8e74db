# SPDX-License-Identifier: EUPL-1.2
"""The editor of queries in a real browser: coloured, left by the keyboard, and no way in."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from playwright.sync_api import Browser

from tests.browser.looking import opened

pytestmark = pytest.mark.browser


def test_editor_colours_the_query(browser: Browser, site: str) -> None:
    with opened(browser) as (page, said):
        page.goto(site + "/sparql?lang=en")
        page.fill("#query", "SELECT ?s WHERE { ?s a <urn:x> } # all")
        found = {
            name: page.locator(f".editor .{name}").all_inner_texts()
            for name in ("keyword", "variable", "iri", "comment")
        }
        page.press("#query", "Control+Enter")
        page.wait_for_url("**query=SELECT*")
        shown = page.locator("#result [role=status] b").inner_text()
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
    with opened(browser) as (page, said):
        page.goto(f"{site}/sparql?lang=en&query={attack}")
        title = page.title()
        cell = page.locator("tbody td").inner_text()
    assert title.startswith("Query the data")
    assert cell == script
    assert said == []


def test_editor_is_left_by_the_keyboard(browser: Browser, site: str) -> None:
    with opened(browser) as (page, _):
        page.goto(f"{site}/sparql?lang=en")
        page.focus("#query")
        page.keyboard.press("Tab")
        after = page.evaluate("document.activeElement.textContent")
    assert after == "Run query"
