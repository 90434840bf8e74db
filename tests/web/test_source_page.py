# SPDX-License-Identifier: EUPL-1.2
"""The page of a source file: whose it is, what became of its rows, which projects it gave."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from flask.testing import FlaskClient
from lxml import html

from fundgraph.release.current import open_current
from fundgraph.release.manifest import sha256
from fundgraph.report import SKIPPED_ROWS
from fundgraph.sources.sheets.layout import RowKind
from fundgraph.web.source_page import MOST
from tests.published import DATA, fundgraph, releases
from tests.web.reading import read, rows, said, served

ROWS, REFUSED = 40, 11
DOWNLOAD = "https://data.example.org/list.csv"
FILE = "/data/source/sample/sample.csv"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A release of the repository's registers beside two made-up ones: of one every fourth row has
    no title and one stands twice, of the other no row can be read."""
    folder = tmp_path_factory.mktemp("sources")
    for name, every in (("sample", 4), ("empty", 1)):
        fundgraph(folder, "sample", str(ROWS), "--out", name)
        spoil(folder / name, every)
    description = (folder / "empty" / "sample.toml").read_text(encoding="utf-8")
    (folder / "empty" / "sample.toml").write_text(
        description.replace('name = "sample"', f'name = "empty"\ndownload = "{DOWNLOAD}"'),
        encoding="utf-8",
    )
    fundgraph(folder, "publish", "sample", "empty", str(DATA))
    return folder


def spoil(folder: Path, every: int) -> None:
    """Takes the titles out of some rows of a made-up register, and repeats its last row."""
    table = folder / "sample.csv"
    with table.open(encoding="utf-8", newline="") as file:
        heading, *lines = csv.reader(file)
    titles = [heading.index("Title"), heading.index("Title in English")]
    for row in lines[::every]:
        for title in titles:
            row[title] = ""
    with table.open("w", encoding="utf-8", newline="") as file:
        remark = ["A remark of the ministry", *[""] * (len(heading) - 1)]
        remarks = [remark] if every > 1 else []
        csv.writer(file).writerows([heading, *lines, lines[-1], *remarks])


@pytest.fixture(scope="module")
def client(folder: Path) -> Iterator[FlaskClient]:
    with served(releases(folder)) as opened:
        yield opened


def facts(page: html.HtmlElement) -> dict[str, str]:
    return {said(term): said(term.getnext()) for term in page.xpath("//main//dl/div/dt")}


def test_rows_are_counted_by_file(client: FlaskClient, folder: Path) -> None:
    told = facts(read(client, f"{FILE}?lang=en"))
    assert told["Rows read"] == str(ROWS + 2)
    assert told["Rows skipped"] == "1"
    assert told["Rows left out"] == str(REFUSED)
    assert told["Projects"] == str(ROWS + 1 - REFUSED)
    current = open_current(releases(folder))
    assert current
    entries = current.manifest.sources
    for what in ("rows", "projects", "refused", "skipped"):
        counted = [getattr(entry, what) for entry in entries]
        total = current.manifest.counts[what]
        assert sum(counted) == (total - current.manifest.counts["skipped"] * (what == "rows"))
    assert {e.projects for e in entries if e.register == "empty"} == {0}
    assert all(entry.rows == 1 for entry in entries if entry.register == "sif")


def test_skipped_rows_lead_to_their_findings(client: FlaskClient) -> None:
    page = read(client, f"{FILE}?lang=en")
    (link,) = page.xpath("//a[contains(@href, 'rule=section-row')]")
    assert said(link) == "headings of sections, remarks 1"
    assert "was skipped" in said(read(client, link.get("href")))


def test_rules_of_skipped_rows_are_those_of_reading() -> None:
    assert {*SKIPPED_ROWS, RowKind.EMPTY} == set(RowKind)


def test_file_is_named_with_its_hash_and_publisher(client: FlaskClient, folder: Path) -> None:
    told = facts(read(client, f"{FILE}?lang=en"))
    assert told["SHA-256"] == sha256(folder / "sample" / "sample.csv")
    assert told["Register"] == "A made-up register of projects sample"
    assert told["Publisher"] == "Izdomātā iestāde"
    assert facts(read(client, f"{FILE}?lang=lv"))["Iegūšanas datums"] == "nav norādīts"


