# SPDX-License-Identifier: EUPL-1.2
"""Heads and bodies that no browser sends: each gets an answer that says no more than it must."""

from __future__ import annotations

import http.client
import json
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from fundgraph.store.limits import LONGEST_ADDRESS
from fundgraph.web.access import IDENTIFIER
from fundgraph.web.headers import ALWAYS
from tests.web.conftest import FIRST, PLAIN, build_release
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


def sent(server: Running, request: bytes, *, ended: bool = False) -> int:
    """The status of the answer to these bytes; where it has `ended`, none come after them."""
    return answered(server, request, ended=ended)[0]


def answered(
    server: Running, request: bytes, *, ended: bool = False
) -> tuple[int, http.client.HTTPMessage, bytes]:
    """The status, headers and content of the answer to these bytes."""
    with socket.create_connection(("127.0.0.1", server.port), timeout=20) as connection:
        connection.sendall(request)
        if ended:
            connection.shutdown(socket.SHUT_WR)
        answer = http.client.HTTPResponse(connection)
        answer.begin()
        return answer.status, answer.headers, answer.read()


def head(server: Running, line: bytes, *fields: bytes) -> list[bytes]:
    """The lines of the head of an answer, as they come."""
    with socket.create_connection(("127.0.0.1", server.port), timeout=20) as connection:
        connection.sendall(b"\r\n".join([line, b"Host: localhost", *fields, b"", b""]))
        with connection.makefile("rb") as answer:
            return [line.rstrip() for line in iter(answer.readline, b"\r\n")]


@pytest.mark.parametrize(
    ("asked", "spoken"), [(b"1.0", b"1.0"), (b"1.1", b"1.1"), (b"1.9", b"1.1")]
)
def test_the_version_of_an_answer_is_one_that_we_speak(
    server: Running, asked: bytes, spoken: bytes
) -> None:
    first, *_ = head(server, b"GET /healthz HTTP/" + asked)
    assert first == b"HTTP/" + spoken + b" 200 OK"


@pytest.mark.parametrize(
    ("options", "kept"),
    [
        ((), True), ((b"TE",), True), ((b"close",), False), ((b"TE, Close",), False),
        ((b"TE", b"close"), False),
    ],
)  # fmt: skip
def test_a_connection_is_closed_where_its_client_says_so(
    server: Running, options: tuple[bytes, ...], kept: bool
) -> None:
    told = head(server, b"GET /healthz HTTP/1.1", *(b"Connection: " + each for each in options))
    assert (b"Connection: keep-alive" in told, b"Connection: close" in told) == (kept, not kept)


CHUNKED = (
    b"POST /sparql HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n"
    b"Content-Type: application/sparql-query\r\n\r\n"
)


@pytest.mark.parametrize("body", [b"zz\r\nASK{}\r\n0\r\n\r\n", b"5\r\nASK{}xx\r\n0\r\n\r\n"])
def test_bodies_in_no_pieces(server: Running, body: bytes) -> None:
    assert sent(server, CHUNKED + b"5\r\nASK{}\r\n0\r\n\r\n") == 200
    assert sent(server, CHUNKED + body) == 400


SPARQL = b"POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Type: "
KINDS = {b"application/sparql-query": b"%s", b"application/x-www-form-urlencoded": b"query=%s"}
LARGEST = 1_000_000


def posted(kind: bytes, body: bytes, *fields: bytes) -> bytes:
    return b"\r\n".join([SPARQL + kind, *fields, b"", body])


def chunk(body: bytes) -> bytes:
    return b"%x\r\n%s\r\n" % (len(body), body)


@pytest.mark.parametrize("kind", KINDS)
def test_bodies_in_pieces_that_are_too_large(server: Running, kind: bytes) -> None:
    query = KINDS[kind] % b"ASK{}"
    for size, status in ((len(query), 200), (LARGEST + 1, 413), (3 * LARGEST, 413)):
        chunks = [chunk(query), chunk(b"&" * (size - len(query))) if size > len(query) else b""]
        body = b"".join([*chunks, b"0\r\n\r\n"])
        assert sent(server, posted(kind, body, b"Transfer-Encoding: chunked")) == status


def test_a_body_of_the_largest_size(server: Running) -> None:
    kind = b"application/x-www-form-urlencoded"
    for size, status in ((LARGEST, 200), (LARGEST + 1, 413)):
        body = b"query=ASK{}&x=".ljust(size, b"x")
        assert sent(server, posted(kind, body, b"Content-Length: %d" % size)) == status


@pytest.mark.parametrize("kind", KINDS)
def test_bodies_that_end_too_early(server: Running, kind: bytes) -> None:
    request = posted(kind, KINDS[kind] % b"ASK{}", b"Content-Length: 50")
    assert sent(server, request, ended=True) == 400


@pytest.mark.parametrize("coding", [b"gzip", b"br", b"gzip, identity", b"x"])
def test_bodies_that_are_packed(server: Running, coding: bytes) -> None:
    fields = b"Content-Length: 5", b"Content-Encoding: "
    kind = next(iter(KINDS))
    assert sent(server, posted(kind, b"ASK{}", *fields[:1], fields[1] + coding)) == 415
    assert sent(server, posted(kind, b"ASK{}", *fields[:1], fields[1] + b"identity")) == 200


