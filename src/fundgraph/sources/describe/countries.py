# SPDX-License-Identifier: EUPL-1.2
"""Countries of the Union: by name in any of its languages, by currency, language and codes."""

from __future__ import annotations

from functools import lru_cache

from babel import Locale

from fundgraph.sources.describe.lexicon import fold

# country → its own languages, the most used first
LANGUAGES = {
    "AT": ("de",), "BE": ("nl", "fr", "de"), "BG": ("bg",), "CY": ("el",), "CZ": ("cs",),
    "DE": ("de",), "DK": ("da",), "EE": ("et",), "ES": ("es",), "FI": ("fi", "sv"), "FR": ("fr",),
    "GB": ("en",), "GR": ("el",), "HR": ("hr",), "HU": ("hu",), "IE": ("en", "ga"), "IT": ("it",),
    "LT": ("lt",), "LU": ("fr", "de"), "LV": ("lv",), "MT": ("mt", "en"), "NL": ("nl",),
    "PL": ("pl",), "PT": ("pt",), "RO": ("ro",), "SE": ("sv",), "SI": ("sl",), "SK": ("sk",),
}  # fmt: skip
# language → the country that speaks of it first
FIRST = {
    "bg": "BG", "cs": "CZ", "da": "DK", "de": "DE", "el": "GR", "es": "ES", "et": "EE", "fi": "FI",
    "fr": "FR", "ga": "IE", "hr": "HR", "hu": "HU", "it": "IT", "lt": "LT", "lv": "LV", "mt": "MT",
    "nl": "NL", "pl": "PL", "pt": "PT", "ro": "RO", "sk": "SK", "sl": "SI", "sv": "SE", "en": "IE",
}  # fmt: skip
# countries whose money is, or was in these years, not the euro
CURRENCY = {
    "BG": "BGN", "CZ": "CZK", "DK": "DKK", "GB": "GBP", "HR": "HRK", "HU": "HUF", "PL": "PLN",
    "RO": "RON", "SE": "SEK",
}  # fmt: skip
FORMER = {"LVL": "LV", "LTL": "LT", "EEK": "EE", "MTL": "MT", "SKK": "SK", "SIT": "SI"}
OF_CURRENCY = {currency: country for country, currency in CURRENCY.items()} | FORMER
# codes that stand for another, and names that no list has
_OTHER_CODES = {"EL": "GR", "UK": "GB"}
_OTHER_NAMES = {
    "northern ireland": "GB", "england": "GB", "wales": "GB", "scotland": "GB",
    "great britain": "GB", "czech republic": "CZ", "ceska republika": "CZ", "ελλασ": "GR",
    "republic of ireland": "IE", "latvijas republika": "LV", "lietuvos respublika": "LT",
    "slovenska republika": "SK", "republica portuguesa": "PT", "suomi finland": "FI",
    "holland": "NL", "republika hrvatska": "HR", "republika slovenija": "SI", "osterreich": "AT",
}  # fmt: skip


def code(text: str) -> str | None:
    """The ISO 3166 code that two letters stand for, Eurostat's EL and UK among them."""
    letters = text.strip().upper()
    letters = _OTHER_CODES.get(letters, letters)
    return letters if letters in LANGUAGES else None


def country_of(text: str) -> str | None:
    """The country of the Union (or the United Kingdom) that a cell names by name or code."""
    if len(text) > 40:
        return None
    if text.isupper() and len(text.strip()) == 2:
        return code(text)
    return names().get(fold(text).strip(" ."))


@lru_cache(maxsize=1)
def names() -> dict[str, str]:
    """The folded name of each country in each language of the Union → its code."""
    found = dict(_OTHER_NAMES)
    for language in FIRST:
        territories = Locale.parse(language).territories
        for country in LANGUAGES:
            if country in territories:
                found[fold(territories[country])] = country
    return found
