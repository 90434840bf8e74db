# SPDX-License-Identifier: EUPL-1.2
"""One batch of projects against the shapes."""

from __future__ import annotations

import pyshacl
from pyshacl.errors import ValidationFailure
from rdflib import Graph
from rdflib.namespace import SH
from rdflib.term import BNode, Literal, Node, URIRef

from fundgraph.report import Severity
from fundgraph.validation.aim import Batch, aims, detach_queries, spread_targets
from fundgraph.validation.result import Result
from fundgraph.validation.triples import read_triples
from fundgraph.vocabulary import DCTERMS, ESF, ESFSH, RDF, SKOS

_SEVERITIES: dict[Node, Severity] = {
    SH.Violation: Severity.VIOLATION,
    SH.Warning: Severity.WARNING,
    SH.Info: Severity.INFO,
}
# What shapes look up of things that a batch names and other graphs describe.
_LOOKED_UP: set[Node] = {
    ESF.perEuro, SKOS.notation, SKOS.exactMatch, DCTERMS.source, DCTERMS.isPartOf,
}  # fmt: skip


class Validator:
    """Validates batches of projects against shapes (Turtle).

    `background` (N-Triples) holds the currencies and places that the shapes look things up in; what
    it describes is not validated. The query of a SPARQL constraint must bind `$this` by itself.
    """

    def __init__(self, shapes: str, background: str = "") -> None:
        self._shapes = Graph().parse(data=shapes, format="turtle")
        self._names = _shape_names(self._shapes)
        self._messages = {name: _messages(self._shapes, name) for name in self._names.values()}
        spread_targets(self._shapes)
        self._queries = detach_queries(self._shapes)
        self._background = [t for t in read_triples(background) if t[1] in _LOOKED_UP]
        self._background_text = background
        self._described = {subject for subject, _, _ in self._background}

    def validate(self, ntriples: str) -> list[Result]:
        """The results for one batch (N-Triples), sorted; one for a shape, focus node and value."""
        graph = Batch()
        for triple in read_triples(ntriples):
            graph.add(triple)
        elsewhere = self._described - set(graph.subjects())
        for triple in self._background:
            graph.add(triple)
        report = self._report(graph, ntriples)
        found: dict[tuple[str, str, str], Result] = {}
        for node in report.subjects(RDF.type, SH.ValidationResult):
            if report.value(node, SH.focusNode) not in elsewhere:
                result = self._result(report, node)
                found[result.focus, result.shape, result.value or ""] = result
        return [found[key] for key in sorted(found)]

    def _report(self, graph: Graph, ntriples: str) -> Graph:
        """What pySHACL says of the graph."""
        targets = list(aims(self._queries, graph, (ntriples, self._background_text)))
        for target in targets:
            self._shapes.add(target)
        try:
            _, report, _ = pyshacl.validate(graph, shacl_graph=self._shapes, inplace=True)
        finally:
            for target in targets:
                self._shapes.remove(target)
        if isinstance(report, ValidationFailure):
            raise report
        assert isinstance(report, Graph)
        return report

    def _result(self, report: Graph, node: Node) -> Result:
        path, value = report.value(node, SH.resultPath), report.value(node, SH.value)
        shape = self._names[_present(report.value(node, SH.sourceShape))]
        return Result(
            focus=str(report.value(node, SH.focusNode)),
            shape=str(shape).removeprefix(str(ESFSH)),
            path=str(path) if isinstance(path, URIRef) else None,
            severity=_SEVERITIES[_present(report.value(node, SH.resultSeverity))],
            messages=self._messages[shape],
            value=None if value is None or isinstance(value, BNode) else str(value),
        )


def _present(node: Node | None) -> Node:
    assert node is not None
    return node


def _shape_names(shapes: Graph) -> dict[Node, Node]:
    """The named shape of each shape: itself, or for a nameless one the one that holds it."""
    names: dict[Node, Node] = {}
    for shape in shapes.subjects(SH.severity):
        if isinstance(shape, URIRef):
            names[shape] = shape
            below: list[Node] = [shape]
            while below:
                inner = [n for n in shapes.objects(below.pop()) if isinstance(n, BNode)]
                names.update(dict.fromkeys(inner, shape))
                below += inner
    return names


def _messages(shapes: Graph, shape: Node) -> dict[str, str]:
    """One sentence for each language: pySHACL drops the language where SPARQL finds the result."""
    texts = (text for text in shapes.objects(shape, SH.message) if isinstance(text, Literal))
    return {text.language or "en": str(text) for text in texts}
