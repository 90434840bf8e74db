# SPDX-License-Identifier: EUPL-1.2
"""CSV as spreadsheets and as programs want it."""

from __future__ import annotations

import csv
import gzip
from codecs import BOM_UTF8

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.web.conftest import BufferedClient
from tests.web.reading import read

TABLES = (
    "/data/projects.csv", "/data/projects.csv?q=koalicija&sort=title", "/data/findings.csv",
    "/data/findings.csv?severity=warning", "/data/report.csv", "/data/organisations.csv?sort=name",
)  # fmt: skip
PAGES = (
    "/lv/organisations",
    "/lv/projects",
    "/lv/projects?q=koalicija",
    "/en/checks",
    "/en/checks?severity=warning",
)


@pytest.fixture
def client(site: Flask) -> FlaskClient:
    return BufferedClient(site, site.response_class)


def marked(address: str) -> str:
    return f"{address}{'&' if '?' in address else '?'}bom=true"


@pytest.fixture
def tables(client: FlaskClient) -> tuple[str, ...]:
    """The tables, and that of the first project."""
    first = client.get("/data/projects.json").get_json()["projects"][0]["iri"]
    return (*TABLES, first.replace("http://localhost:8000/id/", "/data/") + ".csv")


def test_the_mark_comes_where_it_is_asked_for_and_nothing_else_changes(
    client: FlaskClient, tables: tuple[str, ...]
) -> None:
    for address in tables:
        plain, wanted = client.get(address), client.get(marked(address))
        assert plain.content_type == wanted.content_type == "text/csv; charset=utf-8"
        assert wanted.data == BOM_UTF8 + plain.data
        assert not plain.data.startswith(BOM_UTF8)
        assert plain.headers["ETag"] != wanted.headers["ETag"]
        assert client.get(address).data == plain.data


def test_python_reads_both(client: FlaskClient, tables: tuple[str, ...]) -> None:
    for address in tables:
        plain = client.get(address).data.decode("utf-8").splitlines(keepends=True)
        wanted = client.get(marked(address)).data.decode("utf-8-sig").splitlines(keepends=True)
        found = list(csv.DictReader(plain))
        assert found == list(csv.DictReader(wanted))
        assert found


@pytest.mark.parametrize("address", TABLES)
def test_a_table_with_the_mark_has_conditions_codings_and_its_own_address(
    client: FlaskClient, address: str
) -> None:
    whole = client.get(marked(address))
    for coding in ("identity", "gzip"):
        asked = {"Accept-Encoding": coding}
        first = client.get(marked(address), headers=asked)
        again = {**asked, "If-None-Match": first.headers["ETag"]}
        assert client.get(marked(address), headers=again).status_code == 304
        body = gzip.decompress(first.data) if coding == "gzip" else first.data
        assert body == whole.data
    place = whole.headers.get("Content-Location", marked(address))
    assert client.get(place).data == whole.data


@pytest.mark.parametrize("page", PAGES)
def test_pages_offer_tables_for_spreadsheets(client: FlaskClient, page: str) -> None:
    there = read(client, page).xpath("//a[starts-with(@href, '/data/')]/@href")
    links = [link for link in there if ".csv" in link and "/source/" not in link]
    assert links
    for link in links:
        assert client.get(link).data.startswith(BOM_UTF8)
    assert "bom" not in client.get(page).headers.get("Link", "")


@pytest.mark.parametrize(
    "address",
    [
        "/sparql?query=SELECT+*+%7B%3Fs+%3Fp+%3Fo%7D+LIMIT+2&format=csv&bom=true",
        "/data/projects.csv?bom=false", "/data/projects.json?bom=true",
    ],
)  # fmt: skip
def test_answers_of_queries_and_other_formats_stay_as_they_are(
    client: FlaskClient, address: str
) -> None:
    answer = client.get(address)
    assert answer.status_code == 200
    assert BOM_UTF8 not in answer.data
