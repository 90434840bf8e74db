# SPDX-License-Identifier: EUPL-1.2
"""`/sparql`: the protocol for programs, the query page for people, at one address."""

from __future__ import annotations

import select
import time
from collections.abc import Callable

from flask import Blueprint, Response, g, request

from fundgraph.errors import BadRequest, HttpError, NotAcceptable
from fundgraph.store.channel import HANGUP
from fundgraph.store.flights import changes
from fundgraph.store.formats import GRAPH_TYPES, SOLUTION_TYPES, ResultKind
from fundgraph.store.queries import Answer, Query
from fundgraph.web import (
    clients,
    conditional,
    graph_results,
    pages,
    problems,
    protocol,
    result_types,
    results,
    service,
)
from fundgraph.web.documents import respond, serialised
from fundgraph.web.formats import (
    BY_MEDIA_TYPE,
    RDF,
    DocumentFormat,
    media_types,
    with_charset,
)
from fundgraph.web.negotiation import HTML, NothingAcceptable, media_type, preferred, vary
from fundgraph.web.query.picturing import query_picture
from fundgraph.web.query.terms import terms
from fundgraph.web.result_types import GRAPH_ALIASES, JSON_LD, N_TRIPLES, SOLUTION_ALIASES
from fundgraph.web.site import release

blueprint = Blueprint("sparql", __name__)
DESCRIBED = media_types(RDF)
_SOLUTIONS = (*SOLUTION_TYPES, *SOLUTION_ALIASES)
_GRAPHS = (*GRAPH_TYPES, *GRAPH_ALIASES)
_PAGE = f"{HTML}; charset=utf-8"
blueprint.get("/sparql/terms.<language:language>.json")(terms)


@blueprint.route("/sparql", methods=["GET", "POST"])
def sparql() -> Response:
    """The result of a query; without one, the description of the service; pages for browsers."""
    query, named = protocol.requested()
    if query is None:
        return _without_query()
    vary("Accept")
    if result_types.is_picture(named):
        return _picture(query)
    solutions, graph = result_types.named(named)
    if not (solutions or graph):
        if preferred((*SOLUTION_TYPES, *_GRAPHS, HTML)) == HTML:
            return _page(query)
        _check_known(named)
    return _result(query, *_preferred(solutions, graph))


def _without_query() -> Response:
    chosen = media_type((*DESCRIBED, HTML))
    if chosen == HTML:
        return Response(pages.query_page(Query("")), content_type=_PAGE)
    fmt = BY_MEDIA_TYPE[chosen]
    return respond("/sparql", fmt, lambda: serialised(service.description(), fmt))


def _preferred(solutions: str | None, graph: str | None) -> tuple[str | None, str | None]:
    """The media types for solutions and for graphs: those named, else those that the client
    prefers; None where it takes none."""
    chosen = solutions or preferred(_SOLUTIONS), graph or preferred(_GRAPHS)
    if chosen == (None, None):
        raise NothingAcceptable((*SOLUTION_TYPES, *GRAPH_TYPES))
    return chosen


def _check_known(named: tuple[str, ...]) -> None:
    """Raises BadRequest for a format of no meaning, where the Accept header says nothing either."""
    if named and not request.headers.get("Accept", "").strip():
        known = ", ".join(result_types.NAMES)
        raise BadRequest(f"There is no format {named[0]!r}; there are {known}.")


def _result(query: Query, solutions: str | None, graph: str | None) -> Response:
    form = graph_results.asked(graph)
    kinds = solutions or "", form.content_type if form else graph or ""
    etag = None if changes(query.text) else _tag(query, *kinds)
    # `*` means any representation there is: whether there is one is known only by running.
    any_tag = request.if_none_match.star_tag
    known = conditional.unchanged(etag) if etag and not any_tag else None
    response = Response(status=304) if known else _answered(query, solutions, graph, form)
    if etag is None:
        response.headers["Cache-Control"] = "no-store"
    elif request.method != "POST":
        response.set_etag(known or etag)
    return response


def _answered(
    query: Query, solutions: str | None, graph: str | None, form: DocumentFormat | None
) -> Response:
    """The answer to a query; of a graph in JSON-LD in its form, where it is not too large."""
    wanted = SOLUTION_ALIASES.get(solutions or "", solutions)
    answer = _run(query, wanted, N_TRIPLES if form else GRAPH_ALIASES.get(graph or "", graph))
    if not form or answer.kind is not ResultKind.GRAPH:
        return _streamed(answer, _content_type(answer, solutions, graph))
    with answer.body, release().queries.shown.place(clients.client(), gone=_gone()):
        content = graph_results.written(answer, form)
    if content is not None:
        return Response(content, content_type=form.content_type)
    form = graph_results.engines(form)
    return _streamed(_run(query, wanted, JSON_LD), form.content_type)


def _streamed(answer: Answer, content_type: str) -> Response:
    response = Response(answer.chunks(), content_type=content_type)
    response.call_on_close(answer.close)
    response.content_length = answer.length
    return response


def _tag(query: Query, *types: str) -> str:
    """An answer follows from the release, the query, its graphs and the format."""
    graphs = ("\n".join(query.default_graphs), "\n".join(query.named_graphs))
    return conditional.tag("query", *types, query.text, *graphs)


def _run(query: Query, solutions: str | None, graph: str | None) -> Answer:
    return release().queries.run(
        query, solution_type=solutions, graph_type=graph, client=clients.client(), gone=_gone()
    )


def _gone() -> Callable[[], bool] | None:
    """What says whether the client of this request has hung up."""
    connection = request.environ.get("gunicorn.socket")
    if connection is None:
        return None
    poll = select.poll()
    poll.register(connection, HANGUP)
    return lambda: bool(poll.poll(0))


def _content_type(answer: Answer, solutions: str | None, graph: str | None) -> str:
    """The media type of an answer, under the name that the client asked for."""
    asked = graph if answer.kind is ResultKind.GRAPH else solutions
    return with_charset(asked or answer.media_type)


def _picture(query: Query) -> Response:
    """The chart or map of a result as a file."""
    if g.get("language_negotiated"):
        vary("Accept-Language")
    answer = _run(query, SOLUTION_TYPES[0], GRAPH_TYPES[0])
    with answer.body, release().queries.shown.place(clients.client(), gone=_gone()):
        drawn = query_picture(query, results.shown(query, answer))
    if drawn is None:
        raise NotAcceptable("The result of this query cannot be drawn. Ask for it as a table.")
    response = Response(drawn, content_type=with_charset(result_types.SVG))
    if changes(query.text):
        response.headers["Cache-Control"] = "no-store"
    return response


def _page(query: Query) -> Response:
    """The query page with the result, or with what is wrong with the query."""
    asked = time.monotonic()
    try:
        answer = _run(query, SOLUTION_TYPES[0], GRAPH_TYPES[0])
        took = time.monotonic() - asked
        # To show a large table takes this process longer than to find it may take another.
        with answer.body, release().queries.shown.place(clients.client(), gone=_gone()):
            result = results.shown(query, answer)
            page = pages.query_page(query, result=result, took=took)
    except HttpError as error:
        problem = problems.problem(error)
        page = pages.query_page(query, problem=problem)
        response = Response(page, problem.status, error.headers, content_type=_PAGE)
        response.headers["Cache-Control"] = problems.freshness(problem.status)
        return response
    return Response(page, content_type=_PAGE)
