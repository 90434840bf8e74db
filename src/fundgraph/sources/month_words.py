# SPDX-License-Identifier: EUPL-1.2
"""The names of months and weekdays in the languages of the registers, from CLDR."""

from __future__ import annotations

from functools import cache
from unicodedata import normalize

from babel.dates import get_day_names, get_month_names

LANGUAGES = (
    "bg", "cs", "da", "de", "el", "en", "es", "et", "fi", "fr", "ga", "hr", "hu", "it", "lt", "lv",
    "mt", "nl", "pl", "pt", "ro", "sk", "sl", "sv", "nb", "is",
)  # fmt: skip


def month_of(word: str, language: str = "") -> int | None:
    """The month that a word names, in the given language first, else in any of them; None for no
    month, and for a word that names different months in different languages."""
    folded = _fold(word)
    own = language.partition("-")[0]
    if own in LANGUAGES and (found := _months(own).get(folded)):
        return found
    months = {_months(one)[folded] for one in LANGUAGES if folded in _months(one)}
    return months.pop() if len(months) == 1 else None


def is_weekday(word: str) -> bool:
    """True for the name of a day of the week, which a date may have beside it."""
    return _fold(word) in _weekdays()


@cache
def _weekdays() -> frozenset[str]:
    return frozenset(
        _fold(name) for one in LANGUAGES for name in get_day_names("wide", "format", one).values()
    )


def _fold(word: str) -> str:
    # Greek letters with two marks fall apart when they are folded.
    return normalize("NFC", word.casefold()).rstrip(".")


@cache
def _months(language: str) -> dict[str, int]:
    words: dict[str, int] = {}
    twice: set[str] = set()
    for context in ("format", "stand-alone"):
        for width in ("wide", "abbreviated"):
            for month, name in get_month_names(width, context, language).items():
                # Irish has months of two words, told apart by the first.
                folded = _fold(name).split(" ")[0]
                if words.setdefault(folded, month) != month:
                    twice.add(folded)
    return {word: month for word, month in words.items() if word not in twice and word.isalpha()}
