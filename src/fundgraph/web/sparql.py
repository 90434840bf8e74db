# SPDX-License-Identifier: EUPL-1.2
"""`/sparql`: the protocol for programs, the query page for people, at one address."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from urllib.parse import urlencode

from flask import Blueprint, Response, request

from fundgraph.errors import BadRequest, HttpError
from fundgraph.store.formats import GRAPH_TYPES, SOLUTION_TYPES, ResultKind, media_types
from fundgraph.store.queries import Answer, Query
from fundgraph.store.scan import scan
from fundgraph.web import conditional, pages, problems, protocol, service
from fundgraph.web.addresses import path
from fundgraph.web.documents import respond, serialised
from fundgraph.web.formats import BY_MEDIA_TYPE, DOCUMENTS
from fundgraph.web.negotiation import HTML, media_type, preferred, vary
from fundgraph.web.site import release
from fundgraph.web.values import Link, QueryResult

blueprint = Blueprint("sparql", __name__)
SHOWN = 1000
JSON, XML = SOLUTION_TYPES[0], SOLUTION_TYPES[1]
# What general clients call the same formats.
ALIASES = {"application/json": JSON, "application/xml": XML, "text/xml": XML}
NAMED = {
    "json": JSON,
    "xml": XML,
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
    **{fmt.suffix: fmt.media_type for fmt in DOCUMENTS if fmt.media_type in GRAPH_TYPES},
}
_CHANGING = re.compile(r"\b(?:NOW|RAND|UUID|STRUUID|BNODE)\s*\(", re.IGNORECASE)


@blueprint.route("/sparql", methods=["GET", "POST"])
def sparql() -> Response:
    """The result of a query; without one, the description of the service; pages for browsers."""
    query, named = protocol.requested()
    if query is None:
        return _without_query()
    if named is None and preferred((*SOLUTION_TYPES, *ALIASES, *GRAPH_TYPES, HTML)) == HTML:
        vary("Accept")
        return _page(query)
    kind = _kind(query)
    return _result(query, _chosen(kind, named))


def _without_query() -> Response:
    offered = [fmt.media_type for fmt in DOCUMENTS if fmt.media_type in GRAPH_TYPES]
    chosen = media_type((*offered, HTML))
    if chosen == HTML:
        return Response(pages.query_page(""), content_type=f"{HTML}; charset=utf-8")
    fmt = BY_MEDIA_TYPE[chosen]
    return respond("/sparql", fmt, lambda: serialised(service.description(), fmt))


def _kind(query: Query) -> ResultKind:
    form = scan(query.text).form
    return form.kind if form else ResultKind.SOLUTIONS  # the engine will say what is wrong


def _chosen(kind: ResultKind, named: str | None) -> str:
    """The media type of the answer: the one that `format=` names, else by Accept."""
    types = media_types(kind)
    if named is None:
        return media_type((*types, *(() if kind is ResultKind.GRAPH else ALIASES)))
    if NAMED.get(named) not in types:
        known = ", ".join(name for name, each in NAMED.items() if each in types)
        raise BadRequest(f"There is no format {named!r} for this query; there are {known}.")
    return NAMED[named]


def _result(query: Query, chosen: str) -> Response:
    etag = None if _CHANGING.search(query.text) else _tag(query, chosen)
    known = conditional.unchanged(etag) if etag else None
    if known:
        response = Response(status=304)
    else:
        answer = _run(query, ALIASES.get(chosen, chosen))
        response = Response(answer.chunks)
        response.content_length = answer.length
    text = chosen.startswith("text/")
    response.content_type = f"{chosen}; charset=utf-8" if text else chosen
    if etag is None:
        response.headers["Cache-Control"] = "no-store"
    elif request.method != "POST":
        response.set_etag(known or etag)
    return response


def _tag(query: Query, chosen: str) -> str:
    """An answer follows from the release, the query, its graphs and the format."""
    graphs = ("\n".join(query.default_graphs), "\n".join(query.named_graphs))
    return conditional.tag("query", chosen, query.text, *graphs)


def _run(query: Query, chosen: str) -> Answer:
    return release().queries.run(query, chosen, client=request.remote_addr or "")


def _page(query: Query) -> Response:
    """The query page with the result, or with what is wrong with the query."""
    try:
        kind = _kind(query)
        result = _shown(query, kind)
    except HttpError as error:
        problem = problems.problem(error)
        page = pages.query_page(query.text, problem=problem)
        return Response(page, problem.status, error.headers, content_type=f"{HTML}; charset=utf-8")
    return Response(
        pages.query_page(query.text, result=result), content_type=f"{HTML}; charset=utf-8"
    )


def _shown(query: Query, kind: ResultKind) -> QueryResult:
    formats = _formats(query, kind)
    if kind is ResultKind.GRAPH:
        turtle = b"".join(_run(query, GRAPH_TYPES[0]).chunks).decode()
        return QueryResult(graph=turtle, formats=formats)
    found = json.loads(b"".join(_run(query, JSON).chunks))
    if kind is ResultKind.BOOLEAN or "boolean" in found:
        return QueryResult(boolean=found["boolean"], formats=formats)
    rows: list[Mapping[str, Mapping[str, str]]] = found["results"]["bindings"]
    return QueryResult(
        variables=tuple(found["head"].get("vars", ())),
        rows=tuple(rows[:SHOWN]),
        total=len(rows),
        formats=formats,
    )


def _formats(query: Query, kind: ResultKind) -> tuple[Link, ...]:
    """The same query in each format for programs."""
    asked = [("query", query.text)]
    asked += [("default-graph-uri", graph) for graph in query.default_graphs]
    asked += [("named-graph-uri", graph) for graph in query.named_graphs]
    types = media_types(kind)
    return tuple(
        Link(path("/sparql") + "?" + urlencode([*asked, ("format", name)]), "alternate", each)
        for name, each in NAMED.items()
        if each in types
    )
