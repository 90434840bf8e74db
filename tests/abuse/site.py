# SPDX-License-Identifier: EUPL-1.2
"""The real server with a published register: started in a folder of its own, watched, ended."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event, Thread
from typing import IO, Self

import psutil

from tests.abuse.client import Client
from tests.published import TOP
from tests.web.running import free_port

MEGABYTE = 1 << 20
START_S, END_S, EVERY_S = 60, 20, 0.2


@dataclass(frozen=True, slots=True)
class Site:
    """A running server and the release that it serves."""

    process: subprocess.Popen[bytes]
    port: int
    release: Path

    def client(self, number: int = 1, *, patience: float = 30) -> Client:
        """A client with the loopback address of this number; 1 is for those who mean no harm."""
        return Client(self.port, f"127.0.{number // 250}.{number % 250 + 1}", patience=patience)

    def processes(self) -> list[psutil.Process]:
        """The server's process and all that it has started."""
        own = psutil.Process(self.process.pid)
        return [own, *own.children(recursive=True)]

    def web(self) -> set[tuple[int, float]]:
        """The processes that run the server's own command: all but those that answer queries."""
        found = set()
        command = psutil.Process(self.process.pid).cmdline()
        for process in self.processes():
            with suppress(psutil.NoSuchProcess):
                if process.cmdline() == command:
                    found.add((process.pid, process.create_time()))
        return found

    def resident(self) -> int:
        """The resident sizes of all processes, summed, in bytes."""
        total = 0
        for process in self.processes():
            with suppress(psutil.NoSuchProcess):
                total += process.memory_info().rss
        return total

    def rows(self, sql: str) -> list[tuple[str, ...]]:
        """What the release's search index says."""
        with closing(sqlite3.connect(f"file:{self.release}/search.sqlite?mode=ro", uri=True)) as db:
            return db.execute(sql).fetchall()


class Watch:
    """How much memory all processes of a site took together, at the most, while it was open."""

    def __init__(self, site: Site) -> None:
        self._site, self._done = site, Event()
        self._thread = Thread(target=self._look)
        self.before = self.peak = 0

    def __enter__(self) -> Self:
        self.before = self.peak = self._site.resident()
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._done.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._done.wait(EVERY_S):
            self.peak = max(self.peak, self._site.resident())


@contextmanager
def serving(
    releases: Path, settings: Mapping[str, str], *, source: Path = TOP / "src"
) -> Iterator[Site]:
    """A server of the current release in a folder of releases, with settings by their names and the
    package from a folder of sources; started in a folder of its own."""
    port = free_port()
    named = {f"FUNDGRAPH_{name.upper()}": value for name, value in settings.items()}
    named |= {"FUNDGRAPH_RELEASES_DIR": str(releases.resolve()), "PYTHONPATH": str(source)}
    with TemporaryDirectory() as own, (Path(own) / "log").open("wb+") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "fundgraph", "serve", "--port", str(port)],
            cwd=own,
            env={**_environment(), **named},
            stdout=log,
            stderr=subprocess.STDOUT,
        )
        try:
            site = Site(process, port, (releases / "current").resolve())
            _wait_for(site, log)
            yield site
        finally:
            _end(process)


def _environment() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if not name.startswith("FUNDGRAPH_")}


def _wait_for(site: Site, log: IO[bytes]) -> None:
    deadline = time.monotonic() + START_S
    while site.client(patience=5).ask("/healthz").status != 200:
        if site.process.poll() is not None or time.monotonic() > deadline:
            log.seek(0)
            raise RuntimeError(f"the server did not start: {log.read().decode()[-2000:]}")
        time.sleep(0.1)


def _end(process: subprocess.Popen[bytes]) -> None:
    process.send_signal(signal.SIGTERM)
    try:
        process.wait(END_S)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
