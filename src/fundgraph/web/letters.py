# SPDX-License-Identifier: EUPL-1.2
"""Folded words as patterns that find them in texts as they are written."""

from __future__ import annotations

from functools import cache
from typing import Final

from fundgraph.store.index.selection import folded

# Where the letters with marks stand that the languages of Europe write: Latin, Greek, Cyrillic.
_LETTERS: Final = (
    *range(0xC0, 0x180), *range(0x218, 0x21C), *range(0x386, 0x3CF), *range(0x400, 0x460),
)  # fmt: skip


def in_any_form(word: str) -> str:
    """A folded word as a regular expression, to be matched in any case: a class of letters for
    each that may carry a mark."""
    return "".join(map(_letter, word))


def _letter(letter: str) -> str:
    others = _variants().get(letter)
    return f"[{letter}{others}]" if others else letter


@cache
def _variants() -> dict[str, str]:
    """The letters with marks by the plain one; capitals only where they are no small one's."""
    found: dict[str, str] = {}
    for letter in map(chr, _LETTERS):
        bare = folded(letter)
        if len(bare) == 1 and letter != bare and (letter.islower() or len(letter.lower()) > 1):
            found[bare] = found.get(bare, "") + letter
    return found
