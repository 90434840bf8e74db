# SPDX-License-Identifier: EUPL-1.2
"""`/openapi.json` against the site: every route is in it, and requests drawn from it are answered
as it says."""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import hypothesis
import pytest
import schemathesis
from flask import Flask
from hypothesis import strategies as st
from schemathesis import GenerationMode
from schemathesis.openapi import format as string_format
from schemathesis.schemas import BaseSchema
from werkzeug.test import run_wsgi_app

from fundgraph.config import Settings
from fundgraph.store.limits import limits
from fundgraph.web.addresses import template
from fundgraph.web.app import create_app
from fundgraph.web.clients import OF_A_CLIENT, OF_ALL
from fundgraph.web.headers import ALWAYS
from fundgraph.web.openapi import document
from fundgraph.web.openapi_operations import OPERATIONS
from fundgraph.web.openapi_schemas import SEGMENT
from fundgraph.web.result_types import NAMES
from tests.web.conftest import BASE, FIRST, GRAPH, PLAIN, UNICODE

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

EXAMPLES = int(os.environ.get("FUNDGRAPH_TEST_EXAMPLES", "8"))
QUERIES = (
    "ASK {}",
    "SELECT * { ?s ?p ?o } LIMIT 3",
    "CONSTRUCT WHERE { ?s ?p ?o }",
    "DESCRIBE <x>",
    "SELECT ?ū { BIND('ā' AS ?ū) }",
)
string_format("sparql", st.sampled_from(QUERIES))
string_format("iri", st.sampled_from([GRAPH, f"{BASE}data/graph/none", "urn:x"]))
KNOWN = {
    "slug": (PLAIN, UNICODE, "lv-alfa", "lv-kurzeme", "lv-talsi"),
    "code": ("completed", "ESF.ttl"),
    "register": ("made-up",),
    "name": (
        f"{PLAIN}.csv",
        UNICODE,
        "lv-alfa.jsonld",
        "projects.csv",
        "made-up",
        "projects.nq.gz",
    ),
    "identifier": (FIRST,),
    "filename": ("site.css", "icon.svg"),
}
ACCEPTED = (
    "*/*", "", "text/html", "text/turtle", "application/ld+json", "application/n-triples;q=0.5",
    "text/csv", "application/json", "text/*, text/html;q=0", "image/png", "text/plain",
)  # fmt: skip


def test_all_routes_and_no_others(app: Flask) -> None:
    rules = list(app.url_map.iter_rules())
    assert {rule.endpoint for rule in rules} == set(OPERATIONS)
    described = app.test_client().get("/openapi.json").get_json()
    paths = {template(rule.rule): {m.lower() for m in rule.methods or ()} for rule in rules}
    assert set(described["paths"]) == set(paths)
    for path, methods in described["paths"].items():
        assert set(methods) == paths[path] - {"head", "options"}


def test_limits_are_stated(app: Flask) -> None:
    described = app.test_client().get("/openapi.json").get_json()
    stated = described["paths"]["/sparql"]["post"]["x-limits"]
    known = limits(app.extensions["fundgraph"].settings)
    assert {name: limit["value"] for name, limit in stated.items()} == {
        x.name: x.value for x in known
    }
    assert all(limit["meaning"] and limit["unit"] for limit in stated.values())


@pytest.mark.parametrize(
    "path",
    [
        "/data/projects",
        "/data/projects.{suffix}",
        "/data/findings.csv",
        "/data/organisations.{suffix}",
    ],
)
def test_limits_of_whole_lists_are_stated(app: Flask, path: str) -> None:
    told = app.test_client().get("/openapi.json").get_json()["paths"][path]["get"]
    values = {name: limit["value"] for name, limit in told["x-limits"].items()}
    assert values == {"lists_per_client": OF_A_CLIENT, "lists_at_a_time": OF_ALL}
    assert all(f"{name}: " in told["description"] for name in values)
    assert {"429", "503"} <= told["responses"].keys()


