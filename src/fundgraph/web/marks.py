# SPDX-License-Identifier: EUPL-1.2
"""The words that were looked for, marked in a text."""

from __future__ import annotations

from markupsafe import Markup

from fundgraph.store.index.selection import WORD, folded, words
from fundgraph.web.markup import written


def sought(text: str | None) -> tuple[str, ...]:
    """The words of a search, folded."""
    return tuple(words(text))


def marked(text: str, beginnings: tuple[str, ...]) -> Markup:
    """A text whose words that begin as one of these are marked."""
    plain = folded(text) if beginnings else ""
    if len(plain) != len(text):  # nothing to mark, or letters that fold into several
        return Markup(written(text))
    pieces, last = [], 0
    for match in WORD.finditer(plain):
        if match[0].startswith(beginnings):
            start, end = match.span()
            pieces += [written(text[last:start]), f"<mark>{written(text[start:end])}</mark>"]
            last = end
    return Markup("".join([*pieces, written(text[last:])]))
