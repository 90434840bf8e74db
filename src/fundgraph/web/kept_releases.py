# SPDX-License-Identifier: EUPL-1.2
"""The releases that are kept, for people: when, how large, what changed; each read once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from fundgraph.errors import ReleaseError
from fundgraph.release.current import older_ids
from fundgraph.release.manifest import ChangeEntry, Manifest, read_manifest
from fundgraph.web.site import release, site

MOST = 20
DUMPS = "dumps/"


@dataclass(frozen=True, slots=True)
class ReleaseRow:
    """A release: its counts, the names of its dumps, the changes against the one before it where
    they were counted when it was published."""

    id: str
    created: str
    projects: int
    statements: int
    vocabulary: str
    changes: ChangeEntry | None
    dumps: tuple[str, ...]

    @property
    def day(self) -> str:
        """The day on which it was made."""
        return self.created[:10]


def kept_releases() -> list[ReleaseRow]:
    """The current release and the newest of those before it that can be read."""
    folder, current = site().releases.folder, release()
    older = (_kept(folder / identifier) for identifier in older_ids(folder, current.id)[:MOST])
    return [_row(current.manifest), *(row for row in older if row)]


@lru_cache(maxsize=4 * MOST)
def _kept(folder: Path) -> ReleaseRow | None:
    try:
        return _row(read_manifest(folder))
    except ReleaseError:
        return None


def _row(manifest: Manifest) -> ReleaseRow:
    names = sorted(name.removeprefix(DUMPS) for name in manifest.files if name.startswith(DUMPS))
    return ReleaseRow(
        id=manifest.release,
        created=manifest.created,
        projects=manifest.counts["projects"],
        statements=manifest.counts["statements"],
        vocabulary=manifest.vocabulary,
        changes=manifest.changes,
        dumps=tuple(names),
    )
