# SPDX-License-Identifier: EUPL-1.2
"""Two engines, one verdict: the bulk engine looks at everything, the reference at each record with
a finding and at a sample of the others. What is told is what the reference says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from itertools import islice
from typing import TypeVar

from fundgraph.errors import EnginesDisagree
from fundgraph.report import Severity
from fundgraph.validation.batches import stream, validate_batches
from fundgraph.validation.bulk import BulkValidator
from fundgraph.validation.items import Item, Sample, by_item, text
from fundgraph.validation.result import Hit, Judgement, Result

K = TypeVar("K")
T = TypeVar("T")

BATCH = 100
# A process takes as long to start as the reference takes for a few batches.
FEW = 5

# What the engines may read differently in a record where both refuse a value for its datatype, so
# that nothing is published anyway. SHACL wants a finding for two values without an order (a year
# and a number); pySHACL gives none where Python knows one. Nor is a text unequal to a number alike.
_DATATYPE = "DatatypeConstraintComponent"
_OF_VALUES = {
    f"{name}ConstraintComponent"
    for name in (
        "LessThan", "LessThanOrEquals", "MinInclusive", "MinExclusive", "MaxInclusive",
        "MaxExclusive", "SPARQL",
    )
}  # fmt: skip

Suspect = tuple[Item[K], frozenset[Hit]]


class Engine(StrEnum):
    """Who validates."""

    BULK = "bulk"
    PYSHACL = "pyshacl"


@dataclass(frozen=True, slots=True)
class Method:
    """How to validate: shapes (Turtle) and what they look up (N-Triples), the engine, how many
    items without a finding the reference sees too, the seed of their draw, how many processes."""

    shapes: str
    background: str = ""
    engine: Engine = Engine.BULK
    sample: int = 0
    seed: str = ""
    processes: int = 1


def validate_items(
    batches: Iterable[list[Item[K]]], method: Method
) -> Iterator[tuple[K, list[Result]]]:
    """The results of each item that has any, with its key, in the order of the items.

    Raises EnginesDisagree.
    """
    if method.engine is Engine.PYSHACL:
        for items, judgement in _by_reference(((batch, batch) for batch in batches), method, few=2):
            yield from _results(items, judgement)
        return
    for suspects, judgement in _by_reference(_suspects(batches, method), method, few=FEW):
        items = [item for item, _ in suspects]
        found = by_item(items, judgement.hits, lambda hit: hit.focus)
        for item, hits in suspects:
            _agree(item, hits, frozenset(found.get(item, ())))
        yield from _results(items, judgement)


# One run asks twice: for the projects, and for what they share.
@lru_cache(maxsize=1)
def _bulk(shapes: str, background: str) -> BulkValidator:
    return BulkValidator(shapes, background)


def _by_reference(
    batches: Iterable[tuple[T, list[Item[K]]]], method: Method, *, few: int
) -> Iterator[tuple[T, Judgement]]:
    texts = ((key, text(items)) for key, items in batches)
    return validate_batches(
        texts, method.shapes, method.background, processes=method.processes, few=few
    )


def _results(items: list[Item[K]], judgement: Judgement) -> Iterator[tuple[K, list[Result]]]:
    found = by_item(items, judgement.results, lambda result: result.focus)
    for item in items:
        if item in found:
            yield item.key, found[item]


def _suspects(
    batches: Iterable[list[Item[K]]], method: Method
) -> Iterator[tuple[list[Suspect[K]], list[Item[K]]]]:
    """What the reference is asked about, in batches: each item with a hit, then the sample."""
    suspects = _flagged_and_drawn(batches, method)
    while batch := list(islice(suspects, BATCH)):
        yield batch, [item for item, _ in batch]


def _flagged_and_drawn(batches: Iterable[list[Item[K]]], method: Method) -> Iterator[Suspect[K]]:
    sample: Sample[K] = Sample(method.sample, method.seed)
    for items, hits in _hits(batches, method):
        found = by_item(items, hits, lambda hit: hit.focus)
        for item in items:
            if item in found:
                yield item, frozenset(found[item])
            else:
                sample.offer(item)
    yield from ((item, frozenset()) for item in sample.items())


def _hits(
    batches: Iterable[list[Item[K]]], method: Method
) -> Iterator[tuple[list[Item[K]], set[Hit]]]:
    """What the bulk engine finds in each batch, in their order: in threads, as it needs no lock of
    the interpreter, and a few batches ahead."""
    bulk = _bulk(method.shapes, method.background)

    def hits(items: list[Item[K]]) -> set[Hit]:
        return bulk.hits(text(items))

    pool = ThreadPoolExecutor(method.processes)
    try:
        yield from stream(pool, hits, ((items, items) for items in batches), 2 * method.processes)
    finally:
        pool.shutdown(cancel_futures=True)


def _agree(item: Item[K], bulk: frozenset[Hit], reference: frozenset[Hit]) -> None:
    hit = quarrel(bulk, reference)
    if hit:
        name = "the bulk engine" if hit in bulk else "pySHACL"
        raise EnginesDisagree(
            f"the two engines of validation disagree on {item.thing}: only {name} finds "
            f"{hit.shape} ({hit.component}, {hit.severity}) at {hit.focus}; nothing is published. "
            "--engine pyshacl validates everything by pySHACL"
        )


def quarrel(bulk: Set[Hit], reference: Set[Hit]) -> Hit | None:
    """A hit that only one of the engines has; None where they agree."""
    refused = {_record(h) for h in bulk & reference if h.component == _DATATYPE and _stops(h)}
    apart = (
        h for h in bulk ^ reference if not (h.component in _OF_VALUES and _record(h) in refused)
    )
    return min(apart, default=None)


def _record(hit: Hit) -> str:
    return hit.focus.partition("#")[0]


def _stops(hit: Hit) -> bool:
    return hit.severity is Severity.VIOLATION
