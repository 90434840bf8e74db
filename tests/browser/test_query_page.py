# SPDX-License-Identifier: EUPL-1.2
"""The query page in a real browser: what the editor offers, marks and sends, rows that sort."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.looking import ALL_RULES, WIDTHS, barriers, faults, opened

pytestmark = pytest.mark.browser
ESF = "PREFIX esf: <https://w3id.org/fundgraph/esf#>\n"
ROWS = 'SELECT ?name ?n { VALUES (?name ?n) { ("ķis" 9) ("Kaza" 10) ("aste" UNDEF) } }'


@pytest.fixture
def editor(browser: Browser, site: str) -> Iterator[Page]:
    """The query page in Latvian with an empty editor; it says nothing on the console."""
    with opened(browser) as (page, said):
        page.goto(f"{site}/sparql?lang=lv")
        page.fill("#query", "")
        yield page
        assert said == []


def text_of(page: Page) -> str:
    return page.input_value("#query")


def offers(page: Page) -> list[str]:
    expect(page.get_by_role("listbox")).to_be_visible()
    return page.locator(".offers code").all_inner_texts()


def chosen(page: Page) -> str:
    option = page.get_attribute("#query", "aria-activedescendant")
    return page.locator(f"#{option}[aria-selected=true] code").inner_text()


def test_terms_are_offered_and_chosen_by_the_keyboard(editor: Page) -> None:
    editor.type("#query", "SELECT * { ?p a esf:p")
    found = offers(editor)
    assert found[0] == chosen(editor)
    assert all(each.startswith("esf:p") or each.startswith("esf:P") for each in found)
    editor.keyboard.press("ArrowDown")
    assert chosen(editor) == found[1]
    editor.keyboard.press("ArrowUp")
    editor.keyboard.press("ArrowUp")
    assert chosen(editor) == offers(editor)[-1] != found[-1]
    editor.type("#query", "roje")
    assert offers(editor)[0] == "esf:Project"
    editor.keyboard.press("Enter")
    expect(editor.get_by_role("listbox")).to_be_hidden()
    editor.type("#query", " }")
    assert text_of(editor) == f"{ESF}SELECT * {{ ?p a esf:Project }}"


def test_terms_are_found_by_their_labels_in_the_language_of_the_page(editor: Page) -> None:
    editor.type("#query", f"{ESF}# about\nSELECT * {{ ?p esf:status status:pabei")
    assert offers(editor) == ["status:completed"]
    assert editor.locator(".offers span").inner_text() == "pabeigts"
    editor.keyboard.press("Enter")
    declared = "PREFIX status: <https://w3id.org/fundgraph/code/status/>\n"
    assert text_of(editor) == (
        f"{ESF}{declared}# about\nSELECT * {{ ?p esf:status status:completed"
    )
    editor.keyboard.press("Control+z")
    editor.keyboard.press("Control+z")
    assert text_of(editor).endswith("esf:status status:pabei")


def test_prefixes_and_variables_are_offered(editor: Page) -> None:
    editor.type("#query", "SELECT ?granted { ?p dc")
    assert "dct:" in offers(editor)
    editor.keyboard.press("Escape")
    expect(editor.get_by_role("listbox")).to_be_hidden()
    editor.type("#query", "t:title ?title ; ?gra")
    assert offers(editor) == ["?granted"]
    editor.keyboard.press("Enter")
    assert text_of(editor).endswith("; ?granted")


@pytest.mark.parametrize("text", ["# esf:p", '"esf:p', "<esf:p", "SELECT ?a { ?a", "xyz:p"])
def test_nothing_is_offered_where_nothing_fits(editor: Page, text: str) -> None:
    editor.type("#query", "esf:p")
    assert offers(editor)
    editor.fill("#query", "")
    editor.type("#query", text)
    expect(editor.get_by_role("listbox")).to_be_hidden()


def test_tab_leaves_the_editor_with_its_list_open(editor: Page) -> None:
    editor.type("#query", "esf:")
    assert offers(editor)
    editor.keyboard.press("Tab")
    expect(editor.get_by_role("button", name="Izpildīt vaicājumu")).to_be_focused()
    expect(editor.get_by_role("listbox")).to_be_hidden()


@pytest.mark.parametrize("key", ["ArrowLeft", "Home", "PageUp"])
def test_a_caret_that_moves_away_takes_nothing(editor: Page, key: str) -> None:
    editor.type("#query", "SELECT * { ?p a esf:pro")
    assert offers(editor)
    editor.keyboard.press(key)
    expect(editor.get_by_role("listbox")).to_be_hidden()
    editor.keyboard.press("x")
    editor.keyboard.press("Enter")
    assert text_of(editor).replace("x\n", "", 1) == "SELECT * { ?p a esf:pro"


def test_the_list_is_called_again(editor: Page) -> None:
    editor.type("#query", "SELECT * { ?p a esf:proj")
    found = offers(editor)
    editor.keyboard.press("Escape")
    expect(editor.get_by_role("listbox")).to_be_hidden()
    editor.keyboard.press("Control+Space")
    assert offers(editor) == found


def test_long_texts_are_texts(editor: Page) -> None:
    text = '"""a\n# no comment "b" ?c\n"""'
    editor.fill("#query", f"SELECT ({text} AS ?x) ({'é' * 9000}) {{}}")
    assert editor.locator(".editor .string").all_inner_texts() == [text]
    assert editor.locator(".editor .variable").all_inner_texts() == ["?x"]
    assert editor.locator(".editor .comment").count() == 0


