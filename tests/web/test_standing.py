# SPDX-License-Identifier: EUPL-1.2
"""Where an organisation stands, and its projects as files."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from fundgraph.store.index import Index, OrganisationRow
from fundgraph.web.entities import FEW
from tests.web.conftest import BufferedClient
from tests.web.reading import read, said


@pytest.fixture(scope="module")
def pages(site: Flask) -> FlaskClient:
    return BufferedClient(site, site.response_class)


@pytest.fixture
def promoters(index: Index) -> list[OrganisationRow]:
    return [row for row in index.organisations(limit=1000) if row.totals.projects]


def listed(pages: FlaskClient, address: str) -> dict[str, Any]:
    query = address.partition("?")[2]
    found: dict[str, Any] = pages.get(f"/data/projects.json?{query}").get_json()
    return found


def test_the_parts_of_what_it_promotes_are_all_of_it(
    pages: FlaskClient, promoters: list[OrganisationRow]
) -> None:
    whole = [False, False]
    for row in [*promoters[:3], *promoters[-12:]]:
        page = read(pages, f"/lv/organisation/{row.slug}")
        shares = page.xpath("//section[@aria-labelledby='shares']")
        parts = [listed(pages, link)["total"] for one in shares for link in one.xpath(".//a/@href")]
        others = any("Vēl " in said(one) for one in shares)
        assert len(parts) != 1
        together = sum(parts) if parts else row.totals.projects
        assert together < row.totals.projects if others else together == row.totals.projects
        whole[others] = True
    assert whole == [True, True]


def test_the_place_is_the_one_in_the_list(
    pages: FlaskClient, promoters: list[OrganisationRow]
) -> None:
    known = [row for row in promoters if row.totals.known_granted is not None]
    for place, row in enumerate(known[:5], 1):
        page = read(pages, f"/en/organisation/{row.slug}")
        told = page.xpath("//dl[@class='figures']/div[dt='Funding granted']/dd[@class='sub']")
        assert said(told[0]) == f"No. {place} of {len(known)} promoters"


@pytest.mark.parametrize("kind", ["organisation", "programme", "region"])
def test_all_its_projects_can_be_taken_as_files(
    pages: FlaskClient, index: Index, kind: str
) -> None:
    slug = {
        "organisation": index.organisations()[0].slug,
        "programme": index.programmes()[0].slug,
        "region": index.regions()[0].slug,
    }[kind]
    page = read(pages, f"/lv/{kind}/{slug}")
    files = page.xpath("//section[@aria-labelledby='projects']//a[starts-with(@href, '/data/')]")
    assert [said(link) for link in files] == ["CSV", "JSON", "JSON-LD", "Turtle"]
    table = pages.get(files[0].get("href")).data.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(table)))
    assert said(page.get_element_by_id("projects")).startswith(f"{len(rows)} projekt")
    assert listed(pages, files[1].get("href"))["total"] == len(rows)


def test_a_project_is_compared_with_those_of_its_part(pages: FlaskClient, index: Index) -> None:
    told = 0
    for row in index.projects(limit=12):
        page = read(pages, f"/en/project/{row.slug}")
        links = page.xpath("//section[@aria-labelledby='similar']//li[contains(., 'programme')]")
        for one in links:
            (link,) = one.xpath("a/@href")
            sums = [each["granted"] for each in listed(pages, link)["projects"]]
            known = [round(100 * each) for each in sums if each is not None]
            less = sum(each < row.granted for each in known)
            said_of_it = [said(note) for note in one.xpath("span")]
            were = "was" if less == 1 else "were"
            sentence = (
                f"{less} of them {were} granted less." if less else "None of them was granted less."
            )
            assert said_of_it == ([sentence] if len(known) >= FEW else [])
            told += bool(said_of_it)
    assert told
