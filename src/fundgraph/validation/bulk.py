# SPDX-License-Identifier: EUPL-1.2
"""The engine for the bulk: one batch against the shapes by `shacl` (Rust).

It runs the query of a SPARQL constraint anew for each focus node. So each of these constraints
becomes one that is asked once, of a node that stands for the batch: the same query with `$this`
left open, its focus nodes held to the targets of the shape.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import shacl
from rdflib import Graph
from rdflib.namespace import SH
from rdflib.term import BNode, Literal, Node, URIRef

from fundgraph.report import Severity
from fundgraph.validation.aim import ConstraintQuery, detach_queries, spread_targets
from fundgraph.validation.result import Hit
from fundgraph.validation.shape_graph import LOOKED_UP, SEVERITIES, local_name
from fundgraph.vocabulary import RDF
from fundgraph.writers.terms import Triple, parse_term

_BATCH = URIRef("urn:fundgraph:batch")
_ASKED = "urn:fundgraph:asked:"
_SPARQL = str(SH.SPARQLConstraintComponent).removeprefix(str(SH))
_HEAD = re.compile(r"\bSELECT\b.*?\bWHERE\b", re.DOTALL | re.IGNORECASE)
# The engine has no product of zero and a fraction, though it is a decimal number like another.
_PRODUCT = re.compile(r"([?]\w+|\d[\d.]*) \* ([?]\w+|\d[\d.]*)")
_TARGETS: dict[Node, str] = {
    SH.targetClass: f"EXISTS {{ ?aimed <{RDF.type}> %s }}",
    SH.targetSubjectsOf: "EXISTS { ?aimed %s ?anything }",
    SH.targetObjectsOf: "EXISTS { ?anything %s ?aimed }",
}
_LINE = re.compile(r"(\S+)[ \t]+(\S+)[ \t]+(.+?)[ \t]*\.[ \t]*")


class BulkValidator:
    """Finds what the reference finds, many times as fast, and says less of it.

    `shapes` are Turtle, `background` is N-Triples, as for the reference. Threads may share it: the
    engine works outside the lock of the interpreter.
    """

    def __init__(self, shapes: str, background: str = "") -> None:
        graph = Graph().parse(data=shapes, format="turtle")
        spread_targets(graph)
        queries = detach_queries(graph)
        self._asked = [_name_and_severity(graph, query.shape) for query in queries]
        graph.remove((None, SH.sparql, None))
        for number, query in enumerate(queries):
            _ask_once(graph, number, query)
        self._shapes = shacl.Shapes.from_text(graph.serialize(format="nt"), format="ntriples")
        looked_up = {f"<{predicate}>" for predicate in LOOKED_UP}
        known = [t for t in map(_split, background.splitlines()) if t and t[1] in looked_up]
        self._background = "".join([f"{s} {p} {o} .\n" for s, p, o in known])
        self._described = {subject for subject, _, _ in known}

    def hits(self, ntriples: str) -> set[Hit]:
        """What the shapes find in one batch (N-Triples)."""
        report = self._shapes.validate_text(ntriples + self._background, format="ntriples")
        found = [one for one in map(self._focus_and_hit, report.results) if one]
        elsewhere = {focus for focus, _ in found if focus in self._described}
        elsewhere -= {focus for focus in elsewhere if f"\n{focus} " in f"\n{ntriples}"}
        return {hit for focus, hit in found if focus not in elsewhere}

    def _focus_and_hit(self, result: shacl.Result) -> tuple[str, Hit] | None:
        shape = _named(result)
        if shape.startswith(_ASKED):
            focus = result.value or ""
            name, severity = self._asked[int(shape.removeprefix(_ASKED))]
            # As in the reference, a query names IRIs only.
            return (
                (focus, Hit(_plain(focus), name, _SPARQL, severity)) if focus[:1] == "<" else None
            )
        component = result.component_iri.removeprefix(str(SH))
        severity = SEVERITIES[URIRef(result.severity_iri)]
        return result.focus_node, Hit(
            _plain(result.focus_node), local_name(shape), component, severity
        )


def _ask_once(graph: Graph, number: int, query: ConstraintQuery) -> None:
    """Adds to the shapes one of the whole batch, with a query for all focus nodes at once."""
    shape, constraint = URIRef(f"{_ASKED}{number}"), BNode()
    graph.add((shape, RDF.type, SH.NodeShape))
    graph.add((shape, SH.targetNode, _BATCH))
    graph.add((shape, SH.sparql, constraint))
    graph.add((constraint, RDF.type, SH.SPARQLConstraint))
    graph.add((constraint, SH.select, Literal(_for_all(query))))


def _for_all(query: ConstraintQuery) -> str:
    head = _HEAD.search(query.select)
    assert head is not None
    prefixes, body = query.select[: head.start()], query.select[head.end() :]
    inner = "SELECT DISTINCT ?aimed WHERE" + re.sub(r"[$?]this\b", "?aimed", body)
    inner = _PRODUCT.sub(r"IF (\1 = 0 || \2 = 0, 0, \1 * \2)", inner)
    targets = " || ".join(_TARGETS[kind] % aim.n3() for kind, aim in _iris(query))
    return (
        f"{prefixes}SELECT $this ?value WHERE {{\n{{ {inner} }}\n"
        f"FILTER ({targets})\nBIND (?aimed AS ?value)\n}}"
    )


def _iris(query: ConstraintQuery) -> Iterator[tuple[Node, URIRef]]:
    for kind, aim in query.targets:
        assert isinstance(aim, URIRef)
        yield kind, aim


def _named(result: shacl.Result) -> str:
    """The IRI of the shape that has a name."""
    source = result.source_shape or ""
    return (source if source.startswith("<") else result.root_shape or "")[1:-1]


def _name_and_severity(shapes: Graph, shape: Node) -> tuple[str, Severity]:
    severity = shapes.value(shape, SH.severity)
    assert severity is not None
    return local_name(str(shape)), SEVERITIES[severity]


def _plain(term: str) -> str:
    return term[1:-1] if term.startswith("<") else parse_term(term).value


def _split(line: str) -> Triple | None:
    match = _LINE.fullmatch(line)
    return (match[1], match[2], match[3]) if match else None
