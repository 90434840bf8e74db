# SPDX-License-Identifier: EUPL-1.2
"""The read side of the SPARQL 1.1 Protocol, and the description of the service."""

from __future__ import annotations

import json
from urllib.parse import quote

import pytest
from flask import Flask
from flask.testing import FlaskClient
from rdflib import SDO, Graph, Namespace, URIRef

from fundgraph.config import Settings
from fundgraph.store.limits import limit, limits
from fundgraph.store.questions import about_project, is_known
from fundgraph.web import clients
from fundgraph.web.query.questions import asked as question_of
from fundgraph.web.query.questions import examples
from tests.web.conftest import BASE, GRAPH, PLAIN

SD = Namespace("http://www.w3.org/ns/sparql-service-description#")
SELECT = "SELECT ?p { ?p a <https://w3id.org/fundgraph/esf#Project> } ORDER BY ?p"
CONSTRUCT = f"DESCRIBE <{BASE}id/project/{PLAIN}>"
ASK = "ASK { ?s ?p ?o }"
JSON = "application/sparql-results+json"
XML = "application/sparql-results+xml"
FORM = "application/x-www-form-urlencoded"

TYPES = [
    (SELECT, None, JSON),
    (SELECT, "*/*", JSON),
    (SELECT, JSON, JSON),
    (SELECT, "application/json", "application/json"),
    (SELECT, XML, XML),
    (SELECT, "application/xml", "application/xml"),
    (SELECT, "text/csv", "text/csv"),
    (SELECT, "text/tab-separated-values", "text/tab-separated-values"),
    (SELECT, f"text/csv;q=0.5, {XML}", XML),
    (SELECT, f"text/turtle, {XML};q=0.1", XML),
    (ASK, "text/csv", "text/csv"),
    (ASK, XML, XML),
    (CONSTRUCT, None, "text/turtle"),
    (CONSTRUCT, "application/n-triples", "application/n-triples"),
    (CONSTRUCT, "application/rdf+xml", "application/rdf+xml"),
    (CONSTRUCT, "application/ld+json", "application/ld+json"),
    (CONSTRUCT, f"{JSON}, text/turtle;q=0.2", "text/turtle"),
    (CONSTRUCT, "application/json", "application/json"),
    (CONSTRUCT, "application/xml", "application/xml"),
    (CONSTRUCT, "text/n3", "text/n3"),
]


@pytest.mark.parametrize(("query", "accept", "kind"), TYPES)
def test_media_types(client: FlaskClient, query: str, accept: str | None, kind: str) -> None:
    headers = {"Accept": accept} if accept else {}
    for answer in (
        client.get("/sparql", query_string={"query": query}, headers=headers),
        client.post("/sparql", data={"query": query}, headers=headers),
        client.post(
            "/sparql", data=query, headers=headers, content_type="application/sparql-query"
        ),
    ):
        assert (answer.status_code, answer.mimetype) == (200, kind)
        assert int(answer.headers["Content-Length"]) == len(answer.data) > 0
        assert "Accept" in answer.vary


@pytest.mark.parametrize(
    ("query", "accept"),
    [(SELECT, "image/png"), (SELECT, "text/turtle"), (CONSTRUCT, JSON), (CONSTRUCT, "text/csv")],
)
def test_nothing_acceptable(client: FlaskClient, query: str, accept: str) -> None:
    answer = client.get("/sparql", query_string={"query": query}, headers={"Accept": accept})
    assert answer.status_code == 406


def test_results(client: FlaskClient) -> None:
    found = json.loads(client.get("/sparql", query_string={"query": SELECT}).data)
    values = [row["p"]["value"] for row in found["results"]["bindings"]]
    assert values == [f"{BASE}id/project/{PLAIN}", f"{BASE}id/project/ŪM-2014-1.5"]
    described = client.get("/sparql", query_string={"query": CONSTRUCT}).data
    graph = Graph().parse(data=described, format="turtle")
    assert (URIRef(f"{BASE}id/project/{PLAIN}"), None, None) in graph


@pytest.mark.parametrize(("name", "kind"), [("csv", "text/csv"), ("xml", XML), ("json", JSON)])
def test_format_named_in_the_address(client: FlaskClient, name: str, kind: str) -> None:
    address = f"/sparql?query={quote(SELECT)}&format={name}"
    assert client.get(address, headers={"Accept": "text/html"}).mimetype == kind


