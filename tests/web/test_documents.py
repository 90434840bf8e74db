# SPDX-License-Identifier: EUPL-1.2
"""Data documents: every format is the same graph; named graphs, sources, catalogue, vocabulary."""

from __future__ import annotations

import json
from pathlib import Path
from urllib.parse import quote

import pytest
from flask.testing import FlaskClient
from pyld import jsonld
from rdflib import DCAT, XSD, Graph, Literal
from rdflib.compare import isomorphic
from werkzeug.test import TestResponse

from fundgraph.resources import vocabulary_version
from tests.web.conftest import BASE, FIRST, PLAIN, UNICODE, build_release
from tests.web.reading import served

FORMATS = [
    ("ttl", "text/turtle", "turtle"),
    ("nt", "application/n-triples", "nt"),
    ("rdf", "application/rdf+xml", "xml"),
]
ADDRESSES = [
    f"/data/project/{PLAIN}",
    f"/data/project/{quote(UNICODE)}",
    "/data/organisation/lv-alfa",
    "/data/region/lv-kurzeme",
    "/data/place/lv-talsi",
    "/data/source/made-up/projects.csv",
    "/code/status",
    "/code/status/completed",
    "/catalog",
    "/ns/esf",
    "/ns/shapes",
]


def parsed(answer: TestResponse, form: str) -> Graph:
    return Graph().parse(data=answer.data, format=form, publicID=BASE)


def from_jsonld(client: FlaskClient, answer: TestResponse) -> Graph:
    """The graph that PyLD reads, the context taken from the site itself."""
    document = json.loads(answer.data)
    assert document["@context"] == f"{BASE}ns/context.jsonld"
    document["@context"] = client.get("/ns/context.jsonld").get_json()["@context"]
    lines = jsonld.to_rdf(document, {"format": "application/n-quads"})
    return Graph().parse(data=lines, format="nt")


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_format_is_the_same_graph(client: FlaskClient, address: str) -> None:
    expected = parsed(client.get(f"{address}.nt"), "nt")
    assert len(expected) > 0
    for suffix, kind, form in FORMATS:
        answer = client.get(f"{address}.{suffix}")
        assert (answer.status_code, answer.mimetype) == (200, kind)
        assert isomorphic(parsed(answer, form), expected), suffix
    answer = client.get(f"{address}.jsonld")
    assert answer.mimetype == "application/ld+json"
    assert isomorphic(from_jsonld(client, answer), expected)


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize(("suffix", "kind", "_"), FORMATS)
def test_negotiated(client: FlaskClient, address: str, suffix: str, kind: str, _: str) -> None:
    answer = client.get(address, headers={"Accept": kind})
    named = client.get(f"{address}.{suffix}")
    assert answer.headers["Content-Location"] == f"{address}.{suffix}"
    assert answer.headers["ETag"] == named.headers["ETag"]
    assert answer.data == named.data
    assert "Accept" in answer.vary
    assert "Accept" not in named.vary


@pytest.mark.parametrize(
    ("address", "status"),
    [
        (f"/data/project/{PLAIN}.csv", 200),
        ("/data/region/lv-kurzeme.csv", 404),
        (f"/data/project/{PLAIN}.json", 404),
        (f"/data/project/{PLAIN}.ttl.ttl", 404),
        ("/data/project/.ttl", 404),
        ("/data/person/someone", 404),
        ("/data/source/made-up/none.csv", 404),
        ("/data/source/made-up/projects.csv", 200),
        ("/data/source/ma%20de-up/projects.csv", 404),
        ("/data/graph/none", 404),
        ("/data/graph/made-up.csv", 404),
        ("/catalog.xyz", 404),
        ("/code/none", 404),
        ("/code/status/none", 404),
        ("/code/status/%00", 404),
        ("/ns/none", 404),
        ("/ns/esf/0.0.0", 404),
        ("/ns/esf.xyz", 404),
    ],
)
def test_what_there_is(client: FlaskClient, address: str, status: int) -> None:
    answer = client.get(address, headers={"Accept": "text/turtle, */*;q=0.1"})
    assert answer.status_code == status


def test_what_xml_cannot_hold_is_refused_in_xml_alone(tmp_path: Path) -> None:
    build_release(tmp_path, FIRST, title="Til\\u0001ts")
    with served(tmp_path) as client:
        refused = client.get(f"/data/project/{PLAIN}.rdf")
        assert refused.status_code == 406
        assert "U+0001" in refused.get_json()["detail"]
        assert "\\u0001" in client.get(f"/data/project/{PLAIN}.ttl").get_data(as_text=True)
        page = client.get(f"/data/project/{PLAIN}.rdf", headers={"Accept": "text/html"})
        assert "RDF/XML nevar ietvert rakstzīmi U+0001" in page.get_data(as_text=True)


