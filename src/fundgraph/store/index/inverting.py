# SPDX-License-Identifier: EUPL-1.2
"""Which words are said in which projects: texts are streamed in, lists of projects come out.

The engine's full-text index (FTS5) does the sorting, in a file of its own that is thrown away.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import numpy as np

from fundgraph.store.index.selection import spoken

# The classes of texts, the weightiest first.
TITLE, NAMES, TEXT = KINDS = ("title", "names", "text")
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

    def lists(self) -> Iterator[tuple[str, str, bytes]]:
        """Each word with the kind of texts and the projects that say it, by word for each kind."""
        for kind in KINDS:
            self._write(kind)
            sql = f"SELECT term, group_concat(doc) FROM temp.{kind}_terms GROUP BY term"
            for word, numbers in self._database.execute(sql):
                projects = np.fromstring(numbers, dtype="i4", sep=",") - 1
                yield word, kind, projects.tobytes()

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


def _joined(text: str | None) -> str:
    return " ".join(spoken(text or ""))
