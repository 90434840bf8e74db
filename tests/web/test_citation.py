# SPDX-License-Identifier: EUPL-1.2
"""Citations of a record, for people and for programs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from flask.testing import FlaskClient

from fundgraph.vocabulary import DCTERMS
from fundgraph.web.citation import Citation, citation
from fundgraph.web.citations import entry
from fundgraph.web.views.project import project_view
from fundgraph.writers.terms import iri, literal
from tests.web.bibtex import Entry, read_entry
from tests.web.reading import read, said, served
from tests.web.test_views import PROJECT, things

# A data set in the style of the APA (7th edition): author, year, title, version, kind, where.
APA = re.compile(
    r"(?P<author>.+?)\. \((?P<year>\d{4})\)\. (?P<title>.+) \((?P<version>.+)\) \[Data set\]\."
    r"(?P<site> .+?\.)? (Retrieved (?P<day>[^.]+?) from )?(?P<where>https?://\S+)"
)
TITLES = (
    "Who received most?", "50 % & more_", r"a\b", "{x} ~ ^", "open {", "} closed", "}{", "#1 $",
    r"\url{x}", '"quoted" @misc', "Ūdens – Ω",
)  # fmt: skip


def cited(title: str, site: str = "Projects") -> Citation:
    statements = (
        (iri(PROJECT), DCTERMS.identifier.n3(), literal("P/1")),
        (iri(PROJECT), DCTERMS.title.n3(), literal(title, language="lv")),
    )
    return citation(project_view(PROJECT, things(*statements)), site, release="R1", year=2026)


def test_citation_says_who_when_what_where() -> None:
    found = cited("Tilts")
    assert found.before == "Projects. (2026)."
    assert found.title.text == "Tilts"
    assert found.after == f"(Projekts P/1; laidiens R1) [Datu kopa]. {PROJECT}"


def test_name_that_ends_with_a_full_stop_gets_no_second() -> None:
    assert cited("Tilts", "Projects Inc.").before == "Projects Inc. (2026)."


@pytest.mark.parametrize(("language", "marked"), [("en", "lv"), ("lv", None)])
def test_publisher_named_in_another_language_is_marked(
    client: FlaskClient, language: str, marked: str | None
) -> None:
    page = read(client, f"/{language}/project/1DP-1.5.2.2.2-12-APIA-SIF-176")
    [first] = page.xpath("//p[contains(@class, 'copy')]/span")
    assert first.get("lang") == marked


def cited_by_page(client: FlaskClient, address: str) -> tuple[str, str, Entry]:
    """The line, the title in italics and the BibTeX of a page's citation."""
    page = read(client, address)
    [line] = page.xpath("//p[contains(@class, 'copy')]")
    [bibtex] = page.xpath("//pre[contains(@class, 'copy')][starts-with(string(), '@')]")
    return said(line), said(line.find("i")), read_entry(bibtex.text_content())


@pytest.fixture(scope="module")
def client(registers: Path) -> Iterator[FlaskClient]:
    with served(registers) as opened:
        yield opened


def test_the_citation_of_each_project_has_the_parts_of_apa(client: FlaskClient) -> None:
    listed = client.get("/data/projects.json").get_json()["projects"]
    assert len(listed) > 3
    for project in listed:
        slug = project["iri"].rpartition("/")[2]
        line, title, bibtex = cited_by_page(client, f"/en/project/{slug}")
        parts = APA.fullmatch(line)
        assert parts, line
        assert parts["title"] == title == bibtex.fields["title"]
        version = f"Project {project['number']}; release "
        assert parts["version"].startswith(version)
        assert parts["where"] == bibtex.fields["howpublished"] == project["iri"]
        assert bibtex.fields["author"].rstrip(".") == parts["author"]
        assert bibtex.fields["year"] == parts["year"]
        assert bibtex.fields["note"].startswith(parts["version"])


@pytest.mark.parametrize("title", [*TITLES, ""])
def test_the_citation_of_each_query_has_the_parts_of_apa(client: FlaskClient, title: str) -> None:
    query = f"# {title}\nASK {{}}" if title else "ASK {}"
    line, italics, bibtex = cited_by_page(client, f"/sparql?lang=en&query={quote(query)}")
    parts = APA.fullmatch(line)
    assert parts, line
    assert parts["title"] == italics == bibtex.fields["title"] == (title or "Result of a query")
    assert re.fullmatch(r"Release \S+", parts["version"])
    assert re.fullmatch(r"\d{1,2} \w+ \d{4}", parts["day"])
    assert date.fromisoformat(bibtex.fields["urldate"]).year > 2025
    assert bibtex.fields["author"].rstrip(".") == parts["author"]
    address = urlsplit(bibtex.fields["howpublished"])
    assert parse_qs(address.query)["query"] == [query]
    assert parts["where"] == bibtex.fields["howpublished"]


def test_a_query_too_long_for_a_line_is_cited_by_its_link(client: FlaskClient) -> None:
    query = f"ASK {{}} # {'a' * 500}"
    at = f"/sparql?lang=en&query={quote(query)}"
    line, _, bibtex = cited_by_page(client, at)
    assert line.endswith("/sparql")
    address = urlsplit(bibtex.fields["howpublished"])
    assert parse_qs(address.query)["query"] == [query]
    said = "too long for this line: its link and BibTeX carry it"
    assert said in client.get(at, headers={"Accept": "text/html"}).text
    assert (
        said not in client.get("/sparql?lang=en&query=ASK{}", headers={"Accept": "text/html"}).text
    )


@pytest.mark.parametrize("title", TITLES)
def test_signs_of_latex_are_written_out(title: str) -> None:
    read = read_entry(cited(title).bibtex)
    assert read.fields["title"] == title
    assert list(read.fields) == ["author", "title", "year", "howpublished", "note", "langid"]


@pytest.mark.parametrize(
    "text",
    [
        "@misc{a,\n  title = {x & y}\n}",
        "@misc{a,\n  title = {50 %}\n}",
        "@misc{a,\n  title = {x\\}}\n}",
        "@misc{a,\n  title = {x\\{}\n}",
        "@misc{a,\n  title = {x},\n  title = {y}\n}",
        "@misc{a,\n  title = {x}\n  year = {2026}\n}",
        "@misc{,\n  title = {x}\n}",
        "@misc{a b,\n  title = {x}\n}",
    ],
)
def test_the_reader_of_bibtex_is_strict(text: str) -> None:
    with pytest.raises(ValueError, match=r":|LaTeX|brace|comma"):
        read_entry(text)


def test_bibtex_has_its_key_address_and_language() -> None:
    found = read_entry(cited("Tilts").bibtex)
    assert (found.kind, found.key) == ("misc", "P-1")
    assert found.fields["howpublished"] == PROJECT
    assert found.fields["langid"] == "latvian"


def test_a_name_without_a_plain_letter_gives_a_key() -> None:
    assert read_entry(entry("Ω–Δ", {"year": "2026"})).key == "Ω–Δ".encode().hex()
