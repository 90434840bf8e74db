# SPDX-License-Identifier: EUPL-1.2
"""The words that were looked for, marked in a text."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from fundgraph.store.index.selection import WORD, folded, words
from fundgraph.web.markup import written


def sought(text: str | None) -> tuple[str, ...]:
    """The words of a search, folded."""
    return tuple(words(text))


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
