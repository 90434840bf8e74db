# SPDX-License-Identifier: EUPL-1.2
"""What is read out of the graph of shapes beside the constraints: names, severities, sentences."""

from __future__ import annotations

from rdflib import Graph
from rdflib.namespace import SH
from rdflib.term import BNode, Literal, Node, URIRef

from fundgraph.report import Severity
from fundgraph.vocabulary import DCTERMS, ESF, ESFSH, SKOS

SEVERITIES: dict[Node, Severity] = {
    SH.Violation: Severity.VIOLATION,
    SH.Warning: Severity.WARNING,
    SH.Info: Severity.INFO,
}
# What shapes look up of things that a batch names and other graphs describe.
LOOKED_UP: set[Node] = {
    ESF.perEuro, SKOS.notation, SKOS.exactMatch, DCTERMS.source, DCTERMS.isPartOf,
}  # fmt: skip


def local_name(shape: str) -> str:
    """The name of a shape without its namespace."""
    return shape.removeprefix(str(ESFSH))


def shape_names(shapes: Graph) -> dict[Node, Node]:
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


def messages(shapes: Graph, shape: Node) -> dict[str, str]:
    """One sentence for each language: pySHACL drops the language where SPARQL finds the result."""
    texts = (text for text in shapes.objects(shape, SH.message) if isinstance(text, Literal))
    return {text.language or "en": str(text) for text in texts}