NAMED = [
    (SELECT, "application/sparql-results+xml", None, XML),
    (SELECT, "text/csv;charset=utf-8", None, "text/csv"),
    (CONSTRUCT, "turtle", "application/rdf+xml", "text/turtle"),
    (CONSTRUCT, "rdf+xml", None, "application/rdf+xml"),
    (CONSTRUCT, "rdf%2Bxml", None, "application/rdf+xml"),
    (CONSTRUCT, "json", None, "application/ld+json"),
    (CONSTRUCT, "application/ld%2Bjson,application/x-json%2Bld", None, "application/ld+json"),
    (CONSTRUCT, "n3&output=n3&results=n3", None, "text/turtle"),
    (SELECT, "png", XML, XML),
    (SELECT, "turtle", "text/csv", "text/csv"),
]


@pytest.mark.parametrize(("query", "name", "accept", "kind"), NAMED)
def test_names_of_formats(
    client: FlaskClient, query: str, name: str, accept: str | None, kind: str
) -> None:
    headers = {"Accept": accept} if accept else {}
    answer = client.get(f"/sparql?query={quote(query)}&format={name}", headers=headers)
    assert (answer.status_code, answer.mimetype) == (200, kind)


REFUSED = [
    ("GET", "?query=ASK%7B%7D&query=ASK%7B%7D", None, None, 400),
    ("GET", "?query=ASK%7B", None, None, 400),
    ("GET", "?query=", None, None, 400),
    ("GET", "?query=%FF", None, None, 400),
    ("GET", "?query=ASK%7B%7D&format=png", None, None, 400),
    ("GET", "?query=ASK%7B%7D&named-graph-uri=x%20y", None, None, 400),
    ("GET", "?query=ASK%7B%7D&default-graph-uri=", None, None, 400),
    ("GET", "?default-graph-uri=nowhere", None, None, 400),
    ("GET", "?update=CLEAR%20ALL", None, None, 403),
    ("GET", "?query=CLEAR%20ALL", None, None, 403),
    ("GET", "?query=ASK%7BSERVICE%20%3Chttp://localhost/%3E%7B%7D%7D", None, None, 400),
    ("GET", "?query=" + "ASK%7B%7D%20" * 3000, None, None, 413),
    ("GET", "?" + "a=b&" * 300 + "query=ASK%7B%7D", None, None, 400),
    ("POST", "", FORM, b"", 400),
    ("POST", "", FORM, b"query=ASK%7B%7D&query=ASK%7B%7D", 400),
    ("POST", "?query=ASK%7B%7D", FORM, b"query=ASK%7B%7D", 400),
    ("POST", "", FORM, b"query=%FF", 400),
    ("POST", "", FORM, b"update=CLEAR+ALL", 403),
    ("POST", "", "application/sparql-query", b"ASK { \xff }", 400),
    ("POST", "", "application/sparql-query; charset=UTF-16", "ASK {}".encode("utf-16"), 400),
    ("POST", "", "application/sparql-query; charset=UTF-8", b"ASK {}", 200),
    ("POST", "", "application/sparql-query; charset=us-ascii", b"ASK {}", 200),
    ("POST", "", "application/sparql-update", b"CLEAR ALL", 403),
    ("POST", "", "text/plain", b"ASK {}", 415),
    ("POST", "", None, b"ASK {}", 415),
    ("POST", "", "application/sparql-query", b"#" * 1_100_000, 413),
    ("PUT", "?query=ASK%7B%7D", None, b"", 405),
    ("DELETE", "?query=ASK%7B%7D", None, None, 405),
]


@pytest.mark.parametrize(("method", "asked", "kind", "body", "status"), REFUSED)
def test_refusals(
    client: FlaskClient, method: str, asked: str, kind: str | None, body: bytes | None, status: int
) -> None:
    answer = client.open(f"/sparql{asked}", method=method, data=body, content_type=kind)
    assert answer.status_code == status
    if status != 200:
        assert answer.mimetype == "application/problem+json"
        assert answer.get_json()["status"] == status


def test_place_of_an_error(client: FlaskClient) -> None:
    answer = client.get("/sparql", query_string={"query": "SELECT *\n{ ?s ?p }"})
    found = answer.get_json()
    assert (answer.status_code, found["line"]) == (400, 2)
    assert found["column"] > 1


def count(client: FlaskClient, **graphs: list[str]) -> int:
    asked = {"query": "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"}
    parameters = {name.replace("_", "-"): values for name, values in graphs.items()}
    answer = client.get("/sparql", query_string={**asked, **parameters})
    return int(json.loads(answer.data)["results"]["bindings"][0]["n"]["value"])


