# SPDX-License-Identifier: EUPL-1.2
"""An index opened for reading, from any thread."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from pathlib import Path
from threading import Lock, local
from typing import Any, Final

from fundgraph.store.index.schema import VERSION

# One value for a list of any length: a statement for each length would be kept by each thread.
AMONG: Final = "IN (SELECT value FROM json_each(?))"
STATEMENTS: Final = 24  # that a connection keeps; the standard 128 took 12 MB a thread


class Database:
    """The file of an index; each thread that asks gets a connection of its own."""

    def __init__(self, path: Path) -> None:
        self._address = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
        self._thread = local()
        self._open: list[sqlite3.Connection] = []
        self._lock = Lock()
        self.version = VERSION

    def close(self) -> None:
        """Closes the connections of all threads."""
        with self._lock:
            connections, self._open = self._open, []
        for connection in connections:
            connection.close()

    def _all(
        self, sql: str, values: Sequence[object] | dict[str, Any] = ()
    ) -> list[tuple[Any, ...]]:
        return self._connection().execute(sql, values).fetchall()

    def _rows(self, sql: str, values: dict[str, Any]) -> sqlite3.Cursor:
        """The rows of an answer as they are read."""
        return self._connection().execute(sql, values)

    def _connection(self) -> sqlite3.Connection:
        connection: sqlite3.Connection | None = getattr(self._thread, "connection", None)
        if connection is None:
            connection = sqlite3.connect(
                self._address, uri=True, check_same_thread=False, cached_statements=STATEMENTS
            )
            connection.executescript("PRAGMA query_only = ON; PRAGMA mmap_size = 268435456")
            self._thread.connection = connection
            with self._lock:
                self._open.append(connection)
        return connection
