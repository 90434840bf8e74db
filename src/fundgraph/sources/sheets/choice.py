# SPDX-License-Identifier: EUPL-1.2
"""Which sheet of a workbook is the list."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from fundgraph.config import unknown_key
from fundgraph.errors import UsageError


def chosen(path: Path, wanted: str | None, sizes: Mapping[str, int]) -> str:
    """The sheet with the wanted name, else the largest (the first of equals).

    Raises UsageError for a name that no sheet has, with the nearest.
    """
    if wanted is None:
        return max(sizes, key=lambda name: sizes[name])
    if wanted not in sizes:
        raise UsageError(unknown_key(wanted, set(sizes), origin=f"{path}, sheet"))
    return wanted
