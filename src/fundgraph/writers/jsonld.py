# SPDX-License-Identifier: EUPL-1.2
"""JSON-LD in compact form by our context: a thing with its parts inside reads like plain JSON."""

from __future__ import annotations

from collections.abc import Collection
from functools import lru_cache
from typing import BinaryIO

from orjson import dumps as encode

from fundgraph.writers.context import Context, Json
from fundgraph.writers.groups import by_subject
from fundgraph.writers.nodes import Node, nodes
from fundgraph.writers.stream import Writer
from fundgraph.writers.terms import Triple


class JsonLdWriter(Writer):
    """JSON-LD, without named graphs.

    A document (its context has an address) of one thing is that thing's object, laid out for
    people; anything else is a `@graph` with one thing a line.
    """

    def __init__(self, out: BinaryIO, *, context: Context, graph: str | None = None) -> None:
        super().__init__(out, graph=graph)
        self._context = context
        self._nodes = nodes(context)
        self._held: list[Node] | None = None
        self._separator = b""

    def write(self, triples: Collection[Triple], graph: str | None = None) -> None:
        """Write one group; that of a document waits, as it may be all there is."""
        made = self._nodes.of(by_subject(triples))
        if self._context.address and self._held is None and not self._separator:
            self._held = made
            return
        self._release()
        self._lines(made)

    def finish(self) -> None:
        """Write the object of the one thing, or the end of the graph."""
        if self._held is not None and len(self._held) == 1:
            document = {"@context": self._head(), **self._held[0]}
            self.out.write(_laid_out(document))
            return
        self._release()
        self._lines([])
        self.out.write(b"\n]}\n")

    def _head(self) -> Json:
        return self._context.address or dict(self._context.document)

    def _release(self) -> None:
        held, self._held = self._held, None
        self._lines(held or [])

    def _lines(self, made: list[Node]) -> None:
        if not self._separator:
            self.out.write(b'{"@context":%b,\n"@graph":[' % encode(self._head()))
            self._separator = b"\n"
        for node in made:
            self.out.write(self._separator + encode(node))
            self._separator = b",\n"


def _laid_out(node: Node) -> bytes:
    """An object with a property a line, and a part a line where it has several."""
    lines = [b"%b: %b" % (_key(key), _value(value)) for key, value in node.items()]
    return b"{\n " + b",\n ".join(lines) + b"\n}\n"


@lru_cache(maxsize=1024)
def _key(key: str) -> bytes:
    return encode(key)


def _value(value: Json) -> bytes:
    if isinstance(value, list) and len(value) > 1 and isinstance(value[0], dict):
        return b"[\n  " + b",\n  ".join(map(encode, value)) + b"\n ]"
    return encode(value)
