# SPDX-License-Identifier: EUPL-1.2
"""What every command finds around it: the terminal and the settings."""

from __future__ import annotations

import os
from pathlib import Path

from rich.console import Console

from fundgraph.config import Settings, load

out = Console(soft_wrap=True, emoji=False)
err = Console(stderr=True, emoji=False)


def settings() -> Settings:
    """The settings of the current folder and environment."""
    return load(Path.cwd(), os.environ)
