# SPDX-License-Identifier: EUPL-1.2
"""A query worker's process as the one that asks it sees it."""

from __future__ import annotations

import json
import logging
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

from fundgraph.errors import QueryFailed
from fundgraph.store import frames

log = logging.getLogger(__name__)

# A worker is replaced after so many queries, or when it holds on to so much more memory than at
# its start.
MOST_QUERIES: Final = 10_000
MOST_GROWTH: Final = 192 * 1024 * 1024

PAGE: Final = os.sysconf("SC_PAGE_SIZE")
_START_S: Final = 30
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
        self.displaced = False  # whether it was ended to make room for the others
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

    def size(self) -> int:
        """The resident memory of the worker in bytes; 0 where the system does not say."""
        try:
            told = Path(f"/proc/{self.pid}/statm").read_text(encoding="ascii")
        except OSError:
            return 0
        return int(told.split()[1]) * PAGE

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


def how_it_ended(code: int, said: str) -> str:
    """One of `memory`, `cpu`, `killed`, `signal N`, `exit N`."""
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
