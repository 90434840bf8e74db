# SPDX-License-Identifier: EUPL-1.2
"""The query service with real workers: forms, formats, data sets, faults, limits."""

import csv
import io
import json
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import psutil
import pyoxigraph as ox
import pytest
import rdflib

from fundgraph.errors import (
    BadRequest,
    NotAcceptable,
    QueryFailed,
    TooLarge,
    TooManyRequests,
    UpdateRefused,
)
from fundgraph.store.formats import GRAPH_TYPES, SOLUTION_TYPES, ResultKind, media_types
from fundgraph.store.queries import Answer, Query, QueryService
from tests.store.conftest import BASE, LIMITS, PROJECTS, REGISTER, SHARED, project

JSON, TURTLE = SOLUTION_TYPES[0], GRAPH_TYPES[0]
COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"


def run(service: QueryService, query: Query | str, media_type: str = JSON) -> Answer:
    asked = Query(query) if isinstance(query, str) else query
    graph_type = media_type if media_type in GRAPH_TYPES else TURTLE
    solution_type = media_type if media_type in SOLUTION_TYPES else JSON
    return service.run(asked, solution_type=solution_type, graph_type=graph_type)


def rows(service: QueryService, query: str, media_type: str = JSON) -> int:
    """The number of rows of an answer that nobody reads."""
    answer = run(service, query, media_type)
    answer.close()
    return answer.rows


def number(service: QueryService, query: Query | str) -> int:
    bindings = json.loads(run(service, query).read())["results"]["bindings"]
    return int(bindings[0]["n"]["value"])


def test_select(service: QueryService) -> None:
    answer = run(service, f"SELECT ?o {{ <{project(7)}> <x:title> ?o }}")
    body = answer.read()
    assert (answer.kind, answer.media_type, answer.rows) == (ResultKind.SOLUTIONS, JSON, 1)
    assert answer.length == len(body)
    value = {"type": "literal", "value": "Projekts Nr. 7", "xml:lang": "lv"}
    assert json.loads(body)["results"]["bindings"] == [{"o": value}]


@pytest.mark.parametrize("media_type", SOLUTION_TYPES)
def test_solutions_in_every_format(service: QueryService, media_type: str) -> None:
    answer = run(service, "SELECT ?o { ?s <x:number> ?o } ORDER BY ?s LIMIT 3", media_type)
    assert answer.rows == 3
    body = answer.read()
    if media_type == "text/csv":
        assert list(csv.reader(io.StringIO(body.decode()))) == [["o"], ["0"], ["1"], ["2"]]
    elif media_type == "text/tab-separated-values":
        assert body == b'?o\n"0"\n"1"\n"2"\n'
    else:
        name = "xml" if media_type.endswith("xml") else "json"
        found = rdflib.query.Result.parse(io.BytesIO(body), format=name)
        assert [str(row[0]) for row in found] == ["0", "1", "2"]


@pytest.mark.parametrize("media_type", SOLUTION_TYPES)
def test_ask_in_every_format(service: QueryService, media_type: str) -> None:
    answer = run(service, f"ASK {{ <{project(7)}> ?p ?o }}", media_type)
    assert answer.kind is ResultKind.BOOLEAN
    assert b"true" in answer.read()
    assert b"false" in run(service, "ASK { <x:none> ?p ?o }", media_type).read()


@pytest.mark.parametrize("media_type", GRAPH_TYPES)
@pytest.mark.parametrize(
    "query", [f"CONSTRUCT WHERE {{ <{project(7)}> ?p ?o }}", f"DESCRIBE <{project(7)}>"]
)
def test_graphs_in_every_format(service: QueryService, media_type: str, query: str) -> None:
    answer = run(service, query, media_type)
    assert (answer.kind, answer.media_type, answer.rows) == (ResultKind.GRAPH, media_type, 4)
    found = list(ox.parse(answer.read(), ox.RdfFormat.from_media_type(media_type)))
    assert {quad.subject.value for quad in found} == {project(7)}
    assert len(found) == 4


