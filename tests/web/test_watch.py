# SPDX-License-Identifier: EUPL-1.2
"""What whoever runs a site sees: logs, counts, readiness, the ids of requests."""

from __future__ import annotations

import json
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import psutil
import pytest
from flask import Flask, request
from flask.testing import FlaskClient
from prometheus_client import Metric
from prometheus_client.parser import text_string_to_metric_families

from fundgraph.config import Settings
from fundgraph.web.app import create_app
from tests.web.conftest import BASE, FIRST, PLAIN, build_release
from tests.web.running import Running, role, serving

NEW = re.compile(r"[0-9a-f]{16}")
GIVEN = "abc-123.DEF_45"


@pytest.fixture(scope="module")
def server(releases: Path) -> Iterator[Running]:
    with serving(releases) as running:
        yield running


def families(text: str) -> dict[str, Metric]:
    return {family.name: family for family in text_string_to_metric_families(text)}


def requests(server: Running, **labels: str) -> float:
    """How many requests with these labels all processes have answered."""
    found = families(server.ask("/metrics")[2].decode()).get("fundgraph_requests")
    return sum(
        sample.value
        for sample in (found.samples if found else ())  # none before the first was counted
        if sample.name.endswith("_total") and labels.items() <= sample.labels.items()
    )


def counted(server: Running, expected: float, **labels: str) -> bool:
    """Whether so many requests are counted: each is when its answer has been sent."""
    for _ in range(100):
        if (found := requests(server, **labels)) >= expected:
            return found == expected
        time.sleep(0.05)
    return False


def line_of(server: Running, identifier: str) -> dict[str, Any]:
    """The line of a request: it is written when the answer has been sent."""
    for _ in range(100):
        for line in server.log():
            if line.get("request_id") == identifier and line["event"] == "request":
                return line
        time.sleep(0.05)
    raise AssertionError(server.output())


def test_a_line_for_each_request(server: Running) -> None:
    asked = "/lookup?number=secret"
    _, headers, content = server.headers(asked, Referer="http://secret.example/")
    line = line_of(server, headers["X-Request-ID"])
    assert (line["method"], line["path"], line["status"]) == ("GET", "/lookup", 404)
    assert line["bytes"] == len(content)
    assert 0 < line["ms"] < 60_000
    assert {"event", "level", "logger", "timestamp"} <= set(line)
    assert "secret" not in server.output()
    assert "127.0.0.1" not in json.dumps(server.log())


def test_no_line_below_the_level(releases: Path) -> None:
    with serving(releases, log_level="warning") as running:
        assert running.ask("/ns/esf.ttl")[0] == 200
        assert not running.log()


@pytest.mark.parametrize("given", ["", GIVEN])
def test_own_ids_without_a_proxy(client: FlaskClient, given: str) -> None:
    answer = client.get("/healthz", headers={"X-Request-ID": given})
    assert NEW.fullmatch(answer.headers["X-Request-ID"])


@pytest.mark.parametrize(
    ("given", "taken"),
    [(GIVEN, True), ("short", False), ("x" * 65, False), ("a b c d e f", False), ("é" * 9, False)],
)
def test_ids_of_a_trusted_proxy(settings: Settings, given: str, taken: bool) -> None:
    app = create_app(replace(settings, trusted_proxies=1))
    answer = app.test_client().get(
        "/nowhere", headers={"X-Request-ID": given.encode().decode("latin-1")}
    )
    assert (answer.headers["X-Request-ID"] == given) is taken


def asking_who(settings: Settings) -> Flask:
    app = create_app(settings)
    app.add_url_rule("/who", view_func=lambda: f"{request.remote_addr} {request.host}")
    return app


@pytest.mark.parametrize(
    ("proxies", "forwarded", "client"),
    [
        (0, "192.0.2.1", "127.0.0.1"),
        (1, "192.0.2.1", "192.0.2.1"),
        (1, "10.0.0.1, 192.0.2.1", "192.0.2.1"),
        (2, "10.0.0.1, 192.0.2.1, 198.51.100.7", "192.0.2.1"),
        (1, "", "127.0.0.1"),
    ],
)
def test_the_client_behind_proxies(
    settings: Settings, proxies: int, forwarded: str, client: str
) -> None:
    app = asking_who(replace(settings, trusted_proxies=proxies))
    headers = {
        "X-Forwarded-For": forwarded,
        "X-Forwarded-Host": "evil.example",
        "X-Forwarded-Prefix": "/evil",
    }
    assert app.test_client().get("/who", headers=headers).text == f"{client} localhost"


def test_no_header_says_what_was_asked_for(server: Running) -> None:
    head = b"GET /nowhere HTTP/1.1\r\nHost: localhost\r\nPATH_INFO: /healthz\r\n\r\n"
    with socket.create_connection(("127.0.0.1", server.port), timeout=20) as connection:
        connection.sendall(head)
        assert connection.recv(99).startswith(b"HTTP/1.1 404")


def test_counts_of_all_processes(server: Running) -> None:
    before = requests(server, format="text/turtle")
    for _ in range(20):
        assert server.ask(f"/data/project/{PLAIN}.ttl")[0] == 200
    assert counted(server, before + 20, format="text/turtle")
    seconds = families(server.ask("/metrics")[2].decode())["fundgraph_request_seconds"].samples
    assert any(sample.name.endswith("_bucket") for sample in seconds)


def test_counts_outlive_their_process(server: Running) -> None:
    before = requests(server, route="/healthz")
    for _ in range(10):
        server.ask("/healthz")
    assert counted(server, before + 10, route="/healthz")
    web = next(each for each in server.processes()[1:] if role(each) == "web")
    web.terminate()
    assert psutil.wait_procs([web], timeout=30)[0]
    assert counted(server, before + 10, route="/healthz")


