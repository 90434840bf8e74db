# SPDX-License-Identifier: EUPL-1.2
"""The records of a batch, and which of them a focus node belongs to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from heapq import heappush, heapreplace
from itertools import chain
from typing import Generic, TypeVar

from fundgraph.writers.terms import Triple

K = TypeVar("K")
F = TypeVar("F")


@dataclass(frozen=True, slots=True, eq=False)
class Item(Generic[K]):
    """A thing (its IRI) with its statements and those of its parts; `key` is the caller's own."""

    key: K
    thing: str
    triples: Sequence[Triple]


def text(items: Iterable[Item[K]]) -> str:
    """The statements of the items as N-Triples."""
    # `join` all the way: twice as fast as a formatted string for each statement.
    lines = chain.from_iterable([map(" ".join, item.triples) for item in items])
    return " .\n".join([*lines, ""])


def by_item(
    items: Sequence[Item[K]], found: Iterable[F], focus: Callable[[F], str]
) -> dict[Item[K], list[F]]:
    """What was found, under each item that it belongs to.

    A focus node belongs to the thing that it is (a part of); otherwise to the items that describe
    it, otherwise to those that name it.
    """
    things = {item.thing: item for item in items}
    shares: dict[Item[K], list[F]] = defaultdict(list)
    for one in found:
        node = focus(one)
        own = things.get(node.partition("#")[0])
        for item in [own] if own else _naming(node, items):
            shares[item].append(one)
    return shares


def _naming(node: str, items: Sequence[Item[K]]) -> Sequence[Item[K]]:
    term, literal = f"<{node}>", f'"{node}"'
    describing = [item for item in items if any(s == term for s, _, _ in item.triples)]
    naming = [
        item
        for item in items
        if any(o == term or o.startswith(literal) for _, _, o in item.triples)
    ]
    return describing or naming or items


class Sample(Generic[K]):
    """So many items of a stream, as by lot: those whose IRI has the lowest hashes with the seed.
    The same seed and items give the same sample, in whatever order they come."""

    def __init__(self, size: int, seed: str) -> None:
        self._size, self._seed = size, seed
        self._drawn: list[tuple[int, int, Item[K]]] = []
        self._offered = 0

    def offer(self, item: Item[K]) -> None:
        """Takes part in the draw."""
        self._offered += 1
        digest = blake2b(f"{self._seed}\0{item.thing}".encode(), digest_size=8).digest()
        entry = (-int.from_bytes(digest), self._offered, item)
        if len(self._drawn) < self._size:
            heappush(self._drawn, entry)
        elif self._drawn and entry > self._drawn[0]:
            heapreplace(self._drawn, entry)

    def items(self) -> list[Item[K]]:
        """What was drawn, in the order of the stream."""
        return [item for _, _, item in sorted(self._drawn, key=lambda entry: entry[1])]
