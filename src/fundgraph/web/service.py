# SPDX-License-Identifier: EUPL-1.2
"""The SPARQL 1.1 description of the query service."""

from __future__ import annotations

from collections.abc import Iterator

from rdflib.term import URIRef

from fundgraph.vocabulary import RDF, SD, SD_FORMATS
from fundgraph.web.site import release, site
from fundgraph.writers import Triple
from fundgraph.writers.terms import iri

_RESULTS = (
    "SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV",
    "Turtle", "N-Triples", "N-Quads", "RDF_XML", "JSON-LD", "TriG",
)  # fmt: skip


def description() -> list[Triple]:
    """The service: its language, its formats, the named graphs that it queries."""
    return list(_service())


def _service() -> Iterator[Triple]:
    address = f"{site().settings.base_iri}sparql"
    service, dataset, union = (iri(f"{address}#{part}") for part in ("service", "dataset", "union"))
    yield _link(service, RDF.type, iri(str(SD.Service)))
    yield _link(service, SD.endpoint, iri(address))
    yield _link(service, SD.supportedLanguage, iri(str(SD.SPARQL11Query)))
    yield _link(service, SD.feature, iri(str(SD.UnionDefaultGraph)))
    for name in _RESULTS:
        yield _link(service, SD.resultFormat, iri(SD_FORMATS + name))
    yield _link(service, SD.defaultDataset, dataset)
    yield _link(dataset, RDF.type, iri(str(SD.Dataset)))
    yield _link(dataset, SD.defaultGraph, union)
    yield _link(union, RDF.type, iri(str(SD.Graph)))
    for graph in release().store.graph_names():
        part = iri(f"{address}#graph-{graph.rpartition('/')[2]}")
        yield _link(dataset, SD.namedGraph, part)
        yield _link(part, RDF.type, iri(str(SD.NamedGraph)))
        yield _link(part, SD.name, iri(graph))


def _link(subject: str, predicate: URIRef, value: str) -> Triple:
    return subject, f"<{predicate}>", value
