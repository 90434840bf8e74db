# SPDX-License-Identifier: EUPL-1.2
"""Graphs that queries make, in JSON-LD: the forms of the documents, the engine's for all else."""

from __future__ import annotations

import json

import pytest
from flask import Flask
from flask.testing import FlaskClient
from pyld import jsonld  # type: ignore[import-untyped]
from rdflib import Graph
from rdflib.compare import isomorphic
from werkzeug.test import TestResponse

from fundgraph.web import graph_results
from tests.web.conftest import BASE, PLAIN, BufferedClient

LD = "application/ld+json"
PROFILE = "http://www.w3.org/ns/json-ld#"
PROJECT = f"{BASE}id/project/{PLAIN}"
ALL = f"CONSTRUCT {{ ?s ?p ?o }} {{ ?s ?p ?o FILTER(STRSTARTS(STR(?s), '{PROJECT}')) }}"
DESCRIBE = f"DESCRIBE <{PROJECT}>"
ODD = (
    r'CONSTRUCT { <x:a> <x:b> "\u0001\"\\\r\n\u0085", 1, 1.0, "a"@lv, _:b . _:b a <x:C>, "l" ;'
    r" <http://e/1> (1 2) } {}"
)
NONE = "CONSTRUCT WHERE { <x:none> ?p ?o }"


def asked(client: FlaskClient, query: str, accept: str = LD) -> TestResponse:
    answer = client.get("/sparql", query_string={"query": query}, headers={"Accept": accept})
    assert answer.status_code == 200
    return answer


def graph(answer: TestResponse) -> Graph:
    """What a JSON-LD processor reads without fetching anything."""
    nquads = jsonld.to_rdf(json.loads(answer.data), {"format": "application/n-quads"})
    return Graph().parse(data=nquads, format="nt")


@pytest.mark.parametrize("form", ["", "compacted", "expanded", "flattened"])
@pytest.mark.parametrize("query", [ALL, DESCRIBE, ODD, NONE])
def test_each_form_is_the_same_graph(
    app: Flask, client: FlaskClient, query: str, form: str
) -> None:
    kind = f'{LD};profile="{PROFILE}{form}"' if form else LD
    answer = asked(client, query, kind)
    assert answer.headers["Content-Type"] == kind
    turtle = Graph().parse(data=asked(client, query, "application/n-triples").data, format="nt")
    assert isomorphic(graph(answer), turtle)
    assert isinstance(json.loads(answer.data), dict) == (form in ("", "compacted"))


def test_a_thing_is_what_its_document_says(client: FlaskClient) -> None:
    document = client.get(f"/data/project/{PLAIN}.jsonld").get_json()
    assert document.pop("@context") == f"{BASE}ns/context.jsonld"
    for kind in (LD, "application/json"):
        answer = asked(client, ALL, kind).get_json()
        assert answer["@context"] == client.get("/ns/context.jsonld").get_json()["@context"]
        assert answer["@graph"] == [document]


def test_forms_have_tags_of_their_own(client: FlaskClient) -> None:
    kinds = [LD, f'{LD};profile="{PROFILE}expanded"', "application/json", "text/turtle"]
    assert len({asked(client, DESCRIBE, kind).headers["ETag"] for kind in kinds}) == len(kinds)
    tag = asked(client, DESCRIBE).headers["ETag"]
    headers = {"Accept": LD, "If-None-Match": tag}
    again = client.get("/sparql", query_string={"query": DESCRIBE}, headers=headers)
    assert again.status_code == 304


MANY = " . ".join(f"<x:a> <x:p{number}> 1" for number in range(30))
ENGINES = [f"CONSTRUCT {{ {MANY} }} {{}}", ALL]


@pytest.mark.parametrize("query", ENGINES)
@pytest.mark.parametrize("form", ["", "compacted", "flattened"])
def test_what_is_left_to_the_engine_says_so(
    app: Flask, query: str, form: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = BufferedClient(app, app.response_class)
    if query == ALL:
        monkeypatch.setattr(graph_results, "MOST", 100)
    answer = asked(client, query, f'{LD};profile="{PROFILE}{form}"' if form else LD)
    assert answer.headers["Content-Type"] == f'{LD};profile="{PROFILE}expanded"'
    assert len(graph(answer)) == (30 if query != ALL else len(triples_of_all(client)))


def triples_of_all(client: FlaskClient) -> Graph:
    return Graph().parse(data=asked(client, ALL, "text/turtle").data, format="turtle")


def test_a_text_with_a_direction(client: FlaskClient) -> None:
    [node] = asked(client, 'CONSTRUCT { <x:a> <x:b> "a"@ar--rtl } {}').get_json()
    assert node["x:b"] == [{"@value": "a", "@language": "ar", "@direction": "rtl"}]


def test_an_iri_that_begins_like_a_prefix(client: FlaskClient) -> None:
    answer = asked(client, "CONSTRUCT { <x:a> <dct:x> <esf:title> } {}")
    assert answer.get_json() == [{"@id": "x:a", "dct:x": [{"@id": "esf:title"}]}]
    usual = asked(client, "CONSTRUCT { <x:a> <x:p> <esf://title> } {}")
    assert usual.get_json()["@graph"] == [{"id": "x:a", "x:p": {"id": "esf://title"}}]


def test_what_json_ld_does_not_have(client: FlaskClient) -> None:
    query = {"query": "CONSTRUCT { <x:a> <x:b> <<( <x:a> <x:b> 1 )>> } {}"}
    answer = client.get("/sparql", query_string=query, headers={"Accept": LD})
    assert answer.status_code == 400
    assert "JSON-LD" in answer.get_json()["detail"]
