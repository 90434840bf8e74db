# SPDX-License-Identifier: EUPL-1.2
"""The answer of a query as the query page shows it: the first rows, and links to the whole."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from markupsafe import Markup, escape

from fundgraph.store.formats import SOLUTION_TYPES, ResultKind, media_types
from fundgraph.store.queries import Answer, Query
from fundgraph.web.addresses import path
from fundgraph.web.formats import RDF
from fundgraph.web.values import Link, QueryResult

# What keeps the page within 60 kB as it is sent: rows, cells, characters of texts or of a graph.
# IRIs of an ordinary length take no room: the page has names in their place.
SHOWN = 500
_ORDINARY = 100
_LONGEST_IRI = 1000
_MOST_CELLS = 2500
_MOST_TEXT = 60_000
_MOST_READ = 4_000_000
_BROKEN_ENTITY = re.compile(r"&[^;]*\Z")
Value = Mapping[str, str]
Row = Mapping[str, Value]

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
    table, 60,000 characters of their texts or of a graph; a value that is cut ends in “…”."""
    formats = _formats(query, answer.kind)
    with answer.body as body:
        text = body.read(_MOST_READ).decode(errors="ignore")
    if answer.kind is ResultKind.GRAPH:
        graph = _beginning(text)
        return QueryResult(graph=graph, total=answer.rows, cut=graph != text, formats=formats)
    if answer.kind is ResultKind.BOOLEAN:
        return QueryResult(boolean=json.loads(text)["boolean"], formats=formats)
    head, rows, cut = _table(text)
    cut = cut or len(rows) < answer.rows
    return QueryResult(head, rows, answer.rows, cut=cut, formats=formats)


def _beginning(graph: str) -> str:
    """The first lines of a graph."""
    return graph if len(graph) <= _MOST_TEXT else graph[: graph.rfind("\n", 0, _MOST_TEXT) + 1]


def _table(text: str) -> tuple[tuple[str, ...], tuple[Row, ...], bool]:
    """The variables and first rows of a table in JSON that may have been cut, and whether values of
    these rows are."""
    decoder = json.JSONDecoder()
    head, at = decoder.raw_decode(text, text.index("{", 1))
    rows: list[Row] = []
    at = text.index("[", at) + 1
    most = min(SHOWN, _MOST_CELLS // max(1, len(head.get("vars", ()))))
    room, cut = _MOST_TEXT, False
    while len(rows) < most and room > 0 and text[at : at + 1] in ("{", ","):
        try:
            row, at = decoder.raw_decode(text, at + (text[at] == ","))
        except json.JSONDecodeError:
            break
        whole = {name: _plain(value) for name, value in row.items()}
        rows.append(_within(whole, room))
        cut = cut or any(rows[-1][name]["value"] != whole[name]["value"] for name in whole)
        room -= sum(map(_length, rows[-1].values()))
    return tuple(head.get("vars", ())), tuple(rows), cut


def _within(row: Row, room: int) -> Row:
    """A row with its longest values cut to the room there is."""
    found: dict[str, Value] = {}
    for name in sorted(row, key=lambda name: _length(row[name])):
        fits = _length(row[name]) <= room and not _is_too_long(row[name])
        found[name] = row[name] if fits else _beginning_of(row[name]["value"], room)
        room = max(0, room - _length(found[name]))
    return found


def _length(value: Value) -> int:
    """The characters that a value takes in the page."""
    written = len(escape(value["value"])) + len(value.get("xml:lang", ""))
    return 0 if value["type"] == "uri" and written <= _ORDINARY else written


def _is_too_long(value: Value) -> bool:
    """Whether a value is an IRI that no link should have: each is in the page several times."""
    return value["type"] == "uri" and len(value["value"]) > _LONGEST_IRI


def _beginning_of(text: str, room: int) -> Value:
    """The beginning of a value as a text, whatever it was: half a day or IRI is none."""
    written = _BROKEN_ENTITY.sub("", escape(text[:room])[:room])
    shown = Markup(written).unescape()
    return {"type": "literal", "value": shown if shown == text else f"{shown}…"}


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
