# SPDX-License-Identifier: EUPL-1.2
"""What the disk says while a release is written, as one sentence."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from fundgraph.errors import MachineRefuses

FULL = (errno.ENOSPC, errno.EDQUOT)


@contextmanager
def disk_errors(folder: Path) -> Iterator[None]:
    """Raises MachineRefuses for an error of the disk, or of a database on it."""
    try:
        yield
    except OSError as error:
        why = "the disk is full" if error.errno in FULL else error.strerror or str(error)
        raise MachineRefuses(f"the release could not be written to {folder}: {why}") from error
    except sqlite3.OperationalError as error:
        raise MachineRefuses(f"the release could not be written to {folder}: {error}") from error
