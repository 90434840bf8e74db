# SPDX-License-Identifier: EUPL-1.2
"""What measures must notice: answers that are not whole, words that are found, shares of times."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from math import inf
from threading import Thread

import pytest

from tests.abuse.client import Client
from tests.abuse.injection import Expected
from tests.abuse.lines import counted, percentile

HEAD = b"HTTP/1.1 200 OK\r\nConnection: close\r\n"


@contextmanager
def answering(sent: bytes) -> Iterator[Client]:
    """A client of a server that answers once, with these bytes."""
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def answer() -> None:
            connection, _ = listener.accept()
            with connection:
                connection.recv(1000)
                connection.sendall(sent)

        thread = Thread(target=answer)
        thread.start()
        yield Client(listener.getsockname()[1], "127.0.0.9", patience=5)
        thread.join()


@pytest.mark.parametrize(
    ("sent", "whole"),
    [
        (HEAD + b"Content-Length: 4\r\n\r\nabcd", True),
        (HEAD + b"Content-Length: 5\r\n\r\nabcd", False),
        (HEAD + b"Transfer-Encoding: chunked\r\n\r\n4\r\nabcd\r\n0\r\n\r\n", True),
        (HEAD + b"Transfer-Encoding: chunked\r\n\r\n4\r\nabcd\r\n", False),
        (b"", False),
    ],
)
def test_a_cut_answer_is_noticed(sent: bytes, whole: bool) -> None:
    with answering(sent) as client:
        answer = client.ask("/")
    assert bool(answer.fault) is not whole
    assert answer.clear is whole


def test_an_error_without_a_reason_is_not_clear() -> None:
    with answering(b"HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n") as client:
        assert not client.ask("/").clear


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", 2),
        ("til", 1),
        ("TILTS", 1),
        ("ude", 1),
        ("tilts ūdens", 0),
        ("x", 0),
        ('"', 0),
        ("1", 2),
    ],
)
def test_expected(text: str, found: int) -> None:
    assert Expected(["Tilts 1-1", "Ūdens 1-2"]).count(text) == found


def test_shares() -> None:
    assert percentile([3, 1, 2], 0.5) == 2
    assert percentile(range(1, 101), 0.99) == 100
    assert percentile([], 0.5) == inf
    assert counted([200, 503, 200]) == "200 × 2, 503 × 1"
