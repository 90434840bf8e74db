# SPDX-License-Identifier: EUPL-1.2
"""The whole result of a list as data: all of it, in the order of the list, never half of it."""

from __future__ import annotations

import csv
import io
import shutil
import sqlite3
from contextlib import closing
from http.client import IncompleteRead
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from fundgraph.store.index import Index
from tests.web.conftest import BufferedClient
from tests.web.running import serving
from tests.writers.reading import by_oxigraph, inlined

ALL = ("csv", "json", "jsonld", "ttl")
QUERIES = (
    "", "?region=lv-latgale&region=lv-vidzeme&sort=title", "?q=projekt&status=completed",
    "?q=koalicija", "?q=zzzz",
)  # fmt: skip


@pytest.fixture
def client(site: Flask) -> FlaskClient:
    return BufferedClient(site, site.response_class)


def text(client: FlaskClient, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.get_data(as_text=True)


def rows(content: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content, newline="")))


def listed(client: FlaskClient, query: str) -> list[str]:
    """The projects of all pages of a list."""
    found = client.get(f"/data/projects.json{query}").get_json()
    assert found["total"] == len(found["projects"])
    return [project["iri"] for project in found["projects"]]


@pytest.mark.parametrize("query", QUERIES)
def test_a_table_has_the_row_that_each_document_has(client: FlaskClient, query: str) -> None:
    found = rows(text(client, f"/data/projects.csv{query}"))
    assert [row["iri"] for row in found] == listed(client, query)
    for row in found[:5]:
        alone = text(client, row["iri"].replace("http://localhost:8000/id/", "/data/") + ".csv")
        assert rows(alone) == [row]


@pytest.mark.parametrize("query", QUERIES)
def test_json_tells_what_the_index_has(client: FlaskClient, index: Index, query: str) -> None:
    found = client.get(f"/data/projects.json{query}").get_json()
    known = {row.iri: row for row in index.projects(limit=1000)}
    granted = [known[project["iri"]].granted or 0 for project in found["projects"]]
    assert round((found["sums"]["granted"] or 0) * 100) == sum(granted)
    for project in found["projects"]:
        row = known[project["iri"]]
        assert (project["number"], project["title"]) == (row.number, row.title)
        assert project["promoter"]["name"] == row.promoter_name
        regions = tuple(region["iri"].rpartition("/")[2] for region in project["regions"])
        assert regions == row.regions
        page = project["page"].removeprefix("http://localhost:8000")
        assert client.get(page).status_code == 200


@pytest.mark.parametrize("suffix", ["csv", "json", "jsonld", "ttl"])
def test_what_is_not_understood_is_told_in_data_as_well(client: FlaskClient, suffix: str) -> None:
    response = client.get(f"/data/projects.{suffix}?min=abc&q=koalicija&sort=foo")
    assert response.headers["Content-Location"] == f"/data/projects.{suffix}?q=koalicija"
    understood = client.get(f"/data/projects.{suffix}?q=koalicija")
    assert response.headers["ETag"] != understood.headers["ETag"]
    if suffix == "json":
        assert response.get_json()["ignored"] == [
            {"parameter": "min", "value": "abc"}, {"parameter": "sort", "value": "foo"},
        ]  # fmt: skip
        assert understood.get_json()["ignored"] == []


def test_pages_are_addresses_in_ascii(app: Flask) -> None:
    found = app.test_client().get("/data/projects.json").get_json()["projects"]
    assert any(not project["iri"].isascii() for project in found)
    assert all(project["page"].isascii() for project in found)


@pytest.mark.parametrize("query", QUERIES)
@pytest.mark.parametrize("suffix", ["ttl", "jsonld"])
def test_graphs_say_all_that_is_said_of_each(client: FlaskClient, query: str, suffix: str) -> None:
    content = text(client, f"/data/projects.{suffix}{query}")
    together = by_oxigraph(inlined(content) if suffix == "jsonld" else content, suffix)
    alone = set()
    for iri in listed(client, query):
        below = iri.replace("http://localhost:8000/id/", "/data/")
        alone |= by_oxigraph(text(client, f"{below}.nt"), "nt")
    assert together == alone


@pytest.mark.parametrize("suffix", ALL)
def test_headers(client: FlaskClient, suffix: str) -> None:
    address = f"/data/projects.{suffix}?region=lv-latgale&q=Projekts&view=map&page=7"
    first = client.get(address)
    name = f'attachment; filename="projects-projekts-lv-latgale.{suffix}"'
    assert first.headers["Content-Disposition"] == name
    page = '</lv/projects?q=Projekts&region=lv-latgale&view=map>; rel="alternate"; type="text/html"'
    assert page in first.headers["Link"].replace("rel=alternate", 'rel="alternate"')
    tag = first.headers["ETag"]
    again = client.get(address, headers={"If-None-Match": tag})
    assert (again.status_code, again.get_data()) == (304, b"")
    other = client.get(f"/data/projects.{suffix}?region=lv-latgale")
    assert other.headers["ETag"] != tag
    assert (
        client.get(f"/data/projects.{suffix}?q=Projekts&region=lv-latgale").headers["ETag"] == tag
    )


@pytest.mark.parametrize(
    ("accept", "suffix"),
    [
        ("text/csv", "csv"), ("application/json", "json"), ("application/ld+json", "jsonld"),
        ("text/turtle;q=0.9, text/html;q=0.1", "ttl"), ("*/*", "csv"),
    ],
)  # fmt: skip
def test_the_accept_header_decides(client: FlaskClient, accept: str, suffix: str) -> None:
    response = client.get("/data/projects?q=koalicija&page=2", headers={"Accept": accept})
    assert response.headers["Content-Location"] == f"/data/projects.{suffix}?q=koalicija"
    assert "Accept" in response.headers["Vary"]
    assert response.get_data() == client.get(f"/data/projects.{suffix}?q=koalicija").get_data()


def test_other_formats_there_are_none(client: FlaskClient) -> None:
    assert client.get("/data/projects", headers={"Accept": "image/png"}).status_code == 406
    assert client.get("/data/projects.xlsx").status_code == 404


def test_it_is_sent_as_it_is_read(site: Flask) -> None:
    response = site.test_client().get("/data/projects.ttl")
    sizes = [len(chunk) for chunk in response.iter_encoded()]
    response.close()
    assert len(sizes) > 3
    assert max(sizes) < 200_000


@pytest.mark.parametrize("place", [0, 150])
def test_what_fails_midway_does_not_look_whole(sampled: Path, tmp_path: Path, place: int) -> None:
    damage(shutil.copytree(sampled, tmp_path / "releases", symlinks=True), place)
    with serving(tmp_path / "releases") as server:
        for suffix in ("csv", "jsonld", "ttl"):
            try:
                assert server.ask(f"/data/projects.{suffix}")[0] >= 500
            except IncompleteRead as error:
                assert error.partial
                assert place
        assert server.ask("/data/projects.csv?q=koalicija")[0] == 200


def damage(folder: Path, place: int) -> None:
    """Makes what is said of the project at a place of the list unreadable."""
    with closing(sqlite3.connect(folder / "current" / "search.sqlite")) as base:
        order = f"SELECT iri FROM project ORDER BY granted DESC LIMIT 1 OFFSET {place}"
        base.execute(f"UPDATE document SET lines = x'00' WHERE iri = ({order})")
        base.commit()
