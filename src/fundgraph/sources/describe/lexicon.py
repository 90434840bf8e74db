# SPDX-License-Identifier: EUPL-1.2
"""Words of headings → the ideas that they stand for, in the languages of the Union."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from importlib.resources import files

WORDS = "words.toml"
# Letters that lose no accent when they are decomposed.
_LETTERS = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ħ": "h", "æ": "ae", "œ": "oe"})
_CAMEL = re.compile(r"(?<=[a-zà-ÿ])(?=[A-ZÀ-Þ][a-zà-ÿ])")
_TOKEN = re.compile(r"[^\W\d_]+|\d+|[%#№]")
_WITHIN = 5  # letters that a stem needs to count in the middle of a compound
_SHORTEST_END = 4  # letters that a whole word needs to count at the end of a compound
_COMPOUND = 8
_NUMBERED = "nr"  # ends compounds, short as it is
_LONGEST_WORD = 100  # letters that are looked at: no language has longer words, hostile files have
_OWN_LANGUAGE = 3  # letters by which a stem of the table's own language counts as longer
ANY_LANGUAGE = frozenset({"en", "xx"})


@dataclass(frozen=True, slots=True)
class Hit:
    """An idea that a stem of some language stands for; `size` is the stem's length."""

    idea: str
    language: str
    size: int


@dataclass(slots=True)
class _Stem:
    words: tuple[str, ...]
    whole: bool
    hit: Hit


@dataclass(slots=True)
class Lexicon:
    """The stems of `words.toml`: by whole word, by beginning, and the ones of several words."""

    whole: dict[str, list[Hit]] = field(default_factory=lambda: defaultdict(list))
    begin: dict[str, list[Hit]] = field(default_factory=lambda: defaultdict(list))
    several: dict[str, list[_Stem]] = field(default_factory=lambda: defaultdict(list))


@dataclass(frozen=True, slots=True)
class Reading:
    """The ideas of a heading in their order, the languages of its words, how many of its words
    say nothing to us, and how many it has."""

    ideas: tuple[str, ...]
    languages: tuple[str, ...]
    strange: int
    words: int


def fold(text: str) -> str:
    """A text as words are compared: without case and accents."""
    decomposed = unicodedata.normalize("NFKD", text.casefold()).translate(_LETTERS)
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def tokens(text: str) -> list[str]:
    """The words of a text, folded; `projectName` and `project_name` are two."""
    return [word[:_LONGEST_WORD] for word in _TOKEN.findall(fold(_CAMEL.sub(" ", text)))]


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The stems, read once."""
    text = files(__package__).joinpath(WORDS).read_text(encoding="utf-8")
    known = Lexicon()
    for idea, languages in tomllib.loads(text).items():
        for language, stems in languages.items():
            for stem in stems.split():
                _add(known, idea, language, stem)
    return known


def _add(known: Lexicon, idea: str, language: str, stem: str) -> None:
    whole = stem.startswith("=")
    words = tuple(tokens(stem.lstrip("=")))
    hit = Hit(idea, language, sum(map(len, words)))
    if len(words) > 1:
        known.several[words[0]].append(_Stem(words, whole, hit))
    elif whole:
        known.whole[words[0]].append(hit)
    else:
        known.begin[words[0]].append(hit)


def read(words: Sequence[str], languages: frozenset[str] = frozenset()) -> Reading:
    """What folded words stand for; a stem of these languages, or of English, goes before one that
    only another language has."""
    ideas: dict[str, None] = {}
    spoken: Counter[str] = Counter()
    strange = at = 0
    while at < len(words):
        hits, used = _at(words, at, languages)
        at += used
        if not hits and not _says_nothing(words[at - 1]):
            strange += 1
        for hit in hits:
            ideas[hit.idea] = None
            spoken[hit.language] += hit.size
    ideas.pop("empty", None)
    return Reading(tuple(ideas), tuple(spoken.elements()), strange, len(words))


def _says_nothing(word: str) -> bool:
    return len(word) == 1 or word.isdecimal()


def _at(words: Sequence[str], at: int, languages: frozenset[str]) -> tuple[list[Hit], int]:
    """The hits of the words that begin here, and how many words they take."""
    several = [stem for stem in lexicon_several(words[at]) if _fits(stem, words, at)]
    if several:
        longest = max(len(stem.words) for stem in several)
        hits = [stem.hit for stem in several if len(stem.words) == longest]
        return _best(hits, languages), longest
    return _of_word(words[at], languages), 1


def lexicon_several(word: str) -> Iterator[_Stem]:
    """The stems of several words whose first could be this one."""
    known = lexicon().several
    for size in range(1, len(word) + 1):
        yield from known.get(word[:size], ())


def _fits(stem: _Stem, words: Sequence[str], at: int) -> bool:
    given = words[at : at + len(stem.words)]
    if len(given) < len(stem.words):
        return False
    if stem.whole:
        return tuple(given) == stem.words
    # A first part of one or two letters is a whole word, such as the "e" of e-mail.
    return all(
        word == part if len(part) < 3 else word.startswith(part)
        for word, part in zip(given, stem.words, strict=True)
    )


@lru_cache(maxsize=8192)
def _of_word(word: str, languages: frozenset[str]) -> list[Hit]:
    """The hits of one word; of a compound, those of each part."""
    known = lexicon()
    hits = list(known.whole.get(word, ()))
    hits += [hit for size in range(1, len(word) + 1) for hit in known.begin.get(word[:size], ())]
    first = _best(hits, languages) or list(_after_union(word, languages))
    if len(word) < _COMPOUND or (first and first[0].size == len(word)):
        return first
    return first + list(_within(word, first[0].size if first else 1, languages))


def _after_union(word: str, languages: frozenset[str]) -> Iterator[Hit]:
    """The Union, where a word begins with its short name, and the rest, as in EU-Mittel."""
    for size in range(2, min(len(word) - _SHORTEST_END, _WITHIN) + 1):
        hits = [hit for hit in lexicon().whole.get(word[:size], ()) if hit.idea == "eu"]
        rest = _of_word(word[size:], languages) if hits else []
        if rest and rest[0].size >= _WITHIN:
            yield from (replace(hits[0], size=len(word)), *rest)
            return


def _within(word: str, at: int, languages: frozenset[str]) -> Iterator[Hit]:
    known = lexicon()
    while at < len(word):
        rest = word[at:]
        hits = [
            hit
            for size in range(_WITHIN, len(rest) + 1)
            for hit in known.begin.get(rest[:size], ())
        ]
        if len(rest) >= _SHORTEST_END:
            hits += known.whole.get(rest, ())
            hits += known.begin.get(rest, ()) if len(rest) < _WITHIN else ()
        if rest == _NUMBERED:
            hits += known.whole.get(rest, ())
        best = _best(hits, languages)
        yield from best
        at += best[0].size if best else 1


def _best(hits: Iterable[Hit], languages: frozenset[str]) -> list[Hit]:
    """The longest hits, one for each idea; those of the table's languages count as longer."""

    def weight(hit: Hit) -> int:
        own = hit.language in languages or hit.language in ANY_LANGUAGE
        return hit.size + (_OWN_LANGUAGE if own and languages else 0)

    listed = list(hits)
    top = max(map(weight, listed), default=0)
    best: dict[str, Hit] = {}
    for hit in listed:
        if weight(hit) == top:
            known = best.setdefault(hit.idea, hit)
            if known.language != hit.language:
                # A word of several languages speaks for none.
                best[hit.idea] = replace(known, language="xx")
    return list(best.values())
