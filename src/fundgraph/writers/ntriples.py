# SPDX-License-Identifier: EUPL-1.2
"""N-Triples and N-Quads: terms are in that syntax already, so this is the fast path."""

from __future__ import annotations

from collections.abc import Sequence

from fundgraph.writers.stream import Writer
from fundgraph.writers.terms import Triple


class NTriplesWriter(Writer):
    """One triple a line, in the order they come."""

    def write(self, triples: Sequence[Triple], graph: str | None = None) -> None:
        """Write one group."""
        self.out.write("".join([f"{s} {p} {o} .\n" for s, p, o in triples]).encode())


class NQuadsWriter(Writer):
    """One quad a line; without a graph, a triple of the default graph."""

    def write(self, triples: Sequence[Triple], graph: str | None = None) -> None:
        """Write one group."""
        name = self.graph_term(graph)
        end = f" {name} .\n" if name else " .\n"
        self.out.write("".join([f"{s} {p} {o}{end}" for s, p, o in triples]).encode())
