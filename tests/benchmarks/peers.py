# SPDX-License-Identifier: EUPL-1.2
"""Other people's programs, each in an environment of its own under `build/`, made once."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.benchmarks.measure import TOP

KEPT = TOP / "build" / "peers"


class PeerError(Exception):
    """A peer that could not be installed, and why."""


def peer(requirement: str) -> Path:
    """The Python of an environment that holds `name==version`. Raises PeerError."""
    folder = KEPT / requirement.replace("==", "-")
    python, ready = folder / "bin" / "python", folder / "ready"
    if not ready.exists():
        _call(sys.executable, "-m", "venv", "--clear", str(folder))
        _call(str(python), "-m", "pip", "install", "--quiet", requirement)
        ready.touch()
    return python


def _call(*command: str) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        said = (done.stderr or done.stdout).strip().splitlines()
        raise PeerError(said[-1] if said else f"{command[0]} ended with {done.returncode}")
