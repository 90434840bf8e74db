# SPDX-License-Identifier: EUPL-1.2
"""A steward's own words for codes: `[words.status]` of a description."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from fundgraph.codes import CodeLists
from fundgraph.config import unknown_key
from fundgraph.errors import UsageError

# The code lists whose words a description can add to.
SCHEMES = ("status", "legal-form", "fund", "level", "intervention-field", "component")
FEW = 40
# Code list, word, code.
Word = tuple[str, str, str]


def read_words(value: Any, *, origin: str) -> tuple[Word, ...]:
    """The words of a description's table `[words]`. Raises UsageError where it is none."""
    found: list[Word] = []
    if not isinstance(value, dict):
        raise UsageError(f'{origin}: words is {value!r}; write [words.status], "word" = "code"')
    for scheme, words in value.items():
        if scheme not in SCHEMES:
            raise UsageError(unknown_key(scheme, set(SCHEMES), origin=f"{origin}: [words]"))
        if not isinstance(words, dict) or not all(isinstance(one, str) for one in words.values()):
            raise UsageError(
                f'{origin}: [words.{scheme}] is {words!r}; write lines such as "word" = "code"'
            )
        found += [(scheme, word, code) for word, code in words.items()]
    return tuple(found)


def with_words(codes: CodeLists, words: tuple[Word, ...], *, origin: str) -> CodeLists:
    """The code lists with these words. Raises UsageError for a code that is in no list."""
    if not words:
        return codes
    for scheme, word, code in words:
        check_code(scheme, code, codes, origin=f"{origin}: [words.{scheme}] {word!r}")
    own: Mapping[tuple[str, str], str] = {(scheme, word): code for scheme, word, code in words}
    return codes.with_words(own)


def check_code(scheme: str, code: str, codes: CodeLists, *, origin: str) -> None:
    """Raises UsageError for an unknown code, naming the nearest, and all where they are few."""
    known = codes.codes(scheme)
    if code in known:
        return
    every = f"; the codes are {', '.join(known)}" if len(known) <= FEW else ""
    raise UsageError(unknown_key(code, set(known), origin=f"{origin}, {scheme}") + every)
