# SPDX-License-Identifier: EUPL-1.2
"""JSON as a stream of values: a list on one line of any length takes the memory of one record."""

from __future__ import annotations

import re
from collections.abc import Generator
from json import JSONDecodeError, JSONDecoder
from pathlib import Path
from typing import Any

from fundgraph.errors import SourceError
from fundgraph.sources.sheets import numbers

PIECE = 262_144
LARGEST_RECORD = 8_000_000
DEEPEST = 100
_BLANK = re.compile(r"[ \t\r\n\ufeff]*")
_MARK = re.compile(r'["{}\[\]]')
_TEXT_END = re.compile(r'(?:[^"\\]|\\.)*+"', re.DOTALL)
# Numbers stay as they are written, but for the noise of binary fractions.
_DECODER = JSONDecoder(parse_float=numbers.number, parse_int=str, parse_constant=str, strict=False)


class Stream:
    """A place in a JSON text that only moves forward."""

    def __init__(self, path: Path, encoding: str) -> None:
        self.path = path
        self._file = path.open(encoding=encoding, newline="")
        self._text = ""
        self._at = 0
        self._dropped = 0
        self._ended = False

    def close(self) -> None:
        """Lets go of the file."""
        self._file.close()

    @property
    def place(self) -> int:
        """The number of the character at which the stream is."""
        return self._dropped + self._at

    def peek(self) -> str:
        """The next character that is no blank; an empty text at the end."""
        while True:
            self._at = self._blank_end(self._at)
            if self._at < len(self._text):
                return self._text[self._at]
            if not self._more():
                return ""

    def take(self, wanted: str) -> None:
        """Moves over a character. Raises SourceError where another stands."""
        found = self.peek()
        if found != wanted or not found:
            raise self.wrong(f"{wanted!r} is missing")
        self._at += 1

    def value(self) -> Any:
        """The next value as a whole. Raises SourceError for one too deep, too large or wrong."""
        self.peek()
        while True:
            try:
                value, end = _DECODER.raw_decode(self._text, self._at)
            except RecursionError as error:
                raise self.too_deep() from error
            except JSONDecodeError as error:
                if len(self._text) - self._at > LARGEST_RECORD:
                    raise SourceError(
                        f"{self.path} is refused: a record of it has more than "
                        f"{LARGEST_RECORD} characters"
                    ) from error
                at = self._dropped + error.pos
                if self._more(double=True):
                    continue
                raise self.wrong(error.msg, at) from error
            # A number at the end of what was read may go on.
            if end == len(self._text) and self._more():
                continue
            self._at = end
            return value

    def skip(self) -> None:
        """Moves over a value without keeping it."""
        if self.peek() not in ("{", "["):
            self.value()
            return
        depth = 0
        while True:
            found = _MARK.search(self._text, self._at)
            if found is None:
                self._at = len(self._text)
                if not self._more():
                    raise self.wrong("the text ends too early")
                continue
            self._at = found.end()
            if found[0] == '"':
                self._over_text()
                continue
            depth += 1 if found[0] in "{[" else -1
            if depth > DEEPEST:
                raise self.too_deep()
            if depth == 0:
                return

    def _over_text(self) -> None:
        while not (found := _TEXT_END.match(self._text, self._at)):
            if len(self._text) - self._at > LARGEST_RECORD or not self._more(double=True):
                raise self.wrong("a text has no end")
        self._at = found.end()

    def items(self) -> Generator[int, None, None]:
        """The items of a list, one after the other; the caller takes or skips each."""
        self.take("[")
        number = 0
        if self.peek() == "]":
            self._at += 1
            return
        while True:
            number += 1
            yield number
            if self.peek() == "]":
                self._at += 1
                return
            self.take(",")

    def each_key(self) -> Generator[str, None, None]:
        """The keys of an object, one after the other; the caller takes or skips each value."""
        self.take("{")
        if self.peek() == "}":
            self._at += 1
            return
        while True:
            if self.peek() != '"':
                raise self.wrong("a key is missing")
            key = str(self.value())
            self.take(":")
            yield key
            if self.peek() == "}":
                self._at += 1
                return
            self.take(",")

    def wrong(self, reason: str, at: int | None = None) -> SourceError:
        """The error for what is no JSON, with its place."""
        place = self.place if at is None else at
        return SourceError(
            f"{self.path} is not valid JSON at character {place + 1}: {reason}; save it again"
        )

    def too_deep(self) -> SourceError:
        """The error for values within values without end."""
        return SourceError(
            f"{self.path} is refused: at character {self.place + 1} it is nested too deeply "
            f"(more than {DEEPEST} levels)"
        )

    def _blank_end(self, at: int) -> int:
        found = _BLANK.match(self._text, at)
        return found.end() if found else at

    def _more(self, *, double: bool = False) -> bool:
        """Reads on; False at the end of the file."""
        if self._ended:
            return False
        size = max(PIECE, len(self._text) - self._at) if double else PIECE
        piece = self._file.read(size)
        self._dropped += self._at
        self._text, self._at = self._text[self._at :] + piece, 0
        self._ended = not piece
        return bool(piece)
