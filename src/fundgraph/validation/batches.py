# SPDX-License-Identifier: EUPL-1.2
"""Many batches, on all cores: streamed, in order."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import chain, islice
from multiprocessing import get_context
from typing import TypeVar

from fundgraph.validation.result import Result
from fundgraph.validation.validator import Validator

K = TypeVar("K")

# The validator of a worker process.
_validators: list[Validator] = []


def validate_batches(
    batches: Iterable[tuple[K, str]], shapes: str, background: str, *, processes: int
) -> Iterator[tuple[K, list[Result]]]:
    """The results for each batch (its key, its N-Triples), in the order of the batches.

    At most two batches a process are read ahead. With one process, or a single batch, no other
    process is started.
    """
    waiting = iter(batches)
    first = list(islice(waiting, 2))
    everything = chain(first, waiting)
    if processes == 1 or len(first) < 2:
        validator = Validator(shapes, background)
        for key, batch in everything:
            yield key, validator.validate(batch)
        return
    # Spawned, not forked: the caller may have threads.
    pool = ProcessPoolExecutor(
        processes, get_context("spawn"), initializer=_start, initargs=(shapes, background)
    )
    try:
        yield from _stream(pool, everything, ahead=2 * processes)
    finally:
        pool.shutdown(cancel_futures=True)


def _stream(
    pool: ProcessPoolExecutor, batches: Iterable[tuple[K, str]], *, ahead: int
) -> Iterator[tuple[K, list[Result]]]:
    running: deque[tuple[K, Future[list[Result]]]] = deque()
    for key, batch in batches:
        running.append((key, pool.submit(_validate, batch)))
        if len(running) == ahead:
            done, future = running.popleft()
            yield done, future.result()
    for done, future in running:
        yield done, future.result()


def _start(shapes: str, background: str) -> None:
    _validators[:] = [Validator(shapes, background)]


def _validate(batch: str) -> list[Result]:
    return _validators[0].validate(batch)
