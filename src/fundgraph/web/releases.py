# SPDX-License-Identifier: EUPL-1.2
"""The release that requests are answered from; the next one is noticed and opened in passing."""

from __future__ import annotations

import gc
import logging
import threading
import weakref
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from fundgraph.config import Settings
from fundgraph.errors import DamagedRelease, HttpError, NoRelease, QueryFailed, ReleaseError
from fundgraph.release.current import Release, current_id, older_ids, open_release
from fundgraph.release.health import QUERIED, open_store
from fundgraph.release.manifest import Manifest
from fundgraph.release.watched import Watched
from fundgraph.store.embedded import EmbeddedStore
from fundgraph.store.index import Index
from fundgraph.store.queries import QueryService
from fundgraph.store.supervision import Supervision

FOLLOWED_S = 2.0
_REMEMBERED = 100
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
    files: Watched

    def file(self, name: str) -> Path:
        """A file of the release. Raises DamagedRelease where it is not what was published."""
        return whole_file(self.files, name)


@dataclass(frozen=True, slots=True)
class Damage:
    """The release that should be served, and why it cannot be, or not as a whole."""

    release: str
    reason: str


class Releases:
    """The releases folder of a site, followed by its `current` link."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._supervision = Supervision(settings)
        self._folder = Path(settings.releases_dir)
        self._current: Current | None = None
        self._seen: str | None = None
        self.damage: Damage | None = None
        self._older: dict[str, Watched] = {}
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

    def look(self) -> None:
        """Looks whether what is queried of the current release is as it was when it was opened;
        where it is not, the newest older release that can be opened stands in, if there is one."""
        current = self._current
        reason = current.files.faults(QUERIED) if current else None
        if current is None or reason is None or self.damage == Damage(current.id, reason):
            return
        with self._lock:
            if self._current is current:
                _log.error("release %s is damaged: %s", current.id, reason)
                self.damage = Damage(current.id, reason)
                self._open_first(older_ids(self._folder, current.id), current.id)

    def files_of(self, release: Release) -> Watched:
        """The files of any release of the folder."""
        if self._current and self._current.id == release.id:
            return self._current.files
        if release.id not in self._older and len(self._older) >= _REMEMBERED:
            self._older.clear()
        made = Watched(release.folder, release.manifest.files)
        return self._older.setdefault(release.id, made)

    def absence(self) -> HttpError:
        """Why there is no release."""
        if self._seen is None:
            return NoRelease("Nothing is published yet: run `fundgraph publish` first.")
        reason = f" ({self.damage.reason})" if self.damage else ""
        return DamagedRelease(
            f"The current release cannot be opened{reason}, nor can an older one. "
            "Run `fundgraph publish` again."
        )

    def follow(self) -> None:
        """Notices the next release within seconds even if nobody asks for anything: the one before
        is closed then, and its query workers end. What is loaded by now lasts: to look through it
        for garbage kept one request in 150 waiting 45 ms."""
        gc.freeze()
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
            self.look()
            if len(self._alive) > 1:  # a request that failed holds its release in a cycle
                gc.unfreeze()
                gc.collect()
                gc.freeze()

    def _reopen(self, found: str | None) -> None:
        """Opens the release that the link names, or the newest older one that can be opened."""
        if found is None:  # the link is gone, not what it led to
            return
        self.damage = None
        self._open_first((found, *older_ids(self._folder, found)), found)

    def _open_first(self, identifiers: Iterable[str], found: str) -> None:
        """Opens the first of the releases that can be opened, in place of `found` if need be."""
        for identifier in identifiers:
            if self._current and self._current.id == identifier:
                break
            try:
                self._current = self._open(identifier)
                break
            except ReleaseError as error:
                _log.error("release %s is not served: %s", identifier, error)
                self.damage = self.damage or Damage(identifier, str(error))
        if self._current and self._current.id != found:
            _log.error("release %s is served in place of %s", self._current.id, found)

    def _open(self, identifier: str) -> Current:
        release = open_release(self._folder, identifier)
        files = Watched(release.folder, release.manifest.files)
        store = open_store(release)
        index = Index.open(release.index)
        queries = QueryService(release.store, self._settings, supervision=self._supervision)
        issued = datetime.fromisoformat(release.manifest.created)
        current = Current(
            release.id, release.folder, release.manifest, issued, store, index, queries, files
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


def whole_file(files: Watched, name: str) -> Path:
    """A file that a manifest names. Raises DamagedRelease where it is missing or another than when
    it was published."""
    found = files.fault(name)
    if found:
        _log.error("release %s is damaged: %s", files.folder.name, found)
        raise DamagedRelease(
            f"{name.rpartition('/')[2]} is damaged: it is not as it was published."
        )
    return (files.folder / name).resolve()
