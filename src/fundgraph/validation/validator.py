# SPDX-License-Identifier: EUPL-1.2
"""The reference: one batch against the shapes by pySHACL."""

from __future__ import annotations

import pyshacl
from pyshacl.errors import ValidationFailure
from rdflib import Graph
from rdflib.namespace import SH
from rdflib.term import BNode, Node, URIRef

from fundgraph.validation.aim import aims, detach_queries, spread_targets
from fundgraph.validation.batch import Batch
from fundgraph.validation.result import Hit, Judgement, Result
from fundgraph.validation.shape_graph import (
    LOOKED_UP,
    SEVERITIES,
    local_name,
    messages,
    shape_names,
)
from fundgraph.validation.triples import read_triples
from fundgraph.vocabulary import RDF


class Validator:
    """Validates batches of projects against shapes (Turtle).

    `background` (N-Triples) holds the currencies and places that the shapes look things up in; what
    it describes is not validated. The query of a SPARQL constraint must bind `$this` by itself.
    """

    def __init__(self, shapes: str, background: str = "") -> None:
        self._shapes = Graph().parse(data=shapes, format="turtle")
        self._names = shape_names(self._shapes)
        self._messages = {name: messages(self._shapes, name) for name in self._names.values()}
        spread_targets(self._shapes)
        self._queries = detach_queries(self._shapes)
        self._background = [t for t in read_triples(background) if t[1] in LOOKED_UP]
        self._background_text = background
        self._described = {subject for subject, _, _ in self._background}

    def validate(self, ntriples: str) -> list[Result]:
        """The results for one batch (N-Triples), sorted; one for a shape, focus node and value."""
        return self.judge(ntriples).results

    def judge(self, ntriples: str) -> Judgement:
        """The results for one batch (N-Triples), with what another engine must agree on."""
        statements = list(read_triples(ntriples))
        elsewhere = self._described - {subject for subject, _, _ in statements}
        graph = Batch([*statements, *self._background])
        report = self._report(graph, ntriples)
        found: dict[tuple[str, str, str], Result] = {}
        hits = set()
        for node in report.subjects(RDF.type, SH.ValidationResult):
            if report.value(node, SH.focusNode) not in elsewhere:
                result = self._result(report, node)
                found[result.focus, result.shape, result.value or ""] = result
                hits.add(_hit(result, report, node))
        return Judgement([found[key] for key in sorted(found)], hits)

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
            shape=local_name(str(shape)),
            path=str(path) if isinstance(path, URIRef) else None,
            severity=SEVERITIES[_present(report.value(node, SH.resultSeverity))],
            messages=self._messages[shape],
            value=None if value is None or isinstance(value, BNode) else str(value),
        )


def _hit(result: Result, report: Graph, node: Node) -> Hit:
    component = str(report.value(node, SH.sourceConstraintComponent)).removeprefix(str(SH))
    return Hit(result.focus, result.shape, component, result.severity)


def _present(node: Node | None) -> Node:
    assert node is not None
    return node
