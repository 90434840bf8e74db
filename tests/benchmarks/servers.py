# SPDX-License-Identifier: EUPL-1.2
"""Servers that are measured: what they have taken, and others' beside our own."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass

import psutil

from tests.benchmarks.asking import ask
from tests.benchmarks.measure import TOP

Line = tuple[str, str, str]
READY_S = 900


@dataclass(frozen=True, slots=True)
class Server:
    """A server: where it listens, and the process that started all of its own."""

    port: int
    pid: int

    def cpu(self) -> float:
        """The processor seconds that its processes have taken so far."""
        process = psutil.Process(self.pid)
        times = [each.cpu_times() for each in (process, *process.children(recursive=True))]
        return sum(each.user + each.system for each in times)


@contextmanager
def beside(command: Sequence[str], port: int, path: str) -> Iterator[Server]:
    """A server that answers at a path."""
    with subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=TOP
    ) as process:
        try:
            _wait(process, port, path)
            yield Server(port, process.pid)
        finally:
            process.terminate()


def _wait(process: subprocess.Popen[bytes], port: int, path: str) -> None:
    for _ in range(READY_S * 4):
        assert process.poll() is None, "the server ended"
        with suppress(OSError, AssertionError):
            ask(port, [path])
            return
        time.sleep(0.25)
    raise TimeoutError("the server is not ready")
