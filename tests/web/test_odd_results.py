# SPDX-License-Identifier: EUPL-1.2
"""Results that no register has: the query page shows them as they are, in bounded space."""

from __future__ import annotations

import csv
import io
import json
from xml.etree import ElementTree

import pytest
from flask.testing import FlaskClient
from rdflib import Literal
from rdflib.util import from_n3

XSD = "PREFIX xsd: <http://www.w3.org/2001/XMLSchema#> "
ODD = [
    "123456789012345678901234567890",
    "1E300",
    "-0.00000000000000000000000000000001",
    '"1E+1000"^^xsd:integer',
    '"1E-1000000"^^xsd:integer',
    '"1E-3000000"^^xsd:integer',
    '"INF"^^xsd:double',
    '"NaN"^^xsd:double',
    '"many"^^xsd:decimal',
    "<http://a℀b/>",
    "<http://[/>",
    '"<script>alert(1)</script>"',
    "<<( <x:a> <x:b> 1 )>>",
    "<<( <x:a> <x:b> <<( <x:c> <x:d> '<script>alert(1)</script>'@lv )>> )>>",
]


@pytest.mark.parametrize("language", ["lv", "en"])
@pytest.mark.parametrize("value", ODD)
def test_odd_value_is_shown(client: FlaskClient, value: str, language: str) -> None:
    query = f"{XSD} SELECT ({value} AS ?x) {{ VALUES ?row {{ 1 2 3 4 5 }} }}"
    answer = client.get(
        "/sparql", query_string={"query": query, "lang": language}, headers={"Accept": "text/html"}
    )
    assert answer.status_code in (200, 400)
    assert len(answer.data) < 100_000
    assert b"<script>alert" not in answer.data


def test_a_triple_term_is_shown_as_it_is_written(client: FlaskClient) -> None:
    query = "SELECT (<<( <x:a> <x:b> <<( <x:c> <x:d> 'e' )>> )>> AS ?x) {}"
    answer = client.get("/sparql", query_string={"query": query}, headers={"Accept": "text/html"})
    assert "&lt;&lt;( x:a x:b &lt;&lt;( x:c x:d e )&gt;&gt; )&gt;&gt;" in answer.text


XML = "application/sparql-results+xml"
NO_XML = [
    (r'SELECT ("a\u0001b" AS ?x) {}', XML, "text/csv"),
    (r'SELECT ("\uFFFE" AS ?x) {}', "text/xml", "application/json"),
    (r'CONSTRUCT { <x:a> <x:b> "\u000B" } {}', "application/rdf+xml", "text/turtle"),
    ("CONSTRUCT { <x:a> <http://e/1> 1 } {}", "application/rdf+xml", "application/ld+json"),
    ("CONSTRUCT { <x:a> a <http://e/> } {}", "application/xml", "application/n-triples"),
]


@pytest.mark.parametrize(("query", "xml", "other"), NO_XML)
def test_what_xml_cannot_hold(client: FlaskClient, query: str, xml: str, other: str) -> None:
    refused = client.get("/sparql", query_string={"query": query}, headers={"Accept": xml})
    assert refused.status_code == 406
    assert "Ask for another format" in refused.get_json()["detail"]
    answer = client.get("/sparql", query_string={"query": query}, headers={"Accept": other})
    assert (answer.status_code, answer.mimetype) == (200, other)


LITERAL = "{http://www.w3.org/2005/sparql-results#}literal"
TEXT = 'a,"b"\t\\c\r\nd\re \u2028f\u0085'


def test_odd_text_is_read_back(client: FlaskClient) -> None:
    query = f"SELECT ({json.dumps(TEXT)} AS ?x) (1 AS ?y) {{}}"

    def asked(kind: str) -> bytes:
        headers = {"Accept": kind}
        answer = client.get("/sparql", query_string={"query": query}, headers=headers)
        return answer.get_data()

    assert [each.text for each in ElementTree.fromstring(asked(XML)).iter(LITERAL)] == [TEXT, "1"]
    rows = csv.reader(io.StringIO(asked("text/csv").decode(), newline=""), strict=True)
    assert list(rows) == [["x", "y"], [TEXT, "1"]]
    head, row, end = asked("text/tab-separated-values").decode().split("\n")
    assert (head, row.count("\t"), end) == ("?x\t?y", 1, "")
    assert from_n3(row.split("\t")[0]) == Literal(TEXT)
