# SPDX-License-Identifier: EUPL-1.2
"""A real server in a process of its own, and what one asks of it."""

from __future__ import annotations

import http.client
import json
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

import psutil

from tests.web.conftest import BASE

SUPERVISOR, WORKER = "fundgraph.store.supervisor", "fundgraph.store.worker"
START = """
import json, sys
from fundgraph.config import Settings
from fundgraph.web.server import serve
serve(Settings(**json.loads(sys.argv[1])), "127.0.0.1", int(sys.argv[2]))
"""


@dataclass(frozen=True)
class Running:
    """A server, and the file that it writes its log to."""

    process: subprocess.Popen[bytes]
    port: int
    written: IO[bytes]

    def ask(self, path: str, method: str = "GET", **headers: str) -> tuple[int, str, bytes]:
        """The status, location and content of an answer; no redirect is followed."""
        status, answered, content = self.headers(path, method, **headers)
        return status, answered.get("Location", ""), content

    def headers(
        self, path: str, method: str = "GET", **headers: str
    ) -> tuple[int, http.client.HTTPMessage, bytes]:
        """The status, headers and content of an answer."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            named = {name.replace("_", "-"): value for name, value in headers.items()}
            connection.request(method, path, headers=named)
            answer = connection.getresponse()
            return answer.status, answer.headers, answer.read()
        finally:
            connection.close()

    def processes(self) -> list[psutil.Process]:
        """The server's process and all that it has started."""
        own = psutil.Process(self.process.pid)
        return [own, *own.children(recursive=True)]

    def output(self) -> str:
        """All that the server has said."""
        return Path(self.written.name).read_text(encoding="utf-8")

    def log(self) -> list[dict[str, Any]]:
        """The lines of its log."""
        return [json.loads(line) for line in self.output().splitlines() if line.startswith("{")]


@contextmanager
def serving(releases: Path, *, port: int | None = None, **settings: Any) -> Iterator[Running]:
    """A server of a folder of releases that is ready, with two web processes."""
    port = port or free_port()
    chosen = {"base_iri": BASE, "releases_dir": str(releases), "workers": 2, **settings}
    command = [sys.executable, "-c", START, json.dumps(chosen), str(port)]
    with (
        tempfile.NamedTemporaryFile() as written,
        subprocess.Popen(command, stdout=written, stderr=subprocess.STDOUT) as process,
    ):
        running = Running(process, port, written)
        try:
            wait_until_ready(running)
            yield running
        finally:
            end(process)


def end(process: subprocess.Popen[bytes]) -> None:
    """Has the server end as it should, so that it leaves nothing behind; kills it otherwise."""
    process.terminate()
    try:
        process.wait(30)
    except subprocess.TimeoutExpired:
        process.kill()


def role(process: psutil.Process) -> str:
    """What a process of a server is: SUPERVISOR, WORKER, or `web`."""
    words = process.cmdline()
    return next((name for name in (WORKER, SUPERVISOR) if name in words), "web")


def free_port() -> int:
    """A port of the loopback that nobody has."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


def wait_until_ready(running: Running) -> None:
    """Waits until the server answers."""
    for _ in range(200):
        try:
            if running.ask("/healthz")[0] == 200:
                return
        except OSError:
            time.sleep(0.05)
    raise AssertionError(f"the server did not start: {running.output()}")
