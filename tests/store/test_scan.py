# SPDX-License-Identifier: EUPL-1.2
"""The scan: what may go to a worker, and what is refused before anything parses it."""

import time

import pytest

from fundgraph.errors import BadRequest, HttpError, TooLarge, UpdateRefused
from fundgraph.store.formats import ResultKind
from fundgraph.store.limits import DEEPEST_QUERY as DEEPEST
from fundgraph.store.limits import LONGEST_QUERY as LONGEST
from fundgraph.store.scan import Form, scan

HARMLESS = [
    ("SELECT * { ?s ?p ?o }", Form.SELECT),
    ("select * { ?s ?p ?o }", Form.SELECT),
    ("# INSERT\nBASE <x:> PREFIX ask: <x:#> ASK { ask:x ask:y ?service }", Form.ASK),
    ("CONSTRUCT WHERE { ?s ?p ?o }", Form.CONSTRUCT),
    ("DESCRIBE <x:drop>", Form.DESCRIBE),
    ("SELECT * { ?s ?p \"SERVICE\" , 'SERVICE <x:> {' }", Form.SELECT),
    ('SELECT * { ?s ?p """a "SERVICE" {{{""" . ?s x:service service:x }', Form.SELECT),
    ("SELECT * { ?s ?p '''SERVICE ' {''' # SERVICE {{{\n}", Form.SELECT),
    ("SELECT * { ?s <x:SERVICE> ?service . ?s x:a.SERVICE $service }", Form.SELECT),
    ('SELECT * { ?s ?p "\\"SERVICE {" }', Form.SELECT),
    ("SELECT * { FILTER(?a<?b && ?c>?d) }", Form.SELECT),
    ("SELECT * { ?s ?p 'x'@service }", Form.SELECT),
    ("", None),
    ("nonsense", None),
]


@pytest.mark.parametrize(("text", "form"), HARMLESS)
def test_harmless(text: str, form: Form | None) -> None:
    assert scan(text).form is form


@pytest.mark.parametrize(
    ("text", "column"),
    [
        ("SELECT * { SERVICE <x:y> { ?s ?p ?o } }", 12),
        ("SELECT * { service SILENT ?x {} }", 12),
        ("SELECT * {?s ?p ?o.SERVICE<x:y>{}}", 20),
        ("SELECT * { ?s ?p 'x'@lv SERVICE <x:y> {} }", 25),
        ('SELECT * { ?s ?p "x\\\\" SERVICE <x:y> {} #" \n}', 24),
        ("SELECT * { ?s ?p 1.SERVICE <x:y> {} }", 20),
        ("SELECT * { ?s ?p true.SERVICE <x:y> {} }", 23),
        ("SELECT * { ?s ?p 'a''b' SERVICE <x:y> {} }", 25),
    ],
)
def test_service_is_refused_where_it_stands(text: str, column: int) -> None:
    with pytest.raises(BadRequest, match="SERVICE") as caught:
        scan(text)
    assert (caught.value.line, caught.value.column) == (1, column)


@pytest.mark.parametrize(
    "text",
    [
        "INSERT DATA { <x:a> <x:b> <x:c> }",
        "PREFIX x: <x:> DELETE WHERE { ?s ?p ?o }",
        "# SELECT\nWITH <x:g> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
        "load <x:y>",
        "CLEAR ALL",
        "DROP GRAPH <x:y>",
        "CREATE GRAPH <x:y>",
        "COPY <x:a> TO <x:b>",
        "MOVE <x:a> TO <x:b>",
        "ADD <x:a> TO <x:b>",
    ],
)
def test_updates_are_refused(text: str) -> None:
    with pytest.raises(UpdateRefused):
        scan(text)


@pytest.mark.parametrize("opener", ["{", "(", "[", "<x:((", "1<(("])
@pytest.mark.parametrize("depth", [DEEPEST + 1, 2200, 5000])
def test_deep_nesting_is_refused(opener: str, depth: int) -> None:
    with pytest.raises(BadRequest, match="64 levels"):
        scan((f"SELECT * {{ {opener * depth}")[:LONGEST])


