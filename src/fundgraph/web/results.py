# SPDX-License-Identifier: EUPL-1.2
"""The answer of a query as the query page shows it: the first rows, and links to the whole."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from fundgraph.store.formats import SOLUTION_TYPES, ResultKind, media_types
from fundgraph.store.queries import Answer, Query
from fundgraph.web.addresses import path
from fundgraph.web.formats import RDF
from fundgraph.web.values import Link, QueryResult

# What keeps the page within 60 kB as it is sent: rows, cells, characters of texts or of a graph.
SHOWN = 500
_MOST_CELLS = 2500
_MOST_TEXT = 60_000
_MOST_READ = 4_000_000
Row = Mapping[str, Mapping[str, str]]

# The formats that the page links: `/sparql?query=…&format=csv`.
NAMED = {
    "json": SOLUTION_TYPES[0],
    "xml": SOLUTION_TYPES[1],
    "csv": SOLUTION_TYPES[2],
    "tsv": SOLUTION_TYPES[3],
    **{fmt.suffix: fmt.media_type for fmt in RDF},
}
_LABELS = {"json": "JSON", "xml": "XML", "csv": "CSV", "tsv": "TSV"} | {
    fmt.suffix: fmt.label for fmt in RDF
}


def shown(query: Query, answer: Answer) -> QueryResult:
    """What the page shows of an answer in JSON or Turtle: at most 500 rows and 2,500 cells of a
    table, 60,000 characters of their texts or of a graph."""
    formats = _formats(query, answer.kind)
    with answer.body as body:
        text = body.read(_MOST_READ).decode(errors="ignore")
    if answer.kind is ResultKind.GRAPH:
        graph = _beginning(text)
        return QueryResult(graph=graph, total=answer.rows, cut=graph != text, formats=formats)
    if answer.kind is ResultKind.BOOLEAN:
        return QueryResult(boolean=json.loads(text)["boolean"], formats=formats)
    head, rows = _table(text)
    return QueryResult(head, rows, answer.rows, cut=len(rows) < answer.rows, formats=formats)


def _beginning(graph: str) -> str:
    """The first lines of a graph."""
    return graph if len(graph) <= _MOST_TEXT else graph[: graph.rfind("\n", 0, _MOST_TEXT) + 1]


def _table(text: str) -> tuple[tuple[str, ...], tuple[Row, ...]]:
    """The variables and first rows of a table in JSON that may have been cut."""
    decoder = json.JSONDecoder()
    head, at = decoder.raw_decode(text, text.index("{", 1))
    rows: list[Row] = []
    at = text.index("[", at) + 1
    most = min(SHOWN, _MOST_CELLS // max(1, len(head.get("vars", ()))))
    room = _MOST_TEXT
    while len(rows) < most and room > 0 and text[at : at + 1] in ("{", ","):
        try:
            row, at = decoder.raw_decode(text, at + (text[at] == ","))
        except json.JSONDecodeError:
            break
        rows.append({name: _plain(value) for name, value in row.items()})
        room -= sum(len(each["value"]) for each in rows[-1].values() if each["type"] != "uri")
    return tuple(head.get("vars", ())), tuple(rows)


def _plain(value: Mapping[str, Any]) -> Mapping[str, str]:
    """A value as the page shows it: a triple term as it is written."""
    return {"type": "literal", "value": _written(value)} if value["type"] == "triple" else value


def _written(value: Mapping[str, Any]) -> str:
    if value["type"] != "triple":
        return str(value["value"])
    parts = (_written(value["value"][part]) for part in ("subject", "predicate", "object"))
    return f"<<( {' '.join(parts)} )>>"


def asked(query: Query) -> list[tuple[str, str]]:
    """A query with its graphs as parameters of the protocol."""
    return [
        ("query", query.text),
        *(("default-graph-uri", graph) for graph in query.default_graphs),
        *(("named-graph-uri", graph) for graph in query.named_graphs),
    ]


def _formats(query: Query, kind: ResultKind) -> tuple[Link, ...]:
    """The same query in each format for programs."""
    types = media_types(kind)
    return tuple(
        Link(
            path("/sparql") + "?" + urlencode([*asked(query), ("format", name)]),
            "alternate",
            media_type,
            label=_LABELS[name],
        )
        for name, media_type in NAMED.items()
        if media_type in types
    )
