# SPDX-License-Identifier: EUPL-1.2
"""The result of a query on its way out of a worker: written in pieces, counted, held to limits."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

import pyoxigraph as ox

_PIECE = 1 << 16
T = TypeVar("T")


class OverLimitError(Exception):
    """A result over a limit: the name of the setting and its value."""

    def __init__(self, setting: str, value: int) -> None:
        super().__init__(setting, value)
        self.setting, self.value = setting, value


class Output:
    """A binary file for the engine's serialisers; hands pieces of 64 kB on to `send`, as `clean`
    leaves them.

    Raises OverLimitError when more than `max_bytes` are written or `rows` counts more than
    `max_rows`.
    """

    def __init__(
        self,
        send: Callable[[bytes], None],
        *,
        max_bytes: int,
        max_rows: int,
        rows: RowCounter,
        clean: Callable[[bytes], bytes] = bytes,
    ) -> None:
        self._send, self._clean = send, clean
        self._max_bytes, self._max_rows = max_bytes, max_rows
        self._rows = rows
        self._buffer = bytearray()
        self.length = 0

    def write(self, data: bytes) -> int:
        """Takes a piece of the result, and tells its length. Raises OverLimitError for more bytes
        than a result may have."""
        self._buffer += data
        self.length += len(data)
        if self.length > self._max_bytes:
            raise OverLimitError("query_max_bytes", self._max_bytes)
        if len(self._buffer) >= _PIECE:
            self.flush()
        return len(data)

    def flush(self) -> None:
        """Hands on what is there. Raises OverLimitError for more rows than a result may have."""
        if self._buffer:
            piece = self._clean(bytes(self._buffer))
            self._buffer.clear()
            if self._rows.add(piece) > self._max_rows:
                raise OverLimitError("query_max_rows", self._max_rows)
            self._send(piece)


class RowCounter:
    """Counts the rows of a result by its bytes: the engine serialises solutions in one go, and a
    look at each row in Python would take longer than that."""

    def __init__(self) -> None:
        self.rows = 0

    def add(self, piece: bytes) -> int:
        """The number of rows so far, `piece` included."""
        return self.rows


class LineCounter(RowCounter):
    """Rows of TSV: a line each, after the heading."""

    def __init__(self) -> None:
        self.rows = -1

    def add(self, piece: bytes) -> int:
        self.rows += piece.count(b"\n")
        return self.rows


class CsvCounter(RowCounter):
    """Rows of CSV: a line each outside quotes, after the heading."""

    def __init__(self) -> None:
        self.rows = -1
        self._quoted = False

    def add(self, piece: bytes) -> int:
        for part in piece.split(b'"'):
            if not self._quoted:
                self.rows += part.count(b"\n")
            self._quoted = not self._quoted
        self._quoted = not self._quoted  # there is a part more than there are quotes
        return self.rows


class MarkCounter(RowCounter):
    """Rows by a mark that starts each (XML) or stands between two (JSON)."""

    def __init__(self, *marks: bytes) -> None:
        super().__init__()
        self._marks = marks
        self._tail = b""

    def add(self, piece: bytes) -> int:
        longest = max(map(len, self._marks)) - 1
        for mark in self._marks:
            before = self._tail[-(len(mark) - 1) :]
            self.rows += (before + piece).count(mark)
        self._tail = (self._tail + piece)[-longest:]
        return self.rows


def row_counter(result: ox.QueryResultsFormat) -> RowCounter:
    """The counter for a format of solutions, as the engine writes it.

    Quotes in a JSON string are escaped and so is `<` in XML, so marks are not found in values
    (but for a literal that ends in `}},{` or has `,{}` in it).
    """
    if result == ox.QueryResultsFormat.CSV:
        return CsvCounter()
    if result == ox.QueryResultsFormat.TSV:
        return LineCounter()
    if result == ox.QueryResultsFormat.XML:
        return MarkCounter(b"<result>")
    return MarkCounter(b'}},{"', b'{},{"', b",{}", b'[{"', b"[{}")


def counted(items: Iterable[T], max_rows: int, counter: RowCounter) -> Iterator[T]:
    """The items, counted, at most `max_rows`. Raises OverLimitError at the next one."""
    for item in items:
        counter.rows += 1
        if counter.rows > max_rows:
            raise OverLimitError("query_max_rows", max_rows)
        yield item
