# SPDX-License-Identifier: EUPL-1.2
"""N-Triples and N-Quads: terms are in that syntax already, so this is the fast path."""

from __future__ import annotations

from collections.abc import Collection

from fundgraph.writers.stream import Writer
from fundgraph.writers.terms import Triple


class NTriplesWriter(Writer):
    """One triple a line, in the order they come."""

    def write(self, triples: Collection[Triple], graph: str | None = None) -> None:
        """Write one group."""
        self.out.write(_lines(triples, b" .\n"))


class NQuadsWriter(Writer):
    """One quad a line; without a graph, a triple of the default graph."""

    def write(self, triples: Collection[Triple], graph: str | None = None) -> None:
        """Write one group."""
        name = self.graph_term(graph)
        self.out.write(_lines(triples, f" {name} .\n".encode() if name else b" .\n"))


def _lines(triples: Collection[Triple], end: bytes) -> bytes:
    """The statements, each with this end. One by one they become bytes at once where they are
    ASCII, as most are; a text of all of them would have to be widened for the others."""
    return end.join([*map(str.encode, map(" ".join, triples)), b""])
