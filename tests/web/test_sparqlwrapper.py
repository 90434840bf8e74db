# SPDX-License-Identifier: EUPL-1.2
"""The most used SPARQL clients of Python, in every format that they know, over HTTP."""

from __future__ import annotations

import csv
import io
import warnings
from typing import Any

import pytest
import rdflib
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from SPARQLWrapper import SPARQLWrapper

from tests.web.conftest import BASE, GRAPH, PLAIN

SELECT = "SELECT ?p { ?p a <https://w3id.org/fundgraph/esf#Project> } ORDER BY ?p"
THING = f"{BASE}id/project/{PLAIN}"
GRAPHS = {
    "CONSTRUCT": f"CONSTRUCT {{ <{THING}> ?p ?o }} WHERE {{ <{THING}> ?p ?o }}",
    "DESCRIBE": f"DESCRIBE <{THING}>",
}
FORMATS = ("json", "xml", "turtle", "n3", "rdf", "rdf+xml", "csv", "tsv", "json-ld")


@pytest.fixture
def address(over_http: str) -> str:
    return f"{over_http}sparql"


def asked(address: str, query: str, fmt: str, method: str = "GET") -> Any:
    wrapper = SPARQLWrapper(address, returnFormat=fmt)
    wrapper.setMethod(method)
    wrapper.setQuery(query)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it warns of its own odd combinations
        return wrapper.query()


def converted(result: Any) -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return result.convert()


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize("fmt", FORMATS)
def test_select_and_ask(address: str, fmt: str, method: str) -> None:
    for query in (SELECT, "ASK { ?s ?p ?o }"):
        result = asked(address, query, fmt, method)
        kind = result.info()["content-type"].partition(";")[0]
        wanted = {"csv": "text/csv", "tsv": "text/tab-separated-values"}
        wanted["xml"] = "application/sparql-results+xml"
        assert kind == wanted.get(fmt, "application/sparql-results+json")


def test_solutions_are_read(address: str) -> None:
    found = converted(asked(address, SELECT, "json"))
    values = [row["p"]["value"] for row in found["results"]["bindings"]]
    assert THING in values
    rows = list(csv.reader(io.StringIO(converted(asked(address, SELECT, "csv")).decode())))
    assert rows == [["p"], *([value] for value in values)]
    xml = converted(asked(address, SELECT, "xml"))
    assert THING in xml.toxml()


KINDS = {"json": "application/ld+json", "json-ld": "application/ld+json"} | dict.fromkeys(
    ("xml", "rdf", "rdf+xml"), "application/rdf+xml"
)


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize("fmt", FORMATS)
@pytest.mark.parametrize("query", GRAPHS.values(), ids=list(GRAPHS))
def test_graphs(address: str, query: str, fmt: str, method: str) -> None:
    result = asked(address, query, fmt, method)
    kind = result.info()["content-type"].partition(";")[0]
    assert kind == KINDS.get(fmt, "text/turtle")
    parser = {"application/ld+json": "json-ld", "application/rdf+xml": "xml"}.get(kind, "turtle")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # rdflib of its own JSON-LD reader
        graph = rdflib.Graph().parse(data=result.response.read(), format=parser)
    assert (rdflib.URIRef(THING), None, rdflib.Literal("Tilts", lang="lv")) in graph


@pytest.mark.parametrize("fmt", ["xml", "rdf+xml", "json-ld"])
def test_graphs_are_converted(address: str, fmt: str) -> None:
    graph = converted(asked(address, GRAPHS["CONSTRUCT"], fmt))
    assert (rdflib.URIRef(THING), None, rdflib.Literal("Tilts", lang="lv")) in graph


@pytest.mark.parametrize("method", ["GET", "POST", "POST_FORM"])
def test_sparql_store_of_rdflib(address: str, method: str) -> None:
    store = SPARQLStore(address, method=method)
    graph = rdflib.Graph(store)
    thing, title = rdflib.URIRef(THING), rdflib.Literal("Tilts", lang="lv")
    assert (thing, rdflib.DCTERMS.title, title) in graph
    assert len(rdflib.Graph(store, identifier=rdflib.URIRef(GRAPH))) < len(graph)
    assert thing in [row[rdflib.Variable("p")] for row in graph.query(SELECT).bindings]
    assert graph.query("ASK { ?s ?p ?o }").askAnswer
    for query in GRAPHS.values():
        found = graph.query(query).graph
        assert found is not None
        assert (thing, rdflib.DCTERMS.title, title) in found
    assert rdflib.URIRef(GRAPH) in set(store.contexts())
