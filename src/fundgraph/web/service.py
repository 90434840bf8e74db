# SPDX-License-Identifier: EUPL-1.2
"""The SPARQL 1.1 description of the query service."""

from __future__ import annotations

from collections.abc import Iterator

from fundgraph.catalog.statements import link, typed
from fundgraph.store.limits import Limit, limits
from fundgraph.vocabulary import RDF, SD, SD_FORMATS, SDO, XSD
from fundgraph.web.site import release, site
from fundgraph.writers import Triple
from fundgraph.writers.terms import iri, literal

_RESULTS = (
    "SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV",
    "Turtle", "N-Triples", "N-Quads", "RDF_XML", "JSON-LD", "TriG",
)  # fmt: skip


def description() -> list[Triple]:
    """The service: its language, its formats, its limits, the named graphs that it queries."""
    return [*_service(), *_limits()]


def _service() -> Iterator[Triple]:
    address = f"{site().settings.base_iri}sparql"
    service, dataset, union = (iri(f"{address}#{part}") for part in ("service", "dataset", "union"))
    yield link(service, RDF.type, iri(str(SD.Service)))
    yield link(service, SD.endpoint, iri(address))
    yield link(service, SD.supportedLanguage, iri(str(SD.SPARQL11Query)))
    yield link(service, SD.feature, iri(str(SD.UnionDefaultGraph)))
    for name in _RESULTS:
        yield link(service, SD.resultFormat, iri(SD_FORMATS + name))
    yield link(service, SD.defaultDataset, dataset)
    yield link(dataset, RDF.type, iri(str(SD.Dataset)))
    yield link(dataset, SD.defaultGraph, union)
    yield link(union, RDF.type, iri(str(SD.Graph)))
    for graph in release().store.graph_names():
        part = iri(f"{address}#graph-{graph.rpartition('/')[2]}")
        yield link(dataset, SD.namedGraph, part)
        yield link(part, RDF.type, iri(str(SD.NamedGraph)))
        yield link(part, SD.name, iri(graph))


def _limits() -> Iterator[Triple]:
    """Each limit as a property of the service: name, value, unit and meaning."""
    address = f"{site().settings.base_iri}sparql"
    for limit in limits(site().settings):
        part = iri(f"{address}#limit-{limit.name}")
        yield link(iri(f"{address}#service"), SDO.additionalProperty, part)
        yield link(part, RDF.type, iri(str(SDO.PropertyValue)))
        yield link(part, SDO.propertyID, literal(limit.name))
        yield link(part, SDO.maxValue, _number(limit))
        yield link(part, SDO.unitText, literal(limit.unit, language="en"))
        yield link(part, SDO.description, literal(limit.meaning, language="en"))


def _number(limit: Limit) -> str:
    """The value as a decimal in its shortest form."""
    return typed(f"{limit.value:f}".rstrip("0").rstrip("."), XSD.decimal)
