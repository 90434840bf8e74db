# SPDX-License-Identifier: EUPL-1.2
"""The page of a project in a real browser: printed, read closely, taken away."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.kinds import LANGUAGES, SEED

pytestmark = pytest.mark.browser

# What Chromium writes for each page of a PDF.
_LEAF = re.compile(rb"/Type\s*/Page\b")


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    opened = browser.new_page(viewport={"width": 1280, "height": 900})
    yield opened
    opened.close()


def leaves(page: Page) -> int:
    return len(_LEAF.findall(page.pdf(format="A4")))


# The summary, results and partners of a long record, as the page writes them.
_LONGER = """
() => {
  const text = document.querySelector('.prose.text');
  const partner = document.querySelector('section[aria-labelledby=partner] li');
  text.innerHTML = ('<p>' + 'Biedrība aicināja jauniešus un seniorus darboties savā novadā kopā. '
    .repeat(15) + '</p>').repeat(5);
  for (let i = document.querySelectorAll('section[aria-labelledby=partner] li').length; i < 5; i++)
    partner.after(partner.cloneNode(true));
}
"""


@pytest.mark.parametrize("language", LANGUAGES)
def test_project_prints_on_two_pages(page: Page, site: str, language: str) -> None:
    page.goto(f"{site}/{language}/project/{SEED}")
    assert leaves(page) <= 2
    page.evaluate(_LONGER)
    assert len(page.locator(".prose.text").first.inner_text()) > 5000
    assert page.locator("section[aria-labelledby=partner] li").count() == 5
    assert leaves(page) <= 2


@pytest.mark.parametrize("slug", ["ODD-40", "ODD-LONG", "ODD-WRONG"])
def test_odd_project_prints_on_two_pages(page: Page, site: str, slug: str) -> None:
    page.goto(f"{site}/lv/project/{slug}")
    assert leaves(page) <= 2


def test_print_shows_what_is_folded_and_leaves_out_what_is_clicked(page: Page, site: str) -> None:
    page.goto(f"{site}/lv/project/ODD-40")
    folded = page.locator("details.more li a").first
    expect(folded).to_be_hidden()
    page.emulate_media(media="print")
    expect(folded).to_be_visible()
    for gone in (".jump", ".crumbs", "nav", "section[aria-labelledby=similar]"):
        expect(page.locator(gone).first).to_be_hidden()
    expect(page.locator("section[aria-labelledby=use]")).to_be_visible()


def test_finding_leads_from_its_figure_to_the_list(page: Page, site: str) -> None:
    page.goto(f"{site}/en/project/{SEED}")
    row = page.locator("tr.remarked").filter(has_text="11.5% above the grant")
    row.locator("a").click()
    listed = page.locator(":target")
    expect(listed).to_contain_text("No more may be spent than was granted")
    expect(listed).to_be_in_viewport()


def test_citation_is_taken_by_one_click(page: Page, site: str) -> None:
    page.goto(f"{site}/en/project/{SEED}")
    page.locator("p.copy").click()
    taken = page.evaluate("getSelection().toString()").strip()
    assert taken == page.locator("p.copy").inner_text().strip()
    assert taken.startswith("Sabiedrības integrācijas fonds. (2026).") or "[Data set]" in taken
    page.locator("summary", has_text="BibTeX").click()
    page.locator("pre.copy").click()
    assert page.evaluate("getSelection().toString()").startswith("@misc{")


@pytest.mark.parametrize("language", LANGUAGES)
def test_extended_view_is_a_click_away_and_keeps_its_language(
    page: Page, site: str, language: str
) -> None:
    page.goto(f"{site}/{language}/project/{SEED}")
    page.locator(".jump a[href='?view=extended']").click()
    assert page.url.endswith(f"/{language}/project/{SEED}?view=extended")
    page.locator("td a[href='#granted-total-eur']").first.click()
    expect(page.locator(":target")).to_be_in_viewport()
    other = next(code for code in LANGUAGES if code != language)
    page.locator(f".lang a[lang={other}]").click()
    assert re.search(rf"/{other}/project/[^?]+\?view=extended$", page.url)
    page.locator(".jump a").first.click()
    assert page.url.endswith(f"/{other}/project/{SEED}")
