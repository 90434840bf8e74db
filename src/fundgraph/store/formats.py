# SPDX-License-Identifier: EUPL-1.2
"""The kinds of a query's result and the media types in which each can be had."""

from __future__ import annotations

from enum import StrEnum
from typing import Final


class ResultKind(StrEnum):
    """SELECT gives solutions, ASK a boolean, CONSTRUCT and DESCRIBE a graph."""

    SOLUTIONS = "solutions"
    BOOLEAN = "boolean"
    GRAPH = "graph"


# The first is what a client gets that accepts anything.
SOLUTION_TYPES: Final = (
    "application/sparql-results+json",
    "application/sparql-results+xml",
    "text/csv",
    "text/tab-separated-values",
)
GRAPH_TYPES: Final = (
    "text/turtle",
    "application/n-triples",
    "application/rdf+xml",
    "application/ld+json",
    "application/n-quads",
    "application/trig",
)


def media_types(kind: ResultKind) -> tuple[str, ...]:
    """The media types of a kind of result."""
    return GRAPH_TYPES if kind is ResultKind.GRAPH else SOLUTION_TYPES
