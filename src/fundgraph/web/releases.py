# SPDX-License-Identifier: EUPL-1.2
"""The release that requests are answered from; the next one is noticed and opened in passing."""

from __future__ import annotations

import logging
import threading
import weakref
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from fundgraph.config import Settings
from fundgraph.errors import ReleaseError
from fundgraph.release.current import current_id, open_current
from fundgraph.release.manifest import Manifest
from fundgraph.store.embedded import EmbeddedStore
from fundgraph.store.index import Index
from fundgraph.store.queries import QueryService

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, weakref_slot=True, eq=False)
class Current:
    """An open release: its graph, its search index, its query workers.

    It is closed when the last request that is answered from it has ended.
    """

    id: str
    folder: Path
    manifest: Manifest
    issued: datetime
    store: EmbeddedStore
    index: Index
    queries: QueryService


class Releases:
    """The releases folder of a site, followed by its `current` link."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._folder = Path(settings.releases_dir)
        self._current: Current | None = None
        self._refused: str | None = None
        self._lock = threading.Lock()

    @property
    def folder(self) -> Path:
        """The folder of all releases."""
        return self._folder

    def current(self) -> Current | None:
        """The current release, opened if it is another than before; None before the first.

        A release that cannot be opened leaves the one before it in place, and is logged.
        """
        found = current_id(self._folder)
        if not self._is_open(found):
            with self._lock:
                if not self._is_open(found):
                    self._reopen(found)
        return self._current

    def close(self) -> None:
        """Lets go of the release; its query workers end."""
        with self._lock:
            self._current = None

    def _is_open(self, found: str | None) -> bool:
        """Whether a release needs no opening: it is open, or was refused before."""
        current = self._current
        return found is not None and found in (current.id if current else None, self._refused)

    def _reopen(self, found: str | None) -> None:
        try:
            self._current = self._open()
        except ReleaseError as error:
            self._refused = found
            _log.error("release %s was not opened: %s", found, error)

    def _open(self) -> Current | None:
        release = open_current(self._folder)
        if release is None:
            return None
        store = EmbeddedStore.open(
            release.store, expected=release.manifest.counts.get("statements")
        )
        index = Index.open(release.index)
        queries = QueryService(release.store, self._settings)
        issued = datetime.fromisoformat(release.manifest.created)
        current = Current(
            release.id, release.folder, release.manifest, issued, store, index, queries
        )
        weakref.finalize(current, _close, index, queries)
        return current


def _close(index: Index, queries: QueryService) -> None:
    queries.close()
    index.close()
