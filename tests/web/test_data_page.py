# SPDX-License-Identifier: EUPL-1.2
"""The data page over three releases: files, sums, changes and examples are as they say."""

from __future__ import annotations

import csv
import gzip
import re
import subprocess
import sys
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from lxml import html

from fundgraph.release.current import all_releases, open_current
from fundgraph.release.manifest import Manifest
from tests.published import DATA, fundgraph, releases
from tests.web.conftest import BASE, BufferedClient
from tests.web.reading import read, rows, said, served
from tests.web.running import serving

BEFORE, AFTER = 12, 9


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The repository's registers, then a made-up one of 12 beside them, then one of 9."""
    found = tmp_path_factory.mktemp("data")
    fundgraph(found, "publish", str(DATA))
    for count in (BEFORE, AFTER):
        fundgraph(found, "sample", str(count), "--out", str(found))
        fundgraph(found, "publish", str(found), str(DATA))
    return found


@pytest.fixture(scope="module")
def client(folder: Path) -> Iterator[FlaskClient]:
    with served(releases(folder), licence="CC0-1.0") as opened:
        yield opened


@pytest.fixture
def manifest(folder: Path) -> Manifest:
    current = open_current(releases(folder))
    assert current
    return current.manifest


def page(client: FlaskClient, language: str = "en") -> html.HtmlElement:
    return read(client, f"/{language}/data")


def cells(found: html.HtmlElement, caption: str) -> list[list[str]]:
    return [[said(cell) for cell in row] for row in rows(found, caption)]


def number(text: str) -> Decimal:
    return Decimal("".join(letter for letter in text if letter.isdigit() or letter in ".-"))


def test_dumps_have_their_statements_size_and_checksum(
    client: FlaskClient, manifest: Manifest
) -> None:
    found = cells(page(client), "dumps")
    assert {f"dumps/{row[0]}" for row in found} <= set(manifest.files)
    for name, _, _, statements, _, sha256 in found:
        assert manifest.files[f"dumps/{name}"].sha256 == sha256
        assert number(statements) == sum(
            count
            for graph, count in manifest.graphs.items()
            if not graph.endswith(("/vocabulary", "/catalogue"))
        )
    triples = client.get(f"/dumps/{manifest.release}/projects.nq.gz").get_data()
    assert number(found[0][3]) == len(gzip.decompress(triples).splitlines())


def test_releases_tell_what_changed(client: FlaskClient, folder: Path) -> None:
    kept = all_releases(releases(folder))[::-1]
    found = cells(page(client), "release-table")
    assert all(row[0].endswith(release.id) for row, release in zip(found, kept, strict=True))
    assert ["current" in row[0] for row in found] == [True, False, False]
    assert [number(row[1]) for row in found] == [r.manifest.counts["projects"] for r in kept]
    changes = [[int(cell) for cell in row[3:6]] for row in found]
    own = kept[-1].manifest.counts["projects"]
    assert changes[2] == [own, 0, 0]
    assert changes[1][0] == BEFORE
    assert changes[0][0] == 0
    assert changes[0][2] == BEFORE - AFTER
    links = page(client).xpath("//table[caption[@id='release-table']]//td//a/@href")
    assert len(links) == 9
    assert all(client.head(href).status_code == 200 for href in links)


def test_sums_are_those_of_the_source(client: FlaskClient, folder: Path) -> None:
    with (folder / "sample.csv").open(encoding="utf-8", newline="") as file:
        table = list(csv.DictReader(file))
    shown = {row[0]: row[1:] for row in cells(page(client), "sum-table")}
    for column in ("Granted, total, EUR", "Spent, total, EUR"):
        whole = sum(Decimal(row[column]) for row in table if row[column])
        assert [number(cell) for cell in shown[column][:2]] == [whole, whole]
        assert shown[column][2] == "nothing"


def test_sources_are_listed_with_their_hashes(client: FlaskClient, manifest: Manifest) -> None:
    found = cells(page(client), "source-files")
    assert [(row[0], row[1], row[3]) for row in found] == [
        (source.register, source.file, source.sha256) for source in manifest.sources
    ]


def test_licence_is_a_link(client: FlaskClient) -> None:
    section = page(client).xpath("//section[@aria-labelledby='licence']")[0]
    assert section.xpath(".//a/@href") == ["https://spdx.org/licenses/CC0-1.0"]


def test_every_address_of_the_page_is_there(client: FlaskClient) -> None:
    links = page(client, "lv").xpath("//main//a/@href")
    ours = [href for href in links if href.startswith("/")]
    assert len(ours) > 15
    assert [
        href for href in ours if client.get(href, follow_redirects=True).status_code != 200
    ] == []
    assert sum("/dumps/latest/" in href for href in ours) == 3


@pytest.mark.parametrize("language", ["lv", "en"])
def test_the_address_without_a_language_leads_here(client: FlaskClient, language: str) -> None:
    answer = client.get("/data", headers={"Accept-Language": language})
    assert (answer.status_code, answer.headers["Location"]) == (303, f"/{language}/data")
    assert "Accept-Language" in answer.headers["Vary"]


def test_examples_work(client: FlaskClient, folder: Path) -> None:
    code = page(client).get_element_by_id("python").text_content()
    with serving(releases(folder), workers=1) as running:
        here = f"http://127.0.0.1:{running.port}/"
        done = subprocess.run(
            [sys.executable, "-c", code.replace(BASE, here)],
            capture_output=True, text=True, timeout=60,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        assert len(done.stdout.strip()) > 20
    ways = [one.text_content() for one in page(client).xpath("//div[@class='ways']//pre")]
    assert all(BASE in text for text in ways)
    [query] = [found[1] for text in ways if (found := re.search(r"'query=([^']+)'", text))]
    answer = client.get("/sparql", query_string={"query": query}, headers={"Accept": "text/csv"})
    assert answer.status_code == 200
    assert len(answer.text.splitlines()) > 2


def test_a_release_without_these_counts_says_so(client: FlaskClient, app: Flask) -> None:
    """As releases of earlier versions are."""
    opened = BufferedClient(app, app.response_class)
    found = page(opened)
    assert cells(found, "release-table")[0][3] == "not counted"
    assert not found.xpath("//section[@aria-labelledby='sums']")
    codes = cells(read(opened, "/code/status?lang=en"), "concepts")
    assert {row[-1] for row in codes} == {"–"}
