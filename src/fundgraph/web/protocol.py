# SPDX-License-Identifier: EUPL-1.2
"""The read side of the SPARQL 1.1 Protocol: from a request to a query and its data set."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl

from flask import request

from fundgraph.errors import BadRequest, UnsupportedMediaType, UpdateRefused
from fundgraph.store.limits import MOST_PARAMETERS
from fundgraph.store.queries import Query
from fundgraph.web.bodies import body

FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
UPDATE = "application/sparql-update"
_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>\"{}|^`\\]*")
_CHARSETS = ("utf-8", "utf8", "us-ascii")  # the last is a part of the first
_READ_ONLY = "This service is read only: it takes queries, no updates."

Parameters = list[tuple[str, str]]


def requested() -> tuple[Query | None, tuple[str, ...]]:
    """The query of a request and the formats that it names (`format=csv`), outside its headers.

    The query is None for a GET without one, which asks for the description of the service. Raises
    BadRequest, UnsupportedMediaType, UpdateRefused.
    """
    parameters = _parameters(request.query_string)
    if request.method == "POST":
        parameters = _posted(parameters)
    texts = _all(parameters, "query")
    if _all(parameters, "update") or _all(parameters, "using-graph-uri"):
        raise UpdateRefused(_READ_ONLY)
    if len(texts) > 1:
        raise BadRequest("There is more than one query; send one.")
    graphs = _graphs(parameters, "default-graph-uri"), _graphs(parameters, "named-graph-uri")
    if not texts:
        if request.method == "POST":
            raise BadRequest("There is no query in this request.")
        return None, ()
    query = Query(texts[0], *graphs)
    return query, tuple(filter(None, _all(parameters, "format")))


def _posted(parameters: Parameters) -> Parameters:
    """The parameters of a POST: its form, or its body as the query beside those of the address."""
    kind = request.mimetype
    if kind == UPDATE:
        raise UpdateRefused(_READ_ONLY)
    if kind not in (FORM, QUERY):
        raise UnsupportedMediaType(f"Send a query as {FORM} or {QUERY}.")
    if request.mimetype_params.get("charset", "utf-8").lower() not in _CHARSETS:
        raise BadRequest("A query is sent in UTF-8.")
    sent = body()
    if kind == FORM:
        return [*parameters, *_parameters(sent)]
    return [*parameters, ("query", _text(sent))]


def _parameters(encoded: bytes) -> Parameters:
    try:
        return parse_qsl(
            _text(encoded),
            keep_blank_values=True,
            errors="strict",
            max_num_fields=MOST_PARAMETERS,
        )
    except UnicodeDecodeError as error:
        raise BadRequest("The request is not valid UTF-8.") from error
    except ValueError as error:
        raise BadRequest(
            f"The request has more than {MOST_PARAMETERS} parameters. Send fewer.",
            members={"limit": "query_parameters", "value": MOST_PARAMETERS},
        ) from error


def _text(encoded: bytes) -> str:
    try:
        return encoded.decode()
    except UnicodeDecodeError as error:
        raise BadRequest("The request is not valid UTF-8.") from error


def _graphs(parameters: Parameters, name: str) -> tuple[str, ...]:
    found = tuple(_all(parameters, name))
    for graph in found:
        if not _IRI.fullmatch(graph):
            raise BadRequest(f"A {name} is no absolute IRI.")
    return found


def _all(parameters: Parameters, name: str) -> list[str]:
    return [value for key, value in parameters if key == name]
