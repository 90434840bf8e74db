# SPDX-License-Identifier: EUPL-1.2
"""Which language of the Union texts are in, by the small words and the letters that each has."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from importlib.resources import files

_WORD = re.compile(r"[^\W\d_]+")
_LETTER = 0.6  # how much a word with a language's letters counts beside one of its small words
_ENOUGH = 20_000  # letters


@lru_cache(maxsize=1)
def _known() -> dict[str, tuple[frozenset[str], frozenset[str]]]:
    """Language → its small words and its letters."""
    text = files(__package__).joinpath("languages.toml").read_text(encoding="utf-8")
    table = tomllib.loads(text)
    return {
        language: (frozenset(words.split()), frozenset(table["letters"].get(language, "")))
        for language, words in table["words"].items()
    }


def languages_of(texts: Iterable[str]) -> Counter[str]:
    """How many words of the texts speak for each language."""
    counted: Counter[str] = Counter()
    for word in _words(texts):
        counted[word] += 1
    score: Counter[str] = Counter()
    for language, (stop, letters) in _known().items():
        found = 0.0
        for word, times in counted.items():
            if word in stop:
                found += times
            elif letters and not letters.isdisjoint(word):
                found += _LETTER * times
        score[language] = round(found * 100)
    return +score


@lru_cache(maxsize=1)
def heading_words() -> frozenset[str]:
    """The words of headings that tell of English: its stems are those of other languages, too."""
    text = files(__package__).joinpath("languages.toml").read_text(encoding="utf-8")
    return frozenset(tomllib.loads(text)["headings"]["en"].split())


def _words(texts: Iterable[str]) -> Iterable[str]:
    read = 0
    for text in texts:
        yield from _WORD.findall(text.casefold())
        read += len(text)
        if read > _ENOUGH:
            return
