# SPDX-License-Identifier: EUPL-1.2
"""The pages of organisations and programme levels lead to their projects, with their sums."""

from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient

from tests.web.test_pages import PROMOTER, pages, read, site, text_of

__all__ = ["pages", "site"]  # fixtures

PARTNER = "lv-biedriba-jekabpils-nvo-resursu-centrs"
LEVEL = "lv-2007-2013-1.5.2.2"


def counted(text: str) -> int:
    found = re.search(r"\d+", text)
    assert found
    return int(found[0])


@pytest.mark.parametrize(
    "below", [f"organisation/{PROMOTER}", f"organisation/{PARTNER}", f"programme/{LEVEL}"]
)
def test_page_leads_to_the_list_of_just_its_projects(pages: FlaskClient, below: str) -> None:
    page = read(pages, f"/en/{below}")
    button = page.xpath("//p[contains(@class, 'jump')]/a")[0]
    there = text_of(read(pages, button.get("href")).xpath("//main")[0])
    assert re.search(rf"\b{counted(text_of(button))} projects?\b", there)


def test_organisation_has_its_roles_with_their_lists(pages: FlaskClient) -> None:
    page = read(pages, f"/lv/organisation/{PARTNER}")
    rows = page.xpath("//table[caption[@id='roles-table']]/tbody/tr")
    assert [text_of(row.xpath("th")[0]) for row in rows] == ["Sadarbības partneris"]
    (address,) = rows[0].xpath("th/a/@href")
    assert address == f"/lv/projects?organisation={PARTNER}&role=partner"
    assert pages.get(address).status_code == 200


def test_what_an_organisation_got_stands_before_all_else(pages: FlaskClient) -> None:
    page = read(pages, f"/en/organisation/{PROMOTER}")
    figures = page.xpath("//dl[@class='figures']")[0]
    assert "€25,623.18" in text_of(figures)
    assert figures.getparent().xpath("dl/following-sibling::div[@class='cols']")


def test_programme_stands_between_what_is_above_and_below_it(pages: FlaskClient) -> None:
    page = read(pages, f"/en/programme/{LEVEL}")
    rows = page.xpath("//table[caption[@id='tree-table']]/tbody/tr")
    levels = [text_of(row.xpath("th")[0]).split()[0] for row in rows]
    assert levels[:4] == ["1DP", "1.5", "1.5.2", "1.5.2.2"]
    assert "1.5.2.2.2" in levels[4:]
    assert [row.get("class") for row in rows].index("on") == 3
    sums = [counted(text_of(row.xpath("td")[0])) for row in rows]
    assert sums[:4] == sorted(sums[:4], reverse=True)
    assert sum(sums[4:]) <= sums[3]
    assert "1.5.2.2.2" in " ".join(href for row in rows for href in row.xpath("th//a/@href"))
