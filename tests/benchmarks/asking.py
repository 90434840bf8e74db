# SPDX-License-Identifier: EUPL-1.2
"""A client that asks for one address after another on several connections: answers a second."""

from __future__ import annotations

import selectors
import socket
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from time import perf_counter

CONNECTIONS = 8
PIECE = 1 << 18
WAIT_S = 60


@dataclass(frozen=True, slots=True)
class Rate:
    """What a run of requests gave: answers a second, bytes of content of each, and the processor
    seconds that the server took for each, where they were measured."""

    per_second: float
    content: float
    cpu: float = 0.0


@dataclass(slots=True)
class _Connection:
    sock: socket.socket
    received: bytearray = field(default_factory=bytearray)


def ask(port: int, paths: Sequence[str], *, status: int = 200, **headers: str) -> Rate:
    """Asks for each path once, as many at a time as there are connections.

    Raises AssertionError for an answer of another status.
    """
    more = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in headers.items())
    requests = iter([f"GET {path} HTTP/1.1\r\nHost: localhost\r\n{more}\r\n" for path in paths])
    begin, content, done = perf_counter(), 0, 0
    with selectors.DefaultSelector() as selector:
        for _ in range(min(CONNECTIONS, len(paths))):
            connection = _Connection(socket.create_connection(("127.0.0.1", port), timeout=WAIT_S))
            selector.register(connection.sock, selectors.EVENT_READ, connection)
            connection.sock.sendall(next(requests).encode())
        while done < len(paths):
            for connection in _readable(selector):
                size = _complete(connection, status)
                if size is None:
                    continue
                content, done = content + size, done + 1
                following = next(requests, None)
                if following is not None:
                    connection.sock.sendall(following.encode())
        for key in list(selector.get_map().values()):
            key.data.sock.close()
    return Rate(len(paths) / (perf_counter() - begin), content / len(paths))


def _readable(selector: selectors.BaseSelector) -> Iterator[_Connection]:
    ready = selector.select(WAIT_S)
    assert ready, "no answer in time"
    for key, _ in ready:
        connection: _Connection = key.data
        piece = connection.sock.recv(PIECE)
        assert piece, "the connection was closed"
        connection.received += piece
        yield connection


def _complete(connection: _Connection, status: int) -> int | None:
    """The bytes of content of the answer that has come whole; None where more is to come."""
    head, blank, body = bytes(connection.received).partition(b"\r\n\r\n")
    if not blank:
        return None
    first, _, fields = head.decode("latin-1").partition("\r\n")
    assert first.split(" ")[1] == str(status), first
    length = _length(fields.lower())
    whole = body.endswith(b"0\r\n\r\n") if length is None else len(body) >= length
    if not whole and status != 304:
        return None
    connection.received.clear()
    return len(body)


def _length(fields: str) -> int | None:
    """What Content-Length says; None for chunks."""
    for line in fields.split("\r\n"):
        name, _, value = line.partition(":")
        if name == "content-length":
            return int(value)
    return None
