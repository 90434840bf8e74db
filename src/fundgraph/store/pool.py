# SPDX-License-Identifier: EUPL-1.2
"""The query workers of a release's store: started, taken, given back, killed, replaced."""

from __future__ import annotations

import logging
import time
from collections import Counter
from collections.abc import Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from threading import Lock
from typing import Final

from fundgraph.errors import QueryFailed
from fundgraph.store import confinement
from fundgraph.store.process import WorkerProcess, how_it_ended

log = logging.getLogger(__name__)

_IDLE_S: Final = 30


class Pool:
    """Workers of one release's store, started when they are needed; `counts` of what became of
    them is added to."""

    def __init__(
        self,
        store: Path,
        memory_mb: int,
        *,
        spare: int,
        setup: Mapping[str, object],
        nice: int = 10,
        counts: Counter[str] | None = None,
    ) -> None:
        self._store, self._memory_mb, self._spare, self._nice = store, memory_mb, spare, nice
        self._setup = setup
        self._starting = 0
        self._used = time.monotonic()
        self._counts: Counter[str] = Counter() if counts is None else counts
        self._idle: list[WorkerProcess] = []
        self._lock = Lock()
        self._closed = False
        self._warned = False
        # A worker dies with the thread that started it, so one thread that stays starts them all.
        self._starter = ThreadPoolExecutor(1, thread_name_prefix="query-workers")
        self._burier = ThreadPoolExecutor(1, thread_name_prefix="ended-workers")

    @property
    def idle(self) -> int:
        """How many workers wait for a query."""
        return len(self._idle)

    def warm(self) -> None:
        """Has a worker started, if none is there."""
        with self._lock:
            if not self._closed and not self._idle and not self._starting:
                self._refill_soon()

    def trim(self) -> None:
        """Ends one of several workers that wait, when nobody has asked for a while."""
        with self._lock:
            idle = time.monotonic() - self._used > _IDLE_S
            worker = self._idle.pop(0) if idle and len(self._idle) > 1 else None
        if worker:
            worker.end()

    def take(self, deadline: float, *, new: bool = False) -> WorkerProcess:
        """A worker that waits for a query; a new one if there is none alive, or on demand.

        Raises QueryFailed where none can be started or locked in, TimeoutError where none has
        started before `deadline`, a time of `time.monotonic()`.
        """
        self._used = time.monotonic()
        while True:
            with self._lock:
                if self._closed:
                    raise QueryFailed("The service is being closed.")
                worker = None if new or not self._idle else self._idle.pop()
                if worker is None:
                    starting = self._starter.submit(self._start)
            if worker is None:
                return self._started(starting, deadline)
            if not worker.spent:
                return worker
            self._counts["workers_recycled"] += 1
            worker.end()

    def give_back(self, worker: WorkerProcess) -> None:
        """Keeps a worker for the next query, or replaces it when it is spent."""
        if worker.spent:
            self._counts["workers_recycled"] += 1
            worker.end()
            self._replace()
            return
        with self._lock:
            keep = not self._closed and len(self._idle) < self._spare
            if keep:
                self._idle.append(worker)
        if not keep:
            worker.end()

    def kill(self, worker: WorkerProcess) -> None:
        """Ends a worker at work and has another started meanwhile. Nobody waits for its end: that
        of a large process takes time on a busy machine."""
        worker.kill()
        self._counts["workers_killed"] += 1
        self._replace()
        with self._lock:
            if not self._closed:
                self._burier.submit(worker.end)
                return
        worker.end()

    def discard(self, worker: WorkerProcess) -> str:
        """Ends a worker and has another started meanwhile; says how it ended.

        One of `memory`, `cpu`, `signal N`, `exit N` or, if it was alive, `killed`.
        """
        code, said = worker.end()
        self._replace()
        reason = how_it_ended(code, said)
        self._counts["workers_died"] += 1
        if said:
            log.warning("query worker %d ended (%s): %s", worker.pid, reason, said.strip()[-500:])
        return reason

    def close(self) -> None:
        """Ends all workers that wait; those at work end when they are given back."""
        with self._lock:
            self._closed = True
            idle, self._idle = self._idle, []
        for worker in idle:
            worker.end()
        self._starter.shutdown(wait=True)
        self._burier.shutdown(wait=True)

    def _start(self) -> WorkerProcess:
        worker = WorkerProcess(self._store, self._memory_mb, self._nice, self._setup)
        self._counts["workers_started"] += 1
        if worker.unlocked and confinement.REQUIRED:
            worker.end()
            log.error("no query is run: workers cannot be locked in: %s", worker.unlocked)
            raise QueryFailed(f"Queries cannot be run safely on this machine: {worker.unlocked}.")
        if worker.unlocked and not self._warned:
            log.warning("query workers are limited but not locked in: %s", worker.unlocked)
            self._warned = True
        return worker

    def _started(self, starting: Future[WorkerProcess], deadline: float) -> WorkerProcess:
        try:
            return starting.result(max(0.0, deadline - time.monotonic()))
        except TimeoutError:
            if not starting.cancel():  # it comes too late for this query, not for the next
                starting.add_done_callback(self._keep)
            raise

    def _keep(self, started: Future[WorkerProcess]) -> None:
        if not started.exception():
            self.give_back(started.result())

    def _replace(self) -> None:
        with self._lock:
            if not self._closed and len(self._idle) + self._starting < self._spare:
                self._refill_soon()

    def _refill_soon(self) -> None:
        self._starting += 1
        self._starter.submit(self._refill)

    def _refill(self) -> None:
        try:
            self.give_back(self._start())
        except (QueryFailed, BrokenPipeError):
            log.error("a query worker could not be replaced")
        finally:
            with self._lock:
                self._starting -= 1
