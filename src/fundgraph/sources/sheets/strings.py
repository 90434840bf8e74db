# SPDX-License-Identifier: EUPL-1.2
"""The texts that a workbook's cells share, kept outside memory where there are many."""

from __future__ import annotations

from array import array
from functools import lru_cache
from tempfile import SpooledTemporaryFile

IN_MEMORY = 16_000_000
_REMEMBERED = 8192


class Strings:
    """A list of texts that only grows; close it to let go of its file."""

    def __init__(self) -> None:
        self._file = SpooledTemporaryFile[bytes](max_size=IN_MEMORY)
        self._ends = array("Q", [0])
        self._text = lru_cache(maxsize=_REMEMBERED)(self._read)

    def add(self, text: str) -> None:
        """Adds a text, which gets the next number."""
        self._ends.append(self._ends[-1] + self._file.write(text.encode("utf-8", "replace")))

    def __len__(self) -> int:
        return len(self._ends) - 1

    def text(self, index: str) -> str:
        """The text with a number; an empty one where there is none."""
        return self._text(index)

    def _read(self, index: str) -> str:
        at = int(index) if index.isdecimal() else len(self)
        if at >= len(self):
            return ""
        start = self._ends[at]
        self._file.seek(start)
        return self._file.read(self._ends[at + 1] - start).decode("utf-8")

    def close(self) -> None:
        """Lets go of the texts."""
        self._text.cache_clear()
        self._file.close()
