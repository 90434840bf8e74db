# SPDX-License-Identifier: EUPL-1.2
"""Queries meant to harm: each ends in a clear error in time, and the next query is answered."""

import logging
import random
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from fundgraph.errors import BadRequest, FundgraphError, QueryFailed, QueryTimedOut
from fundgraph.store.engine import Engine
from fundgraph.store.spool import Result
from tests.store.conftest import LIMITS, asked, new_engine

XSD = "http://www.w3.org/2001/XMLSchema#"


def run(engine: Engine, text: str) -> Result:
    return engine.run(asked(text))


def run_unscanned(engine: Engine, text: str) -> Result:
    """What a worker makes of a query that the scan would have stopped."""
    return engine.attempt(asked(text), engine.strangers, scanned=False)


def assert_alive(engine: Engine) -> None:
    assert b"true" in run(engine, "ASK { ?s ?p ?o }").content


HEAVY = [
    "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
    "ASK { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(?c + ?f + ?i = 5) }",
    "CONSTRUCT { ?a ?b ?i } { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(?c = ?i + ?f) }",
    "SELECT (COUNT(*) AS ?n) { ?a (<x:promoter>|^<x:promoter>|!<x:z>)* ?b . ?c !<x:z>* ?d }",
    "SELECT (COUNT(DISTINCT ?x) AS ?n) { VALUES ?x { 1 } ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
    "SELECT ?a { ?a ?b ?c . ?d ?e ?f FILTER NOT EXISTS { ?g ?h ?i . ?j ?k ?l } } ORDER BY ?f",
]


@pytest.mark.parametrize("text", HEAVY)
def test_a_runaway_query_is_ended_at_the_limit(engine: Engine, text: str) -> None:
    start = time.monotonic()
    with pytest.raises((QueryTimedOut, QueryFailed)):
        run(engine, text)
    assert time.monotonic() - start <= LIMITS.query_timeout_s + 1
    assert_alive(engine)


def test_light_queries_go_on_beside_heavy_ones(engine: Engine) -> None:
    def heavy() -> None:
        with pytest.raises(QueryTimedOut):
            engine.run(asked(HEAVY[0]), "heavy")

    threads = [threading.Thread(target=heavy) for _ in range(2)]
    for thread in threads:
        thread.start()
    answered = 0
    while any(thread.is_alive() for thread in threads):
        run(engine, "ASK { <x:a> ?p ?o }")
        answered += 1
    assert answered > 5


def test_memory_is_limited(folder: Path, caplog: pytest.LogCaptureFixture) -> None:
    # Ten million times ten kilobytes in one string.
    text = f"SELECT (GROUP_CONCAT(?t) AS ?s) {{ ?a ?b ?c . ?d ?e ?f BIND('{'x' * 10_000}' AS ?t) }}"
    patient = replace(LIMITS, query_timeout_s=10, query_memory_mb=128)
    with new_engine(folder, patient, places=1) as engine:
        with caplog.at_level(logging.WARNING), pytest.raises(QueryFailed, match="query_memory_mb"):
            run(engine, text)
        assert_alive(engine)


@pytest.mark.parametrize("depth", [65, 2_200, 8_000])
@pytest.mark.parametrize("opener", ["{", "(", "[", "{ ?s ?p ?o . OPTIONAL {", "CONCAT("])
def test_nesting_is_refused(engine: Engine, opener: str, depth: int) -> None:
    text = f"SELECT * {{ {opener * depth}"[:16_000]
    with pytest.raises(BadRequest, match="64 levels"):
        run(engine, text)


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * " + "{" * 2_200 + "}" * 2_200,
        "SELECT * { FILTER" + "(" * 50_000 + "1" + ")" * 50_000 + "}",
        "SELECT (" + "CONCAT(" * 2_000 + "'x'" + ")" * 2_000 + " AS ?x) {}",
    ],
)
def test_nesting_past_the_scan_ends_a_worker_only(
    engine: Engine, text: str, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING), pytest.raises((QueryFailed, QueryTimedOut)):
        run_unscanned(engine, text)
    assert_alive(engine)


