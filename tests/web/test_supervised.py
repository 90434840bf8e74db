# SPDX-License-Identifier: EUPL-1.2
"""The real server's query supervisor: limits for the whole site, what ends and what goes on."""

from __future__ import annotations

import json
import signal
import socket
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from urllib.parse import quote

import psutil
import pytest

from tests.web.conftest import FIRST, SECOND, build_release
from tests.web.running import SUPERVISOR, WORKER, Running, role, serving

ASK = "/sparql?query=ASK%7B%7D"
SLOW = "/sparql?query=" + quote(
    "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?o ?p }"
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("supervised")
    build_release(made, FIRST)
    return made


@pytest.fixture(scope="module")
def server(folder: Path) -> Iterator[Running]:
    """A server that outlives what is done to it."""
    with serving(folder, query_timeout_s=3.0) as running:
        yield running


@pytest.fixture
def doomed(folder: Path) -> Iterator[Running]:
    """A server that a test may end."""
    with serving(folder) as running:
        yield running


def everyone(server: Running) -> list[psutil.Process]:
    """All processes, once there are as many as there should be: the master and two web processes,
    a supervisor, a worker for our own questions and one for strangers."""
    wanted = {"web": 3, SUPERVISOR: 1, WORKER: 2}
    found: Counter[str] = Counter()
    for _ in range(400):
        with suppress(psutil.NoSuchProcess):
            processes = server.processes()
            found = Counter(map(role, processes))
            if all(found[name] >= number for name, number in wanted.items()):
                return processes
        time.sleep(0.05)
    raise AssertionError(f"not everyone came to work: {found}")


def supervisor(processes: list[psutil.Process]) -> psutil.Process:
    return next(process for process in processes if role(process) == SUPERVISOR)


@pytest.mark.parametrize("sent", [signal.SIGTERM, signal.SIGINT])
def test_all_end_with_the_server(doomed: Running, sent: signal.Signals) -> None:
    processes = everyone(doomed)
    doomed.process.send_signal(sent)
    assert doomed.process.wait(20) == 0
    assert not psutil.wait_procs(processes, timeout=5)[1]
    assert "Traceback" not in doomed.output()


def test_nobody_outlives_a_master_that_was_killed(doomed: Running) -> None:
    processes = everyone(doomed)
    [socket_] = [each for each in connections(supervisor(processes)) if each.endswith("/queries")]
    folder = Path(socket_).parent
    assert folder.stat().st_mode & 0o777 == 0o700
    doomed.process.kill()
    doomed.process.wait(5)
    assert not psutil.wait_procs(processes, timeout=10)[1]
    assert not folder.exists()


def connections(process: psutil.Process) -> set[str]:
    """The addresses of the Unix sockets that a process has open."""
    return {str(each.laddr) for each in process.net_connections("unix") if each.laddr}


def test_another_supervisor_takes_over(server: Running) -> None:
    first = supervisor(everyone(server))
    with ThreadPoolExecutor(1) as thread:
        interrupted = thread.submit(server.ask, SLOW)
        time.sleep(0.5)
        first.kill()
        assert interrupted.result(20)[0] == 503
    assert server.ask(ASK, Accept="text/csv")[2].strip() == b"true"
    assert supervisor(everyone(server)).pid != first.pid


def test_limits_hold_for_the_site(server: Running) -> None:
    """Of eight queries of one client two run and four wait, whichever web process they reach."""
    with ThreadPoolExecutor(8) as threads:
        found = list(threads.map(lambda n: server.headers(f"{SLOW}%23{n}"), range(8)))
    statuses = Counter(status for status, _, _ in found)
    assert statuses == {429: 2, 503: 6}
    for status, headers, content in found:
        problem = json.loads(content)
        assert problem["status"] == status
        if status == 429:
            assert (problem["limit"], problem["value"]) == ("queries_per_client", 2)
            assert int(headers["Retry-After"]) > 0


def test_a_query_ends_when_its_client_hangs_up(folder: Path) -> None:
    request = f"GET {SLOW} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode()
    with serving(folder, query_timeout_s=60.0) as server:
        everyone(server)
        with socket.create_connection(("127.0.0.1", server.port)) as client:
            client.sendall(request)
            time.sleep(1)
            workers = [process for process in everyone(server) if role(process) == WORKER]
        assert any_ends(workers)


def any_ends(processes: list[psutil.Process]) -> bool:
    """Whether one of the processes ends within 15 s."""
    return any(psutil.wait_procs(processes, timeout=0.05)[0] for _ in range(300))


def test_a_large_answer_is_whole(server: Running) -> None:
    rows = "VALUES ?x { " + "1 " * 200 + "} VALUES ?y { " + "1 " * 200 + "} VALUES ?z { 1 2 3 4 5 }"
    query = quote(f"SELECT * {{ {rows} }}")
    status, _, content = server.ask(f"/sparql?query={query}", Accept="text/csv")
    assert status == 200
    assert len(content) > 1 << 20
    assert content.count(b"\n") == 1 + 200 * 200 * 5


def test_a_new_release_fails_no_query(server: Running, folder: Path) -> None:
    old = [process for process in everyone(server) if role(process) == WORKER]
    statuses: set[int] = set()
    with ThreadPoolExecutor(1) as thread:
        published = thread.submit(build_release, folder, SECOND)
        asked = 0
        while not published.done() or asked < 20:
            asked += 1
            statuses.add(server.ask(f"{ASK}%23{asked}")[0])
    assert statuses == {200}
    assert not psutil.wait_procs(old, timeout=20)[1]


def test_a_hangup_ends_nothing(server: Running) -> None:
    server.process.send_signal(signal.SIGHUP)
    server.process.send_signal(signal.SIGUSR2)
    time.sleep(0.5)
    assert server.ask("/healthz")[0] == 200
    assert server.process.poll() is None
