# SPDX-License-Identifier: EUPL-1.2
"""Headings that speak of thousands or millions, in the languages of the lists."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from fundgraph.report import Finding
from fundgraph.sources.columns import Column
from fundgraph.sources.findings import found

_THOUSAND = (
    "thousands?|miles de|milhares|milliers|migliaia|tsd|tausend|tis|tisíce?|tisuća|tisoč|ezer|"
    "tys|tysiąc(?:e|ach)?|tūkst|tūkstoš(?:i|os)|tūkstanči(?:ai|ais)|tuhat|tuhansi(?:na|a)?|"
    "tuhandetes|tusen|tusind|duizend(?:en)?|mii (?:de )?(?:lei|euro|eur)|mijiet|"
    "k ?(?:€|eur|euros?)|tkr|teur|t€|χιλ|χιλιάδες|хил|хиляди|тыс|тис"
)
_MILLION = (
    "millions?|millionen|millioner|millió|millones|milhões|milioni|milionów|milioane|miljoner|"
    "miljoonaa?|miljoen|miljoni|mio|mln|milj|mil\\.? (?:kč|eur|euro|€|lei|ft)|"
    "m€|meur|εκατ|εκατομμύρια|млн|милиона"
)
_SCALES = {
    unit: re.compile(rf"(?<!\w)(?:{words})(?!\w)")
    for unit, words in (("thousand", _THOUSAND), ("million", _MILLION))
}


def unit_of_heading(heading: str) -> str | None:
    """`thousand` or `million`, where a heading names one of them; else None."""
    words = heading.casefold().replace("\u00a0", " ")
    named = [unit for unit, pattern in _SCALES.items() if pattern.search(words)]
    return named[0] if len(named) == 1 else None


def unsaid_units(columns: Iterable[Column], *, file: str) -> Iterator[Finding]:
    """A finding for each amount whose heading names a unit, where its description names none."""
    for column in columns:
        unit = unit_of_heading(column.heading)
        if column.field == "amount" and column.unit is None and unit is not None:
            yield found("unit-of-heading", file=file, label=column.heading, unit=unit)