def mixed(seed: int) -> str:
    """An ORDER BY over values of many types, which no total order holds together."""
    chance = random.Random(seed)
    kinds = (
        lambda: str(chance.randrange(-50, 50)),
        lambda: f'"{chance.choice("abcxyz123")}"',
        lambda: f'"{chance.randrange(1990, 2030)}-01-01"^^<{XSD}date>',
        lambda: (
            f'"2001-01-01T{chance.randrange(24):02}:00:00{chance.choice(("", "Z", "+10:00"))}"'
            f"^^<{XSD}dateTime>"
        ),
        lambda: f'"NaN"^^<{XSD}double>',
        lambda: f"<x:{chance.randrange(99)}>",
        lambda: f'"P{chance.randrange(30)}M"^^<{XSD}duration>',
    )
    values = " ".join(chance.choice(kinds)() for _ in range(250))
    return f"SELECT ?x {{ VALUES ?x {{ {values} }} }} ORDER BY ?x"


def test_an_order_that_ends_the_engine_is_survived(
    engine: Engine, caplog: pytest.LogCaptureFixture
) -> None:
    ended = 0
    for seed in range(12):
        try:
            run(engine, mixed(seed))
        except QueryFailed as error:
            assert "ended the process" in str(error)
            ended += 1
        assert_alive(engine)
    assert ended, "no seed ends the engine any more: this case has had its day"


@pytest.fixture
def listener() -> Iterator[socket.socket]:
    with closing(socket.create_server(("127.0.0.1", 0))) as opened:
        opened.settimeout(0.2)
        yield opened


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
@pytest.mark.parametrize("silent", ["", "SILENT"])
def test_service_is_refused_and_could_not_leave(
    engine: Engine, listener: socket.socket, host: str, silent: str
) -> None:
    address = f"http://{host}:{listener.getsockname()[1]}/sparql"
    text = f"SELECT * {{ SERVICE {silent} <{address}> {{ ?s ?p ?o }} }}"
    with pytest.raises(BadRequest, match="SERVICE"):
        run(engine, text)
    try:
        run_unscanned(engine, text)
    except FundgraphError as error:
        assert not silent, error
    with pytest.raises(TimeoutError):
        listener.accept()
    assert_alive(engine)


@pytest.mark.parametrize(
    "clause", ["FROM <{}>", "FROM NAMED <{}>", "FROM <file:///etc/hostname> FROM <{}>"]
)
def test_from_fetches_nothing(engine: Engine, listener: socket.socket, clause: str) -> None:
    address = f"http://127.0.0.1:{listener.getsockname()[1]}/data.ttl"
    answer = run(engine, f"SELECT * {clause.format(address)} {{ ?s ?p ?o }}")
    assert answer.rows == 0
    with pytest.raises(TimeoutError):
        listener.accept()


@pytest.mark.parametrize(
    "update",
    [
        "INSERT DATA { <x:a> <x:b> <x:c> }",
        "LOAD <file:///etc/hostname>",
        "CLEAR ALL",
        "DROP ALL",
    ],
)
def test_a_worker_writes_nothing(engine: Engine, folder: Path, update: str) -> None:
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    with pytest.raises(BadRequest):
        run_unscanned(engine, update)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_workers_are_locked_in(engine: Engine) -> None:
    assert_alive(engine)
    for worker in engine.strangers.pool._idle:
        assert worker.unlocked is None
        status = Path(f"/proc/{worker.pid}/status").read_text("ascii")
        assert "Seccomp:\t2" in status
        assert "NoNewPrivs:\t1" in status
        limits = Path(f"/proc/{worker.pid}/limits").read_text("ascii")
        assert f"Max address space         {LIMITS.query_memory_mb << 20}" in limits
