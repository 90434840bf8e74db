# SPDX-License-Identifier: EUPL-1.2
"""Our vocabulary files as graphs, and the terms that other vocabularies define."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path

import pyshacl
from rdflib import Graph
from rdflib.namespace import DCTERMS, FOAF, ORG, OWL, PROV, RDF, RDFS, SH, SKOS, XSD
from rdflib.term import URIRef

from fundgraph.resources import concept_files, ontology_file, shape_files

HERE = Path(__file__).parent
REFERENCE = HERE.parents[1] / "shared" / "reference"
OURS = "https://w3id.org/fundgraph/"
CLOSED = (DCTERMS, FOAF, ORG, OWL, PROV, RDF, RDFS, SH, SKOS, XSD)


@cache
def ontology() -> Graph:
    """The vocabulary without its code lists."""
    return Graph().parse(ontology_file("esf.ttl"))


@cache
def concepts() -> Graph:
    """All code lists."""
    return _read(concept_files())


@cache
def shapes_text() -> str:
    """All shapes, as one Turtle document."""
    return "\n".join(path.read_text(encoding="utf-8") for path in shape_files())


@cache
def shapes() -> Graph:
    """All shapes."""
    return Graph().parse(data=shapes_text(), format="turtle")


def meta_findings(graph: Graph, name: str) -> list[str]:
    """What the meta-shapes of that name find in a graph."""
    meta = Graph().parse(HERE / "meta" / f"{name}.ttl")
    _, report, _ = pyshacl.validate(graph, shacl_graph=meta)
    assert isinstance(report, Graph)
    return sorted(
        f"{report.value(result, SH.focusNode)} {report.value(result, SH.resultPath)} "
        f"{report.value(result, SH.resultMessage)}"
        for result in report.subjects(RDF.type, SH.ValidationResult)
    )


def is_closed_term(iri: URIRef) -> bool:
    """True for a term that one of rdflib's closed namespaces has."""
    return any(iri in namespace for namespace in CLOSED)


@cache
def listed_terms() -> frozenset[str]:
    """The terms of `terms.toml`."""
    sources = tomllib.loads((HERE / "terms.toml").read_text(encoding="utf-8"))["source"]
    return frozenset(one["namespace"] + term for one in sources for term in one["terms"])


@cache
def reference_terms() -> frozenset[str]:
    """The terms that the copies in the reference folder define; schema.org under https."""
    found: set[str] = set()
    for path in sorted((REFERENCE / "vocab").iterdir()):
        if path.suffix == ".nq":
            found |= set(re.findall(r"^<([^>]+)>", path.read_text(encoding="utf-8"), re.M))
        else:
            subjects = Graph().parse(path).subjects()
            found |= {str(node) for node in subjects if isinstance(node, URIRef)}
    return frozenset(iri.replace("http://schema.org/", "https://schema.org/") for iri in found)


def _read(paths: list[Path]) -> Graph:
    graph = Graph()
    for path in paths:
        graph.parse(path)
    return graph
