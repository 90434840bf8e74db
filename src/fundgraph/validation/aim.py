# SPDX-License-Identifier: EUPL-1.2
"""Which focus nodes pySHACL is asked about. Neither of the two changes a result:

`spread_targets` gives property shapes the targets of their node shape, so that pySHACL looks at all
focus nodes of a batch at once; `detach_queries` takes the targets off shapes with a SPARQL
constraint, whose query then runs once over the batch and names the focus nodes worth asking about.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rdflib import Graph
from rdflib.namespace import SH
from rdflib.term import Node, URIRef

from fundgraph.store.scratch import select_nodes
from fundgraph.vocabulary import RDF

_TARGETS = (SH.targetClass, SH.targetSubjectsOf, SH.targetObjectsOf)


@dataclass(frozen=True, slots=True)
class ConstraintQuery:
    """The query of a SPARQL constraint, with the shape it belongs to and the shape's targets."""

    shape: Node
    select: str
    targets: tuple[tuple[Node, Node], ...]

    def aims_at(self, node: Node, graph: Graph) -> bool:
        """True for a focus node of the shape."""
        for target, aim in self.targets:
            if target == SH.targetClass:
                found = (node, RDF.type, aim) in graph
            elif target == SH.targetSubjectsOf:
                found = (node, aim, None) in graph
            else:
                found = (None, aim, node) in graph
            if found:
                return True
        return False


def aims(
    queries: Sequence[ConstraintQuery], graph: Graph, documents: Sequence[str]
) -> Iterator[tuple[Node, Node, Node]]:
    """The targets to add to the shapes for one batch: its graph, and the same in N-Triples."""
    named = select_nodes(documents, [query.select for query in queries])
    for query, nodes in zip(queries, named, strict=True):
        for node in map(URIRef, nodes):
            if query.aims_at(node, graph):
                yield query.shape, SH.targetNode, node


def spread_targets(shapes: Graph) -> None:
    """Moves the targets of node shapes, which only list property shapes, down to these."""
    for target in _TARGETS:
        for shape, aim in list(shapes.subject_objects(target)):
            for below in shapes.objects(shape, SH.property):
                shapes.add((below, target, aim))
            shapes.remove((shape, target, aim))


def detach_queries(shapes: Graph) -> list[ConstraintQuery]:
    """Takes the targets off shapes with a SPARQL constraint, and gives its query with them."""
    prefixes = _prefixes(shapes)
    queries = []
    for shape, constraint in list(shapes.subject_objects(SH.sparql)):
        path = shapes.value(shape, SH.path)
        assert isinstance(path, URIRef), f"{shape} needs a path of one property"
        select = str(shapes.value(constraint, SH.select)).replace("$PATH", path.n3())
        targets = tuple((kind, aim) for kind in _TARGETS for aim in shapes.objects(shape, kind))
        for kind, aim in targets:
            shapes.remove((shape, kind, aim))
        queries.append(ConstraintQuery(shape, prefixes + select, targets))
    return queries


def _prefixes(shapes: Graph) -> str:
    declared = shapes.objects(predicate=SH.declare)
    pairs = ((shapes.value(one, SH.prefix), shapes.value(one, SH.namespace)) for one in declared)
    return "".join(f"PREFIX {prefix}: <{namespace}>\n" for prefix, namespace in pairs)
