# SPDX-License-Identifier: EUPL-1.2
"""A result on its way: in memory while it is small, then in a file without a name.

All files together are bounded: clients that read slowly must not fill the disk.
"""

from __future__ import annotations

import os
import weakref
from tempfile import TemporaryFile
from threading import Lock
from typing import Final, NamedTuple

from fundgraph.errors import QueryFailed
from fundgraph.store.formats import ResultKind
from fundgraph.store.frames import write_all
from fundgraph.store.limits import CACHED_ANSWER_BYTES, SPOOLED_BYTES

_RETRY_S: Final = "30"


class Result(NamedTuple):
    """A complete result: what it is, how many rows or triples (0 for a boolean) and bytes it has,
    and the bytes, in memory or in a file."""

    kind: ResultKind
    media_type: str
    rows: int
    length: int
    content: bytes
    file: File | None


class Space:
    """Bytes on the disk that all results may take together."""

    def __init__(self, most: int = SPOOLED_BYTES) -> None:
        self._most = most
        self.taken = 0
        self._lock = Lock()

    def take(self, length: int) -> None:
        """Takes some. Raises QueryFailed when there are no more."""
        with self._lock:
            if self.taken + length > self._most:
                raise QueryFailed(
                    f"Large answers that nobody has read to their end take {self._most} bytes "
                    "already. Ask again later, or for less.",
                    headers={"Retry-After": _RETRY_S},
                    members={"limit": "query_spool_bytes", "value": self._most},
                )
            self.taken += length

    def give_back(self, length: int) -> None:
        """Gives some back."""
        with self._lock:
            self.taken -= length


class File:
    """A file without a name, and the room it takes; free when nothing refers to it any more."""

    def __init__(self, space: Space) -> None:
        self._space = space
        self._taken: list[int] = []
        with TemporaryFile(buffering=0) as made:
            self.descriptor = os.dup(made.fileno())
        weakref.finalize(self, _free, self.descriptor, space, self._taken)

    def append(self, piece: bytes) -> None:
        """Writes a piece. Raises QueryFailed when the disk is full, or as full as it may be."""
        self._space.take(len(piece))
        self._taken.append(len(piece))
        try:
            write_all(self.descriptor, piece)
        except OSError as error:
            raise QueryFailed(f"The answer cannot be kept: {error.strerror}.") from error


def _free(descriptor: int, space: Space, taken: list[int]) -> None:
    os.close(descriptor)
    space.give_back(sum(taken))


class Spool:
    """Takes the pieces of a result."""

    def __init__(self, space: Space) -> None:
        self._space = space
        self._pieces: list[bytes] = []
        self._file: File | None = None
        self.length = 0

    def write(self, piece: bytes) -> None:
        """Takes a piece. Raises QueryFailed when there is no room for it."""
        self.length += len(piece)
        if self._file is None and self.length <= CACHED_ANSWER_BYTES:
            self._pieces.append(piece)
            return
        if self._file is None:
            self._file = File(self._space)
            for kept in self._pieces:
                self._file.append(kept)
            self._pieces.clear()
        self._file.append(piece)

    def result(self, kind: ResultKind, media_type: str, rows: int) -> Result:
        """The complete result."""
        content = b"".join(self._pieces)
        return Result(kind, media_type, rows, self.length, content, self._file)
