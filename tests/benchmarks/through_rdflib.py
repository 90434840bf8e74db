# SPDX-License-Identifier: EUPL-1.2
"""The peer of `fundgraph convert --to nt`: the same reading and mapping, then one rdflib Graph and
its serialiser. Run as a module with a source description; writes N-Triples to standard output."""

from __future__ import annotations

import sys
from functools import cache
from pathlib import Path

from rdflib import Graph, Literal, URIRef
from rdflib.term import Node

from fundgraph.config import Settings
from fundgraph.sources import locate, read
from fundgraph.tools import Tools
from fundgraph.writers.terms import parse_term


def node(term: str) -> Node:
    """The term as rdflib has it; the usual forms without taking them apart."""
    if term.startswith("<"):
        return URIRef(term[1:-1])
    if term.endswith('"') and "\\" not in term:
        return Literal(term[1:-1])
    _, value, language, datatype = parse_term(term)
    return Literal(value, lang=language, datatype=URIRef(datatype) if datatype else None)


# Who maps with rdflib has properties and classes at hand.
constant = cache(node)
CONSTANTS = ("<https://w3id.org/", "<http://www.w3.org/", "<http://data.europa.eu/")


def main(description: Path) -> None:
    """Reads, maps, adds to the graph, serialises."""
    settings = Settings()
    tools = Tools.load(settings)
    mapper, graph = tools.mapper(), Graph()
    for source in locate([str(description)], settings):
        for entry in read(source, tools.reference, tools.codes):
            if entry.record:
                mapped = mapper.map(entry.record)
                for s, p, o in mapped.triples + mapped.shared:
                    value = constant(o) if o.startswith(CONSTANTS) else node(o)
                    graph.add((node(s), constant(p), value))
    graph.serialize(sys.stdout.buffer, format="nt", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
