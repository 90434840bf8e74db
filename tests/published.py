# SPDX-License-Identifier: EUPL-1.2
"""A folder with a published release, made by the commands as a user runs them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

TOP = Path(__file__).parents[1]
SEED = TOP.parent / "shared" / "seed"
DATA = TOP / "data" / "registers" / "sif"


def fundgraph(folder: Path, *arguments: str) -> None:
    """Runs a command of Fundgraph in a folder."""
    command = [sys.executable, "-m", "fundgraph", *arguments]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stdout + done.stderr


def releases(folder: Path) -> Path:
    """The folder of the releases that the commands make in a folder."""
    return folder / "var" / "releases"
