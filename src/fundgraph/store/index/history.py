# SPDX-License-Identifier: EUPL-1.2
"""What the index of another release knew, whatever its version."""

from __future__ import annotations

import sqlite3
from contextlib import closing, suppress
from pathlib import Path
from typing import Final

_KNOWN: Final = {
    kind: f"SELECT 1 FROM {kind} WHERE slug = ?"
    for kind in ("project", "organisation", "programme", "region", "place")
}


def knew(path: Path, kind: str, slug: str) -> bool:
    """Whether the index in a file has a project, organisation, programme level, region or place of
    a slug; False as well where the file cannot be read."""
    with suppress(sqlite3.Error), closing(_opened(path)) as connection:
        return connection.execute(_KNOWN[kind], (slug,)).fetchone() is not None
    return False


def _opened(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)
