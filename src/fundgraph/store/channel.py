# SPDX-License-Identifier: EUPL-1.2
"""Frames over a Unix socket between the site's web processes and their supervisor.

A large answer is not sent: its open file is handed over.
"""

from __future__ import annotations

import io
import os
import select
import socket
from collections.abc import Callable
from typing import Final

from fundgraph.store.frames import CHUNK, HEADER, FrameReader

RUN: Final = b"Q"  # web: a query; JSON
WARM: Final = b"W"  # web: a release that will be asked; its store's folder
PROBE: Final = b"P"  # web: do both pools of a store answer? Its folder
METRICS: Final = b"M"  # web: the counts, please
READ: Final = b"R"  # web: the file that was handed over has been read
ANSWER: Final = (
    b"A"  # supervisor: a complete answer; JSON, a line end, the bytes if there is no file
)
DONE: Final = b"D"  # supervisor: what was asked has been done; JSON
FAULT: Final = b"X"  # supervisor: there is no answer; JSON


class Channel(FrameReader):
    """One end of a connection. Used by one thread at a time."""

    def __init__(self, connected: socket.socket) -> None:
        super().__init__(connected.fileno())
        self._socket = connected
        self._files: list[int] = []
        self._hangup = select.poll()
        self._hangup.register(connected, HANGUP)

    def send(self, kind: bytes, payload: bytes = b"", *, file: int | None = None) -> None:
        """Sends a frame, with an open file if there is one. Raises OSError when nobody reads."""
        frame = memoryview(HEADER.pack(kind, len(payload)) + payload)
        if file is not None:
            frame = frame[socket.send_fds(self._socket, [frame], [file]) :]
        self._socket.sendall(frame)

    def take_file(self) -> int:
        """The file that came with the last frame; whoever takes it closes it."""
        return self._files.pop()

    def gone(self) -> bool:
        """Whether the other side has hung up."""
        return bool(self._hangup.poll(0))

    def close(self) -> None:
        """Hangs up."""
        for file in self._files:
            os.close(file)
        self._files.clear()
        self._socket.close()

    def _more(self) -> bytes:
        piece, files, _, _ = socket.recv_fds(self._socket, CHUNK, 1)
        self._files += files
        return piece


# A peer that has closed its end, or at least the half that it sends by.
HANGUP: Final = getattr(select, "POLLRDHUP", 0) | select.POLLHUP | select.POLLERR


class FileBody(io.RawIOBase):
    """A file that was handed over, read from its beginning by its own place in it."""

    def __init__(self, file: int, when_closed: Callable[[], None]) -> None:
        super().__init__()
        self._file, self._when_closed = file, when_closed
        self._at = 0

    def readable(self) -> bool:
        """True."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """Reads on."""
        length = os.preadv(self._file, [buffer], self._at)
        self._at += length
        return length

    def close(self) -> None:
        """Lets go of the file."""
        if not self.closed:
            os.close(self._file)
            super().close()
            self._when_closed()