def test_nesting_hidden_in_comparisons_is_refused() -> None:
    with pytest.raises(BadRequest, match="64 levels"):
        scan("SELECT * { FILTER(" + "(1<((((1>" * 200)


def test_the_deepest_that_is_allowed() -> None:
    assert scan("ASK " + "{" * DEEPEST + "}" * DEEPEST).form is Form.ASK


def test_long_texts_are_refused() -> None:
    assert scan("ASK {}" + " " * (LONGEST - 6)).form is Form.ASK
    with pytest.raises(TooLarge, match="16384"):
        scan("ASK {}" + " " * (LONGEST - 5))
    with pytest.raises(TooLarge):
        scan("ASK {} #" + "ā" * (LONGEST // 2))


def test_what_is_no_unicode_is_refused() -> None:
    with pytest.raises(BadRequest, match="Unicode"):
        scan("ASK { ?s ?p '\ud800' }")


def test_from_is_seen() -> None:
    assert scan("SELECT * FROM <x:g> { ?s ?p ?o }").has_dataset
    assert not scan("SELECT ?from { ?from x:from 'FROM' }").has_dataset


def test_kinds() -> None:
    assert [form.kind for form in Form] == [
        ResultKind.SOLUTIONS, ResultKind.BOOLEAN, ResultKind.GRAPH, ResultKind.GRAPH,
    ]  # fmt: skip


@pytest.mark.parametrize(
    "piece",
    [
        '"""',
        "'",
        "<",
        '"',
        "a",
        "a.",
        "a.b-",
        "_",
        ":%",
        '"\\',
        "'''\"\"\"",
        "1.",
        "<((",
        "?",
        "service#",
        "service\\",
        "service:",
        "service<",
        "service silent ",
        "(1<#>",
        "(?a<a'>)",
    ],
)
def test_time_is_linear(piece: str) -> None:
    text = (piece * LONGEST)[:LONGEST]
    start = time.process_time()
    try:
        scan(text)
    except HttpError:
        return
    finally:
        # A pattern that looks back and forth needs minutes for these.
        assert time.process_time() - start < 2


@pytest.mark.parametrize(
    "clause", ["FROM<x:g>", "FROM x:g", "FROMx:g", "FROMNAMEDx:g", "FROMNAMED<x:g>", "from#\nx:g"]
)
def test_from_is_seen_without_a_space(clause: str) -> None:
    assert scan(f"PREFIX x: <x:> SELECT * {clause} {{ ?s ?p ?o }}").has_dataset


@pytest.mark.parametrize(
    "text",
    [
        "PREFIX from: <x:> SELECT * { ?s from:p ?o }",
        "PREFIX fromx: <x:> DESCRIBE fromx:g",
        "SELECT * { ?s <x:FROM> '''FROM''' } # FROM",
    ],
)
def test_from_is_not_seen_where_there_is_none(text: str) -> None:
    assert not scan(text).has_dataset


@pytest.mark.parametrize("operator", ["+", "-", "*", "/", "+ "])
def test_long_chains_are_refused(operator: str) -> None:
    allowed = operator.join(["1"] * 1000)
    scan(f"SELECT ({allowed} AS ?x) {{}}")
    with pytest.raises(BadRequest, match="1000 operators") as caught:
        scan(f"SELECT ({allowed}{operator}1{operator}1 AS ?x) {{}}")
    assert caught.value.members["limit"] == "query_chain"


def test_long_negation_is_refused() -> None:
    with pytest.raises(BadRequest, match="1000 operators"):
        scan("ASK { FILTER(" + "!" * 9000 + "true) }")


def test_many_negative_numbers_are_no_chain() -> None:
    scan("SELECT * { VALUES ?x { " + "-1 " * 5000 + "} }")


@pytest.mark.parametrize("depth", [20_000, 300_000])
def test_bombs_are_bombs_before_they_are_long(depth: int) -> None:
    with pytest.raises(BadRequest, match="64 levels"):
        scan("SELECT * " + "{" * depth)


def test_a_fault_has_its_line() -> None:
    with pytest.raises(BadRequest) as caught:
        scan("SELECT *\n{ SERVICE <x:y> {} }\n")
    assert caught.value.members == {"line": 2, "column": 3, "text": "{ SERVICE <x:y> {} }"}
