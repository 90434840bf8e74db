# SPDX-License-Identifier: EUPL-1.2
"""The page of the checks over a register with bad rows: chosen, counted, paged, taken away."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import pytest
from flask.testing import FlaskClient
from lxml import html

from fundgraph.web.checks import PAGE
from tests.published import DATA, fundgraph, releases
from tests.web.reading import read, rows, said, served

ROWS = 90
Row = dict[str, str]


def spoil(folder: Path) -> None:
    """Takes titles, numbers and amounts out of a made-up register."""
    with (folder / "sample.csv").open(encoding="utf-8", newline="") as file:
        heading, *lines = csv.reader(file)
    for number, row in enumerate(lines):
        if number % 4 == 0:
            row[heading.index("Title")] = row[heading.index("Title in English")] = ""
        else:
            row[heading.index("Granted, total, EUR")] = "=1+1"
    with (folder / "sample.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([heading, *lines])


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FlaskClient]:
    folder = tmp_path_factory.mktemp("checks")
    fundgraph(folder, "sample", str(ROWS))
    spoil(folder)
    fundgraph(folder, "publish", str(folder), str(DATA))
    with served(releases(folder)) as opened:
        yield opened


@pytest.fixture
def report(client: FlaskClient) -> list[Row]:
    return table(client, "/data/report.csv")


def table(client: FlaskClient, address: str) -> list[Row]:
    answer = client.get(address)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    return list(csv.DictReader(io.StringIO(answer.data.decode("utf-8-sig"))))


def listed(found: html.HtmlElement) -> list[html.HtmlElement]:
    return rows(found, "finding-table")


def options(found: html.HtmlElement, name: str) -> dict[str, int]:
    """The values of a filter with their counts."""
    items = found.xpath(f"//ul[@aria-labelledby='{name}']/li")
    split = (said(item).rpartition(" ") for item in items)
    return {label: int(count) for label, _, count in split}


def chosen(report: list[Row], **fields: str) -> list[Row]:
    return [row for row in report if all(row[name] == value for name, value in fields.items())]


def test_counts_are_those_of_the_report(client: FlaskClient, report: list[Row]) -> None:
    found = read(client, "/en/checks")
    by_severity = Counter(row["severity"] for row in report)
    assert options(found, "by-severity") == {
        "Violation": 0,
        "Warning": by_severity["warning"],
        "Note": by_severity["info"],
        "Left out": len(chosen(report, refused="true")),
    }
    assert options(found, "by-source") == Counter(row["file"] for row in report)
    rules = rows(found, "rule-table")[1:]
    shown = {said(row.xpath(".//code")[0]): int(said(row.xpath("td")[0])) for row in rules}
    assert shown == Counter(row["rule"] for row in report)
    assert chosen(report, refused="true")


@pytest.mark.parametrize(
    "choice",
    [
        {"rule": "garbled-amount"},
        {"severity": "warning", "source": "sample.csv"},
        {"source": "1dp-1.5.2.2.2-12-apia-sif-176.html", "rule": "Project-spent"},
        {"refused": "1"},
        {"severity": "info", "refused": "1"},
        {"rule": "nothing"},
    ],
)
def test_what_is_chosen_is_shown_and_taken_away(
    client: FlaskClient, report: list[Row], choice: dict[str, str]
) -> None:
    fields = {"source": "file", "1": "true"}
    wanted = chosen(report, **{fields.get(n, n): fields.get(v, v) for n, v in choice.items()})
    found = read(client, f"/en/checks?{urlencode(choice)}")
    assert said(found.get_element_by_id("findings")).partition(" ")[0] == str(len(wanted))
    assert len(listed(found)) == min(PAGE, len(wanted))
    files = found.xpath("//a[starts-with(@href, '/data/findings.csv')]/@href")
    assert [table(client, href) for href in files] == ([wanted] if wanted else [])
    chips = found.xpath("//p[contains(@class, 'chips')]/a[@class='btn']/@href")
    assert len(chips) == len(choice)
    assert all(client.get(href).status_code == 200 for href in chips)


def test_each_finding_has_its_place_and_its_record(client: FlaskClient, report: list[Row]) -> None:
    found = listed(read(client, "/en/checks?rule=garbled-amount"))
    for row, known in zip(found, chosen(report, rule="garbled-amount"), strict=False):
        assert known["file"] in said(row)
        assert known["refused"] in ("true", "false")
        assert f"row {known['row']}" in said(row)
        assert known["field"] in said(row)
        for href in row.xpath(".//a/@href"):
            assert client.get(href).status_code == 200


def test_what_to_do_is_folded_behind_what_is_odd(client: FlaskClient) -> None:
    (row, *_) = listed(read(client, "/en/checks?rule=garbled-amount"))
    (fold,) = row.xpath(".//details[not(@open)]")
    assert said(fold.find("summary")) == "For the steward"
    assert said(fold.find("p")).startswith("Write it as")
    fold.drop_tree()
    assert "rite it as" not in said(row)
    (rule,) = read(client, "/en/checks").xpath("//tr[.//code='garbled-amount']")
    assert "rite it as" not in said(rule)


def test_findings_of_a_project_lead_to_their_row(client: FlaskClient) -> None:
    links = read(client, "/lv/checks").xpath("//a[contains(@href, 'view=extended')]/@href")
    assert links
    for link in links[:5]:
        page = read(client, link)
        assert page.xpath(f"//*[@id='{urlsplit(link).fragment}']")


def test_places_of_pages_are_lines_and_sentences_begin_large(client: FlaskClient) -> None:
    found = listed(read(client, "/lv/checks?source=1dp-1.5.2.2.2-12-apia-sif-176.html"))
    assert found and all(said(row.xpath("td")[0]).partition(" ")[2][:1].isupper() for row in found)
    english = listed(read(client, "/en/checks?source=1dp-1.5.2.2.2-12-apia-sif-176.html"))
    assert any(".html, line " in said(row) for row in english)
    rules = rows(read(client, "/lv/checks"), "rule-table")[1:]
    assert all(
        said(row.xpath("th/a")[0])[:1] in "„…" or said(row.xpath("th/a")[0])[0].isupper()
        for row in rules
    )


def test_pages_of_findings_are_whole(client: FlaskClient, report: list[Row]) -> None:
    assert len(report) > PAGE
    pages = -(-len(report) // PAGE)
    counts = [len(listed(read(client, f"/lv/checks?page={n + 1}"))) for n in range(pages)]
    assert sum(counts) == len(report)
    assert client.get(f"/lv/checks?page={pages + 1}").status_code == 404


def test_a_rule_is_told_once_without_what_differs(client: FlaskClient, report: list[Row]) -> None:
    (row,) = read(client, "/en/checks").xpath("//tr[.//code='garbled-amount']")
    values = {found["value"] for found in chosen(report, rule="garbled-amount")}
    assert len(values) > 0
    assert not any(value in said(row.xpath("th/a")[0]) for value in values if len(values) > 1)


def test_csv_runs_no_formula(client: FlaskClient) -> None:
    found = table(client, "/data/findings.csv?rule=garbled-amount")
    assert any(row["value"].startswith("'=") for row in found)
    assert not any(value.startswith("=") for row in found for value in row.values())


@pytest.mark.parametrize(
    "query", ["severity=evil", "refused=yes", f"rule={'x' * 2000}", "source=", "nothing=1"]
)
def test_what_is_not_understood_counts_for_nothing(client: FlaskClient, query: str) -> None:
    assert len(listed(read(client, f"/en/checks?{query}"))) == PAGE


def test_selection_is_known_again(client: FlaskClient) -> None:
    tag = client.get("/data/findings.csv?refused=1").headers["ETag"]
    again = client.get("/data/findings.csv?refused=1", headers={"If-None-Match": tag})
    assert again.status_code == 304
    other = client.get("/data/findings.csv", headers={"If-None-Match": tag})
    assert other.status_code == 200


def test_nothing_found_is_said(tmp_path: Path) -> None:
    fundgraph(tmp_path, "sample", "5")
    lines = (tmp_path / "sample.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    heading = next(csv.reader(lines))
    (row, *_) = list(csv.DictReader(lines))
    kept = ("Project number", "Title", "Fund", "Status", "Start", "End", "Promoter", "Legal form")
    row = {name: row[name] if name in kept else "" for name in heading}
    with (tmp_path / "sample.csv").open("w", encoding="utf-8", newline="") as file:
        written = csv.DictWriter(file, heading)
        written.writeheader()
        written.writerow(row)
    fundgraph(tmp_path, "publish", str(tmp_path))
    with served(releases(tmp_path)) as opened:
        found = read(opened, "/en/checks")
    assert said(found.get_element_by_id("findings")) == "No findings"
    assert not found.xpath("//table")
