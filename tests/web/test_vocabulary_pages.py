# SPDX-License-Identifier: EUPL-1.2
"""The pages of vocabulary, shapes and code lists: all they say is in ontology, shapes or data."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from lxml import html
from rdflib import RDF, RDFS, SH, SKOS, Graph, Literal, URIRef

from fundgraph.resources import concept_files, shape_files, vocabulary_versions
from fundgraph.vocabulary import CODE, ESF, ESFSH, PREFIXES, SCHEMES
from tests.published import TOP
from tests.web.reading import read, rows, said, served

ONTOLOGY = Graph().parse([*vocabulary_versions().values()][-1])


@pytest.fixture(scope="module")
def pages(registers: Path) -> Iterator[FlaskClient]:
    """The site of the repository's registers."""
    with served(registers) as opened:
        yield opened


@pytest.fixture(scope="module")
def data(pages: FlaskClient) -> Graph:
    """All that the release says."""
    current = pages.application.extensions["fundgraph"].releases.current()
    graph = Graph()
    for name in current.store.graph_names():
        triples = current.store.graph_triples(name)
        graph.parse(data="".join(f"{s} {p} {o} .\n" for s, p, o in triples), format="nt")
    return graph


def cells(row: html.HtmlElement) -> str:
    return " | ".join(said(cell) for cell in row)


def terms() -> list[URIRef]:
    return [term for term in ONTOLOGY.subjects(RDFS.isDefinedBy) if isinstance(term, URIRef)]


def card(page: html.HtmlElement, term: URIRef) -> html.HtmlElement:
    return page.get_element_by_id(term.rpartition("#")[2])


@pytest.mark.parametrize("language", ["lv", "en"])
def test_each_term_has_its_label_definition_and_place_in_the_index(
    pages: FlaskClient, language: str
) -> None:
    page = read(pages, f"/ns/esf?lang={language}")
    index = set(page.xpath("//ul[contains(@class, 'index')]//a/@href"))
    for term in terms():
        text = said(card(page, term))
        for predicate in (RDFS.label, SKOS.definition):
            words = {w for w in ONTOLOGY.objects(term, predicate) if w.language == language}  # type: ignore[attr-defined]
            assert all(str(word) in text for word in words)
        assert f"#{term.rpartition('#')[2]}" in index


def test_terms_are_counted_as_the_catalogue_counts_them(pages: FlaskClient, data: Graph) -> None:
    page = read(pages, "/ns/esf?lang=en")
    shown = {
        term: re.search(r"In this release ?(\d+) time", said(card(page, term))) for term in terms()
    }
    for term, count in shown.items():
        is_class = term.rpartition("#")[2][0].isupper()
        ours = data.subjects(RDF.type, term) if is_class else data.subject_objects(term)
        # The currencies of the vocabulary have rates; the catalogue says of itself what is made up.
        if term not in (ESF.perEuro, ESF.madeUp):
            assert int(count[1] if count else 0) == len(list(ours)), term


def test_examples_from_the_data_are_statements_of_the_release(
    pages: FlaskClient, data: Graph
) -> None:
    page = read(pages, "/ns/esf?lang=en")
    prefixes = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in PREFIXES.items())
    real = 0
    for term in terms():
        note, example = card(page, term).xpath("p[contains(., 'example')] | pre")
        if said(note) == "An example from the data":
            real += 1
            statements = Graph().parse(data=prefixes + example.text_content(), format="turtle")
            whole = [triple for triple in statements if not str(triple[2]).endswith(" …")]
            assert [triple for triple in whole if triple not in data] == []
    assert real > len(terms()) / 2


def test_domain_range_and_cardinality_are_those_of_the_shapes(pages: FlaskClient) -> None:
    page = read(pages, "/ns/esf?lang=en")
    assert {cells(row) for row in card(page, ESF.fund).xpath(".//tbody/tr")} == {
        "esf:Programme | a code of the list fund | 0 to 1 | Programme-fund",
        "esf:Project | a code of the list fund | 0 to 1 | Project-fund, Project-fund-unknown",
    }
    (row,) = card(page, ESF.rate).xpath(".//tbody/tr")
    assert cells(row) == "All that has esf:rate | xsd:decimal | 0 to 1 | AmountConverted-rate"
    amount = {cells(row) for row in card(page, ESF.Amount).xpath(".//tbody/tr")}
    assert "schema:value | xsd:decimal | exactly 1 | Amount-negative, Amount-value" in amount


def test_every_rule_is_on_the_page_of_the_shapes_with_its_message(pages: FlaskClient) -> None:
    graph = Graph()
    for path in shape_files():
        graph.parse(path)
    page = read(pages, "/ns/shapes?lang=lv")
    rules = list(graph.subjects(RDF.type, SH.PropertyShape))
    assert len(rules) > 100
    for rule in rules:
        row = page.get_element_by_id(str(rule).removeprefix(str(ESFSH)))
        (message,) = (m for m in graph.objects(rule, SH.message) if m.language == "lv")  # type: ignore[attr-defined]
        assert str(message) in said(row)
        for pattern in graph.objects(rule, SH.pattern):
            assert str(pattern) in said(row)
        assert bool(row.xpath(".//pre")) == ((rule, SH.sparql, None) in graph)


