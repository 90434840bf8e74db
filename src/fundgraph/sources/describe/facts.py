# SPDX-License-Identifier: EUPL-1.2
"""What holds for a whole table: its language, country and currency, each with how sure that is."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from fundgraph.sources.amounts import NumberForm, read_amount
from fundgraph.sources.describe.countries import (
    CURRENCY,
    FIRST,
    LANGUAGES,
    OF_CURRENCY,
    code,
    country_of,
    names,
)
from fundgraph.sources.describe.headings import english, spoken
from fundgraph.sources.describe.languages import languages_of
from fundgraph.sources.describe.lexicon import fold, read, tokens
from fundgraph.sources.describe.profile import Profile

EURO, KRONE = "EUR", "kr"
# How currencies are written in headings.
UNITS = {
    "eur": "EUR", "euro": "EUR", "euros": "EUR", "ευρω": "EUR", "huf": "HUF", "ft": "HUF",
    "forint": "HUF", "pln": "PLN", "zl": "PLN", "zlotych": "PLN", "czk": "CZK", "kc": "CZK",
    "ron": "RON", "lei": "RON", "bgn": "BGN", "leva": "BGN", "лв": "BGN", "лева": "BGN",
    "hrk": "HRK", "kn": "HRK", "kuna": "HRK", "dkk": "DKK", "sek": "SEK", "gbp": "GBP",
    "lvl": "LVL", "ltl": "LTL", "eek": "EEK", "skk": "SKK", "sit": "SIT", "mtl": "MTL",
    "usd": "USD",
}  # fmt: skip
_SIGNS = {"€": "EUR", "£": "GBP"}
_FORMS = (NumberForm(), NumberForm(","), NumberForm("."))
_TEXT_WORDS = 3.0
_LITTLE = 500  # of words, in hundredths, which is too little to tell a language by
_HEADING_WORD = 3  # how much a word of a heading tells of the language, beside one of a text
# What an English word of a heading tells for each letter, and all of them at most.
_ENGLISH_LETTER, _HEADINGS_ALONE = 50, 1500
# A language at the end of a heading: `title_nl`, `title.fr`, `Title (EN)`.
_MARKED = re.compile(rf"[._(]({'|'.join(FIRST)})\)?$", re.IGNORECASE)
_ENOUGH = 20
# How much speaks for a country, in tenths.
_COUNTRIES = {"column": 60, "nuts": 40, "currency": 35, "file": 16, "named": 15}


@dataclass(frozen=True, slots=True)
class Fact:
    """A value with how sure it is, 0 to 1."""

    value: str
    confidence: float


def language(headings: Sequence[str], profiles: Iterable[Profile]) -> Fact:
    """The language of the texts, else of the headings."""
    texts = [
        value
        for profile in profiles
        if profile.words >= _TEXT_WORDS
        for value in profile.values[:60]
    ]
    score = languages_of(texts)
    text_total = score.total()
    for spoken_language, times in spoken(headings).items():
        score[spoken_language] += times * _HEADING_WORD * max(100, text_total // 200)
    if score["en"] == max(score.values(), default=0):
        score["en"] += min(english(headings) * _ENGLISH_LETTER, _HEADINGS_ALONE)
    found = _top(score, "en")
    sure = score.total() / (score.total() + _LITTLE)
    return Fact(found.value, round(found.confidence * sure, 2))


def text_languages(
    headings: Sequence[tuple[int, str]], profiles: Mapping[int, Profile], table: str
) -> dict[int, str]:
    """The languages of the columns of texts: the one that a heading names, else that of the
    table, unless another is much likelier."""
    ideas = {index: read(tokens(heading)).ideas for index, heading in headings}
    own = [value for index in ideas if "native" in ideas[index] for value in profiles[index].values]
    native = languages_of(own)
    native.pop("en", None)
    found: dict[int, str] = {}
    for index, heading in headings:
        if marked := _MARKED.search(heading):
            found[index] = marked[1].lower()
        elif "english" in ideas[index]:
            found[index] = "en"
        elif "native" in ideas[index]:
            found[index] = _top(native, table).value
        else:
            found[index] = _text_language(profiles[index], table)
    return found


def names_language(heading: str) -> bool:
    """True for a heading that says in which language its texts are."""
    ideas = read(tokens(heading)).ideas
    return bool(_MARKED.search(heading)) or "english" in ideas or "native" in ideas


def _text_language(column: Profile, table: str) -> str:
    score = languages_of(column.values[:60])
    top = _top(score, table)
    return top.value if score[top.value] > 1.5 * score[table] and score.total() > 1500 else table


def _top(score: Mapping[str, float], default: str) -> Fact:
    if not any(score.values()):
        return Fact(default, 0.2)
    value = max(score, key=lambda one: score[one])
    others = max((score[one] for one in score if one != value), default=0.0)
    return Fact(value, round(score[value] / (score[value] + others), 2))


def heading_currency(heading: str) -> str | None:
    """The currency that a heading names."""
    for sign, currency in _SIGNS.items():
        if sign in heading:
            return currency
    found = [UNITS[word] for word in tokens(heading) if word in UNITS]
    return found[0] if found else None


def cell_currencies(column: Profile) -> Counter[str]:
    """The currencies that cells name."""
    found: Counter[str] = Counter()
    for cell in column.values:
        for form in _FORMS:
            amount = read_amount(cell, form)
            if amount:
                found.update([amount[1]] if amount[1] else [])
                break
    return found


def country(
    language: Fact,
    currencies: Iterable[str],
    profiles: Sequence[Profile],
    file_name: str,
) -> Fact:
    """The country whose list this is."""
    score: Counter[str] = Counter()
    for one, first in FIRST.items():
        if one == language.value:
            alone = sum(one in spoken for spoken in LANGUAGES.values()) == 1
            score[first] += 20 if alone else 10
    for currency in currencies:
        if currency in OF_CURRENCY:
            score[OF_CURRENCY[currency]] += _COUNTRIES["currency"]
    for column in profiles:
        _vote_of_cells(score, column)
    for piece in re.split(r"[^A-Za-z]+", file_name):
        named = code(piece) if piece.isupper() and len(piece) == 2 else country_of(piece)
        if named:
            score[named] += _COUNTRIES["file"]
            break
    _vote_of_texts(score, profiles, language.value)
    found = _top(score, "LV")
    # A language that several countries speak says little, also where nothing speaks against it.
    return Fact(found.value, found.confidence if score[found.value] >= _ENOUGH else 0.5)


def _vote_of_cells(score: Counter[str], column: Profile) -> None:
    if column.share("country") > 0.6:
        named = Counter(filter(None, map(country_of, column.values)))
        if len(named) == 1:
            score[next(iter(named))] += _COUNTRIES["column"]
    elif column.share("nuts") > 0.8 and column.filled:
        prefixes = Counter(code(value[:2]) for value in column.values if code(value[:2]))
        if prefixes:
            top, times = prefixes.most_common(1)[0]
            if top and times > 0.8 * len(column.values):
                score[top] += _COUNTRIES["nuts"]


def _vote_of_texts(score: Counter[str], profiles: Sequence[Profile], spoken: str) -> None:
    """A vote for the country that the texts name most, and for the one of the post codes."""
    named: Counter[str] = Counter()
    four = five = 0
    for column in profiles:
        for value in column.values[:40]:
            four += bool(re.match(r"(?:A-)?\d{4}\s", value))
            five += bool(re.match(r"(?:D-)?\d{5}\s", value))
            for word in tokens(value[:2000]):
                found = names().get(word)
                if found and (spoken == "en" or spoken in LANGUAGES[found]):
                    named[found] += 1
    if named and named.most_common(1)[0][1] >= 3:
        score[named.most_common(1)[0][0]] += _COUNTRIES["named"]
    if spoken == "de" and four + five > 5:
        score["AT" if four > five else "DE"] += 10


def currency(found: Counter[str], country: Fact) -> Fact:
    """The currency of most columns; that of the country where neither headings nor cells say."""
    own = CURRENCY.get(country.value, EURO)
    if KRONE in found:
        found[own] += found.pop(KRONE)
    if found:
        return _top(found, own)
    return Fact(own, round(min(country.confidence, 0.75 if own == EURO else 0.6), 2))


def file_facts(name: str) -> tuple[str | None, str | None]:
    """The programming period and the fund that a file's name gives away."""
    period = re.search(r"(2000)\W?(2006)|(2007)\W?(2013)|(2014)\W?(2020)|(2021)\W?(2027)", name)
    words = set(fold(name).replace("_", " ").replace("-", " ").split())
    funds = {"esf": "ESF", "erdf": "ERDF", "efre": "ERDF", "feder": "ERDF", "fse": "ESF"}
    fund = next((code for word, code in funds.items() if word in words), None)
    return ("-".join(filter(None, period.groups())) if period else None), fund
