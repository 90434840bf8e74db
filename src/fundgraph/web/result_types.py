# SPDX-License-Identifier: EUPL-1.2
"""The media types of query results, and the other names by which clients ask for them."""

from __future__ import annotations

from typing import Final

from fundgraph.store.formats import GRAPH_TYPES, SOLUTION_TYPES

TURTLE, N_TRIPLES, RDF_XML, JSON_LD, N_QUADS, TRIG = GRAPH_TYPES
JSON, XML, CSV, TSV = SOLUTION_TYPES
SVG: Final = "image/svg+xml"

# General media types that a client may accept: it is answered under the name that it knows.
SOLUTION_ALIASES: Final = {"application/json": JSON, "application/xml": XML, "text/xml": XML}
GRAPH_ALIASES: Final = {
    "application/json": JSON_LD,
    "application/xml": RDF_XML,
    "text/xml": RDF_XML,
    # Turtle is N3 as well.
    "text/n3": TURTLE,
    "text/rdf+n3": TURTLE,
    "application/n3": TURTLE,
    "application/turtle": TURTLE,
    "application/x-turtle": TURTLE,
}
_SOLUTIONS: Final = {"json": JSON, "xml": XML, "csv": CSV, "tsv": TSV}
_GRAPHS: Final = {
    "json": JSON_LD, "jsonld": JSON_LD, "json-ld": JSON_LD,
    "xml": RDF_XML, "rdf": RDF_XML, "rdfxml": RDF_XML, "rdf+xml": RDF_XML, "rdf-xml": RDF_XML,
    "ttl": TURTLE, "turtle": TURTLE, "n3": TURTLE,
    "nt": N_TRIPLES, "ntriples": N_TRIPLES, "n-triples": N_TRIPLES,
    "nq": N_QUADS, "nquads": N_QUADS, "n-quads": N_QUADS, "trig": TRIG,
}  # fmt: skip
NAMES: Final = tuple(dict.fromkeys([*_SOLUTIONS, *_GRAPHS, "svg"]))


def is_picture(names: tuple[str, ...]) -> bool:
    """Whether `format=` names the picture of a result, and nothing else."""
    return bool(names) and {name.lower() for name in names} <= {"svg", SVG, SVG.replace("+", " ")}


def named(names: tuple[str, ...]) -> tuple[str | None, str | None]:
    """The media types for solutions and for graphs that `format=` names: by a short name
    (`turtle`), a media type or several with commas; the first that is known counts."""
    found = [part for name in names for part in name.lower().split(",")]
    parts = [part.partition(";")[0].strip().replace(" ", "+") for part in found]
    solutions = (_known(part, _SOLUTIONS, SOLUTION_ALIASES, SOLUTION_TYPES) for part in parts)
    graphs = (_known(part, _GRAPHS, GRAPH_ALIASES, GRAPH_TYPES) for part in parts)
    return next(filter(None, solutions), None), next(filter(None, graphs), None)


def _known(
    part: str, names: dict[str, str], aliases: dict[str, str], types: tuple[str, ...]
) -> str | None:
    return names.get(part) or (part if part in aliases or part in types else None)
