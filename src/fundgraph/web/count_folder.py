# SPDX-License-Identifier: EUPL-1.2
"""The folder that the processes of one server count in; those of servers that were killed go."""

from __future__ import annotations

import fcntl
import os
import shutil
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Final

_PREFIX: Final = "fundgraph-metrics-"
_HELD, _UNHELD = "held", "unheld"
_OPEN: Final = os.O_RDWR | os.O_NOFOLLOW | os.O_CLOEXEC


class CountFolder:
    """A new folder at `path`, held as long as this process or one of its forks lives."""

    def __init__(self) -> None:
        for other in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"):
            if _is_left_over(other):
                shutil.rmtree(other, ignore_errors=True)
        self.path = Path(tempfile.mkdtemp(prefix=_PREFIX))
        self._held = os.open(self.path / _UNHELD, _OPEN | os.O_CREAT, 0o600)
        with suppress(OSError):  # not every file system knows locks
            fcntl.flock(self._held, fcntl.LOCK_EX)
            # Only now others find something to look at, so that none takes it for left over.
            (self.path / _UNHELD).rename(self.path / _HELD)

    def close(self) -> None:
        """Removes the folder with all that is in it."""
        shutil.rmtree(self.path, ignore_errors=True)
        os.close(self._held)


def _is_left_over(folder: Path) -> bool:
    """Whether nobody holds a folder of this user; False where that cannot be told."""
    try:
        if folder.lstat().st_uid != os.geteuid():
            return False
        held = os.open(folder / _HELD, _OPEN)
    except OSError:
        return False
    try:
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    finally:
        os.close(held)
    return True
