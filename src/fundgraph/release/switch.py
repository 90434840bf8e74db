# SPDX-License-Identifier: EUPL-1.2
"""One publisher at a time, a release born by one rename, switched by one link."""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from fundgraph.errors import MachineRefuses, PublishLocked
from fundgraph.release.current import LINK

LOCK = ".lock"
UNBORN = ".tmp-"


@contextmanager
def publisher_lock(releases: Path) -> Iterator[None]:
    """Holds the lock of a releases folder, making the folder where it is missing.

    Raises PublishLocked where another publish holds it, MachineRefuses where the folder cannot be
    written.
    """
    try:
        releases.mkdir(parents=True, exist_ok=True)
        lock = os.open(releases / LOCK, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    except OSError as error:
        raise MachineRefuses(
            f"the releases folder {releases} cannot be written: {error.strerror}; "
            "make it writable or set releases_dir to another one"
        ) from error
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        os.close(lock)
        raise PublishLocked(f"another publish is running in {releases}; try again later") from error
    try:
        yield
    finally:
        os.close(lock)


def release_id(now: datetime, fingerprint: str) -> str:
    """The id of a release: the time of its birth (UTC) and the start of its fingerprint."""
    return f"{now:%Y-%m-%dT%H%M%SZ}-{fingerprint[:4]}"


@contextmanager
def unborn(releases: Path, identifier: str) -> Iterator[Path]:
    """The folder that a release is built in; gone afterwards unless it was born.

    Raises MachineRefuses where it cannot be made.
    """
    for left_over in releases.glob(f"{UNBORN}*"):
        shutil.rmtree(left_over, ignore_errors=True)
    folder = releases / f"{UNBORN}{identifier}"
    try:
        folder.mkdir()
    except OSError as error:
        raise MachineRefuses(f"{releases} cannot be written: {error.strerror}") from error
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def give_birth(folder: Path, releases: Path, identifier: str) -> Path:
    """Makes a built folder a release: everything on disk first, then one rename."""
    for path in folder.rglob("*"):
        _sync(path)
    _sync(folder)
    born = releases / identifier
    folder.rename(born)
    _sync(releases)
    return born


def make_current(releases: Path, identifier: str) -> None:
    """Points the link to a release, in one step that no reader sees half done."""
    fresh = releases / f"{UNBORN}{LINK}"
    fresh.unlink(missing_ok=True)
    fresh.symlink_to(identifier)
    fresh.replace(releases / LINK)
    _sync(releases)


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
