# SPDX-License-Identifier: EUPL-1.2
"""Texts that were UTF-8, were read as another encoding, and were saved so (“Ä«stenoÅ¡ana”)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from fundgraph.sources.findings import Findings

# The first byte of a letter of two or three, read as a letter, with a byte behind it that no text
# has there: a control character of ISO 8859-1, or what Windows-1252 has in its place. Marks that
# may well stand behind a capital letter (a closing quote, a space) are none of them, but for quotes
# within a word (“RÄ«ga”).
_SECOND: Final = (
    "\x80-\x9f\xa1-\xaa\xac-\xba\xbc-\xbf\u20ac\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160"
    "\u2039\u0152\u017d\u02dc\u2122\u0161\u203a\u0153\u017e\u0178"
)
_DOUBLED: Final = re.compile(f"[ÂÃÄÅ](?:[{_SECOND}]|[«»](?=[^\\W\\d_]))|â(?:\x80|€)")
# Looking for a letter costs a hundredth of the pattern, and most texts have none of these.
_FIRST: Final = "ÂÃÄÅâ"


def is_doubled(text: str) -> bool:
    """Whether a text looks as if it had been encoded twice."""
    return any(letter in text for letter in _FIRST) and _DOUBLED.search(text) is not None


def note_doubled_cells(heading: Sequence[str], cells: Sequence[str], findings: Findings) -> None:
    """Finds the cells of a row that were encoded twice. Tells their columns only: their texts may
    be names or contact data."""
    for label, cell in zip(heading, cells, strict=False):
        if is_doubled(cell):
            findings.add("doubled-encoding", label=label)
