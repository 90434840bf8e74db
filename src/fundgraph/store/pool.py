# SPDX-License-Identifier: EUPL-1.2
"""The query workers' processes: started, asked, killed, replaced."""

from __future__ import annotations

import json
import logging
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Lock
from typing import Final

from fundgraph.errors import QueryFailed
from fundgraph.store import confinement, frames

log = logging.getLogger(__name__)

# A worker is replaced after so many queries, or when it holds on to so much more memory than at
# its start.
MOST_QUERIES: Final = 10_000
MOST_GROWTH: Final = 192 * 1024 * 1024

_START_S: Final = 30
_IDLE_S: Final = 30
# What a child needs to find Python's and our own files, nothing else of the server's environment.
_ENVIRONMENT: Final = ("PATH", "PYTHONPATH", "PYTHONHOME", "LD_LIBRARY_PATH", "VIRTUAL_ENV")


class WorkerProcess:
    """One worker: a process with its pipes. Used by one thread at a time."""

    def __init__(self, store: Path, memory_mb: int, nice: int, setup: Mapping[str, object]) -> None:
        self._process = subprocess.Popen(
            [
                *(sys.executable, "-P", "-m", "fundgraph.store.worker"),
                *(str(store.resolve()), str(memory_mb), str(nice), str(os.getpid())),
            ],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=environment(),
            start_new_session=True,
            bufsize=0,
        )
        self._reader = frames.FrameReader(_number(self._process.stdout))
        self.queries = 0
        self.running = False  # whether the worker has said that it began with its last query
        self.free = True  # whether it has said the last word of it
        self.unlocked, self._baseline = self._ready()
        self._send(frames.SETUP, setup)
        self.resident = self._baseline

    @property
    def pid(self) -> int:
        """The process id."""
        return self._process.pid

    @property
    def spent(self) -> bool:
        """True when the worker should be replaced before its next query."""
        grown = self.resident - self._baseline > MOST_GROWTH
        return grown or self.queries >= MOST_QUERIES or self._process.poll() is not None

    def ask(self, request: Mapping[str, object]) -> None:
        """Sends a query. Raises BrokenPipeError when the worker has gone."""
        self.queries += 1
        self.running = self.free = False
        self._send(frames.QUERY, request)

    def read(self, deadline: float, watch: Callable[[], None] | None = None) -> tuple[bytes, bytes]:
        """The next frame. Raises TimeoutError after the deadline, EOFError when it has gone, and
        what `watch`, called now and then, raises."""
        kind, payload = self._reader.read(deadline, watch)
        self.running = self.running or kind == frames.TAKEN
        self.free = kind in (frames.END, frames.FAULT)
        return kind, payload

    def kill(self) -> None:
        """Has the worker end, without waiting for it."""
        self._process.kill()

    def end(self) -> tuple[int, str]:
        """Kills the worker, if it lives; its return code and the last words it said."""
        self._process.kill()
        code = self._process.wait()
        said = ""
        if self._process.stderr:
            os.set_blocking(self._process.stderr.fileno(), False)
            said = (self._process.stderr.read() or b"").decode(errors="replace")
        for pipe in (self._process.stdin, self._process.stdout, self._process.stderr):
            if pipe:
                pipe.close()
        return code, said

    def _send(self, kind: bytes, message: Mapping[str, object]) -> None:
        frames.write_frame(_number(self._process.stdin), kind, json.dumps(message).encode())

    def _ready(self) -> tuple[str | None, int]:
        try:
            _, payload = self.read(time.monotonic() + _START_S)
        except (EOFError, TimeoutError) as error:
            _, said = self.end()
            log.error("a query worker did not start: %s", said.strip())
            raise QueryFailed("No query worker could be started.") from error
        message = json.loads(payload)
        return message["unlocked"], message["resident"]


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

    def take(self, *, new: bool = False) -> WorkerProcess:
        """A worker that waits for a query; a new one if there is none alive, or on demand.

        Raises QueryFailed where none can be started or locked in.
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
                return starting.result()
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
        reason = _reason(code, said)
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


def _reason(code: int, said: str) -> str:
    if "memory allocation" in said or "MemoryError" in said or "bad_alloc" in said:
        return "memory"
    if code == -signal.SIGXCPU:
        return "cpu"
    if code == -signal.SIGKILL:
        return "killed"
    return f"signal {-code}" if code < 0 else f"exit {code}"


def environment() -> dict[str, str]:
    """What a child needs of the environment to find Python's and our own files."""
    kept = {name: os.environ[name] for name in _ENVIRONMENT if name in os.environ}
    return {**kept, "LC_ALL": "C.UTF-8", "MALLOC_ARENA_MAX": "1"}


def _number(pipe: object) -> int:
    return pipe.fileno()  # type: ignore[attr-defined, no-any-return]
