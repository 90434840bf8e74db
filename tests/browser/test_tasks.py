# SPDX-License-Identifier: EUPL-1.2
"""What people come for, in three clicks or fewer from home; with scripts, and without.

Typing into a box and pressing the button beside it is one click.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page

from tests.browser.kinds import SEED
from tests.browser.looking import opened

pytestmark = pytest.mark.browser

NUMBER = "1DP/1.5.2.2.2/12/APIA/SIF/176"
TITLE = "Koalīcija mazākumtautību"
PROMOTER = "Izglītības iniciatīvu centrs"


class Reader:
    """Somebody who begins at home, and whose clicks are counted."""

    def __init__(self, page: Page, site: str) -> None:
        self.page, self.clicks = page, 0
        page.set_default_timeout(10_000)
        page.goto(f"{site}/en/")

    def find(self, text: str) -> None:
        """Types into the search box and presses its button."""
        search = self.page.get_by_role("search").first
        search.get_by_role("searchbox").fill(text)
        self.click(search.get_by_role("button"))

    def follow(self, name: str) -> None:
        """Clicks the first link whose name has this in it."""
        self.click(self.page.get_by_role("link", name=re.compile(name, re.IGNORECASE)))

    def click(self, what: Locator) -> None:
        """Clicks the first of what is there."""
        what.first.click()
        self.clicks += 1

    def read(self) -> str:
        """The text of the page's main part."""
        assert self.clicks <= 3
        return self.page.get_by_role("main").inner_text()

    def take(self, name: str) -> str:
        """The content that a link leads to, whether shown or stored."""
        link = self.page.get_by_role("main").get_by_role("link", name=name).first
        link.click(trial=True)
        self.clicks += 1
        assert self.clicks <= 3
        address = link.evaluate("a => a.href")
        answer = self.page.request.get(address)
        assert answer.ok
        return answer.text()


@pytest.fixture(params=[True, False], ids=["scripts", "no scripts"])
def reader(request: pytest.FixtureRequest, browser: Browser, site: str) -> Iterator[Reader]:
    with opened(browser, scripts=request.param) as (page, said):
        yield Reader(page, site)
        # A click before a page has its icon stops that request.
        assert [each for each in said if "icon.svg" not in each] == []


@pytest.mark.parametrize("words", [TITLE, "koalicija mazakumtaut", NUMBER])
def test_a_project_by_name_or_number(reader: Reader, words: str) -> None:
    reader.find(words)
    if not reader.page.url.endswith(SEED):
        reader.follow(f"^{TITLE}")
    assert NUMBER in reader.read()


def test_what_an_organisation_got_in_all(reader: Reader) -> None:
    reader.find(PROMOTER)
    reader.follow(f"^{TITLE}")
    reader.follow(PROMOTER)
    assert re.search(r"€25,623\.1|€25,624|€25,623", reader.read())


def test_the_total_of_a_region(reader: Reader) -> None:
    reader.follow("^Kurzeme")
    assert re.search(r"[Gg]ranted\s+€[\d,.]+", reader.read())


def test_the_filtered_list_as_csv(reader: Reader) -> None:
    reader.find("sadarbības partneriem")
    table = reader.take("CSV").splitlines()
    assert len(table) == 2
    assert "ODD/40" in table[1]


def test_a_record_as_turtle(reader: Reader) -> None:
    reader.find(NUMBER)
    if not reader.page.url.endswith(SEED):
        reader.follow(f"^{TITLE}")
    assert f"id/project/{SEED}>" in reader.take("Turtle")


def test_the_query_behind_a_list(reader: Reader) -> None:
    reader.find("koalicija")
    reader.follow("SPARQL")
    assert "SELECT" in reader.page.get_by_role("textbox").first.input_value()
    assert TITLE in reader.read()


def test_the_source_of_a_figure(reader: Reader) -> None:
    reader.find(NUMBER)
    if not reader.page.url.endswith(SEED):
        reader.follow(f"^{TITLE}")
    reader.follow("source of|every statement|extended view")
    assert "1dp-1.5.2.2.2-12-apia-sif-176.html" in reader.read()


def test_the_other_language_on_the_same_page(reader: Reader) -> None:
    reader.find(NUMBER)
    if not reader.page.url.endswith(SEED):
        reader.follow(f"^{TITLE}")
    reader.follow("^LV")
    assert reader.page.url.endswith(f"/lv/project/{SEED}")
    assert "Projekta īstenotājs" in reader.read()


def test_why_a_number_looks_odd(reader: Reader) -> None:
    reader.find("skaitļi ir dīvaini")
    reader.follow("^Izdomāts projekts, kura skaitļi ir dīvaini")
    assert "No more may be spent than was granted" in reader.read()
