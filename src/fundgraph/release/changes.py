# SPDX-License-Identifier: EUPL-1.2
"""What changed between two releases, project by project, from their search indexes."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

COUNTS = """
SELECT
  (SELECT count(*) FROM main.project WHERE slug NOT IN (SELECT slug FROM before.project)),
  (SELECT count(*) FROM main.project AS fresh JOIN before.project AS known USING (slug)
    WHERE fresh.digest <> known.digest),
  (SELECT count(*) FROM before.project WHERE slug NOT IN (SELECT slug FROM main.project))
"""


@dataclass(frozen=True, slots=True)
class Changes:
    """Projects that were added, changed (another statement) or removed."""

    added: int
    changed: int
    removed: int


def changes(before: Path | None, after: Path) -> Changes:
    """The difference between the search indexes of two releases; all is new without a first."""
    with closing(sqlite3.connect(after)) as database:
        if before is None:
            (count,) = database.execute("SELECT count(*) FROM project").fetchone()
            return Changes(count, 0, 0)
        database.execute("ATTACH DATABASE ? AS before", (str(before),))
        return Changes(*database.execute(COUNTS).fetchone())