ASKED = [
    ("/data/{kind}/{name}", f"/data/project/{PLAIN}", {}),
    ("/data/{kind}/{name}", f"/data/project/{PLAIN}", {"If-None-Match": "*"}),
    ("/data/{kind}/{name}", "/data/project/none", {}),
    ("/id/{kind}/{slug}", f"/id/project/{PLAIN}", {}),
    ("/dumps/{identifier}/{name}", f"/dumps/{FIRST}/projects.nq.gz", {"Range": "bytes=0-1"}),
    ("/sparql", "/sparql?query=ASK%7B%7D", {}),
    ("/readyz", "/readyz", {}),
]


@pytest.mark.parametrize(("path", "address", "headers"), ASKED)
def test_headers_are_described(
    app: Flask, path: str, address: str, headers: dict[str, str]
) -> None:
    """All but those of each answer, and those that OpenAPI leaves to the content."""
    client = app.test_client()
    described = client.get("/openapi.json").get_json()
    answer = client.get(address, headers=headers, buffered=True)
    told = described["paths"][path]["get"]["responses"][str(answer.status_code)]
    if "$ref" in told:
        told = described["components"]["responses"][told["$ref"].rpartition("/")[2]]
    of_content = {"Content-Type", "Content-Length", "Content-Disposition", "Accept-Ranges"}
    assert set(answer.headers.keys()) - set(ALWAYS) - of_content <= set(told["headers"])


class Whole:
    """An application whose answers are read to their end and closed, as a server does."""

    def __init__(self, app: Flask) -> None:
        self.app = app

    def __call__(self, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        body, status, headers = run_wsgi_app(self.app, environ, buffered=True)
        start(status, headers.to_wsgi_list())
        return body


@pytest.fixture(scope="session")
def api(app: Flask) -> BaseSchema:
    refused = [400, 403, 404, 405, 406, 413, 415, 429]
    # What is said of a value holds for every Accept header and range that comes with it.
    taken = ["2xx", "3xx", 404, 406, 416]
    checks = {
        "negative_data_rejection": {"expected-statuses": refused},
        "positive_data_acceptance": {"expected-statuses": taken},
    }
    config = schemathesis.Config.from_dict({"checks": checks})
    return schemathesis.openapi.from_wsgi("/openapi.json", Whole(app), config=config)


def operations() -> list[tuple[str, str, GenerationMode]]:
    """Each address with each of its methods, used as it says, and otherwise where that can be."""
    made = create_app(Settings())
    described: Any = document(Settings(), made.url_map.iter_rules())["paths"]
    return [
        (path, method, mode)
        for path, methods in described.items()
        for method, operation in methods.items()
        for mode in GenerationMode
        if mode is GenerationMode.POSITIVE or can_be_misused(operation)
    ]


def can_be_misused(operation: dict[str, Any]) -> bool:
    """Whether some value that can be sent is none of those that are described."""
    return "requestBody" in operation or any(
        "enum" in schema or schema["type"] != "string" or schema.get("pattern", SEGMENT) != SEGMENT
        for schema in (parameter["schema"] for parameter in operation["parameters"])
    )


def take_known(case: schemathesis.Case, data: st.DataObject) -> None:
    """Puts names that the site knows in place of some that were drawn, and formats in place of all:
    one that it does not know is refused where there is no Accept header either."""
    for name, values in KNOWN.items():
        if name in case.path_parameters and data.draw(st.booleans()):
            case.path_parameters[name] = data.draw(st.sampled_from(values))
    for place in (case.query, case.body):
        if isinstance(place, dict) and "format" in place:
            place["format"] = data.draw(st.sampled_from(NAMES))


@pytest.mark.parametrize(("path", "method", "mode"), operations())
@hypothesis.settings(
    max_examples=EXAMPLES,
    derandomize=True,
    deadline=None,
    suppress_health_check=list(hypothesis.HealthCheck),
)
@hypothesis.given(data=st.data())
def test_answers_are_as_described(
    api: BaseSchema, path: str, method: str, mode: GenerationMode, data: st.DataObject
) -> None:
    case = data.draw(api[path][method].as_strategy(generation_mode=mode))
    if mode is GenerationMode.POSITIVE:
        take_known(case, data)
    accepted = data.draw(st.sampled_from(ACCEPTED))
    case.call_and_validate(headers={"Accept": accepted, "Accept-Encoding": "identity"})
