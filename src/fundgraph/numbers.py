# SPDX-License-Identifier: EUPL-1.2
"""The numbers of projects that a run has met, in bounded memory, so that none is given twice."""

from __future__ import annotations

import sqlite3
from hashlib import blake2b
from typing import Final

from fundgraph.errors import UsageError
from fundgraph.record import Record

Place = tuple[str, int | None]

# A nameless file of its own, of which 1 MB is kept in memory; a dict grew by 12 MB for each 100,000
# numbers.
_PREPARE: Final = """
PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -1024;
CREATE TABLE number (key INTEGER PRIMARY KEY, place INTEGER NOT NULL);
BEGIN
"""


class Numbers:
    """The numbers seen, each as a hash of 64 bits with the place where it stands."""

    def __init__(self) -> None:
        self._database = sqlite3.connect("", isolation_level=None, check_same_thread=False)
        self._database.executescript(_PREPARE)
        self._files: dict[tuple[str, str], int] = {}

    def first(self, record: Record) -> Place | None:
        """Where the record's number stood first; None where it is new.

        Raises UsageError where two registers give one project IRI.
        """
        key = int.from_bytes(blake2b(record.slug.encode(), digest_size=8).digest(), signed=True)
        source = (record.source.register, record.source.name)
        file = self._files.setdefault(source, len(self._files))
        place = file << 32 | (record.row or 0)
        run = self._database.execute
        if run("INSERT OR IGNORE INTO number VALUES (?, ?)", (key, place)).rowcount:
            return None
        [known] = run("SELECT place FROM number WHERE key = ?", (key,)).fetchone()
        register, name = list(self._files)[known >> 32]
        if register != record.source.register:
            raise UsageError(
                f"the registers {register} and {record.source.register} both have a project "
                f"{record.number}; give one of them a number_prefix in its description"
            )
        return name, (known & 0xFFFFFFFF) or None
