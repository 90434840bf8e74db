# SPDX-License-Identifier: EUPL-1.2
"""Which words are said in which projects: texts are streamed in, lists of projects come out.

The engine's full-text index (FTS5) does the sorting, in a file of its own that is thrown away.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from fundgraph.store.index.selection import spoken

Mask = NDArray[np.bool_]

# The classes of texts, the weightiest first.
TITLE, NAMES, TEXT = KINDS = ("title", "names", "text")
# The beginnings of words that have lists of their own, and what marks them.
SHORT: Final = 2
BEGINS: Final = "*"
_WRITTEN: Final = 2000
# Words come folded and parted: `ascii` parts at blanks only, then.
_TABLES: Final = "".join(
    f"CREATE VIRTUAL TABLE said.{kind} USING fts5"
    " (words, content='', detail='none', columnsize=0, tokenize='ascii');"
    f"CREATE VIRTUAL TABLE temp.{kind}_terms USING fts5vocab ('said', '{kind}', 'instance');"
    for kind in KINDS
)


class Inverter:
    """The words of the projects of a database, in a file beside it until they are written."""

    def __init__(self, database: sqlite3.Connection, beside: Path) -> None:
        self._database = database
        self._path = beside.with_name(f"{beside.name}-words")
        database.execute("ATTACH ? AS said", (str(self._path),))
        database.executescript(f"PRAGMA said.journal_mode = OFF; {_TABLES}")
        database.create_function("spoken", 1, _joined, deterministic=True)
        self._waiting: dict[str, list[tuple[int, str]]] = {kind: [] for kind in KINDS}

    def add(self, kind: str, project: int, text: str) -> None:
        """Adds what a project says in texts of a kind; once for each kind."""
        waiting = self._waiting[kind]
        waiting.append((project, _joined(text)))
        if len(waiting) >= _WRITTEN:
            self._write(kind)

    def add_all(self, kind: str, rows: str) -> None:
        """Adds what a SELECT of numbers (`id`) and texts (`text`) gives."""
        sql = f"INSERT INTO said.{kind} (rowid, words) SELECT id, spoken(text) FROM"
        self._database.execute(f"{sql} ({rows})")

    def lists(self, projects: int) -> Iterator[tuple[str, str, bool, bytes]]:
        """Each word and, with BEGINS behind it, each beginning of one or two letters; the kind of
        texts; the projects that say it, packed as `listed` says."""
        for kind in KINDS:
            self._write(kind)
            begun = [Beginning(size, projects) for size in range(1, SHORT + 1)]
            for word, found in self._terms(kind):
                yield word, kind, *listed(found, projects)
                for beginning in begun:
                    for name, those in beginning.add(word, found):
                        yield name, kind, *listed(those, projects)
            for beginning in begun:
                for name, those in beginning.end():
                    yield name, kind, *listed(those, projects)

    def _terms(self, kind: str) -> Iterator[tuple[str, NDArray[np.int32]]]:
        """The words in order, each with its projects."""
        sql = f"SELECT term, group_concat(doc) FROM temp.{kind}_terms GROUP BY term"
        for word, numbers in self._database.execute(sql):
            yield word, np.fromstring(numbers, "i4", sep=",") - 1

    def close(self) -> None:
        """Throws the file away."""
        for kind in KINDS:
            self._database.execute(f"DROP TABLE temp.{kind}_terms")
        self._database.execute("DETACH said")
        self._path.unlink()

    def _write(self, kind: str) -> None:
        sql = f"INSERT INTO said.{kind} (rowid, words) VALUES (?, ?)"
        self._database.executemany(sql, self._waiting[kind])
        self._waiting[kind].clear()


class Beginning:
    """Gathers the projects of words, which come in order, by their first letters."""

    def __init__(self, size: int, projects: int) -> None:
        self._size = size
        self._letters = ""
        self._mask = np.zeros(projects, np.bool_)

    def add(self, word: str, projects: NDArray[np.int32]) -> Iterator[tuple[str, NDArray[np.intp]]]:
        """Adds the projects of a word; gives those of the beginning before it when it is over."""
        if word[: self._size] != self._letters:
            yield from self.end()
            self._letters = word[: self._size]
        self._mask[projects] = True

    def end(self) -> Iterator[tuple[str, NDArray[np.intp]]]:
        """The last beginning, with its projects; none for words that are shorter."""
        if len(self._letters) == self._size:
            yield self._letters + BEGINS, np.flatnonzero(self._mask)
        self._mask[:] = False


def _joined(text: str | None) -> str:
    return " ".join(spoken(text or ""))


def listed(projects: NDArray[Any], among: int) -> tuple[bool, bytes]:
    """Some of the projects packed: one bit for each project where that is shorter (True), else
    their numbers from nought."""
    if len(projects) * 32 <= among:
        return False, projects.astype("i4").tobytes()
    mask = np.zeros(among, np.bool_)
    mask[projects] = True
    return True, np.packbits(mask).tobytes()


def mask_of(dense: bool, content: bytes, among: int) -> Mask | NDArray[np.int32]:
    """What `listed` packed: a mask, or numbers."""
    if dense:
        return np.unpackbits(np.frombuffer(content, np.uint8), count=among).view(np.bool_)
    return np.frombuffer(content, "i4")
