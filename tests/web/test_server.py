# SPDX-License-Identifier: EUPL-1.2
"""The real server, asked over loopback; how it starts, refuses to start, and ends."""

from __future__ import annotations

import re
import socket
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import pytest

from fundgraph.config import Settings
from fundgraph.errors import MachineRefuses, ReleaseError, UsageError
from fundgraph.release.manifest import FileEntry, read_manifest
from fundgraph.web.patience import HEAD_S
from fundgraph.web.server import announcement, serve
from tests.web.conftest import BASE, FIRST, PLAIN, SECOND, build_release
from tests.web.running import Running, serving


@pytest.fixture(scope="module")
def releases_served(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("served")
    build_release(folder, FIRST)
    return folder


@pytest.fixture
def server(releases_served: Path) -> Iterator[Running]:
    with serving(releases_served) as running:
        yield running


def test_server(server: Running, releases_served: Path) -> None:
    status, location, _ = server.ask(f"/id/project/{PLAIN}", Accept="text/turtle")
    assert (status, location) == (303, f"/data/project/{PLAIN}.ttl")
    status, _, content = server.ask(location)
    assert status == 200
    assert b"Tilts" in content
    assert server.ask(f"/id/project/{PLAIN}", "HEAD") == (303, f"/lv/project/{PLAIN}", b"")
    assert server.ask("/sparql?query=ASK%7B%7D", Accept="text/csv")[2].strip() == b"true"
    assert server.ask("/healthz", Host="evil.example")[0] == 400
    assert server.ask("/id/project/" + "x" * 6000)[0] == 404
    assert 400 <= server.ask("/id/project/" + "x" * 20_000)[0] < 500
    build_release(releases_served, SECOND, title="Ceļš")
    assert "Ceļš" in server.ask(location)[2].decode()


HEAD = b"GET / HTTP/1.1\r\nHost: localhost\r\n"
FORM = b"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 900\r\n\r\nquery="
LARGE = 16_000_000  # more than a system keeps for a client that does not read
SLOW = {
    "idle": b"",
    "half a head": HEAD,
    "a body never sent": b"POST /sparql HTTP/1.1\r\nHost: localhost\r\n" + FORM,
    "an answer never read": HEAD.replace(b"/", f"/dumps/{FIRST}/large.gz".encode(), 1) + b"\r\n",
}


def add_large_dump(release: Path) -> None:
    with (release / "dumps" / "large.gz").open("wb") as out:
        out.truncate(LARGE)
    known = read_manifest(release)
    files = {**known.files, "dumps/large.gz": FileEntry(LARGE, "0" * 64)}
    (release / "manifest.json").write_text(replace(known, files=files).text())


def slow_client(port: int, sent: bytes) -> socket.socket:
    client = socket.socket()
    client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    client.connect(("127.0.0.1", port))
    client.sendall(sent)
    return client


def test_slow_clients_stop_nobody(server: Running, releases_served: Path) -> None:
    add_large_dump(releases_served / FIRST)
    with ExitStack() as stack:
        for sent in SLOW.values():
            for _ in range(40):
                stack.enter_context(slow_client(server.port, sent))
            assert server.ask("/healthz")[0] == 200
        assert server.ask(f"/data/project/{PLAIN}.ttl")[0] == 200
        length = len(server.ask(f"/dumps/{FIRST}/large.gz")[2])
    assert length == LARGE


def test_no_client_is_waited_for_without_end(server: Running) -> None:
    with slow_client(server.port, b"") as idle, slow_client(server.port, HEAD) as slow:
        for client in (idle, slow):
            client.settimeout(HEAD_S + 10)
            assert client.recv(1) == b""


def test_port_in_use(releases: Path) -> None:
    settings = Settings(releases_dir=str(releases))
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
        with pytest.raises(MachineRefuses, match=f"{port} cannot be used: .*--port"):
            serve(settings, "127.0.0.1", port)


@pytest.mark.parametrize(
    ("host", "port", "error"), [("256.1.1.1", 8000, MachineRefuses), ("", 99999, UsageError)]
)
def test_address_that_is_none(releases: Path, host: str, port: int, error: type[Exception]) -> None:
    with pytest.raises(error):
        serve(Settings(releases_dir=str(releases)), host, port)


def test_nothing_that_can_be_opened(tmp_path: Path) -> None:
    build_release(tmp_path, FIRST)
    build_release(tmp_path, SECOND)
    for identifier in (FIRST, SECOND):
        (tmp_path / identifier / "search.sqlite").write_bytes(b"")
    with pytest.raises(
        ReleaseError, match=f"{SECOND} cannot be opened.* search.sqlite has 0 bytes"
    ):
        serve(Settings(releases_dir=str(tmp_path)), "127.0.0.1", 0)


def test_nothing_to_serve(tmp_path: Path) -> None:
    with pytest.raises(ReleaseError, match="fundgraph publish"):
        serve(Settings(releases_dir=str(tmp_path)), "127.0.0.1", 0)


@pytest.mark.parametrize(
    ("base", "host", "port", "elsewhere"),
    [
        (BASE, "127.0.0.1", 8000, False),
        (BASE, "::1", 8000, False),
        (BASE, "127.0.0.1", 8001, True),
        ("https://localhost:8000/", "127.0.0.1", 8000, True),
        ("https://data.example.org/", "0.0.0.0", 8000, True),
        ("http://192.0.2.1/", "192.0.2.1", 80, False),
    ],
)
def test_announcement(base: str, host: str, port: int, elsewhere: bool) -> None:
    text = announcement(replace(Settings(), base_iri=base), host, port)
    assert re.search(rf"http://\S+:{port}/ ", text)
    assert (f"begin with {base}" in text) is elsewhere
