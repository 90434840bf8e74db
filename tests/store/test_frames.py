# SPDX-License-Identifier: EUPL-1.2
"""Frames over a real pipe."""

import os
import threading
import time
from collections.abc import Iterator

import pytest

from fundgraph.store.frames import DATA, END, FrameReader, write_frame


@pytest.fixture
def pipe() -> Iterator[tuple[int, int]]:
    reading, writing = os.pipe()
    yield reading, writing
    for end in (reading, writing):
        try:
            os.close(end)
        except OSError:
            continue


def test_frames_come_as_they_were_written(pipe: tuple[int, int]) -> None:
    reader = FrameReader(pipe[0])
    large = os.urandom(1 << 20)

    def write() -> None:
        for kind, payload in ((DATA, b""), (DATA, large), (END, b"{}")):
            write_frame(pipe[1], kind, payload)

    thread = threading.Thread(target=write)
    thread.start()
    assert [reader.read(time.monotonic() + 10) for _ in range(3)] == [
        (DATA, b""), (DATA, large), (END, b"{}"),
    ]  # fmt: skip
    thread.join()


def test_half_a_frame_runs_into_the_deadline(pipe: tuple[int, int]) -> None:
    os.write(pipe[1], b"D\x00\x00\x00\x05ab")
    start = time.monotonic()
    with pytest.raises(TimeoutError):
        FrameReader(pipe[0]).read(start + 0.05)
    assert time.monotonic() - start >= 0.05


def test_a_writer_that_has_gone(pipe: tuple[int, int]) -> None:
    os.write(pipe[1], b"D\x00\x00\x00\x05ab")
    os.close(pipe[1])
    with pytest.raises(EOFError):
        FrameReader(pipe[0]).read()


def test_a_reader_that_has_gone(pipe: tuple[int, int]) -> None:
    os.close(pipe[0])
    with pytest.raises(BrokenPipeError):
        write_frame(pipe[1], DATA, b"x")
