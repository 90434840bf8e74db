# SPDX-License-Identifier: EUPL-1.2
"""Reads documents back with parsers that are not ours, each into the same plain triples."""

from __future__ import annotations

import io
import json
import warnings
from collections.abc import Sequence
from typing import Any

import pyoxigraph as ox
import rdflib
import rdflib.term
from pyld import jsonld

from fundgraph.resources import ontology_file
from fundgraph.vocabulary import PREFIXES
from fundgraph.writers import Context, Triple, load_context, writer
from fundgraph.writers.terms import literal

BASE = "http://localhost:8000/"
ADDRESS = f"{BASE}ns/context.jsonld"
INLINE = load_context(ontology_file("context.jsonld"))
BY_ADDRESS = load_context(ontology_file("context.jsonld"), address=ADDRESS)
SITE = {kind: f"{BASE}id/{kind}/" for kind in ("organisation", "programme", "place", "region")}

OXIGRAPH = {
    "ttl": ox.RdfFormat.TURTLE,
    "trig": ox.RdfFormat.TRIG,
    "nt": ox.RdfFormat.N_TRIPLES,
    "nq": ox.RdfFormat.N_QUADS,
    "rdfxml": ox.RdfFormat.RDF_XML,
    "jsonld": ox.RdfFormat.JSON_LD,
}
RDFLIB = {"ttl": "turtle", "nt": "nt", "rdfxml": "xml", "jsonld": "json-ld"}


def written(
    format: str, *groups: Sequence[Triple], context: Context = INLINE, graph: str | None = None
) -> str:
    """The document of the groups in the format."""
    out = io.BytesIO()
    prefixes = {**PREFIXES, **SITE}
    with writer(format, out, prefixes=prefixes, context=context, graph=graph) as opened:
        for group in groups:
            opened.write(group)
    return out.getvalue().decode()


def by_oxigraph(text: str, format: str) -> set[Triple]:
    """The triples as Oxigraph reads them."""
    quads = ox.parse(text.encode(), format=OXIGRAPH[format])
    return {(str(q.subject), str(q.predicate), str(q.object)) for q in quads}


def by_rdflib(text: str, format: str) -> set[Triple]:
    """The triples as rdflib reads them, lexical forms as they stand.

    rdflib rewrites lexical forms ("01" to "1") unless it is told not to.
    """
    before = rdflib.NORMALIZE_LITERALS
    rdflib.NORMALIZE_LITERALS = False
    try:
        graph = rdflib_graph(text, format)
    finally:
        rdflib.NORMALIZE_LITERALS = before
    return {(_term(s), _term(p), _term(o)) for s, p, o in graph}


def rdflib_graph(text: str, format: str) -> rdflib.Graph:
    """The document as a graph of rdflib, whose JSON-LD parser uses what rdflib deprecates."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        return rdflib.Graph().parse(data=text, format=RDFLIB[format])


def _term(node: Any) -> str:
    if isinstance(node, rdflib.Literal):
        return literal(str(node), language=node.language, datatype=node.datatype)
    return f"_:{node}" if isinstance(node, rdflib.BNode) else f"<{node}>"


def by_pyld(text: str) -> set[Triple]:
    """The triples as PyLD reads them, without any network."""
    options = {"format": "application/n-quads", "documentLoader": _load}
    return by_oxigraph(jsonld.to_rdf(json.loads(text), options), "nq")


def _load(url: str, options: object) -> dict[str, Any]:
    if url != ADDRESS:
        raise LookupError(url)
    document = json.loads(ontology_file("context.jsonld").read_bytes())
    return {"contextUrl": None, "documentUrl": url, "document": document}


def inlined(text: str) -> str:
    """The document with the context itself in place of its address."""
    document = json.loads(text)
    assert document["@context"] == ADDRESS
    return json.dumps({**document, "@context": INLINE.document})
