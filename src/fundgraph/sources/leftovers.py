# SPDX-License-Identifier: EUPL-1.2
"""Leftovers of HTML in cells: `&amp;`, `<br/>`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from fundgraph.sources.findings import Findings

_LEFT: Final = re.compile(
    r"&(?:amp|lt|gt|quot|apos|nbsp|#[0-9]{1,6}|#x[0-9a-f]{1,5});|<(?:br|/?p|/?b|/?i)\s*/?>", re.I
)


def has_leftovers(text: str) -> bool:
    """Whether a text holds what only HTML writes so."""
    return ("&" in text or "<" in text) and _LEFT.search(text) is not None


def note_leftovers(heading: Sequence[str], cells: Sequence[str], findings: Findings) -> None:
    """Finds the cells of a row that hold leftovers. Tells no more than the mark: their texts may
    be names or contact data."""
    for label, cell in zip(heading, cells, strict=False):
        if found := _LEFT.search(cell):
            findings.add("html-leftovers", label=label, mark=found[0])
