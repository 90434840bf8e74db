# SPDX-License-Identifier: EUPL-1.2
"""The words that were looked for, marked in a text."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from markupsafe import Markup

from fundgraph.store.index.selection import WORD, words
from fundgraph.web.markup import written


def folded(text: str) -> str:
    """A text in small letters, without diacritics: as the index sees it."""
    apart = unicodedata.normalize("NFD", text.lower())
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def sought(text: str | None) -> tuple[str, ...]:
    """The words of a search, folded."""
    return tuple(map(folded, words(text or "")))


def marked(text: str, beginnings: Sequence[str]) -> Markup:
    """A text whose words that begin as one of these are marked."""
    if not beginnings:
        return Markup(written(text))
    wanted = tuple(beginnings)
    pieces, last = [], 0
    for match in WORD.finditer(text):
        if folded(match[0]).startswith(wanted):
            before = written(text[last : match.start()])
            pieces += [before, f"<mark>{written(match[0])}</mark>"]
            last = match.end()
    return Markup("".join([*pieces, written(text[last:])]))
