# SPDX-License-Identifier: EUPL-1.2
"""Workers that died, or could not lock themselves in, and what the next query gets."""

import logging
import os
import signal
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from fundgraph.errors import QueryFailed, QueryTimedOut
from fundgraph.store import confinement
from fundgraph.store.engine import Engine
from fundgraph.store.pool import Pool
from fundgraph.store.process import WorkerProcess
from tests.store.conftest import asked, new_engine

LINUX = pytest.mark.skipif(sys.platform != "linux", reason="workers lock themselves in on Linux")


def ask(engine: Engine) -> bytes:
    """The answer of a worker: none that was kept."""
    return engine.attempt(asked("ASK { ?s ?p ?o }"), engine.strangers).content


def assert_alive(engine: Engine) -> None:
    assert b"true" in ask(engine)


@pytest.fixture
def fresh(folder: Path) -> Iterator[Engine]:
    with new_engine(folder) as opened:
        yield opened


def kill_idle(engine: Engine) -> int:
    """Kills all workers that wait; how many there were."""
    workers = list(engine.strangers.pool._idle)
    for worker in workers:
        os.kill(worker.pid, signal.SIGKILL)
        os.waitid(os.P_PID, worker.pid, os.WEXITED | os.WNOWAIT)
    return len(workers)


def test_killed_idle_workers_are_replaced(fresh: Engine) -> None:
    with ThreadPoolExecutor(2) as threads:
        list(threads.map(lambda _: ask(fresh), range(2)))
    assert kill_idle(fresh)
    assert_alive(fresh)
    assert_alive(fresh)


def test_a_query_that_never_began_is_asked_again(
    fresh: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The worker dies between the look at it and the query.
    monkeypatch.setattr(WorkerProcess, "spent", False)
    assert_alive(fresh)
    for _ in range(3):
        assert kill_idle(fresh)
        assert_alive(fresh)


def test_a_worker_that_starts_too_late_serves_the_next_query(fresh: Engine) -> None:
    kill_idle(fresh)
    with pytest.raises(QueryTimedOut, match="the wait for a place included"):
        fresh.attempt(asked("ASK {}"), fresh.strangers, deadline=time.monotonic() - 1)
    late = time.monotonic() + 20
    while not fresh.strangers.pool.idle and time.monotonic() < late:
        time.sleep(0.02)
    assert fresh.strangers.pool.idle
    assert_alive(fresh)


def test_a_query_that_ended_its_worker_is_not_asked_again(
    fresh: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    ended: list[int] = []
    discard = Pool.discard

    def counted(pool: Pool, worker: WorkerProcess) -> str:
        ended.append(worker.pid)
        return discard(pool, worker)

    monkeypatch.setattr(Pool, "discard", counted)
    text = "SELECT * " + "{" * 2_200 + "}" * 2_200
    with pytest.raises(QueryFailed, match="ended the process"):
        fresh.attempt(asked(text), fresh.strangers, scanned=False)
    assert len(ended) == 1


@pytest.fixture
def unlockable(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Engine]:
    """A service whose workers find themselves on a machine that they know no filter for."""
    file = tmp_path / "sitecustomize.py"
    file.write_text("import platform\nplatform.machine = lambda: 'vax'\n", encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", f"{tmp_path}{os.pathsep}{os.environ.get('PYTHONPATH', '')}")
    with new_engine(folder) as opened:
        yield opened


@LINUX
def test_no_query_runs_where_linux_cannot_lock_workers(
    unlockable: Engine, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.ERROR), pytest.raises(QueryFailed, match="on vax") as caught:
        ask(unlockable)
    assert caught.value.status == 503
    assert "workers cannot be locked in" in caplog.text
    assert not unlockable.strangers.pool._idle


def test_elsewhere_queries_run_and_it_is_said_once(
    unlockable: Engine, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(confinement, "REQUIRED", False)
    with caplog.at_level(logging.WARNING):
        assert_alive(unlockable)
        kill_idle(unlockable)
        assert_alive(unlockable)
    assert caplog.text.count("not locked in") == 1
