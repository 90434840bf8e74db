# SPDX-License-Identifier: EUPL-1.2
"""The graph that pySHACL looks at answers as rdflib's own does."""

from itertools import product

import pytest
from rdflib import Graph, Literal, URIRef
from rdflib.term import Node

from fundgraph.validation.batch import Batch

A, B, KNOWS, NAME = (URIRef(f"urn:{name}") for name in ("a", "b", "knows", "name"))
STATEMENTS: list[tuple[Node, Node, Node]] = [
    (A, KNOWS, B),
    (A, KNOWS, B),
    (B, KNOWS, A),
    (A, NAME, Literal("A", lang="en")),
    (A, NAME, Literal("1.0", datatype=URIRef("urn:decimal"))),
    (B, NAME, Literal("A")),
]
PATTERNS = list(product((None, A, B, NAME), (None, KNOWS, NAME, A), (None, A, Literal("A"), KNOWS)))


@pytest.mark.parametrize("pattern", PATTERNS)
def test_patterns(pattern: tuple[Node | None, Node | None, Node | None]) -> None:
    known = Graph()
    for statement in STATEMENTS:
        known.add(statement)
    batch = Batch(STATEMENTS)
    found = list(batch.triples(pattern))
    assert len(found) == len(set(found))
    assert set(found) == set(known.triples(pattern))
    assert (pattern in batch) is bool(found)
    assert len(batch) == len(known) == 5


def test_paths() -> None:
    path = KNOWS / NAME
    assert list(Batch(STATEMENTS).triples((A, path, None))) == [(A, path, Literal("A"))]


def test_queries() -> None:
    text = "SELECT ?who WHERE { ?who <urn:knows>/<urn:name> ?name FILTER (lang(?name) = 'en') }"
    for _ in range(2):
        assert [row.who for row in Batch(STATEMENTS).query(text)] == [B]  # type: ignore[union-attr]
