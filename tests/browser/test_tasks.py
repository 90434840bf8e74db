# SPDX-License-Identifier: EUPL-1.2
"""What people come for, in three clicks or fewer from home: in both languages, on a wide and a
narrow screen, with scripts and without, each of these with each of the others.

Typing into a box and pressing the button beside it is one click.
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from itertools import product
from pathlib import Path
from typing import Final, NamedTuple

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page

from fundgraph.web.texts import money
from tests.browser.kinds import LANGUAGES, SEED
from tests.browser.looking import WIDTHS, listened

pytestmark = pytest.mark.browser

NUMBER = "1DP/1.5.2.2.2/12/APIA/SIF/176"
TITLE = "Koalīcija mazākumtautību"
PROMOTER = "Izglītības iniciatīvu centrs"
# The made-up register has one project that spent more than it was granted.
ODD = "IZD/1.5.1.3.1/09/000006"
WORDS: Final = {
    "en": {
        "granted": r"Funding granted\s+€[\d,.]+",
        "query": "SPARQL",
        "source": "source of|every statement|extended view",
        "organisations": "^Organisations",
        "other": "^LV",
        "odd": "No more may be spent than was granted",
    },
    "lv": {
        "granted": r"Piešķirtais finansējums\s+[\d\s]+,\d+\s€",
        "query": "SPARQL",
        "source": "paplašinātais skats|apgalvojumi un to avoti",
        "organisations": "^Organizācijas",
        "other": "^EN",
        "odd": "Nedrīkst izlietot vairāk, nekā piešķirts",
    },
}


class Way(NamedTuple):
    """How somebody comes: the language, the width of the screen, whether scripts run."""

    language: str
    width: int
    scripts: bool


WAYS: Final = [
    Way(language, width, scripts=(at + also) % 2 == 0)
    for (at, language), (also, width) in product(enumerate(LANGUAGES), enumerate(WIDTHS))
]


class Reader:
    """Somebody who begins at home, and whose clicks are counted."""

    def __init__(self, page: Page, site: str, language: str) -> None:
        self.page, self.clicks = page, 0
        self.language, self.words = language, WORDS[language]
        page.set_default_timeout(10_000)
        page.goto(f"{site}/{language}/")

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


@pytest.fixture(scope="module")
def windows(browser: Browser) -> Iterator[dict[tuple[int, bool], BrowserContext]]:
    """A window of each width, with scripts and without, that keeps what pages share."""
    made = {
        (width, scripts): browser.new_context(
            viewport={"width": width, "height": 900},
            reduced_motion="reduce",
            java_script_enabled=scripts,
        )
        for width, scripts in product(WIDTHS, (True, False))
    }
    yield made
    for each in made.values():
        each.close()


@pytest.fixture(
    params=WAYS,
    ids=lambda way: f"{way.language}-{way.width}-{'scripts' if way.scripts else 'no scripts'}",
)
def reader(
    request: pytest.FixtureRequest, windows: dict[tuple[int, bool], BrowserContext], site: str
) -> Iterator[Reader]:
    way: Way = request.param
    page, said = listened(windows[way.width, way.scripts])
    yield Reader(page, site, way.language)
    page.close()
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
    assert money(Decimal("25623.18"), "EUR", reader.language) in reader.read()


@pytest.fixture(scope="module")
def busiest(folder: Path) -> tuple[str, Decimal]:
    """Who promotes most projects of the made-up register, of those whose grants all are known, and
    what they got in all."""
    got: defaultdict[str, list[str]] = defaultdict(list)
    with (folder / "sample" / "sample.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            got[row["Promoter"]].append(row["Granted, total, EUR"])
    name = max((each for each in got if all(got[each])), key=lambda each: (len(got[each]), each))
    assert len(got[name]) > 1
    return name, sum(map(Decimal, got[name]), Decimal(0))


def test_what_a_made_up_organisation_got_in_all(
    reader: Reader, busiest: tuple[str, Decimal]
) -> None:
    name, granted = busiest
    reader.follow(reader.words["organisations"])
    reader.find(name)
    reader.follow(re.escape(name))
    assert money(granted, "EUR", reader.language) in reader.read()


def test_the_total_of_a_region(reader: Reader) -> None:
    reader.follow("^Kurzeme")
    assert re.search(reader.words["granted"], reader.read())


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
    reader.follow(reader.words["query"])
    assert "SELECT" in reader.page.get_by_role("textbox").first.input_value()
    assert TITLE in reader.read()


def test_the_source_of_a_figure(reader: Reader) -> None:
    reader.find(NUMBER)
    if not reader.page.url.endswith(SEED):
        reader.follow(f"^{TITLE}")
    reader.follow(reader.words["source"])
    assert "1dp-1.5.2.2.2-12-apia-sif-176.html" in reader.read()


def test_the_other_language_on_the_same_page(reader: Reader) -> None:
    reader.find(NUMBER)
    if not reader.page.url.endswith(SEED):
        reader.follow(f"^{TITLE}")
    reader.follow(reader.words["other"])
    [other] = [each for each in LANGUAGES if each != reader.language]
    assert reader.page.url.endswith(f"/{other}/project/{SEED}")
    assert WORDS[other]["odd"] in reader.read()


def test_why_a_number_looks_odd(reader: Reader) -> None:
    reader.find("skaitļi ir dīvaini")
    reader.follow("^Izdomāts projekts, kura skaitļi ir dīvaini")
    assert reader.words["odd"] in reader.read()


def test_why_a_number_of_the_made_up_register_looks_odd(reader: Reader) -> None:
    reader.find(ODD)
    if "/project/" not in reader.page.url:
        reader.follow(r"\((izdomāts projekts Nr\.|made-up project No\.) 6\)")
    assert reader.words["odd"] in reader.read()
