# SPDX-License-Identifier: EUPL-1.2
"""Headings of amounts → whether they count thousands or millions, in the languages of the Union."""

from __future__ import annotations

import re

from fundgraph.sources.describe.lexicon import fold, tokens

THOUSAND, MILLION = "thousand", "million"
# Stems, and whole words behind `=`, without case and accents.
_STEMS = {
    THOUSAND: "thousand tausend =tsd teur =keur tys =tis tisic tisoc =ezer =eft tukst tuhat tuhand "
    "tuhans tusen tusind =tkr =tdkk duizend millier migliai =miles milhares =mii χιλ =хил хиляд "
    "=eluf",
    MILLION: "million milion milijon milioan milhoes millon mio =mln miljoon miljon miljun =meur "
    "=mkr =mdkk =mft εκατ =млн милион",
}
_WHOLE = {
    word[1:]: unit for unit, stems in _STEMS.items() for word in stems.split() if word[0] == "="
}
_BEGIN = {stem: unit for unit, stems in _STEMS.items() for stem in stems.split() if stem[0] != "="}
# `mil` is a thousand in these languages, short for a million in the others.
_MIL, _MIL_IS_THOUSAND = "mil", frozenset({"es", "pt"})
_SIGNS = re.compile(r"\b([km]) ?€|€ ?([km])\b")


def multiple(heading: str, language: str) -> str | None:
    """What an amount under a heading counts, as the option `unit` says it; None for single ones."""
    sign = _SIGNS.search(fold(heading))
    if sign:
        return THOUSAND if (sign[1] or sign[2]) == "k" else MILLION
    for word in tokens(heading):
        if word == _MIL:
            return THOUSAND if language in _MIL_IS_THOUSAND else MILLION
        begun = next((unit for stem, unit in _BEGIN.items() if word.startswith(stem)), None)
        if unit := _WHOLE.get(word, begun):
            return unit
    return None