def test_data_set_of_the_protocol(client: FlaskClient) -> None:
    register, shared = (
        count(client, default_graph_uri=[graph]) for graph in (GRAPH, f"{BASE}data/graph/shared")
    )
    assert register > shared > 0
    both = count(client, default_graph_uri=[GRAPH, f"{BASE}data/graph/shared"])
    assert both == register + shared
    assert count(client) > both
    assert count(client, named_graph_uri=[GRAPH]) == 0
    assert count(client, default_graph_uri=[f"{BASE}data/graph/none"]) == 0


def test_tag_before_the_query_runs(client: FlaskClient) -> None:
    answers = [
        client.get("/sparql", query_string=asked, headers={"Accept": accept})
        for asked in ({"query": ASK}, {"query": SELECT}, {"query": ASK, "default-graph-uri": GRAPH})
        for accept in (JSON, XML)
    ]
    assert len({answer.headers["ETag"] for answer in answers}) == len(answers)
    etag = answers[0].headers["ETag"]
    again = client.get(
        "/sparql", query_string={"query": ASK}, headers={"Accept": JSON, "If-None-Match": etag}
    )
    assert again.status_code == 304


@pytest.mark.parametrize(("query", "status"), [(ASK, 304), ("ASK {", 400)])
def test_any_tag_of_what_there_is(client: FlaskClient, query: str, status: int) -> None:
    headers = {"Accept": JSON, "If-None-Match": "*"}
    answer = client.get("/sparql", query_string={"query": query}, headers=headers)
    assert answer.status_code == status


@pytest.mark.parametrize("function", ["NOW()", "rand()", "UUID()", "STRUUID ( )", "NOW#\n()"])
def test_what_changes_has_no_tag(client: FlaskClient, function: str) -> None:
    query = f"SELECT ({function} AS ?x) {{}}"
    answer = client.get("/sparql", query_string={"query": query})
    assert answer.status_code == 200
    assert "ETag" not in answer.headers
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("accept", ["text/turtle", "application/rdf+xml", "*/*"])
def test_description(client: FlaskClient, accept: str) -> None:
    answer = client.get("/sparql", headers={"Accept": accept})
    form = "xml" if accept == "application/rdf+xml" else "turtle"
    graph = Graph().parse(data=answer.data, format=form)
    service = graph.value(None, SD.endpoint, URIRef(f"{BASE}sparql"))
    assert (service, SD.feature, SD.UnionDefaultGraph) in graph
    assert (service, SD.supportedLanguage, SD.SPARQL11Query) in graph
    names = {str(name) for name in graph.objects(None, SD.name)}
    assert {GRAPH, f"{BASE}data/graph/vocabulary", f"{BASE}data/graph/catalogue"} <= names


def test_limits_are_described(client: FlaskClient, settings: Settings) -> None:
    answer = client.get("/sparql", headers={"Accept": "text/turtle"})
    graph = Graph().parse(data=answer.data, format="turtle")
    service = URIRef(f"{BASE}sparql#service")
    found = {
        str(graph.value(part, SDO.propertyID)): float(str(graph.value(part, SDO.maxValue)))
        for part in graph.objects(service, SDO.additionalProperty)
    }
    assert found == {limit.name: limit.value for limit in limits(settings)}
    assert found["query_timeout_s"] == settings.query_timeout_s


LIMITED = [
    ("SELECT * { " + "{" * 70, 400, "query_depth"),
    ("SELECT (" + "1+" * 2000 + "1 AS ?x) {}", 400, "query_chain"),
    ("#" * 20_000, 413, "query_bytes"),
]


@pytest.mark.parametrize(("query", "status", "name"), LIMITED)
def test_an_error_names_its_limit(
    client: FlaskClient, settings: Settings, query: str, status: int, name: str
) -> None:
    answer = client.post("/sparql", data={"query": query})
    problem = answer.get_json()
    assert (answer.status_code, problem["limit"]) == (status, name)
    assert problem["value"] == limit(settings, name).value
    assert f"{problem['value']}" in problem["detail"]


def test_too_many_parameters(client: FlaskClient, settings: Settings) -> None:
    problem = client.get("/sparql?query=ASK%7B%7D" + "&x=1" * 200).get_json()
    assert (problem["status"], problem["limit"]) == (400, "query_parameters")
    assert problem["value"] == limit(settings, "query_parameters").value


def test_the_page_states_the_limits(client: FlaskClient, settings: Settings) -> None:
    page = client.get("/sparql?lang=en", headers={"Accept": "text/html"}).text
    for name in ("address_bytes", "queries_memory_mb", "query_bytes", "request_bytes"):
        assert f"{int(limit(settings, name).value):,}" in page.replace("\N{NO-BREAK SPACE}", ",")
    assert 'href="/openapi.json"' in page


