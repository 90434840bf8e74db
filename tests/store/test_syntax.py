# SPDX-License-Identifier: EUPL-1.2
"""Faults of syntax: the place and the sentence, from what the engine itself says."""

import pyoxigraph as ox
import pytest

from fundgraph.store.syntax import PADDING, explain

FAULTS = [
    ("SELECT * { ?s ?p ?o FILTER(?s = ) }", 1, 33, "`)` is not expected here"),
    ("SELECT *\n{ ?s ?p ?o\n ?s }", 3, 2, "`?s` is not expected here"),
    ("SELECT * { ?s x:y ?o }", 1, 15, "the prefix `x:` is not declared"),
    ("PREFIX y: <y:>\nSELECT * { ?s y:y x:y }", 2, 19, "the prefix `x:` is not declared"),
    ("SELECT * { ?s ?p ?o } LIMIT x", 1, 29, "`x` is not expected here"),
    ("SELECT * { ?s ?p ?o ", 1, 10, "`{` is never closed"),
    ("SELECT * {\n FILTER( }", 2, 8, "`(` is never closed"),
    ("SELECT * { ?s ?p ?o }}", 1, 22, "`}` closes nothing"),
    ("SELECT * { ?s ?p 'abc }", 1, 18, "the string is never closed"),
    ("SELCT ?x { ?x ?y ?z }", 1, 1, "`SELCT` is not expected here"),
    ("SELECT ?s { ?s ?p ?o } foo", 1, 24, "`foo` is not expected here"),
    ("SELECT * { ?s ?p ?o . OPTIONAL ?x }", 1, 32, "`?x` is not expected here; expected: {"),
    ("SELECT ?x {\n  ?x a ?y ;\n ā ?z . }", 3, 2, "`ā` is not expected here"),
    ("SELECT *", 1, 9, "the query ends too early; expected: {"),
    ("", 1, 1, "the query ends too early"),
    ("SELECT ?x (COUNT(*) AS ?n) { ?x ?p ?o }", 1, 1, "contains a variable that is unbound"),
    ("SELECT * { ?s ?p ?o } GROUP BY ?s", 1, 1, "SELECT * is not authorized with GROUP BY"),
]


@pytest.mark.parametrize(("text", "line", "column", "sentence"), FAULTS)
def test_faults(text: str, line: int, column: int, sentence: str) -> None:
    with pytest.raises(SyntaxError) as caught:
        ox.Store().query(text + PADDING)
    fault = explain(text, str(caught.value))
    assert (fault.line, fault.column) == (line, column)
    assert sentence in fault.sentence


def test_another_message_is_handed_on() -> None:
    assert explain("ASK {}", "something else") == ("something else", 1, 1)