def test_shapes_say_how_often_they_found_something(pages: FlaskClient) -> None:
    page = read(pages, "/ns/shapes?lang=en")
    for row in pages.get("/data/report.json").get_json()["findings"]:
        (link,) = page.get_element_by_id(row["rule"]).xpath("td[last()]/a")
        found = [
            f
            for f in pages.get("/data/report.json").get_json()["findings"]
            if f["rule"] == row["rule"]
        ]
        assert said(link).startswith(str(len(found)))
        assert pages.get(link.get("href")).status_code == 200


def test_versions_are_kept_and_told_apart(pages: FlaskClient) -> None:
    versions = list(vocabulary_versions())
    changelog = (TOP / "CHANGELOG.md").read_text(encoding="utf-8")
    assert set(re.findall(r"[Vv]ocabulary (\d+\.\d+\.\d+)", changelog)) <= set(versions)
    told = rows(read(pages, "/ns/esf?lang=en"), "version-table")
    assert [said(row.xpath("th")[0]) for row in told] == versions[::-1]
    assert "Changed: region, SourceRecord" in said(told[versions[::-1].index("0.2.0")])
    for version in versions:
        graph = Graph().parse(data=pages.get(f"/ns/esf/{version}.ttl").get_data())
        (stated,) = graph.objects(
            URIRef(str(ESF._NS)[:-1]), URIRef(f"{PREFIXES['owl']}versionInfo")
        )
        assert stated == Literal(version)
        assert f"{version}" in said(
            read(pages, f"/ns/esf/{version}?lang=lv").xpath("//h1")[0].getparent()
        )
    assert pages.get("/ns/esf/9.9.9").status_code == 404


@pytest.mark.parametrize("scheme", SCHEMES)
def test_code_lists_are_whole_and_counted(pages: FlaskClient, data: Graph, scheme: str) -> None:
    listed = rows(read(pages, f"/code/{scheme}?lang=en"), "concepts")
    concepts = set(map(str, data.subjects(SKOS.inScheme, URIRef(f"{CODE}{scheme}"))))
    assert {f"{CODE}{scheme}/{said(row.xpath('th')[0])}" for row in listed} == set(
        map(str, concepts)
    )
    for row in listed:
        code = said(row.xpath("th")[0])
        value = Literal(code) if scheme == "currency" else URIRef(f"{CODE}{scheme}/{code}")
        predicate = URIRef(f"{PREFIXES['schema']}currency") if scheme == "currency" else None
        used = list(data.triples((None, predicate, value)))
        assert int(said(row.xpath("td[last()]")[0])) == len(used)


def test_overview_leads_to_every_list(pages: FlaskClient) -> None:
    listed = rows(read(pages, "/code?lang=en"), "lists")
    links = [row.xpath("th/a/@href")[0] for row in listed]
    assert links == [f"/code/{scheme}?lang=en" for scheme in SCHEMES]
    graph = Graph().parse(data=pages.get("/code.ttl").get_data())
    assert set(graph.subjects(RDF.type, SKOS.ConceptScheme)) == {URIRef(CODE + s) for s in SCHEMES}


def test_concept_shows_words_of_sources_by_language(pages: FlaskClient) -> None:
    graph = Graph()
    for path in concept_files():
        graph.parse(path)
    page = read(pages, "/code/fund/ESF?lang=lv")
    shown = said(page.xpath("//section[@aria-labelledby='words']")[0])
    words = list(graph.objects(URIRef(f"{CODE}fund/ESF"), SKOS.hiddenLabel))
    assert len(words) > 20
    assert [word for word in words if str(word) not in shown] == []
    assert page.xpath("//dd[@lang='de']")


def test_lists_say_where_their_codes_stand(pages: FlaskClient) -> None:
    found = rows(read(pages, "/code/fund?lang=en"), "where-table")
    assert [" | ".join(said(cell) for cell in row[:2]) for row in found] == [
        "esf:fund | esf:Programme",
        "esf:fund | esf:Project",
    ]


def test_codes_lead_to_the_projects_that_have_them(pages: FlaskClient) -> None:
    page = read(pages, "/code/status/completed?lang=en")
    assert page.xpath("//a[@href='/en/projects?status=completed']")
    assert not read(pages, "/code/stage/granted?lang=en").xpath(
        "//a[contains(@href, '/projects?')]"
    )


def test_currency_names_rate_regulation_and_the_eu_table(pages: FlaskClient) -> None:
    page = read(pages, "/code/currency/LVL?lang=en")
    links = page.xpath("//dl//a/@href")
    assert "0.702804" in said(page)
    assert "0,702804" in said(read(pages, "/code/currency/LVL?lang=lv"))
    assert any(link.endswith("/authority/currency/LVL") for link in links)
    assert any("/eli/reg/" in link for link in links)