def test_findings_lead_to_the_checks(client: FlaskClient) -> None:
    page = read(client, f"{FILE}?lang=en")
    for link in page.xpath("//section[@aria-labelledby='findings']//ul/li/a"):
        count = said(link.find("b"))
        asked = parse_qs(urlsplit(link.get("href")).query)
        assert asked["source"] == ["sample.csv"]
        chosen = read(client, link.get("href")).xpath("//h2[@id='findings']")[0]
        assert said(chosen) in (f"{count} finding", f"{count} findings")
    assert int(facts(page)["Findings"]) >= REFUSED


def test_projects_are_the_first_of_the_file(client: FlaskClient, folder: Path) -> None:
    with (folder / "sample" / "sample.csv").open(encoding="utf-8", newline="") as file:
        expected = [
            [row["Title in English"] or row["Title"], row["Project number"], str(number)]
            for number, row in enumerate(csv.DictReader(file), 2)
            if row["Title"] and number <= ROWS + 1
        ]
    page = read(client, f"{FILE}?lang=en")
    listed = [[said(cell) for cell in row] for row in rows(page, "project-table")]
    assert listed == expected[:MOST]
    query = next(link for link in page.xpath("//a/@href") if "query=" in link)
    answer = client.get(query, headers={"Accept": "text/csv"}).get_data(as_text=True)
    by_query = {row["row"] for row in csv.DictReader(answer.splitlines())}
    assert by_query == {line for _, _, line in expected}


@pytest.mark.parametrize("language", ["lv", "en"])
def test_pages_that_name_a_file_lead_to_its_page(client: FlaskClient, language: str) -> None:
    number = next(
        project.rpartition("/")[2]
        for project in read(client, f"{FILE}?lang={language}").xpath("//main//tbody//a/@href")
    )
    above = (f"project/{number}", f"project/{number}?view=extended", "data")
    for address in above:
        links = read(client, f"/{language}/{address}").xpath("//main//a/@href")
        assert f"{FILE}?lang={language}" in links, address
    assert read(client, f"{FILE}?lang={language}").get("lang") == language


@pytest.mark.parametrize(
    ("accept", "kind"),
    [("*/*", "text/turtle"), ("", "text/turtle"), ("text/html,*/*;q=0.8", "text/html"),
     ("application/ld+json,text/html;q=0.5", "application/ld+json")],
)  # fmt: skip
def test_programs_get_data(client: FlaskClient, accept: str, kind: str) -> None:
    answer = client.get(FILE, headers={"Accept": accept})
    assert (answer.status_code, answer.mimetype) == (200, kind)


def test_file_of_pages_lists_its_own_project(client: FlaskClient) -> None:
    names = [
        entry for entry in read(client, "/en/data").xpath("//main//a/@href") if "/sif/" in entry
    ]
    assert names
    for name in names:
        assert len(rows(read(client, name), "project-table")) == 1


def test_file_whose_every_row_was_refused(client: FlaskClient) -> None:
    page = read(client, "/data/source/empty/sample.csv?lang=en")
    assert facts(page)["Projects"] == "0"
    assert page.xpath(f"//a[@href='{DOWNLOAD}']")
    assert facts(page)["Rows left out"] == str(ROWS + 1)
    assert page.xpath("//section[@aria-labelledby='projects']//table") == []


def test_findings_lead_to_the_page_of_their_file(client: FlaskClient) -> None:
    for page in ("/lv/checks", "/lv/checks?source=sample.csv"):
        links = read(client, page).xpath("//table[caption[@id='finding-table']]//a/@href")
        assert [link for link in links if "/data/source/sample/" in link] == []  # two have the name
    named = next(
        link.get("href")
        for link in read(client, "/lv/checks").xpath("//a[contains(@href, 'source=')]")
        if "sample.csv" not in link.get("href")
    )
    links = read(client, named).xpath("//table[caption[@id='finding-table']]//a/@href")
    leading = {link for link in links if "/data/source/" in link}
    assert len(leading) == 1
    assert said(read(client, leading.pop()).xpath("//h1")[0]) in named


def test_missing_file(client: FlaskClient) -> None:
    read(client, "/data/source/sample/none.csv", status=404)
