# SPDX-License-Identifier: EUPL-1.2
"""The table of formats: used by convert, dumps and web alike."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import BinaryIO

from fundgraph.vocabulary import PREFIXES
from fundgraph.writers.context import Context
from fundgraph.writers.csv import CsvWriter
from fundgraph.writers.jsonld import JsonLdWriter
from fundgraph.writers.ntriples import NQuadsWriter, NTriplesWriter
from fundgraph.writers.rdfxml import RdfXmlWriter
from fundgraph.writers.stream import Writer
from fundgraph.writers.turtle import TrigWriter, TurtleWriter


@dataclass(frozen=True, slots=True)
class Format:
    """A format: its media type, the suffix of its addresses (without the dot), its name for
    people, whether it holds the whole graph, and whether it tells named graphs apart."""

    media_type: str
    suffix: str
    label: str
    rdf: bool = True
    graphs: bool = False


FORMATS: dict[str, Format] = {
    "ttl": Format("text/turtle", "ttl", "Turtle"),
    "nt": Format("application/n-triples", "nt", "N-Triples"),
    "nq": Format("application/n-quads", "nq", "N-Quads", graphs=True),
    "trig": Format("application/trig", "trig", "TriG", graphs=True),
    "rdfxml": Format("application/rdf+xml", "rdf", "RDF/XML"),
    "jsonld": Format("application/ld+json", "jsonld", "JSON-LD"),
    "csv": Format("text/csv", "csv", "CSV", rdf=False),
}


_WITH_PREFIXES = {"ttl": TurtleWriter, "trig": TrigWriter, "rdfxml": RdfXmlWriter}
_PLAIN: dict[str, Callable[..., Writer]] = {
    "nt": NTriplesWriter,
    "nq": NQuadsWriter,
    "csv": CsvWriter,
}


def writer(
    format: str,
    out: BinaryIO,
    *,
    prefixes: Mapping[str, str] = PREFIXES,
    context: Context | None = None,
    graph: str | None = None,
) -> Writer:
    """A writer of the format (a key of `FORMATS`) to `out`; use it as a context manager.

    `prefixes` serve Turtle, TriG and RDF/XML, `context` JSON-LD, which needs it; `graph` is the
    IRI of the named graph of what is written without one. Raises KeyError for another format.
    """
    if format == "jsonld" and context is not None:
        return JsonLdWriter(out, context=context)
    if format in _WITH_PREFIXES:
        return _WITH_PREFIXES[format](out, prefixes=prefixes, graph=graph)
    return _PLAIN[format](out, graph=graph)
