# SPDX-License-Identifier: EUPL-1.2
"""The releases of a folder, and the one that is current."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path

from fundgraph.errors import ReleaseError
from fundgraph.release.manifest import Manifest, read_manifest

LINK = "current"
IDENTIFIER = re.compile(r"\d{4}-\d\d-\d\dT\d{6}Z-[0-9a-f]{4}")


@dataclass(frozen=True, slots=True)
class Release:
    """A release: a folder that never changes after its birth."""

    id: str
    folder: Path
    manifest: Manifest

    @property
    def store(self) -> Path:
        """The folder of the embedded store."""
        return self.folder / "store"

    @property
    def index(self) -> Path:
        """The search index."""
        return self.folder / "search.sqlite"

    @property
    def dumps(self) -> Path:
        """The folder of the dumps."""
        return self.folder / "dumps"


def current_id(releases: Path) -> str | None:
    """The id of the current release; None before the first publish. Costs one readlink."""
    try:
        leads = os.readlink(f"{releases}/{LINK}")  # noqa: PTH115 (each request asks; this is 3 µs)
    except OSError:
        return None
    return leads.rstrip("/").rpartition("/")[2]


def open_release(releases: Path, identifier: str) -> Release:
    """A release by its id. Raises ReleaseError where it is missing or damaged."""
    folder = releases / identifier
    return Release(identifier, folder, read_manifest(folder))


def open_current(releases: Path) -> Release | None:
    """The current release; None before the first publish."""
    identifier = current_id(releases)
    return open_release(releases, identifier) if identifier else None


def older_ids(releases: Path, identifier: str) -> list[str]:
    """The ids of the releases that are older than one, the newest first."""
    if not releases.is_dir():
        return []
    names = (folder.name for folder in releases.iterdir() if not folder.is_symlink())
    older = (name for name in names if IDENTIFIER.fullmatch(name) and name < identifier)
    return sorted(older, reverse=True)


def all_releases(releases: Path) -> list[Release]:
    """Every whole release, the oldest first; one without a manifest is left out."""
    found: list[Release] = []
    if not releases.is_dir():
        return found
    for folder in sorted(releases.iterdir()):
        if IDENTIFIER.fullmatch(folder.name) and not folder.is_symlink():
            try:
                found.append(open_release(releases, folder.name))
            except ReleaseError:
                continue
    return found
