# SPDX-License-Identifier: EUPL-1.2
"""Heads and bodies that no browser sends: each gets an answer that says no more than it must."""

from __future__ import annotations

import http.client
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from tests.web.conftest import FIRST, build_release
from tests.web.running import Running, serving

YEARS = "Sun, 06 Nov 99999999999 08:49:37 GMT"
OFFSET = "08:49:737 22222222222222222222 MT"


@pytest.mark.parametrize("path", ["/lv/", "/sparql", f"/dumps/{FIRST}/projects.nq.gz"])
@pytest.mark.parametrize("date", [YEARS, OFFSET])
@pytest.mark.parametrize("name", ["If-Modified-Since", "If-Unmodified-Since", "If-Range"])
def test_dates_that_are_none(client: FlaskClient, path: str, date: str, name: str) -> None:
    headers = {name: date, "Range": "bytes=0-9"}
    for _ in range(2):  # the second may be answered from what is kept
        assert client.get(path, headers=headers).status_code in (200, 206)


@pytest.mark.parametrize("host", ["localhost", "localhost:99999", "[::1]:80"])
@pytest.mark.parametrize("path", ["/lv", "/en"])
def test_a_slash_is_added_by_path(client: FlaskClient, host: str, path: str) -> None:
    answer = client.get(f"{path}?x=1", headers={"Host": host})
    assert (answer.status_code, answer.headers["Location"]) == (308, f"{path}/?x=1")
    assert "localhost" not in answer.text


@pytest.mark.parametrize(
    "host", ["localhost:evil", "localhost:8440/evil", "localhost:1?evil", "", "[::1", "a@localhost"]
)
def test_names_that_are_none(client: FlaskClient, host: str) -> None:
    assert client.get("/lv", headers={"Host": host}).status_code == 400


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    folder: Path = tmp_path_factory.mktemp("odd")
    build_release(folder, FIRST)
    with serving(folder) as running:
        yield running


def sent(server: Running, request: bytes) -> int:
    """The status of the answer to these bytes."""
    with socket.create_connection(("127.0.0.1", server.port), timeout=20) as connection:
        connection.sendall(request)
        answer = http.client.HTTPResponse(connection)
        answer.begin()
        return answer.status


CHUNKED = (
    b"POST /sparql HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n"
    b"Content-Type: application/sparql-query\r\n\r\n"
)


@pytest.mark.parametrize("body", [b"zz\r\nASK{}\r\n0\r\n\r\n", b"5\r\nASK{}xx\r\n0\r\n\r\n"])
def test_bodies_in_no_pieces(server: Running, body: bytes) -> None:
    assert sent(server, CHUNKED + b"5\r\nASK{}\r\n0\r\n\r\n") == 200
    assert sent(server, CHUNKED + body) == 400


def test_the_log_tells_nothing_of_who_asks(server: Running) -> None:
    sent(server, b"get / HTTP/1.1\r\n\r\n")
    sent(server, b"GET /robots.txt HTTP/1.1\r\nHost: localhost\r\nCookie SECRET\r\n\r\n")
    sent(server, b"GET /x%C2%9B31m%E2%80%AE HTTP/1.1\r\nHost: localhost\r\n\r\n")
    server.process.terminate()
    server.process.wait(20)
    server.written.seek(0)
    told = server.written.read().decode()
    assert "cannot be read was refused" in told
    assert "/x\\\\u009b31m\\\\u202e" in told
    for secret in ('127.0.0.1"', "ip=", "SECRET", "\x9b", "\u202e"):
        assert secret not in told