def test_decimals_stay_as_they_are(service: QueryService) -> None:
    body = run(service, "CONSTRUCT { <x:s> <x:p> 100 , 100.0 , 0.50 } {}").read()
    assert b"100 " in body
    assert b"100.0 " in body


def test_without_from_a_query_sees_all_graphs(service: QueryService) -> None:
    assert number(service, COUNT) == PROJECTS * 8 + 2
    graphs = "SELECT (COUNT(DISTINCT ?g) AS ?n) { GRAPH ?g { ?s ?p ?o } }"
    assert number(service, graphs) == 2


def test_from_chooses_graphs(service: QueryService) -> None:
    text = COUNT.replace("{", f"FROM <{SHARED}> {{", 1)
    assert number(service, text) == 2


def test_the_protocol_overrides_from(service: QueryService) -> None:
    text = COUNT.replace("{", f"FROM <{SHARED}> {{", 1)
    assert number(service, Query(text, default_graphs=(REGISTER,))) == PROJECTS * 8
    assert number(service, Query(COUNT, default_graphs=(REGISTER, SHARED))) == PROJECTS * 8 + 2
    named = "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }"
    assert number(service, Query(named, named_graphs=(SHARED,))) == 2
    assert number(service, Query(named, default_graphs=(SHARED,))) == 0
    assert number(service, Query(COUNT, named_graphs=(SHARED,))) == 0


def test_relative_iris_are_those_of_the_site(service: QueryService) -> None:
    assert b"true" in run(service, "ASK { <id/project/P-0007> ?p ?o }").read()
    body = run(service, "CONSTRUCT { <id/a> <x:p> <?b> } {}", "application/n-triples").read()
    assert body.decode() == f"<{BASE}id/a> <x:p> <{BASE}?b> .\n"


def test_a_function_that_nobody_knows_is_an_error_of_its_expression(service: QueryService) -> None:
    text = "SELECT (COALESCE(<x:f>(1), <x:g>(), 7) AS ?n) (<x:f>(2) AS ?m) {}"
    assert number(service, text) == 7
    assert b"false" in run(service, "ASK { FILTER(<x:f>(1)) }").read()
    many = " + ".join(f"<x:f{number}>()" for number in range(60))
    with pytest.raises(BadRequest, match="custom function"):
        run(service, f"SELECT ({many} AS ?n) {{}}")


def test_triple_terms(service: QueryService) -> None:
    text = "SELECT ?t { BIND(<<( <x:a> <x:b> 'c'@lv )>> AS ?t) }"
    value = json.loads(run(service, text).read())["results"]["bindings"][0]["t"]
    assert (value["type"], value["value"]["predicate"]["value"]) == ("triple", "x:b")
    for media_type in SOLUTION_TYPES[1:]:
        assert b"x:b" in run(service, text, media_type).read()
    graph = "CONSTRUCT { <x:s> <x:p> ?t } WHERE { BIND(<<( <x:a> <x:b> 'c' )>> AS ?t) }"
    assert b"<<( <x:a> <x:b> " in run(service, graph).read()
    with pytest.raises(BadRequest, match="JSON-LD does not support"):
        run(service, graph, "application/ld+json")


def test_a_fault_of_syntax_has_its_place(service: QueryService) -> None:
    with pytest.raises(BadRequest, match="does not parse") as caught:
        run(service, "SELECT *\n{ ?s ?p ?o }\nLIMIT x")
    assert (caught.value.line, caught.value.column) == (3, 7)


@pytest.mark.parametrize("graph", ["not an iri", "", "x:<y>"])
def test_graphs_must_be_iris(service: QueryService, graph: str) -> None:
    with pytest.raises(BadRequest):
        run(service, Query(COUNT, default_graphs=(graph,)))


def test_too_many_graphs(service: QueryService) -> None:
    with pytest.raises(TooLarge):
        run(service, Query(COUNT, named_graphs=("x:" + "g" * 100,) * 1000))


def test_updates_are_refused(service: QueryService) -> None:
    with pytest.raises(UpdateRefused):
        run(service, "INSERT DATA { <x:a> <x:b> <x:c> }")