def test_page_alone_is_not_acceptable(client: FlaskClient) -> None:
    answer = client.get(f"/data/project/{PLAIN}", headers={"Accept": "image/png"})
    assert answer.status_code == 406
    assert "application/ld+json" in answer.get_json()["choices"]


def test_links_of_a_document(client: FlaskClient) -> None:
    links = client.get(f"/data/project/{PLAIN}.nt").headers["Link"].split(", ")
    assert f'</id/project/{PLAIN}>; rel="describes"' in links
    assert f'</lv/project/{PLAIN}>; rel="alternate"; type="text/html"; hreflang="lv"' in links
    assert f'</data/project/{PLAIN}.csv>; rel="alternate"; type="text/csv"' in links
    region = client.get("/data/region/lv-kurzeme.nt").headers["Link"].split(", ")
    assert not [link for link in region if "text/csv" in link]


def test_document_without_a_release_before_the_thing(client: FlaskClient) -> None:
    decomposed = quote("U\u0304M-2014-1.5")
    answer = client.get(f"/data/project/{decomposed}.ttl")
    assert answer.headers["Location"] == f"/data/project/{quote(UNICODE)}.ttl"


@pytest.mark.parametrize("name", ["made-up", "shared", "vocabulary", "catalogue"])
def test_graphs(client: FlaskClient, name: str) -> None:
    answer = client.get(f"/data/graph/{name}", headers={"Accept": "text/turtle"})
    assert answer.headers["Content-Location"] == f"/data/graph/{name}.ttl"
    lines = client.get(f"/data/graph/{name}.nt")
    assert isomorphic(parsed(answer, "turtle"), parsed(lines, "nt"))
    xml = client.get(f"/data/graph/{name}.rdf")
    assert isomorphic(parsed(xml, "xml"), parsed(lines, "nt"))
    objects = client.get(f"/data/graph/{name}.jsonld")
    assert isomorphic(from_jsonld(client, objects), parsed(lines, "nt"))


def test_vocabulary_as_it_was_written(client: FlaskClient) -> None:
    answer = client.get("/ns/esf", headers={"Accept": "text/turtle"})
    assert b"SPDX-License-Identifier" in answer.data
    version = client.get(f"/ns/esf/{vocabulary_version()}", headers={"Accept": "text/turtle"})
    assert version.data == answer.data


def test_context(client: FlaskClient) -> None:
    answer = client.get("/ns/context.jsonld")
    assert answer.mimetype == "application/ld+json"
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert "max-age=86400" in answer.headers["Cache-Control"]


def test_catalogue_and_void(client: FlaskClient) -> None:
    headers = {"Accept": "text/html", "Accept-Language": "en"}
    page = client.get("/catalog", headers=headers)
    assert (page.status_code, page.headers["Location"]) == (303, "/en/data")
    void = client.get("/.well-known/void", headers={"Accept": "text/turtle"})
    assert void.data == client.get("/catalog.ttl").data
    assert void.headers["Content-Location"] == "/catalog.ttl"


def test_catalogue_keeps_its_datatypes(client: FlaskClient) -> None:
    graph = parsed(client.get("/catalog.nt"), "nt")
    sizes = set(graph.objects(None, DCAT.byteSize))
    assert {size.datatype for size in sizes if isinstance(size, Literal)} == {
        XSD.nonNegativeInteger
    }


@pytest.mark.parametrize("address", [f"/data/project/{PLAIN}", "/catalog", "/ns/esf"])
def test_plain_json_is_json_ld(client: FlaskClient, address: str) -> None:
    answer = client.get(address, headers={"Accept": "application/json"})
    assert (answer.status_code, answer.mimetype) == (200, "application/json")
    named = client.get(address, headers={"Accept": "application/ld+json"})
    assert named.mimetype == "application/ld+json"
    assert named.data == answer.data
    assert named.headers["ETag"] != answer.headers["ETag"]
    assert answer.headers["Content-Location"] == f"{address}.jsonld"


def test_plain_json_of_a_thing(client: FlaskClient) -> None:
    answer = client.get(
        f"/id/project/{PLAIN}", headers={"Accept": "application/json"}, follow_redirects=True
    )
    assert (answer.status_code, answer.mimetype) == (200, "application/json")
