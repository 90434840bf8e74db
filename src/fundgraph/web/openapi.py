# SPDX-License-Identifier: EUPL-1.2
"""`/openapi.json`: every address of the site, what it takes and what it answers (OpenAPI 3.1)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from http import HTTPStatus

from flask import Blueprint, Response, current_app, jsonify
from werkzeug.routing import Rule

from fundgraph import __version__
from fundgraph.config import Settings
from fundgraph.store.limits import Limit
from fundgraph.web import access
from fundgraph.web.addresses import template
from fundgraph.web.negotiation import HTML
from fundgraph.web.openapi_operations import OPERATIONS, TEXT, Operation
from fundgraph.web.openapi_schemas import (
    HEADERS,
    IN_QUERY,
    OF_A_CONTENT,
    QUERY,
    SCHEMAS,
    SORTS,
    Json,
    in_path,
)
from fundgraph.web.problems import PROBLEM_JSON
from fundgraph.web.protocol import FORM
from fundgraph.web.site import site

blueprint = Blueprint("openapi", __name__)
_JSON = "application/json"
_SCHEMA_OF = {
    PROBLEM_JSON: "problem",
    _JSON: "json",
    "application/ld+json": "json",
    "application/sparql-results+json": "results",
}
REFUSALS = (400, 403, 404, 406, 410, 412, 413, 415, 416, 429, 503)
_COMMON = (
    "Every address with GET has HEAD and OPTIONS as well. Answers vary by Accept, Accept-Language "
    "and Accept-Encoding where Vary says so; each release has tags of its own, so that a client "
    "that sends If-None-Match is answered 304 until the next one. Errors come as a page, as "
    "application/problem+json or as text, as the client prefers. Parameters that are not listed "
    "count for nothing. A head that cannot be read is answered 400, 414, 417, 431, 501 or 505 at "
    "every address, always as application/problem+json; letters that are not percent-encoded are "
    "sent on (301) to the address that has them so."
)


@blueprint.get("/openapi.json")
def description() -> Response:
    """The description of the site under its settings."""
    return jsonify(document(site().settings, current_app.url_map.iter_rules()))


def document(settings: Settings, rules: Iterable[Rule]) -> Json:
    """The description of routes as an OpenAPI document."""
    known = sorted(rules, key=lambda rule: rule.rule)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": settings.title or "Fundgraph",
            "version": __version__,
            "description": _COMMON,
        },
        "servers": [{"url": settings.base_iri.rstrip("/")}],
        "paths": {template(rule.rule): _methods(rule, settings) for rule in known},
        "components": {"schemas": SCHEMAS, "headers": HEADERS, "responses": _refusals()},
    }


def _methods(rule: Rule, settings: Settings) -> Json:
    described = OPERATIONS[rule.endpoint]
    forms = {**in_path(settings), **described.path}
    parts: list[Json] = [
        {"name": name, "in": "path", "required": True, "schema": forms[name]}
        for name in re.findall(r"{(\w+)}", template(rule.rule))
    ]
    methods: Json = {"get": _operation(rule, described, settings, parts)}
    if described.bodies:
        methods["post"] = _operation(rule, described, settings, parts, bodies=described.bodies)
    return methods


def _operation(
    rule: Rule,
    described: Operation,
    settings: Settings,
    parts: list[Json],
    *,
    bodies: tuple[str, ...] = (),
) -> Json:
    method = "post" if bodies else "get"
    found: Json = {
        "operationId": f"{rule.endpoint}.{method}",
        "summary": described.summary,
        "tags": [described.tag],
        "parameters": [*parts, *_parameters(rule, described, posted=bool(bodies))],
        "responses": _responses(described, posted=bool(bodies)),
    }
    if described.limits:
        bounds = described.limits(settings)
        found["description"], found["x-limits"] = _stated(described.told, bounds), _limits(bounds)
    if bodies:
        content = {kind: {"schema": _form() if kind == FORM else QUERY} for kind in bodies}
        found["requestBody"] = {"required": True, "content": content}
    return found


def _parameters(rule: Rule, described: Operation, *, posted: bool) -> Iterator[Json]:
    for name in described.query:
        if posted and name in ("query", "lang"):
            continue
        schema, told = IN_QUERY[name]
        found: Json = {"name": name, "in": "query", "description": told, "schema": schema}
        orders = SORTS.get(rule.rule.rpartition("/")[2])
        if name == "sort" and orders:
            found["examples"] = {order: {"value": order} for order in orders}
        yield found
    text: Json = {"type": "string"}
    if described.cached and not posted and described.types:
        yield {"name": "If-None-Match", "in": "header", "schema": text}
    if described.ranges:
        yield {"name": "Range", "in": "header", "schema": text}


def _form() -> Json:
    names = ("default-graph-uri", "named-graph-uri", "format")
    others = {name: IN_QUERY[name][0] for name in names}
    return {"type": "object", "required": ["query"], "properties": {"query": QUERY, **others}}


def _responses(described: Operation, *, posted: bool) -> Json:
    found: Json = {}
    if described.types:
        content = _content(described.types, described.schema)
        found["200"] = _answer(200, content, *OF_A_CONTENT)
        if described.cached and not posted:
            found["304"] = _answer(304, None, *OF_A_CONTENT)
    if described.ranges:
        found["206"] = _answer(206, content, *OF_A_CONTENT, "Content-Range", "Expires")
    for status in described.redirects:
        found[str(status)] = _answer(status, None, "Location", "Cache-Control", "Vary", "Link")
    refused = {400, *described.errors} | ({406} if described.negotiated else set())
    refused |= {416} if described.ranges else set()
    refused |= {415} if posted else {412} if described.types else set()
    for status in sorted(refused):
        found[str(status)] = {"$ref": f"#/components/responses/{status}"}
    return found


def _refusals() -> Json:
    """The errors: everywhere the same problem in three forms."""
    content = _content((PROBLEM_JSON, HTML, TEXT))
    return {
        str(status): _answer(status, content, "Cache-Control", "Vary", "Retry-After")
        for status in REFUSALS
    }


def _answer(status: int, content: Json | None, *headers: str) -> Json:
    named = (access.HEADER, *headers)
    found: Json = {
        "description": HTTPStatus(status).phrase,
        "headers": {name: {"$ref": f"#/components/headers/{name}"} for name in named},
    }
    return {**found, "content": content} if content else found


def _content(types: tuple[str, ...], schema: str = "") -> Json:
    known = {**_SCHEMA_OF, **({_JSON: schema} if schema else {})}
    forms = {kind: known.get(kind, "text") for kind in types}
    return {
        kind: {"schema": {"$ref": f"#/components/schemas/{form}"}} for kind, form in forms.items()
    }


def _limits(bounds: Iterable[Limit]) -> Json:
    return {
        each.name: {
            "value": each.value,
            "unit": each.unit,
            "meaning": each.meaning,
            "advice": each.advice,
        }
        for each in bounds
    }


def _stated(told: str, bounds: Iterable[Limit]) -> str:
    """The limits in words."""
    lines = (f"- {each.name}: {each.meaning}, {each.value:g} {each.unit}" for each in bounds)
    return f"{told} Limits:\n\n" + "\n".join(lines)
