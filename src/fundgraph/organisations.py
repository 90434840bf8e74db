# SPDX-License-Identifier: EUPL-1.2
"""Names of organisations: one key for the spellings of one name, one clean form of it.

Quotes, case, spacing and the words of the legal form do not tell organisations apart; the legal
form itself does (SIA Alfa is not AS Alfa), so it stays in the key as a short code.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, utils

from fundgraph.iris import name_slug

# Words of a legal form at the head or the end of a name → the code that stands in keys and slugs.
FORMS: dict[str, dict[str, str]] = {
    "LV": {
        "sabiedrība ar ierobežotu atbildību": "sia",
        "sia": "sia",
        "akciju sabiedrība": "as",
        "a/s": "as",
        "as": "as",
        "biedrība": "biedriba",
        "sabiedriska organizācija": "sabiedriska-organizacija",
        "nodibinājums": "nodibinajums",
        "fonds": "fonds",
        "individuālais komersants": "ik",
        "ik": "ik",
        "zemnieku saimniecība": "zs",
        "z/s": "zs",
        "kooperatīvā sabiedrība": "ks",
        "valsts sabiedrība ar ierobežotu atbildību": "vsia",
        "vsia": "vsia",
        "valsts akciju sabiedrība": "vas",
        "vas": "vas",
        "pašvaldības sabiedrība ar ierobežotu atbildību": "psia",
    },
    "LT": {
        "uždaroji akcinė bendrovė": "uab",
        "uab": "uab",
        "akcinė bendrovė": "ab",
        "ab": "ab",
        "viešoji įstaiga": "vsi",
        "všį": "vsi",
        "valstybės įmonė": "vi",
        "vį": "vi",
        "mažoji bendrija": "mb",
        "mb": "mb",
        "asociacija": "asociacija",
    },
    "EE": {
        "osaühing": "ou",
        "oü": "ou",
        "aktsiaselts": "as",
        "as": "as",
        "mittetulundusühing": "mtu",
        "mtü": "mtu",
        "sihtasutus": "sa",
        "sa": "sa",
    },
    "PL": {
        "spółka z ograniczoną odpowiedzialnością": "spzoo",
        "sp. z o.o.": "spzoo",
        "sp. z o. o.": "spzoo",
        "spółka akcyjna": "sa",
        "s.a.": "sa",
    },
    "DE": {
        "gemeinnützige gmbh": "ggmbh",
        "ggmbh": "ggmbh",
        "gmbh": "gmbh",
        "ag": "ag",
        "e.v.": "ev",
        "e. v.": "ev",
        "ev": "ev",
    },
    "AT": {
        "gemeinnützige gmbh": "ggmbh",
        "ggmbh": "ggmbh",
        "gmbh": "gmbh",
        "gesellschaft mbh": "gmbh",
        "ges.m.b.h.": "gmbh",
        "ag": "ag",
    },
    "HR": {
        "društvo s ograničenom odgovornošću": "doo",
        "d.o.o.": "doo",
        "dioničko društvo": "dd",
        "d.d.": "dd",
        "udruga": "udruga",
    },
    "GB": {"limited": "ltd", "ltd": "ltd", "ltd.": "ltd", "plc": "plc", "cic": "cic"},
    "MT": {"limited": "ltd", "ltd": "ltd", "ltd.": "ltd", "plc": "plc"},
}

_QUOTES = re.compile("[\"„“”‟«»]|''|,,")
_SPACES = re.compile(r"\s+")
_SEPARATORS = " ,;–-"


@dataclass(frozen=True, slots=True)
class OrganisationName:
    """A name as it is compared (`key`), as it stands in an IRI (`slug`) and as it is shown."""

    key: str
    slug: str
    legal_name: str


@dataclass(frozen=True, slots=True)
class SameAs:
    """The organisation that a name stands for: the name that wins, its registration number."""

    name: str
    number: str | None = None


def organisation_name(name: str, country: str) -> OrganisationName:
    """What the name of an organisation amounts to: `Biedrība "A b"` and `biedrība „A  b”` have one
    key and one slug, `lv-biedriba-a-b`."""
    shown = _SPACES.sub(" ", unicodedata.normalize("NFC", name)).strip()
    bare = _SPACES.sub(" ", _QUOTES.sub(" ", shown.casefold())).strip(_SEPARATORS)
    form, rest = _split_form(bare, FORMS.get(country, {}))
    prefix = country.lower()
    words = f"{form} {rest}" if form else rest
    return OrganisationName(
        key=f"{prefix}|{form}|{rest}",
        slug=f"{prefix}-{name_slug(words)}",
        legal_name=_even_quotes(shown),
    )


def unquoted(name: str) -> str:
    """A name without its quotation marks, by which names are told that differ by them only."""
    return _SPACES.sub(" ", _QUOTES.sub(" ", name)).strip()


def _split_form(bare: str, forms: dict[str, str]) -> tuple[str, str]:
    for words in sorted(forms, key=len, reverse=True):
        if bare.startswith(f"{words} "):
            return forms[words], bare[len(words) :].strip(_SEPARATORS)
        if bare.endswith((f", {words}", f" {words}")) and words != "fonds":
            return forms[words], bare[: -len(words)].strip(_SEPARATORS)
    return "", bare


def _even_quotes(shown: str) -> str:
    """The name with „ ” around what is quoted; untouched where the quotes do not pair up."""
    parts = _QUOTES.split(shown)
    if len(parts) == 1 or len(parts) % 2 == 0:
        return shown
    quoted = (f"„{part.strip()}”" if n % 2 else part for n, part in enumerate(parts))
    return "".join(quoted)


# How alike two names are to be called near, in per cent of their letters, and how many names
# on each side of one, in the order of the alphabet, are looked at.
ALIKE, NEIGHBOURS, SHORTEST = 93, 4, 8
_DIGITS = re.compile(r"[0-9]+")


def near_misses(keys: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Pairs of keys of names that may be one organisation: the same but for the legal form, or
    nearly the same letters (and the same digits). Nothing is merged for it."""
    by_rest: dict[tuple[str, str], list[str]] = defaultdict(list)
    for key in sorted(set(keys)):
        country, _, rest = key.split("|", 2)
        by_rest[country, rest].append(key)
    for same in by_rest.values():
        yield from ((same[0], other) for other in same[1:])
    ordered = sorted(by_rest)
    for index, (country, rest) in enumerate(ordered):
        for other_country, other in ordered[index + 1 : index + 1 + NEIGHBOURS]:
            if country == other_country and _near(rest, other):
                yield by_rest[country, rest][0], by_rest[country, other][0]


# How alike the words of two names are, in any order, to be spellings of one, in per cent.
SAME_WORDS = 88


def are_spellings(one: str, other: str) -> bool:
    """True where two names are nearly the same words, or one is the other with more words."""
    return fuzz.token_set_ratio(one, other, processor=utils.default_process) >= SAME_WORDS


def _near(one: str, other: str) -> bool:
    return (
        min(len(one), len(other)) >= SHORTEST
        and _DIGITS.findall(one) == _DIGITS.findall(other)
        and fuzz.ratio(one, other, score_cutoff=ALIKE) > 0
    )