def test_counts_of_queries(server: Running) -> None:
    def outcomes() -> dict[str, float]:
        samples = families(server.ask("/metrics")[2].decode())["fundgraph_queries"].samples
        return {sample.labels["outcome"]: sample.value for sample in samples}

    before = outcomes()
    for query in ("ASK%7B%7D%23counted", "ASK%7B%7D%23counted", "ASK%7B"):
        server.ask(f"/sparql?query={query}", Accept="text/csv")
    after = outcomes()
    grown = {name for name in after if after[name] > before[name]}
    assert {"cached", "faulty"} <= grown <= {"answered", "cached", "faulty"}
    assert 'fundgraph_workers_total{event="started"}' in server.ask("/metrics")[2].decode()


def test_kept_answers_are_counted(server: Running) -> None:
    before = requests(server, kept="yes")
    for _ in range(6):  # each of the two processes makes it once
        server.ask("/data/organisation/lv-alfa.ttl")
    assert requests(server, kept="yes") >= before + 3


def test_no_label_of_a_stranger(server: Running) -> None:
    for number in range(3):
        server.ask(f"/nowhere/stranger-{number}", f"STRANGER{number}", Accept=f"stranger/{number}")
        server.ask(f"/id/project/stranger-{number}", Host=f"stranger{number}.example")
    text = server.ask("/metrics")[2].decode()
    assert "stranger" not in text.lower()
    assert counted(server, 3, route="none", method="other")


def test_metrics_of_the_release(client: FlaskClient, tmp_path: Path) -> None:
    found = families(client.get("/metrics").text)
    assert found["fundgraph_release_info"].samples[0].labels["release"] == FIRST
    counts = {
        sample.labels["of"]: sample.value for sample in found["fundgraph_release_things"].samples
    }
    assert counts["projects"] == 2
    bare = create_app(Settings(releases_dir=str(tmp_path))).test_client().get("/metrics")
    assert families(bare.text)["fundgraph_up"].samples[0].value == 0


def test_names_of_metrics(client: FlaskClient) -> None:
    """Ends of names that Prometheus keeps for counters and histograms are theirs alone."""
    client.get("/healthz")
    for name, family in families(client.get("/metrics").text).items():
        assert name.startswith("fundgraph_")
        assert family.documentation
        if family.type == "gauge":
            assert not name.endswith(("_total", "_count", "_sum", "_bucket"))


def test_not_ready_without_queries(tmp_path: Path) -> None:
    build_release(tmp_path, FIRST)
    app = create_app(Settings(base_iri=BASE, releases_dir=str(tmp_path)))
    client = app.test_client()
    assert client.get("/healthz").status_code == 200
    assert client.get("/metrics").text.count("fundgraph_query_supervisor_up 1.0") == 1
    (tmp_path / FIRST / "store").rename(tmp_path / FIRST / "gone")
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert "Queries are not answered" in answer.get_json()["detail"]
    assert client.get("/healthz").status_code == 200
    app.extensions["fundgraph"].releases.close()


BROKEN = """
import sys
from fundgraph.config import Settings
from fundgraph.web import logs
from fundgraph.web.app import create_app
logs.configure("info")
app = create_app(Settings(releases_dir=sys.argv[1]))
app.add_url_rule("/broken", view_func=lambda: {}["a secret"])
for accept in ("text/html", "application/json", "text/plain"):
    answer = app.test_client().get("/broken?who=me", headers={"Accept": accept})
    assert answer.content_type.partition(";")[0].endswith(accept.partition("/")[2])
    assert answer.headers["X-Request-ID"] in answer.text
    print(answer.headers["X-Request-ID"])
"""


def test_an_error_can_be_found(releases: Path) -> None:
    command = [sys.executable, "-c", BROKEN, str(releases)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=True)
    lines = [json.loads(line) for line in done.stderr.splitlines()]
    assert [line["request_id"] for line in lines] == done.stdout.split()
    assert len({line["request_id"] for line in lines}) == 3
    for line in lines:
        assert line["level"] == "error"
        assert "KeyError: 'a secret'" in line["exception"]
    assert "who=me" not in done.stderr


def folders_of_counts(server: Running) -> set[Path]:
    """The folders that the server's processes count in."""
    found = set()
    for process in server.processes():
        with suppress(psutil.AccessDenied):  # query workers let nobody look
            paths = (Path(mapped.path) for mapped in process.memory_maps())
            found |= {path.parent for path in paths if "fundgraph-metrics-" in str(path)}
    return found


def test_counts_leave_nothing_behind(releases: Path) -> None:
    with serving(releases) as running:
        assert counted(running, 1, route="/healthz")
        (folder,) = folders_of_counts(running)
        assert folder.is_dir()
    assert not folder.exists()


def test_counts_that_a_process_is_about_to_begin(server: Running) -> None:
    (folder,) = folders_of_counts(server)
    (folder / "counter_1.db").touch()
    for _ in range(6):  # of both processes
        assert server.ask("/metrics")[0] == 200


def test_an_answer_has_one_date(server: Running) -> None:
    asked = f"GET /data/project/{PLAIN}.nt HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
    for _ in ("made", "kept"):
        with socket.create_connection(("127.0.0.1", server.port)) as connection:
            connection.sendall(asked.encode())
            head = connection.makefile("rb").read().partition(b"\r\n\r\n")[0]
        assert head.startswith(b"HTTP/1.1 200 ")
        assert head.lower().count(b"\r\ndate: ") == 1
