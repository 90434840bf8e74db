# SPDX-License-Identifier: EUPL-1.2
"""What the query page shows of an answer, however large the whole is."""

from __future__ import annotations

import json
from io import BytesIO

import pytest
from flask import Flask
from markupsafe import escape

from fundgraph.store.formats import ResultKind
from fundgraph.store.queries import Answer, Query
from fundgraph.vocabulary import XSD
from fundgraph.web import results


def answer(kind: ResultKind, text: str, rows: int = 0) -> Answer:
    body = BytesIO(text.encode())
    return Answer(kind, "application/json", len(body.getvalue()), rows, body)


def table(rows: int, width: int = 1) -> str:
    bindings = [{"a": {"type": "literal", "value": f"{n}" * width}} for n in range(rows)]
    return json.dumps({"head": {"vars": ["a", "b"]}, "results": {"bindings": bindings}})


@pytest.mark.parametrize("rows", [0, 1, 2, results.SHOWN, results.SHOWN + 1])
def test_table(app: Flask, rows: int) -> None:
    compact = table(rows).replace(", ", ",").replace(": ", ":")
    with app.test_request_context():
        found = results.shown(Query("…"), answer(ResultKind.SOLUTIONS, compact, rows))
    assert found.variables == ("a", "b")
    assert (found.total, len(found.rows)) == (rows, min(rows, results.SHOWN))
    assert [row["a"]["value"] for row in found.rows[:2]] == ["0", "1"][:rows]


def test_table_that_is_cut(app: Flask) -> None:
    whole = table(900, width=3000).replace(", ", ",").replace(": ", ":")
    with app.test_request_context():
        found = results.shown(Query("…"), answer(ResultKind.SOLUTIONS, whole, 900))
    assert 0 < len(found.rows) < 900
    assert found.total == 900


LONG = [
    {"type": "literal", "value": "x" * 1_000_000},
    {"type": "literal", "value": "&" * 1_000_000},
    {"type": "literal", "value": "9" * 1_000_000, "datatype": str(XSD.integer)},
    {"type": "literal", "value": "2012" + "0" * 1_000_000, "datatype": str(XSD.gYear)},
    {"type": "literal", "value": "x" * 100_000, "xml:lang": "x" + "-abcdefgh" * 100_000},
    {"type": "uri", "value": "urn:" + "/" * 1_000_000},
]


@pytest.mark.parametrize("value", LONG)
def test_a_long_value_is_cut(app: Flask, value: dict[str, str]) -> None:
    row = {"a": value, "b": {"type": "literal", "value": "short"}}
    text = json.dumps(
        {"head": {"vars": ["a", "b"]}, "results": {"bindings": [row, row]}}, separators=(",", ":")
    )
    with app.test_request_context():
        found = results.shown(Query("…"), answer(ResultKind.SOLUTIONS, text, 2))
    first = found.rows[0]
    assert found.cut
    assert first["b"]["value"] == "short"
    assert 0 < sum(len(escape(part)) for part in first["a"].values()) < 61_000
    assert value["value"].startswith(first["a"]["value"].removesuffix("…"))


@pytest.mark.parametrize("value", [True, False])
def test_boolean(app: Flask, value: bool) -> None:
    text = json.dumps({"head": {}, "boolean": value})
    with app.test_request_context():
        assert results.shown(Query("ASK {}"), answer(ResultKind.BOOLEAN, text)).boolean is value


def test_links_to_the_whole(app: Flask) -> None:
    query = Query("SELECT * {}", ("urn:x",), ("urn:y",))
    with app.test_request_context():
        found = results.shown(query, answer(ResultKind.SOLUTIONS, table(0).replace(", ", ",")))
    links = {link.label: link.href for link in found.formats}
    asked = "default-graph-uri=urn%3Ax&named-graph-uri=urn%3Ay"
    assert links["CSV"] == f"/sparql?query=SELECT+%2A+%7B%7D&{asked}&format=csv"
    assert set(links) == {"JSON", "XML", "CSV", "TSV"}