def test_what_may_be_sent_in_place_of_a_packed_body(client: FlaskClient) -> None:
    headers = {"Content-Encoding": "gzip", "Content-Type": "application/sparql-query"}
    answer = client.post("/sparql", data=b"\x1f\x8b", headers=headers)
    assert answer.headers["Accept-Encoding"] == "identity"
    assert "Content-Encoding" in answer.get_json()["detail"]


def test_unknown_transfer_codings(server: Running) -> None:
    kind = next(iter(KINDS))
    body = chunk(b"ASK{}") + b"0\r\n\r\n"
    assert sent(server, posted(kind, body, b"Transfer-Encoding: gzip, chunked")) == 501


@pytest.mark.parametrize("path", ["/lv/", "/catalog", f"/dumps/{FIRST}/projects.nq.gz"])
def test_pages_take_no_body(client: FlaskClient, path: str) -> None:
    answer = client.post(path, data=b"x")
    assert answer.status_code == 405
    assert sorted(answer.allow) == ["GET", "HEAD", "OPTIONS"]


def test_the_page_of_406_lists_each_format_once(client: FlaskClient) -> None:
    answer = client.get(f"/data/project/{PLAIN}", headers={"Accept": "text/html"})
    assert answer.status_code == 406
    page = answer.get_data(as_text=True).partition("<main")[2]
    assert page.count("application/n-triples") == 1


def test_what_the_server_as_such_can(server: Running) -> None:
    found, headers, content = answered(server, b"OPTIONS * HTTP/1.1\r\nHost: localhost\r\n\r\n")
    assert (found, content) == (204, b"")
    assert headers["Allow"] == "GET, HEAD, OPTIONS, POST"
    assert sent(server, b"GET * HTTP/1.1\r\nHost: localhost\r\n\r\n") == 400


GET = b"GET / HTTP/1.1\r\nHost: localhost\r\n"
UNREADABLE = {
    b"get / HTTP/1.1\r\n": 400,
    b"GET / HTTP/1.1\r\nHost: localhost\r\nCookie SECRET\r\n": 400,
    b"GET /" + b"x" * 8200 + b" HTTP/1.1\r\n": 414,
    GET + b"Expect: SECRET\r\n": 417,
    GET + b"X: " + b"x" * 9000 + b"\r\n": 431,
    GET + b"".join(b"X-%d: x\r\n" % number for number in range(61)): 431,
    GET + b"Transfer-Encoding: SECRET\r\n": 501,
    b"GET / HTTP/3.0\r\n": 505,
}


@pytest.mark.parametrize(("head", "status"), UNREADABLE.items(), ids=UNREADABLE.values())
def test_heads_that_cannot_be_read(server: Running, head: bytes, status: int) -> None:
    found, headers, content = answered(server, head + b"\r\n")
    problem = json.loads(content)
    assert (found, problem["status"]) == (status, status)
    assert headers["Content-Type"] == "application/problem+json"
    assert headers["Connection"] == "close"
    assert {name: headers[name] for name in ALWAYS} == ALWAYS
    assert IDENTIFIER.fullmatch(headers["X-Request-ID"])
    assert b"SECRET" not in content
    assert problem.get("value") == (LONGEST_ADDRESS if status == 414 else None)


@pytest.mark.parametrize("method", [b"GET", b"HEAD"])
def test_letters_that_are_not_encoded(server: Running, method: bytes) -> None:
    line = "/lv/projects?q=koalīcija&x=%20a".encode()
    found, headers, content = answered(server, method + b" " + line + b" HTTP/1.1\r\n\r\n")
    assert (found, content) == (301, b"")
    assert headers["Location"] == "/lv/projects?q=koal%C4%ABcija&x=%20a"
    assert server.ask(headers["Location"], Host="localhost")[0] == 200


@pytest.mark.parametrize("path", ["//evil.example/ā", "/\\evil.example/ā", "http://evil/ā", "ā"])
def test_letters_lead_to_no_other_host(server: Running, path: str) -> None:
    found, headers, _ = answered(server, b"GET " + path.encode() + b" HTTP/1.1\r\n\r\n")
    assert (found, headers["Location"]) == (400, None)


def test_octets_that_are_no_letters(server: Running) -> None:
    assert sent(server, b"GET /lv/\xe4 HTTP/1.1\r\n\r\n") == 400


def test_the_log_tells_nothing_of_who_asks(server: Running) -> None:
    sent(server, b"get / HTTP/1.1\r\n\r\n")
    sent(server, b"GET /robots.txt HTTP/1.1\r\nHost: localhost\r\nCookie SECRET\r\n\r\n")
    sent(server, b"GET /x%C2%9B31m%E2%80%AE HTTP/1.1\r\nHost: localhost\r\n\r\n")
    server.process.terminate()
    server.process.wait(20)
    server.written.seek(0)
    told = server.written.read().decode()
    lines = [json.loads(line) for line in told.splitlines() if line.startswith("{")]
    unread = [line["status"] for line in lines if line["path"] == ""]
    assert set(unread) == {301, *UNREADABLE.values()}
    assert "/x\\\\u009b31m\\\\u202e" in told
    for secret in ('127.0.0.1"', "ip=", "SECRET", "\x9b", "\u202e"):
        assert secret not in told
