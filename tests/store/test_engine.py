# SPDX-License-Identifier: EUPL-1.2
"""What one release's engine keeps to: places, turns, equal queries at once, clients that go."""

import os
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from threading import Event

import pytest

from fundgraph.errors import BadRequest, QueryFailed, QueryTimedOut, TooManyRequests
from fundgraph.store import process
from fundgraph.store.admission import ClientGone
from fundgraph.store.engine import Engine
from fundgraph.store.spool import Result
from tests.store.conftest import LIMITS, asked, new_engine

SLOW = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
QUICK = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
# Takes a moment, then has an answer.
FAIR = "SELECT (COUNT(*) AS ?n) { ?a <x:number> ?b . ?c <x:number> ?d . ?e <x:name> ?f }"


@pytest.fixture
def one(folder: Path) -> Iterator[Engine]:
    """An engine with one place."""
    with new_engine(folder, replace(LIMITS, queries_per_client=1), places=1) as opened:
        yield opened


@pytest.fixture
def threads() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(8) as executor:
        yield executor


def until(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 5
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.002)


def running(engine: Engine) -> bool:
    return engine.strangers.admission.running > 0


def test_a_client_with_too_many_is_told_when_to_come_back(
    one: Engine, threads: ThreadPoolExecutor
) -> None:
    slow = [threads.submit(one.run, asked(f"{SLOW} # {n}")) for n in range(3)]
    until(lambda: one.strangers.admission.waiting == 2)
    with pytest.raises(TooManyRequests) as caught:
        one.run(asked(QUICK))
    assert caught.value.headers["Retry-After"] == "2"
    assert caught.value.members["limit"] == "queries_per_client"
    assert all(future.exception() for future in slow)


def test_a_worker_is_replaced_in_time(one: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(process, "MOST_QUERIES", 3)
    pids = set()
    for number in range(9):
        one.run(asked(f"ASK {{}} # {number}"))
        pids |= {worker.pid for worker in one.strangers.pool._idle}
    assert len(pids) >= 2


def counts(engine: Engine) -> dict[str, int]:
    return dict(engine._shared.counts)


def test_an_answer_is_kept(engine: Engine) -> None:
    text = f"{QUICK} # kept"
    first = engine.run(asked(text))
    before = counts(engine).get("queries_cached", 0)
    assert engine.run(asked(text)) is first
    assert engine.run(asked(text)._replace(solution_type="text/csv")).content != first.content
    assert counts(engine)["queries_cached"] == before + 1


@pytest.mark.parametrize(
    "function", ["NOW()", "rand()", "UUID()", "STRUUID ()", "BNODE()", "NOW#\n()"]
)
def test_what_changes_is_not_kept(engine: Engine, function: str) -> None:
    text = f"SELECT ({function} AS ?x) {{}}"
    assert engine.run(asked(text)) is not engine.run(asked(text))


def test_a_fault_is_not_kept(engine: Engine) -> None:
    for _ in range(2):
        with pytest.raises(BadRequest):
            engine.run(asked("ASK {"))


def test_equal_queries_at_once_are_run_once(one: Engine, threads: ThreadPoolExecutor) -> None:
    found: list[Future[Result]] = []
    for number in range(6):
        found.append(threads.submit(one.run, asked(FAIR), f"client {number}"))
        until(lambda: running(one) or found[0].done())
    results = {id(future.result()) for future in found}
    assert len(results) == 1
    assert counts(one)["workers_started"] == 1
    assert one.strangers.pool._idle[0].queries == 1


def test_a_time_out_is_that_of_all_who_wait(one: Engine, threads: ThreadPoolExecutor) -> None:
    start = time.monotonic()
    found = [threads.submit(one.run, asked(SLOW), f"client {number}") for number in range(6)]
    assert all(isinstance(future.exception(), QueryTimedOut) for future in found)
    assert time.monotonic() - start < 2 * LIMITS.query_timeout_s


def test_who_waits_for_an_equal_query_counts_as_waiting(
    one: Engine, threads: ThreadPoolExecutor
) -> None:
    threads.submit(one.run, asked(SLOW), "a")
    until(lambda: running(one))
    for _ in range(2):
        threads.submit(one.run, asked(SLOW), "b")
    until(lambda: one.strangers.admission.waiting == 2)
    with pytest.raises(TooManyRequests):
        one.run(asked(SLOW), "b")


def test_a_query_ends_when_its_client_goes(one: Engine, threads: ThreadPoolExecutor) -> None:
    left = Event()
    found = threads.submit(one.run, asked(SLOW), gone=left.is_set)
    until(lambda: running(one))
    start = time.monotonic()
    left.set()
    assert isinstance(found.exception(), ClientGone)
    assert time.monotonic() - start < 1
    assert counts(one)["workers_killed"] == 1
    assert not running(one)


def test_a_query_goes_on_for_those_who_still_wait(one: Engine, threads: ThreadPoolExecutor) -> None:
    left = Event()
    first = threads.submit(one.run, asked(SLOW), gone=left.is_set)
    until(lambda: running(one))
    second = threads.submit(one.run, asked(SLOW), "other")
    until(lambda: one.strangers.admission.waiting == 1)
    left.set()
    assert isinstance(first.exception(), QueryTimedOut)
    assert isinstance(second.exception(), QueryTimedOut)


def test_the_wait_for_a_place_counts(one: Engine, threads: ThreadPoolExecutor) -> None:
    start = time.monotonic()
    found = [threads.submit(one.run, asked(f"{SLOW} # {n}"), f"client {n}") for n in range(4)]
    assert all(isinstance(future.exception(), QueryTimedOut | QueryFailed) for future in found)
    assert time.monotonic() - start < LIMITS.query_timeout_s + 1


def test_questions_of_the_site_have_places_of_their_own(
    one: Engine, threads: ThreadPoolExecutor
) -> None:
    threads.submit(one.run, asked(SLOW))
    until(lambda: running(one))
    for path in sorted(Path(process.__file__).parents[1].glob("questions/*.rq")):
        assert one.run(asked(path.read_text("utf-8"))).rows >= 0
    assert running(one)


def test_both_lanes_answer(one: Engine, tmp_path: Path) -> None:
    one.probe()
    assert one.own.pool.idle == one.strangers.pool.idle == 1
    with new_engine(tmp_path / "none") as broken, pytest.raises(QueryFailed):
        broken.probe()


def test_a_large_answer_has_a_file_and_gives_its_room_back(folder: Path) -> None:
    with new_engine(folder) as engine:
        text = "SELECT * { ?a <x:number> ?b . ?c <x:number> ?d } LIMIT 4900"
        result = engine.run(asked(text)._replace(solution_type="application/sparql-results+xml"))
        assert result.file is not None
        assert engine._shared.space.taken == result.length > 1 << 20
        content = os.pread(result.file.descriptor, result.length, 0)
        assert content.endswith(b"</sparql>")
        del result
        assert engine._shared.space.taken == 0
