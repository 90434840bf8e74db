# SPDX-License-Identifier: EUPL-1.2
"""A heading → what its column may hold: each of its languages read by itself and together."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from fundgraph.sources.describe.languages import heading_words
from fundgraph.sources.describe.lexicon import ANY_LANGUAGE, read, tokens
from fundgraph.sources.describe.meanings import Meaning, meanings

# Marks between a heading and its translation.
_PARTS = re.compile(r"\s+[/|–—-]\s+|(?<=\w{3})\s?/\s?(?=\w{3})|\n|\||__+|\s/|/\s")
_NOTE = re.compile(r"[(\[{](.*?)(?:[)\]}]|$)", re.DOTALL)
_WHOLE, _IN_NOTE = 0.97, 0.8  # how much the whole, or a part in brackets, counts
_STRANGE = 0.4  # what a heading loses of which no word is known
_SUREST = 0.98
_LONGEST = 400


def heading_meanings(heading: str, languages: frozenset[str]) -> dict[Meaning, float]:
    """What a column with this heading may hold, and how sure the heading makes that, 0 to 1."""
    found: dict[Meaning, float] = {}
    for text, weight in _parts(heading[:_LONGEST]):
        part = _of(text, languages)
        for meaning, score in part.items():
            score *= weight
            before = found.get(meaning, 0.0)
            # Two languages that agree are surer than one.
            found[meaning] = max(before, score) + (0.04 if before and weight == 1 else 0)
    return {meaning: min(score, _SUREST) for meaning, score in found.items() if score > 0}


def _parts(heading: str) -> Iterable[tuple[str, float]]:
    notes = _NOTE.findall(heading)
    plain = _NOTE.sub(" ", heading)
    parts = [part for part in _PARTS.split(plain) if tokens(part)]
    if len(parts) > 1:
        yield plain, _WHOLE
    yield from ((part, 1.0) for part in parts)
    yield from ((note, _IN_NOTE) for note in notes if tokens(note))


def _of(text: str, languages: frozenset[str]) -> dict[Meaning, float]:
    """The meanings of one text, less sure where words of it say nothing to us."""
    reading = read(tokens(text), languages)
    known = 1 - _STRANGE * reading.strange / max(reading.words, 1)
    found: dict[Meaning, float] = {}
    for meaning, score in meanings(set(reading.ideas)):
        found[meaning] = max(found.get(meaning, 0.0), score * known)
    return found


def english(headings: Iterable[str]) -> int:
    """The letters of the English words of headings, but for those that have words which only
    another language has."""
    return sum(
        len(word)
        for heading in headings
        for words in [tokens(heading[:_LONGEST])]
        if ANY_LANGUAGE.issuperset(read(words).languages)
        for word in words
        if word in heading_words()
    )


def spoken(headings: Iterable[str]) -> Counter[str]:
    """The languages of headings, by the letters of the words that only some of them have."""
    counted: Counter[str] = Counter()
    for heading in headings:
        for language in read(tokens(heading[:_LONGEST])).languages:
            if language not in ANY_LANGUAGE:
                counted[language] += 1
    return counted
