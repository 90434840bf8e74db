# SPDX-License-Identifier: EUPL-1.2
"""What every writer does: opens, takes groups of triples, closes."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Collection
from typing import BinaryIO, Self

from fundgraph.writers.terms import Triple


class Writer(ABC):
    """Writes triples to `out` as they come; memory holds one group at a time.

    A group is a thing with its parts, such as one project. Use it as a context manager: what the
    format wants last is written when the block ends well, so that a document which was cut short
    by an error never looks complete. `out` is not closed. A graph is named by its IRI, bare or as a
    term; formats without named graphs leave it out.
    """

    def __init__(self, out: BinaryIO, *, graph: str | None = None) -> None:
        self.out = out
        self.graph = graph

    def graph_term(self, graph: str | None) -> str | None:
        """The term of the graph to write to: the call's, else the writer's, else none."""
        name = graph or self.graph
        return f"<{name}>" if name and not name.startswith("<") else name

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is None:
            self.finish()

    def start(self) -> None:  # noqa: B027 (most line formats begin with nothing)
        """Write what stands before the first group."""

    @abstractmethod
    def write(self, triples: Collection[Triple], graph: str | None = None) -> None:
        """Write one group."""

    def finish(self) -> None:  # noqa: B027
        """Write what stands after the last group."""
