# SPDX-License-Identifier: EUPL-1.2
"""Frames and open files over a real Unix socket, and the questions that the supervisor knows."""

import os
import socket
import tempfile
import time
from collections.abc import Iterator

import pytest

from fundgraph.store import channel as frames
from fundgraph.store.channel import Channel, FileBody
from fundgraph.store.questions import is_known


@pytest.fixture
def ends() -> Iterator[tuple[Channel, Channel]]:
    one, other = (Channel(end) for end in socket.socketpair(socket.AF_UNIX))
    yield one, other
    one.close()
    other.close()


def test_frames_come_as_they_were_sent(ends: tuple[Channel, Channel]) -> None:
    ends[0].send(frames.RUN, b"a" * 100_000)
    ends[0].send(frames.READ)
    assert ends[1].read() == (frames.RUN, b"a" * 100_000)
    assert ends[1].read(time.monotonic() + 5) == (frames.READ, b"")


def test_a_file_comes_with_its_frame(ends: tuple[Channel, Channel]) -> None:
    with tempfile.TemporaryFile() as file:
        file.write(b"content")
        file.flush()
        ends[0].send(frames.ANSWER, b"1", file=file.fileno())
        ends[0].send(frames.ANSWER, b"2", file=file.fileno())
    closed: list[bool] = []
    for expected in (b"1", b"2"):
        assert ends[1].read()[1] == expected
        with FileBody(ends[1].take_file(), lambda: closed.append(True)) as body:
            assert [body.read(4), body.read(4), body.read(4)] == [b"cont", b"ent", b""]
    assert closed == [True, True]


def test_a_file_that_nobody_takes_is_closed(ends: tuple[Channel, Channel]) -> None:
    reading, writing = os.pipe()
    ends[0].send(frames.ANSWER, b"", file=writing)
    os.close(writing)
    ends[1].read()
    ends[1].close()
    assert os.read(reading, 1) == b""
    os.close(reading)


def test_a_peer_that_has_gone(ends: tuple[Channel, Channel]) -> None:
    assert not ends[0].gone()
    ends[1].close()
    assert ends[0].gone()
    with pytest.raises(EOFError):
        ends[0].read()


def test_a_peer_that_says_nothing(ends: tuple[Channel, Channel]) -> None:
    looks: list[bool] = []
    with pytest.raises(TimeoutError):
        ends[0].read(time.monotonic() + 0.3, lambda: looks.append(True))
    assert looks


@pytest.mark.parametrize(
    "text", ["", "ASK {}", "# Who received most?\nSELECT * { ?s ?p ?o }", "#\rASK {}\n"]
)
def test_strangers_questions_are_not_the_sites(text: str) -> None:
    assert not is_known(text)