@pytest.mark.parametrize("query", ["ASK {}", "SELECT * {}", "CONSTRUCT {} {}"])
def test_a_kind_that_is_not_accepted(service: QueryService, query: str) -> None:
    graph = query.startswith("C")
    with pytest.raises(NotAcceptable) as caught:
        service.run(
            Query(query),
            solution_type=JSON if graph else None,
            graph_type=None if graph else TURTLE,
        )
    kind = ResultKind.GRAPH if graph else ResultKind.SOLUTIONS
    assert all(media_type in str(caught.value) for media_type in media_types(kind))
    assert number(service, COUNT) == PROJECTS * 8 + 2


@pytest.mark.parametrize("media_type", [*SOLUTION_TYPES, TURTLE])
def test_the_row_limit_is_an_error_not_a_cut(service: QueryService, media_type: str) -> None:
    head = "CONSTRUCT { ?a <x:p> ?c }" if media_type == TURTLE else "SELECT ?a ?c"
    text = f"{head} {{ ?a <x:number> ?b . ?c <x:number> ?d }}"
    assert rows(service, f"{text} LIMIT 5000", media_type) == 5000
    with pytest.raises(TooLarge, match="query_max_rows = 5000"):
        run(service, f"{text} LIMIT 5001", media_type)


@pytest.mark.parametrize("media_type", [JSON, TURTLE])
def test_the_byte_limit_is_an_error_not_a_cut(folder: Path, media_type: str) -> None:
    text = "CONSTRUCT WHERE { ?s ?p ?o }" if media_type == TURTLE else "SELECT * { ?s ?p ?o }"
    with QueryService(folder, replace(LIMITS, query_max_bytes=100_000)) as small:
        with pytest.raises(TooLarge, match="query_max_bytes = 100000"):
            run(small, text, media_type)
        assert rows(small, f"{text} LIMIT 10", media_type) == 10


def test_a_large_answer_is_whole(service: QueryService) -> None:
    answer = run(service, "SELECT * { ?s ?p ?o }", "application/sparql-results+xml")
    assert answer.length > 1 << 16
    chunks = list(answer.chunks())
    assert len(chunks) > 1
    assert sum(map(len, chunks)) == answer.length
    assert answer.body.closed


def test_a_client_leaves_so_many_large_answers_unread_and_no_more(service: QueryService) -> None:
    text = "SELECT * { ?a <x:number> ?b . ?c <x:number> ?d } LIMIT 4900"
    xml = "application/sparql-results+xml"
    unread = [run(service, text, xml) for _ in range(4)]
    assert service.metrics()["spooled_bytes"] == 4 * unread[0].length > 4 << 20
    with pytest.raises(TooManyRequests):
        run(service, text, xml)
    assert unread.pop().read().endswith(b"</sparql>")
    run(service, text, xml).close()
    for answer in unread:
        answer.close()
    for _ in range(200):
        if not service.metrics()["spooled_bytes"]:
            return
        time.sleep(0.02)
    pytest.fail("the files are still there")


def test_many_threads_are_answered_each_its_own(service: QueryService) -> None:
    def title(which: int) -> bytes:
        answer = service.run(
            Query(f"SELECT ?o {{ <{project(which)}> <x:number> ?o }}"),
            solution_type="text/csv",
            graph_type=None,
            client=str(which),
        )
        return answer.read()

    with ThreadPoolExecutor(8) as threads:
        found = list(threads.map(title, range(200)))
    assert found == [f"o\r\n{which}\r\n".encode() for which in range(200)]


def test_a_closed_service_has_no_processes(folder: Path) -> None:
    before = set(psutil.Process().children(recursive=True))
    service = QueryService(folder, LIMITS)
    run(service, "ASK {}").close()
    everyone = set(psutil.Process().children(recursive=True)) - before
    assert len(everyone) > 1
    service.close()
    assert not psutil.wait_procs(everyone, timeout=5)[1]
    with pytest.raises(QueryFailed):
        run(service, "ASK {}")


def test_a_store_that_cannot_be_opened(tmp_path: Path) -> None:
    service = QueryService(tmp_path / "none", LIMITS)
    with service, pytest.raises(QueryFailed, match="No query worker"):
        run(service, "ASK {}")
