# SPDX-License-Identifier: EUPL-1.2
"""The list of organisations as data: all of it, as the page shows it."""

from __future__ import annotations

import csv
import io
from decimal import Decimal

import pytest
from flask import Flask
from flask.testing import FlaskClient

from fundgraph.store.index import Index
from tests.web.conftest import BASE, BufferedClient
from tests.web.reading import read, said

QUERIES = ("", "?sort=name", "?q=izdomata&sort=-projects", "?form=municipality", "?q=zzzz")


@pytest.fixture
def client(site: Flask) -> FlaskClient:
    return BufferedClient(site, site.response_class)


def table(client: FlaskClient, query: str) -> list[dict[str, str]]:
    text = client.get(f"/data/organisations.csv{query}").get_data(as_text=True)
    return list(csv.DictReader(io.StringIO(text, newline="")))


@pytest.mark.parametrize("query", QUERIES)
def test_files_have_what_the_page_lists_in_its_order(client: FlaskClient, query: str) -> None:
    page = read(client, f"/lv/organisations{query}")
    listed = page.xpath("//table//tbody/tr/th/a/@href")
    rows = table(client, query)
    slugs = [row["iri"].removeprefix(f"{BASE}id/organisation/") for row in rows]
    assert slugs[: len(listed)] == [link.rpartition("/")[2] for link in listed]
    assert said(page.xpath("//div[@class='toolbar']/h2")[0]).startswith(f"{len(rows)} organiz")
    files = page.xpath("//section[@class='takeaway']//a/@href")
    if rows:
        assert table(client, "?" + files[0].partition("?")[2].removesuffix("bom=true")) == rows
        assert client.get(files[1]).get_json()["organisations"]


@pytest.mark.parametrize("query", QUERIES)
def test_both_formats_say_the_same(client: FlaskClient, query: str) -> None:
    found = client.get(f"/data/organisations.json{query}").get_json()["organisations"]
    rows = table(client, query)
    assert [one["iri"] for one in found] == [row["iri"] for row in rows]
    for one, row in zip(found, rows, strict=True):
        assert str(one["projects"]) == row["projects"]
        assert row["granted_eur"] == (
            "" if one["granted_eur"] is None else f"{one['granted_eur']:.2f}"
        )


def test_sums_are_those_of_the_index(client: FlaskClient, index: Index) -> None:
    rows = {row["iri"].rpartition("/")[2]: row for row in table(client, "")}
    assert len(rows) == index.organisation_count()
    for one in index.organisations(limit=10):
        row, totals = rows[one.slug], one.totals
        assert Decimal(row["granted_eur"]) * 100 == totals.granted
        assert int(row["projects_as_promoter"]) == totals.projects


def test_nonsense_is_left_out_and_other_formats_are_not_there(client: FlaskClient) -> None:
    asked = client.get("/data/organisations.csv?form=x&sort=x&page=99&q=izdomata")
    assert asked.headers["Content-Location"] == "/data/organisations.csv?q=izdomata"
    assert asked.data == client.get("/data/organisations.csv?q=izdomata").data
    again = {"If-None-Match": asked.headers["ETag"]}
    assert client.get("/data/organisations.csv?q=izdomata", headers=again).status_code == 304
    assert client.get("/data/organisations.xlsx").status_code == 404
