# SPDX-License-Identifier: EUPL-1.2
"""The release that requests are answered from; the next one is noticed and opened in passing."""

from __future__ import annotations

import gc
import logging
import threading
import weakref
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from fundgraph.config import Settings
from fundgraph.errors import DamagedRelease, HttpError, NoRelease, QueryFailed, ReleaseError
from fundgraph.release.current import current_id, older_ids, open_release
from fundgraph.release.health import open_store
from fundgraph.release.manifest import Manifest, misfit
from fundgraph.store.embedded import EmbeddedStore
from fundgraph.store.index import Index
from fundgraph.store.queries import QueryService
from fundgraph.store.supervision import Supervision

FOLLOWED_S = 2.0
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

    def file(self, name: str) -> Path:
        """A file of the release. Raises DamagedRelease where it is not what was published."""
        return whole_file(self.folder, self.manifest, name)


class Releases:
    """The releases folder of a site, followed by its `current` link."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._supervision = Supervision(settings)
        self._folder = Path(settings.releases_dir)
        self._current: Current | None = None
        self._seen: str | None = None
        self._alive: weakref.WeakSet[Current] = weakref.WeakSet()
        self._lock = threading.Lock()
        self._closed = threading.Event()

    @property
    def folder(self) -> Path:
        """The folder of all releases."""
        return self._folder

    def use(self, supervision: Supervision) -> None:
        """Has queries answered by the supervisor that the whole site shares, from the next release
        on; without it there is one for these releases alone."""
        self._supervision = supervision

    def current(self) -> Current | None:
        """The current release, opened if it is another than before; None before the first.

        In place of one that cannot be opened there is the newest older one that can, or the one
        that was open before; each that cannot is logged. None where there is none of them.
        """
        found = current_id(self._folder)
        if found != self._seen:
            with self._lock:
                if found != self._seen:
                    self._reopen(found)
                    self._seen = found
        return self._current

    def absence(self) -> HttpError:
        """Why there is no release."""
        if self._seen is None:
            return NoRelease("Nothing is published yet: run `fundgraph publish` first.")
        return DamagedRelease(
            "The current release is damaged, and no older one can be opened. "
            "The log says why; run `fundgraph publish` again."
        )

    def follow(self) -> None:
        """Notices the next release within seconds even if nobody asks for anything: the one before
        is closed then, and its query workers end."""
        threading.Thread(target=self._follow, name="releases", daemon=True).start()

    def close(self) -> None:
        """Lets go of the release and of the query supervisor."""
        self._closed.set()
        with self._lock:
            self._current = None
        self._supervision.close()

    def _follow(self) -> None:
        while not self._closed.wait(FOLLOWED_S):
            self.current()
            if len(self._alive) > 1:  # a request that failed holds its release in a cycle
                gc.collect()

    def _reopen(self, found: str | None) -> None:
        """Opens the release that the link names, or the newest older one that can be opened."""
        if found is None:  # the link is gone, not what it led to
            return
        for identifier in (found, *older_ids(self._folder, found)):
            if self._current and self._current.id == identifier:
                break
            try:
                self._current = self._open(identifier)
                break
            except ReleaseError as error:
                _log.error("release %s is damaged and not served: %s", identifier, error)
        if self._current and self._current.id != found:
            _log.error("release %s is served in place of %s", self._current.id, found)

    def _open(self, identifier: str) -> Current:
        release = open_release(self._folder, identifier)
        store = open_store(release)
        index = Index.open(release.index)
        queries = QueryService(release.store, self._settings, supervision=self._supervision)
        issued = datetime.fromisoformat(release.manifest.created)
        current = Current(
            release.id, release.folder, release.manifest, issued, store, index, queries
        )
        self._alive.add(current)
        weakref.finalize(current, index.close)
        self._announce(current)
        return current

    def _announce(self, release: Current) -> None:
        """Has the workers of a release started before they are asked; pages do without them."""
        try:
            release.queries.announce()
        except QueryFailed as error:
            _log.error("the query supervisor was not told of release %s: %s", release.id, error)


def whole_file(folder: Path, manifest: Manifest, name: str) -> Path:
    """A file that a manifest names. Raises DamagedRelease where it is missing or of another size
    than when it was published."""
    found = misfit(folder, name, manifest.files[name])
    if found:
        _log.error("release %s is damaged: %s", folder.name, found)
        raise DamagedRelease(
            f"{name.rpartition('/')[2]} is damaged: it is not as it was published."
        )
    return (folder / name).resolve()