@pytest.mark.parametrize("width", WIDTHS)
def test_the_list_is_within_reach(browser: Browser, site: str, width: int) -> None:
    with opened(browser, width) as (page, said):
        page.goto(f"{site}/sparql?lang=en")
        page.fill("#query", "")
        page.type("#query", "SELECT ?project WHERE { ?project esf:")
        assert offers(page)[0] == "esf:Amount"
        assert "/ 3" in page.locator(".offers p").inner_text()
        assert barriers(page, ALL_RULES) == ""
        assert faults(page) == []
        page.locator(".offers li", has_text="esf:Site").click()
        assert text_of(page).endswith("?project esf:Site")
        expect(page.locator("#query")).to_be_focused()
        assert said == []


def test_the_place_of_an_error_is_marked(browser: Browser, site: str) -> None:
    query = quote("# „ā”\nSELECT ?s WHERE {\n  ?s ?p }")
    with opened(browser) as (page, _):
        page.goto(f"{site}/sparql?lang=en&query={query}")
        mark = page.locator(".editor .fault")
        line, column = (
            page.get_attribute(".editor", f"data-{name}") for name in ("line", "column")
        )
        assert f"line {line}, column {column}" in page.locator("#problem").inner_text()
        start = page.evaluate("document.activeElement.selectionStart")
        before = text_of(page)[:start].split("\n")
        assert [len(before), len(before[-1]) + 1] == [int(line or 0), int(column or 0)]
        assert mark.inner_text() == text_of(page)[start]
        assert page.locator("#problem mark").inner_text() == text_of(page)[start]
        page.keyboard.type("x")
        assert mark.count() == 0


def test_rows_sort_where_they_stand(browser: Browser, site: str) -> None:
    with opened(browser) as (page, said):
        page.goto(f"{site}/sparql?lang=lv&query={quote(ROWS)}")
        names = page.locator("#result tbody td:first-child")
        page.get_by_role("button", name="n", exact=True).click()
        assert names.all_inner_texts() == ["Kaza", "ķis", "aste"]
        assert page.locator("th[aria-sort]").get_attribute("aria-sort") == "descending"
        page.keyboard.press("Enter")
        assert names.all_inner_texts() == ["ķis", "Kaza", "aste"]
        page.get_by_role("button", name="name").click()
        assert names.all_inner_texts() == ["aste", "Kaza", "ķis"]
        assert page.locator("th[aria-sort]").inner_text().startswith("name")
        assert said == []


def test_a_query_too_long_for_an_address_is_posted(browser: Browser, site: str) -> None:
    query = f"# {'long ' * 1200}\nSELECT (1 AS ?x) {{}}"
    with opened(browser) as (page, said):
        page.goto(f"{site}/sparql?lang=en")
        page.fill("#query", query)
        page.press("#query", "Control+Enter")
        expect(page.locator("#result td")).to_have_text("1")
        assert page.url == f"{site}/sparql?lang=en#result"
        assert text_of(page) == query
        assert said == []


@pytest.mark.parametrize("start", ["How much money went to each region", "How much money was gran"])
def test_questions_are_answered_without_scripts(browser: Browser, site: str, start: str) -> None:
    with opened(browser, scripts=False) as (page, _):
        page.goto(f"{site}/sparql?lang=en")
        for summary in page.locator(".questions details:not([open]) > summary").all()[::-1]:
            summary.click()
        page.get_by_role("link", name=start).click()
        assert page.locator("#result svg").first.is_visible()
        assert page.locator("#result tbody tr").count() > 1
        assert page.locator("#result button").count() == 0


@pytest.mark.parametrize("scripts", [True, False])
@pytest.mark.parametrize("width", WIDTHS)
def test_running_a_query_leads_to_its_answer(
    browser: Browser, site: str, width: int, scripts: bool
) -> None:
    with opened(browser, width, scripts=scripts) as (page, _):
        for query, seen in ((ROWS, "#result caption"), ("SELECT ?s { ?s ?p }", "#problem b")):
            page.goto(f"{site}/sparql?lang=en")
            page.fill("#query", query)
            page.get_by_role("button", name="Run query").click()
            expect(page.locator(seen)).to_be_in_viewport()
            assert page.url.endswith("#result")
            if seen == "#problem b":
                expect(page.locator("#problem mark")).to_be_in_viewport()
                assert not scripts or page.locator(".editor .fault").bounding_box()["y"] > 0
