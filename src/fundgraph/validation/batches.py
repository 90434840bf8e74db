# SPDX-License-Identifier: EUPL-1.2
"""Many batches through the reference, on all cores: streamed, in order."""

from __future__ import annotations

import gc
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from itertools import chain, islice
from multiprocessing import get_context
from typing import TypeVar

from fundgraph.validation.result import Judgement
from fundgraph.validation.validator import Validator

K = TypeVar("K")
B = TypeVar("B")
R = TypeVar("R")

# The validator of a worker process.
_validators: list[Validator] = []


def validate_batches(
    batches: Iterable[tuple[K, str]], shapes: str, background: str, *, processes: int, few: int = 2
) -> Iterator[tuple[K, Judgement]]:
    """The judgement on each batch (its key, its N-Triples), in the order of the batches.

    At most two batches a process are read ahead. With one process, or fewer batches than `few`, no
    other process is started.
    """
    waiting = iter(batches)
    first = list(islice(waiting, few))
    everything = chain(first, waiting)
    if processes == 1 or len(first) < few:
        # An empty stream needs no validator, which takes a while to make.
        validator = Validator(shapes, background) if first else None
        for key, batch in everything:
            assert validator is not None
            yield key, validator.judge(batch)
        return
    # Spawned, not forked: the caller may have threads.
    pool = ProcessPoolExecutor(
        processes, get_context("spawn"), initializer=_start, initargs=(shapes, background)
    )
    try:
        yield from stream(pool, _judge, everything, 2 * processes)
    finally:
        pool.shutdown(cancel_futures=True)


def stream(
    pool: Executor, work: Callable[[B], R], batches: Iterable[tuple[K, B]], ahead: int
) -> Iterator[tuple[K, R]]:
    """What the work makes of each batch, in order; at most so many batches are under way."""
    running: deque[tuple[K, Future[R]]] = deque()
    for key, batch in batches:
        running.append((key, pool.submit(work, batch)))
        if len(running) == ahead:
            done, future = running.popleft()
            yield done, future.result()
    while running:
        done, future = running.popleft()
        yield done, future.result()


def _start(shapes: str, background: str) -> None:
    _validators[:] = [Validator(shapes, background)]
    # Statements come and go by the million, none of them in a cycle.
    gc.freeze()
    gc.set_threshold(100_000, 50, 100)


def _judge(batch: str) -> Judgement:
    return _validators[0].judge(batch)
