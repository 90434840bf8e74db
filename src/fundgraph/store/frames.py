# SPDX-License-Identifier: EUPL-1.2
"""Length-prefixed frames: how the query workers and who asks them talk, over pipes.

A frame is one byte of kind, four bytes of length (big endian) and that many bytes.
"""

from __future__ import annotations

import os
import select
import struct
import time
from collections.abc import Callable
from typing import Final

READY: Final = b"R"  # worker: the store is open; JSON
SETUP: Final = b"S"  # service: what holds for all queries; JSON
QUERY: Final = b"Q"  # service: a query; JSON
TAKEN: Final = b"T"  # worker: the query has arrived and is run now
FORM: Final = b"F"  # worker: the kind and media type of the result; JSON
DATA: Final = b"D"  # worker: a piece of the result
END: Final = b"E"  # worker: the result is complete; JSON
FAULT: Final = b"X"  # worker: there will be no (more) result; JSON

HEADER: Final = struct.Struct("!cI")
CHUNK: Final = 1 << 16
_LOOK_S: Final = 0.1


def write_frame(pipe: int, kind: bytes, payload: bytes) -> None:
    """Writes one frame whole. Raises BrokenPipeError when nobody reads any more."""
    write_all(pipe, HEADER.pack(kind, len(payload)) + payload)


def write_all(descriptor: int, content: bytes) -> None:
    """Writes bytes whole, to a pipe or a file. Raises OSError."""
    view = memoryview(content)
    while view:
        view = view[os.write(descriptor, view) :]


class FrameWriter:
    """Writes frames to a pipe, small ones together: each write may wake the reader."""

    def __init__(self, pipe: int) -> None:
        self._pipe = pipe
        self._buffer = bytearray()

    def write(self, kind: bytes, payload: bytes) -> None:
        """Takes a frame."""
        self._buffer += HEADER.pack(kind, len(payload))
        self._buffer += payload
        if len(self._buffer) >= CHUNK:
            self.flush()

    def flush(self) -> None:
        """Writes what was taken. Raises BrokenPipeError when nobody reads any more."""
        content = bytes(self._buffer)
        self._buffer.clear()
        write_all(self._pipe, content)


class FrameReader:
    """Reads frames from a pipe or a socket (its descriptor), each by its deadline."""

    def __init__(self, source: int) -> None:
        self._source = source
        self._buffer = bytearray()
        self._poll = select.poll()
        self._poll.register(source, select.POLLIN)

    def read(
        self, deadline: float | None = None, watch: Callable[[], None] | None = None
    ) -> tuple[bytes, bytes]:
        """The kind and payload of the next frame.

        `deadline` is a time of `time.monotonic()`. Raises TimeoutError after it, EOFError when the
        other side has gone, and what `watch` raises, which is called ten times a second.
        """
        self._fill(HEADER.size, deadline, watch)
        kind, length = HEADER.unpack_from(self._buffer)
        end = HEADER.size + length
        self._fill(end, deadline, watch)
        payload = bytes(memoryview(self._buffer)[HEADER.size : end])
        del self._buffer[:end]
        return kind, payload

    def _fill(self, length: int, deadline: float | None, watch: Callable[[], None] | None) -> None:
        while len(self._buffer) < length:
            if deadline is not None:
                self._wait(deadline, watch)
            piece = self._more()
            if not piece:
                raise EOFError
            self._buffer += piece

    def _more(self) -> bytes:
        return os.read(self._source, CHUNK)

    def _wait(self, deadline: float, watch: Callable[[], None] | None) -> None:
        while True:
            left = deadline - time.monotonic()
            if left <= 0:
                raise TimeoutError
            if self._poll.poll(1000 * (min(left, _LOOK_S) if watch else left)):
                return
            if watch:
                watch()
