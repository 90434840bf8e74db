# SPDX-License-Identifier: EUPL-1.2
"""The shapes as values: by class, each rule with its path, what it demands, how grave it is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from rdflib import SH, Graph, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

from fundgraph.report import Severity
from fundgraph.resources import shape_files
from fundgraph.vocabulary import CODE, ESFSH
from fundgraph.web.views.shortening import shortened
from fundgraph.web.views.statements import Words

SEVERITIES = {
    SH.Violation: Severity.VIOLATION,
    SH.Warning: Severity.WARNING,
    SH.Info: Severity.INFO,
}
_NUMBERS = (SH.minLength, SH.minInclusive, SH.maxInclusive, SH.minExclusive)
Targeted = Literal["class", "subjects", "objects"]
_TARGETS: dict[URIRef, Targeted] = {
    SH.targetClass: "class",
    SH.targetSubjectsOf: "subjects",
    SH.targetObjectsOf: "objects",
}


@dataclass(frozen=True, slots=True)
class Target:
    """What a shape is about: the things of a class, the subjects or the objects of a property."""

    kind: Targeted
    iri: str


@dataclass(frozen=True, slots=True)
class Demand:
    """One thing that a rule demands: the local name of its SHACL term, and its values as IRIs or
    texts. `kind` is `in` for one of several, `not` for the value that is not allowed."""

    kind: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """A named property shape. `path` is in the syntax of SPARQL, with prefixes; `term` is the IRI
    of the property where the path is one. There are at least `least` values, at most `most`.
    `query` is the SPARQL of what no core constraint says."""

    name: str
    path: str
    term: str | None
    least: int
    most: int | None
    demands: tuple[Demand, ...]
    severity: Severity
    messages: tuple[Words, ...]
    query: str | None

    def values(self, kind: str) -> tuple[str, ...]:
        """The values of one demand; empty where it is not made."""
        return next((demand.values for demand in self.demands if demand.kind == kind), ())

    @property
    def code_list(self) -> str | None:
        """The code list whose codes it allows."""
        listed = self.values("in")
        if listed and listed[0].startswith(CODE):
            return listed[0].removeprefix(CODE).partition("/")[0]
        return None


@dataclass(frozen=True, slots=True)
class Shape:
    """A node shape with its rules, in the order in which they are written."""

    name: str
    target: Target
    rules: tuple[Rule, ...]


@cache
def shapes() -> tuple[Shape, ...]:
    """The shapes that the software carries: those of a class first, A–Z."""
    graph = Graph()
    for path in shape_files():
        graph.parse(path, format="turtle")
    found = [_shape(graph, node) for node in graph.subjects(predicate=None, object=SH.NodeShape)]
    return tuple(sorted(found, key=lambda shape: shape.name))


def rules_about(term: str) -> Iterator[tuple[Shape, Rule]]:
    """The rules on the values of a property, with their shapes."""
    for shape in shapes():
        for rule in shape.rules:
            if rule.term == term:
                yield shape, rule


def _shape(graph: Graph, node: Node) -> Shape:
    rules = sorted(graph.objects(node, SH.property), key=str)
    return Shape(_name(node), _target(graph, node), tuple(_rule(graph, rule) for rule in rules))


def _target(graph: Graph, node: Node) -> Target:
    for predicate, kind in _TARGETS.items():
        value = graph.value(node, predicate)
        if value is not None:
            return Target(kind, str(value))
    raise ValueError(f"{node} has no target")


def _rule(graph: Graph, node: Node) -> Rule:
    path = graph.value(node, SH.path)
    assert path is not None
    severity = graph.value(node, SH.severity)
    messages = sorted(graph.objects(node, SH.message), key=str)
    query = graph.value(graph.value(node, SH.sparql), SH.select)
    return Rule(
        name=_name(node),
        path=_path(graph, path),
        term=str(path) if isinstance(path, URIRef) else None,
        least=_count(graph, node, SH.minCount) or 0,
        most=_count(graph, node, SH.maxCount),
        demands=tuple(_demands(graph, node)),
        severity=SEVERITIES[severity],  # type: ignore[index]
        messages=tuple(Words(str(text), getattr(text, "language", None)) for text in messages),
        query=str(query).strip("\n") if query is not None else None,
    )


def _count(graph: Graph, node: Node, predicate: URIRef) -> int | None:
    value = graph.value(node, predicate)
    return None if value is None else int(str(value))


def _path(graph: Graph, path: Node) -> str:
    """A path as SPARQL writes it."""
    if isinstance(path, URIRef):
        return shortened(str(path))
    inverse = graph.value(path, SH.inversePath)
    if inverse is not None:
        return f"^{_path(graph, inverse)}"
    either = graph.value(path, SH.alternativePath)
    steps = Collection(graph, path if either is None else either)
    return ("/" if either is None else "|").join(_path(graph, step) for step in steps)


def _demands(graph: Graph, node: Node) -> Iterator[Demand]:
    for predicate in (*_NUMBERS, SH.datatype, SH["class"], SH.nodeKind, SH.pattern, SH.hasValue):
        yield from _plain(graph, node, predicate)
    for predicate in (SH.equals, SH.lessThanOrEquals, SH.uniqueLang):
        yield from _plain(graph, node, predicate)
    for predicate in (SH["in"], SH.languageIn):
        listed = graph.value(node, predicate)
        if listed is not None:
            yield Demand(_local(predicate), tuple(map(str, Collection(graph, listed))))
    either = graph.value(node, SH["or"])
    if either is not None:
        kinds = (graph.value(each, SH.datatype) for each in Collection(graph, either))
        yield Demand("datatype", tuple(str(kind) for kind in kinds if kind is not None))
    refused = graph.value(graph.value(node, SH["not"]), SH.hasValue)
    if refused is not None:
        yield Demand("not", (str(refused),))


def _plain(graph: Graph, node: Node, predicate: URIRef) -> Iterator[Demand]:
    values = tuple(sorted(map(str, graph.objects(node, predicate))))
    if values:
        yield Demand(_local(predicate), values)


def _local(term: URIRef) -> str:
    return term.removeprefix(str(SH))


def _name(node: Node) -> str:
    return str(node).removeprefix(str(ESFSH))
