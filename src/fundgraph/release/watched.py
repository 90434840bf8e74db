# SPDX-License-Identifier: EUPL-1.2
"""The files of a release that is open: whether one was changed or put in place of another since."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from fundgraph.release.manifest import FileEntry, misfit, sha256

Stamp = tuple[int, ...]


class Watched:
    """The files of a release's folder, as its manifest names them, taken to be whole at first.

    Asking costs two looks at the file; one that is another since is read and compared, once.
    """

    def __init__(self, folder: Path, files: Mapping[str, FileEntry]) -> None:
        self.folder = folder
        self._files = files
        self._inside = folder.resolve()
        self._known = {name: (_stamp(folder / name), "") for name in files}

    def fault(self, name: str) -> str | None:
        """What is wrong with a file that the manifest names; None where it is as published."""
        entry = self._files[name]
        found = misfit(self.folder, name, entry)
        if found:
            return found
        if not (self.folder / name).resolve().is_relative_to(self._inside):
            return f"{name} leads out of the release"
        stamp = _stamp(self.folder / name)
        if self._known[name][0] != stamp:
            self._known[name] = stamp, self._compared(name, entry)
        return self._known[name][1] or None

    def faults(self, among: str | tuple[str, ...]) -> str | None:
        """What is wrong with the first file whose path begins with one of `among`."""
        names = (name for name in self._files if name.startswith(among))
        return next(filter(None, map(self.fault, names)), None)

    def _compared(self, name: str, entry: FileEntry) -> str:
        try:
            same = sha256(self.folder / name) == entry.sha256
        except OSError as error:
            return f"{name} cannot be read: {error.strerror}"
        return "" if same else f"{name} has not the content that the manifest says"


def _stamp(path: Path) -> Stamp | None:
    """What changes when a file is written or replaced; None where there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns
