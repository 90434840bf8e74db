# SPDX-License-Identifier: EUPL-1.2
"""What the index of another release knew, whatever its version, and what has changed since."""

from __future__ import annotations

import sqlite3
from contextlib import closing, suppress
from pathlib import Path
from typing import Final

_KNOWN: Final = {
    kind: f"SELECT 1 FROM {kind} WHERE slug = ?"
    for kind in ("project", "organisation", "programme", "region", "place")
}
_SINCE: Final = """
  SELECT fresh.slug, known.slug IS NULL
  FROM project AS fresh LEFT JOIN before.project AS known USING (slug)
  WHERE known.slug IS NULL OR fresh.digest <> known.digest
  ORDER BY fresh.granted DESC, fresh.slug LIMIT ?
"""


def since(before: Path, after: Path, limit: int) -> tuple[tuple[str, bool], ...]:
    """The first projects (by what was granted) that are new in the index of a release (true), or
    other than in the one before; none where one of them cannot be read."""
    with suppress(sqlite3.Error), closing(_opened(after)) as connection:
        connection.execute("ATTACH DATABASE ? AS before", (_read_only(before),))
        found = connection.execute(_SINCE, (limit,)).fetchall()
        return tuple((slug, bool(new)) for slug, new in found)
    return ()


def knew(path: Path, kind: str, slug: str) -> bool:
    """Whether the index in a file has a project, organisation, programme level, region or place of
    a slug; False as well where the file cannot be read."""
    with suppress(sqlite3.Error), closing(_opened(path)) as connection:
        return connection.execute(_KNOWN[kind], (slug,)).fetchone() is not None
    return False


def _opened(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(_read_only(path), uri=True)


def _read_only(path: Path) -> str:
    return f"{path.resolve().as_uri()}?mode=ro&immutable=1"
