# SPDX-License-Identifier: EUPL-1.2
"""Results that no register has: the query page shows them as they are, in bounded space."""

import pytest
from flask.testing import FlaskClient

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
