# SPDX-License-Identifier: EUPL-1.2
"""Workers that died, or could not lock themselves in, and what the next query gets."""

import logging
import os
import signal
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from fundgraph.errors import QueryFailed
from fundgraph.store import confinement
from fundgraph.store.formats import GRAPH_TYPES, SOLUTION_TYPES
from fundgraph.store.pool import Pool, WorkerProcess
from fundgraph.store.queries import Answer, Query, QueryService
from fundgraph.store.scan import Scan
from tests.store.conftest import LIMITS

JSON, TURTLE = SOLUTION_TYPES[0], GRAPH_TYPES[0]
LINUX = pytest.mark.skipif(sys.platform != "linux", reason="workers lock themselves in on Linux")


def run(service: QueryService, text: str) -> Answer:
    return service.run(Query(text), solution_type=JSON, graph_type=TURTLE)


def assert_alive(service: QueryService) -> None:
    assert b"true" in run(service, "ASK { ?s ?p ?o }").read()


@pytest.fixture
def fresh(folder: Path) -> Iterator[QueryService]:
    with QueryService(folder, LIMITS) as opened:
        yield opened


def kill_idle(service: QueryService) -> int:
    """Kills all workers that wait; how many there were."""
    workers = list(service._pool._idle)
    for worker in workers:
        os.kill(worker.pid, signal.SIGKILL)
        os.waitid(os.P_PID, worker.pid, os.WEXITED | os.WNOWAIT)
    return len(workers)


def test_killed_idle_workers_are_replaced(fresh: QueryService) -> None:
    with ThreadPoolExecutor(2) as threads:
        list(threads.map(lambda _: run(fresh, "ASK {}").close(), range(2)))
    assert kill_idle(fresh)
    assert_alive(fresh)
    assert_alive(fresh)


def test_a_query_that_never_began_is_asked_again(
    fresh: QueryService, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The worker dies between the look at it and the query.
    monkeypatch.setattr(WorkerProcess, "spent", False)
    assert_alive(fresh)
    for _ in range(3):
        assert kill_idle(fresh)
        assert_alive(fresh)


def test_a_query_that_ended_its_worker_is_not_asked_again(
    fresh: QueryService, monkeypatch: pytest.MonkeyPatch
) -> None:
    ended: list[int] = []
    discard = Pool.discard

    def counted(pool: Pool, worker: WorkerProcess) -> str:
        ended.append(worker.pid)
        return discard(pool, worker)

    monkeypatch.setattr(Pool, "discard", counted)
    text = "SELECT * " + "{" * 2_200 + "}" * 2_200
    request = fresh._request(Query(text), Scan(None, False), JSON, TURTLE)
    with pytest.raises(QueryFailed, match="ended the process"):
        fresh._answer(request)
    assert len(ended) == 1


@pytest.fixture
def unlockable(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[QueryService]:
    """A service whose workers find themselves on a machine that they know no filter for."""
    file = tmp_path / "sitecustomize.py"
    file.write_text("import platform\nplatform.machine = lambda: 'vax'\n", encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", f"{tmp_path}{os.pathsep}{os.environ.get('PYTHONPATH', '')}")
    with QueryService(folder, LIMITS) as opened:
        yield opened


@LINUX
def test_no_query_runs_where_linux_cannot_lock_workers(
    unlockable: QueryService, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.ERROR), pytest.raises(QueryFailed, match="on vax") as caught:
        run(unlockable, "ASK {}")
    assert caught.value.status == 503
    assert "workers cannot be locked in" in caplog.text
    assert not unlockable._pool._idle


def test_elsewhere_queries_run_and_it_is_said_once(
    unlockable: QueryService, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(confinement, "REQUIRED", False)
    with caplog.at_level(logging.WARNING):
        assert_alive(unlockable)
        kill_idle(unlockable)
        assert_alive(unlockable)
    assert caplog.text.count("not locked in") == 1
