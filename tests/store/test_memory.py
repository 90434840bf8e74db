# SPDX-License-Identifier: EUPL-1.2
"""Queries that take too much memory together: the largest is ended, the others go on."""

import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from fundgraph.errors import HttpError, QueryFailed, QueryTimedOut
from fundgraph.store.engine import Engine, Shared
from fundgraph.store.limits import limit, memory_together
from fundgraph.store.memory import MemoryWatch
from fundgraph.vocabulary import PREFIXES
from tests.store.conftest import LIMITS, asked

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="sizes are read from /proc")
SLOW = "SELECT (COUNT(*) AS ?n) {{ ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }} # {}"


def ends(folder: Path, most: int, queries: int) -> list[HttpError]:
    """How slow queries of different clients end where all may use `most` bytes together."""
    shared = Shared(replace(LIMITS, query_timeout_s=4), PREFIXES)
    shared.memory = MemoryWatch(most)
    with Engine(folder, shared) as engine, ThreadPoolExecutor(queries) as threads:
        pool = engine.strangers.pool
        started = [pool.take(time.monotonic() + 60) for _ in range(queries)]
        for worker in started:
            pool.give_back(worker)

        def end(number: int) -> HttpError:
            with pytest.raises(HttpError) as caught:
                engine.run(asked(SLOW.format(number)), f"client {number}")
            return caught.value

        return list(threads.map(end, range(queries)))


def test_the_largest_of_two_is_ended(folder: Path) -> None:
    first, last = sorted(ends(folder, 1, 2), key=lambda error: isinstance(error, QueryTimedOut))
    assert isinstance(first, QueryFailed)
    assert first.members == {"limit": "queries_memory_mb", "value": memory_together(LIMITS)}
    assert isinstance(last, QueryTimedOut)


def test_one_alone_has_its_own_limit_only(folder: Path) -> None:
    assert isinstance(ends(folder, 1, 1)[0], QueryTimedOut)


def test_two_that_fit_go_on(folder: Path) -> None:
    assert all(isinstance(error, QueryTimedOut) for error in ends(folder, 1 << 40, 2))


def test_sizes_are_those_of_the_processes(folder: Path) -> None:
    with Engine(folder, Shared(LIMITS, PREFIXES)) as engine:
        engine.attempt(asked("ASK {}"), engine.strangers)
        worker = engine.strangers.pool._idle[0]
        assert 5_000_000 < worker.size() < 500_000_000
    assert worker.size() == 0  # it has ended


def test_the_limit_is_stated() -> None:
    stated = limit(LIMITS, "queries_memory_mb")
    assert (stated.value, stated.unit, stated.setting) == (384, "MB", False)
