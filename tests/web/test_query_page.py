# SPDX-License-Identifier: EUPL-1.2
"""The query page: results that people can read, pictures of them, what to take away."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient
from lxml import html

from fundgraph.store.questions import about_project, is_known
from fundgraph.vocabulary import PREFIXES, SCHEMES, XSD
from fundgraph.web.query.questions import GROUPS, Example, examples, groups
from tests.web.bibtex import read_entry
from tests.web.reading import served

REGIONS = "SELECT ?region ?n { VALUES (?region ?n) {%s} }"
SEED = "1DP-1.5.2.2.2-12-APIA-SIF-176"


@pytest.fixture(scope="module")
def app(registers: Path) -> Iterator[Flask]:
    with served(registers) as opened:
        yield opened.application


def asked(client: FlaskClient, query: str, language: str = "en", **more: str) -> html.HtmlElement:
    """The page of a query."""
    parameters = {"lang": language, "query": query, **more}
    answer = client.get("/sparql", query_string=parameters, headers={"Accept": "text/html"})
    assert answer.status_code == 200, answer.text
    return html.fromstring(answer.text)


def question(start: str, language: str = "en") -> str:
    return next(each.query for each in examples(language) if each.title.startswith(start))


def shown(page: html.HtmlElement) -> list[list[str]]:
    return [
        [" ".join(cell.text_content().split()) for cell in row.xpath("./td")]
        for row in page.xpath("//div[@id='result']//tbody/tr")
    ]


@pytest.mark.parametrize("language", ["lv", "en"])
@pytest.mark.parametrize("example", examples("en"), ids=lambda example: example.title)
def test_questions_are_answered(client: FlaskClient, example: Example, language: str) -> None:
    page = asked(client, example.query.replace("\n", "\r\n"), language)
    if language == "en":
        assert page.xpath("//details[@open]//a[@aria-current]/text()") == [example.title]
    assert page.xpath("//div[@id='result']//caption | //div[@id='result']/p[@role='status']")
    assert is_known(example.query)
    linked = page.xpath("//section[@aria-labelledby='examples']//a/@href")
    queries = [parse_qs(urlsplit(each).query)["query"][0] for each in linked]
    plain = [about_project(each.query, "") for each in examples(language)]
    assert sorted(about_project(each, "") for each in queries) == sorted(plain)


def test_questions_stand_in_groups(app: Flask) -> None:
    with app.test_request_context("/lv/"):
        found = groups("lv")
    assert [group.name for group in found] == list(GROUPS)
    assert min(len(group.examples) for group in found) >= 3
    assert sum(len(group.examples) for group in found) == len(examples("lv"))


@pytest.mark.parametrize(("language", "name"), [("lv", "Rīga"), ("en", "Riga")])
def test_things_are_named(client: FlaskClient, language: str, name: str) -> None:
    page = asked(client, question("How much money went to each region"), language)
    [link] = [a for a in page.xpath("//tbody//a") if a.text_content() == name]
    assert link.get("href") == f"/{language}/region/lv-riga"
    assert link.get("title") == "http://localhost:8000/id/region/lv-riga"


@pytest.mark.parametrize(
    ("iri", "language", "text", "address"),
    [
        ("status:completed", "lv", "Pabeigts", "/code/status/completed?lang=lv"),
        ("status:completed", "en", "Completed", "/code/status/completed?lang=en"),
        ("esf:grantedEUR", "lv", "piešķirts eiro esf:grantedEUR", "/ns/esf?lang=lv#grantedEUR"),
        (
            "<https://w3id.org/fundgraph/code/legal-form>",
            "en",
            "Legal form",
            "/code/legal-form?lang=en",
        ),
        ("status:none", "en", "status:none", "https://w3id.org/fundgraph/code/status/none"),
        ("<http://localhost:8000/id/project/none>", "en", "project/none", "/en/project/none"),
        (
            "<http://localhost:8000/data/source/sif/a.html>",
            "en",
            "sif/a.html",
            "/data/source/sif/a.html",
        ),
        ("dct:title", "en", "dct:title", "http://purl.org/dc/terms/title"),
        ("<javascript:alert(1)>", "en", "javascript:alert(1)", None),
        ("<data:text/html,x>", "en", "data:text/html,x", None),
    ],
)
def test_iris(client: FlaskClient, iri: str, language: str, text: str, address: str | None) -> None:
    heads = "".join(f"PREFIX {name}: <{PREFIXES[name]}>" for name in ("status", "esf", "dct"))
    page = asked(client, f"{heads} SELECT ?x {{ VALUES ?x {{ {iri} }} }}", language)
    assert shown(page) == [[text]]
    assert page.xpath("//tbody//a/@href") == ([address] if address else [])


def test_a_project_beside_its_title_is_shown_by_its_number(client: FlaskClient) -> None:
    select = "SELECT ?p %s {{ BIND(<http://localhost:8000/id/project/{0}> AS ?p) ?p dct:title ?t }}"
    query = f"PREFIX dct: <{PREFIXES['dct']}> {select}".format(SEED)
    [[both, title]] = shown(asked(client, query % "?t"))
    assert both == "1DP/1.5.2.2.2/12/APIA/SIF/176"
    assert shown(asked(client, query % "")) == [[title]]


def test_names_are_read_kind_by_kind(app: Flask, client: FlaskClient) -> None:
    index = app.extensions["fundgraph"].releases.current().index
    seen: list[str] = []
    index._connection().set_trace_callback(seen.append)
    page = asked(client, f"PREFIX esf: <{PREFIXES['esf']}> SELECT * {{ ?p esf:organisation ?o }}")
    index._connection().set_trace_callback(None)
    assert len(shown(page)) > 10
    assert len([sql for sql in seen if " IN (" in sql]) == 2


@pytest.mark.parametrize(
    ("value", "language", "text"),
    [
        ('"2012-09-01"^^xsd:date', "lv", "01.09.2012."),
        ('"2012-09"^^xsd:gYearMonth', "en", "Sep 2012"),
        ('"2012-09-71"^^xsd:date', "en", "Sep 2012"),
        ('"many"^^xsd:date', "en", "many"),
        ("true", "lv", "jā"),
        ("false", "en", "no"),
        ("-5", "en", "\N{MINUS SIGN}5"),
    ],
)
def test_values_as_the_language_writes_them(
    client: FlaskClient, value: str, language: str, text: str
) -> None:
    query = f"PREFIX xsd: <{PREFIXES['xsd']}> SELECT ({value} AS ?x) {{}}"
    assert shown(asked(client, query, language)) == [[text]]


def test_a_map_of_regions(client: FlaskClient) -> None:
    page = asked(client, question("How much money went to each region"))
    assert len(page.xpath("//div[@id='result']//*[name()='svg' and @role='group']//a")) == 5
    assert "2009–2021" in page.xpath("string(//div[@id='result'])")
    names = page.xpath("//p[@class='sorts']/a/text()")
    assert names == ["granted", "spent", "projects"]
    [other] = page.xpath("//p[@class='sorts']/a[.='projects']/@href")
    answer = client.get(other, headers={"Accept": "text/html"})
    assert html.fromstring(answer.text).xpath("//p[@class='sorts']/a[@aria-current]/text()") == [
        "projects"
    ]


@pytest.mark.parametrize(
    ("start", "picture"),
    [
        ("How much money was granted to projects of each year", "//figure[@class='plot']"),
        ("Which organisations were granted most", "//ul[@class='hbars']/li/a"),
        ("Which terms of the vocabulary", "//ul[@class='hbars']/li/a"),
    ],
)
def test_charts(client: FlaskClient, start: str, picture: str) -> None:
    assert asked(client, question(start)).xpath(picture)


@pytest.mark.parametrize(
    "rows",
    [
        "",
        '("a" 1)',
        '("a" 1) ("a" 2)',
        '("a" "x") ("b" "y")',
        '("a" UNDEF) ("b" UNDEF)',
        '("a" "1"^^<http://www.w3.org/2001/XMLSchema#integer>) (UNDEF 3)',
        '("a" "x"^^<http://www.w3.org/2001/XMLSchema#integer>) ("b" "1e999999"^^<x:y>)',
    ],
)
def test_what_has_no_shape_is_not_drawn(client: FlaskClient, rows: str) -> None:
    page = asked(client, REGIONS % rows)
    assert page.xpath("//section[@aria-labelledby='picture']") == []


def test_many_years_are_a_line_and_days_are_in_order(client: FlaskClient) -> None:
    years = " ".join(f"({year} {year % 7})" for year in range(1950, 2000))
    assert asked(client, REGIONS % years).xpath("//*[name()='path' and @class='l1']")
    days = f'("2013-01-02"^^<{PREFIXES["xsd"]}date> 1) ("2012-01-02"^^<{PREFIXES["xsd"]}date> 2)'
    told = asked(client, REGIONS % days).xpath("//*[name()='title']/text()")
    assert [each.replace("\xa0", " ") for each in told[1:]] == ["2 Jan 2012 – 2", "2 Jan 2013 – 1"]


@pytest.mark.parametrize("language", ["lv", "en"])
def test_a_number_that_is_no_integer_is_no_year(client: FlaskClient, language: str) -> None:
    shares = " ".join(f"({number}e0 1)" for number in (2014, 2015, 2016))
    page = asked(client, REGIONS % shares, language)
    assert page.xpath("//section[@aria-labelledby='picture']") == []


def test_regions_without_outlines_are_bars(client: FlaskClient) -> None:
    far = "<http://localhost:8000/id/region/xx-{}>"
    page = asked(client, REGIONS % f"({far.format('a')} 1) ({far.format('b')} 2)")
    assert len(page.xpath("//ul[@class='hbars']/li")) == 2


def test_a_result_without_rows_says_so(client: FlaskClient) -> None:
    page = asked(client, "SELECT ?s ?o WHERE { ?s <x:none> ?o }")
    assert page.xpath("//div[@id='result']//table") == []
    (told,) = page.xpath("//div[@id='result']/p[@role='status']")
    assert told.text_content() == "0 results – nothing in this release fits the query."


def test_what_is_cut_says_so_and_is_not_drawn(client: FlaskClient) -> None:
    rows = " ".join(f'("{number}" {number})' for number in range(1100))
    page = asked(client, REGIONS % rows)
    assert "1,100 results, the first 500 are shown" in page.xpath("string(//caption)")
    assert "the downloads below have everything" in page.xpath("string(//div[@id='result'])")
    assert page.xpath("//section[@aria-labelledby='picture']") == []


def test_a_large_graph_is_cut_at_the_end_of_a_line(client: FlaskClient) -> None:
    page = asked(client, "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }")
    text = page.xpath("string(//section[@aria-labelledby='graph']//pre)")
    assert 50_000 < len(text) <= 60_000
    assert text.endswith("\n")
    assert "the downloads below have everything" in page.xpath("string(//div[@id='result'])")


def test_long_texts_leave_room_for_fewer_rows(client: FlaskClient) -> None:
    rows = " ".join(f'("{number}{"ā" * 1000}" {number})' for number in range(5))
    cross = "{ VALUES ?a { 1 2 3 4 5 6 7 8 9 } VALUES ?b { 1 2 3 4 5 6 7 8 9 } }"
    page = asked(client, f"SELECT ?region {{ VALUES (?region ?n) {{{rows}}} {cross} }}")
    assert 0 < len(shown(page)) < 100


@pytest.mark.parametrize(
    "value", ["?text", "IRI(CONCAT('urn:x', ?text))", "STRDT(?text, xsd:date)"]
)
def test_a_long_cell_is_cut_and_says_so(client: FlaskClient, value: str) -> None:
    longest = f"REPLACE(REPLACE('{'x' * 300}', 'x', '{'x' * 300}'), 'x', '&/&&')"
    prefix = f"PREFIX xsd: <{XSD._NS}>"
    query = (
        f"{prefix} SELECT ?b ?c {{ BIND({longest} AS ?text) BIND({value} AS ?b) BIND(7 AS ?c) }}"
    )
    page = asked(client, query)
    assert len(html.tostring(page)) < 200_000
    ((cell, number),) = shown(page)
    assert cell.endswith("…")
    assert number == "7"
    assert " ".join(page.xpath("string(//caption)").split()) == "1 result"
    assert "the downloads below have everything" in page.xpath("string(//div[@id='result'])")


def test_what_to_take_away(app: Flask, client: FlaskClient) -> None:
    query = "# What is {there} & why?\nASK {}"
    page = asked(client, query)
    release = app.extensions["fundgraph"].releases.current().id
    cited = page.xpath("string(//p[contains(@class, 'copy')])")
    assert f"(Release {release}) [Data set]." in cited
    assert page.xpath("//p[contains(@class, 'copy')]/i/text()") == ["What is {there} & why?"]
    bibtex = page.xpath("string(//pre[starts-with(., '@misc') or code[starts-with(., '@misc')]])")
    fields = read_entry(bibtex).fields
    assert fields["title"] == "What is {there} & why?"
    [link] = page.xpath("//a[.='Link to this query']/@href")
    assert client.get(link).get_json() == {"head": {}, "boolean": True}
    assert fields["howpublished"] == f"http://localhost:8000{link}"
    assert "query@query.rq http://localhost:8000/sparql" in page.text_content()


def test_a_query_too_long_for_a_link_is_posted(client: FlaskClient) -> None:
    query = f'SELECT ("{"a" * 9000}" AS ?x) {{}}'
    data = {"lang": "lv", "query": query}
    answer = client.post("/sparql", data=data, headers={"Accept": "text/html"})
    page = html.fromstring(answer.text)
    assert "Vaicājums saitei ir par garu" in page.text_content()
    form = page.xpath("//section[@aria-labelledby='use']//form")[0]
    hidden = {each.get("name"): each.get("value") for each in form.xpath(".//input")}
    [csv] = [each.get("value") for each in form.xpath(".//button") if each.text == "CSV"]
    whole = client.post("/sparql", data={**hidden, "format": csv})
    assert whole.text.splitlines() == ["x", "a" * 9000]


@pytest.mark.parametrize("sign", ["\u2028", "\x85", "\x0c"])
def test_the_line_of_an_error_is_counted_as_the_engine_counts(
    client: FlaskClient, sign: str
) -> None:
    asks = {"lang": "en", "query": f"SELECT * # a{sign}b\r\n{{ ?s ?p }}\r\n"}
    page = html.fromstring(client.get("/sparql", query_string=asks, headers=HTML).text)
    assert page.xpath("string(//pre[code/mark])") == "{ ?s ?p }"


def test_the_place_of_an_error_is_told_to_the_editor(client: FlaskClient) -> None:
    asks = {"query": "SELECT *\n{ ?s ?p }"}
    page = html.fromstring(client.get("/sparql", query_string=asks, headers=HTML).text)
    editor = page.xpath("//div[@class='editor']")[0]
    assert editor.get("data-line") == "2"
    assert int(editor.get("data-column")) > 1


HTML = {"Accept": "text/html"}


@pytest.mark.parametrize(("language", "label"), [("lv", "projekts"), ("en", "project")])
def test_terms_that_the_editor_offers(client: FlaskClient, language: str, label: str) -> None:
    address = f"/sparql/terms.{language}.json"
    answer = client.get(address)
    known = answer.get_json()
    assert known["terms"]["esf"]["Project"] == label
    assert all(known["terms"][scheme] for scheme in SCHEMES)
    assert "title" in known["terms"]["dct"]
    assert known["prefixes"].keys() > set(known["terms"])
    assert client.get(address, headers={"If-None-Match": answer.headers["ETag"]}).status_code == 304
    assert client.get("/sparql/terms.xx.json").status_code == 404


def test_odd_requests_are_no_errors_of_the_server(client: FlaskClient) -> None:
    drawn = random.Random(25)
    letters = "?$<>\"'\\{}()|^`%#:;@.-_ \n\t\0aZā\u202e\U0001f600\udc80"
    for _ in range(300):
        pieces = [drawn.choice(["SELECT", "*", "ASK", "{", "}", "1", *letters]) for _ in range(9)]
        text = "".join(pieces).encode(errors="surrogateescape")
        found = {"query": text, "draw": text, "lang": text[:3], "format": b""}
        assert client.get("/sparql", query_string=found, headers=HTML).status_code < 500