def test_an_error_on_the_page_is_asked_for_again(client: FlaskClient) -> None:
    answer = client.get("/sparql?query=ASK", headers={"Accept": "text/html"})
    assert (answer.status_code, answer.headers["Cache-Control"]) == (400, "no-cache")


def test_an_error_has_its_line(client: FlaskClient) -> None:
    answer = client.get("/sparql", query_string={"query": "SELECT *\n{ ?s ?p }\n# end"})
    assert answer.get_json()["text"] == "{ ?s ?p }"
    query = {"query": "SELECT *\n{ ?s ?p }"}
    headers = {"Accept": "text/plain, */*;q=0.1"}
    text = client.get("/sparql", query_string=query, headers=headers).text
    assert text.endswith("Line 2, column 3:\n{ ?s ?p }\n")


def page(client: FlaskClient, query: str | None) -> tuple[int, str]:
    asked = {"query": query} if query is not None else {}
    headers = {"Accept": "text/html,*/*;q=0.8", "Accept-Language": "en"}
    answer = client.get("/sparql", query_string=asked, headers=headers)
    assert answer.mimetype == "text/html"
    return answer.status_code, answer.get_data(as_text=True)


def test_pages_for_browsers(client: FlaskClient) -> None:
    assert page(client, None)[0] == 200
    status, text = page(client, SELECT)
    assert status == 200
    assert PLAIN in text
    status, text = page(client, CONSTRUCT)
    assert status == 200
    assert "Tilts" in text
    assert page(client, ASK)[0] == 200
    status, text = page(client, "SELECT * { <script>alert(1)</script>")
    assert status == 400
    assert "<script>alert(1)" not in text
    assert page(client, "CLEAR ALL")[0] == 403


@pytest.mark.parametrize("language", ["lv", "en"])
def test_the_examples_of_the_page_are_known_as_the_sites_own(language: str) -> None:
    found = examples(language)
    assert found
    for example in found:
        assert is_known(example.query)
        assert is_known(example.query.replace("\n", "\r\n"))
        assert not is_known(example.query.replace("SELECT", "SELECT DISTINCT", 1))


@pytest.mark.parametrize("number", ["1/2", "", 'a" } # \\', "\\1\\g<0>\n\r\t", "ā\u2028{}"])
def test_a_question_of_any_project_is_known_and_says_its_number(number: str) -> None:
    example = next(each for each in examples("en") if "VALUES ?number" in each.query)
    text = about_project(example.query, number)
    assert is_known(text)
    assert question_of(text, "en") == example
    assert about_project(text, "1/2") == about_project(example.query, "1/2")
    values = text[text.index("VALUES ?number") :].split("\n", 1)[0]
    found = Graph().query(f"SELECT ?number {{ {values} }}")
    assert [str(row[0]) for row in found] == [number]
    assert not is_known(text.replace(" }", ' "another" }', 1))


@pytest.mark.parametrize(
    ("address", "client"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("192.0.2.7:5500", "192.0.2.7"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3::4", "2001:db8:1:2::/64"),
        ("[2001:db8:1:2:3::4]:55", "2001:db8:1:2::/64"),
        ("somebody", "somebody"),
    ],
)
def test_who_asks(app: Flask, address: str, client: str) -> None:
    with app.test_request_context(environ_base={"REMOTE_ADDR": address}):
        assert clients.client() == client


def test_a_page_shows_so_many_cells(client: FlaskClient) -> None:
    names = " ".join(f"('{n}' AS ?v{n})" for n in range(40))
    query = f"SELECT {names} {{ ?s ?p ?o }} LIMIT 400"
    answer = client.get("/sparql", query_string={"query": query}, headers={"Accept": "text/html"})
    assert answer.status_code == 200
    assert answer.text.count("<tr") == 1 + 2500 // 40


def test_one_client_has_few_answers_shown_at_once(client: FlaskClient, app: Flask) -> None:
    shown = app.extensions["fundgraph"].releases.current().queries.shown
    headers = {"Accept": "text/html"}
    with shown.place("127.0.0.1"), shown.joined("127.0.0.1"), shown.joined("127.0.0.1"):
        answer = client.get("/sparql", query_string={"query": "ASK {}"}, headers=headers)
    assert answer.status_code == 429
    assert "Retry-After" in answer.headers
    answer = client.get("/sparql", query_string={"query": "ASK {}"}, headers=headers)
    assert answer.status_code == 200
