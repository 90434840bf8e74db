# SPDX-License-Identifier: EUPL-1.2
"""Names of organisations: one key for the spellings of one name, one clean form of it.

Quotes, case, spacing and the words of the legal form do not tell organisations apart; the legal
form itself does (SIA Alfa is not AS Alfa), so it stays in the key as a short code.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

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
