# SPDX-License-Identifier: EUPL-1.2
"""Regions as lists give them: by a code of NUTS, or by names of their own."""

from __future__ import annotations

import re
from collections.abc import Iterable

from fundgraph.iris import name_slug
from fundgraph.record import GivenRegion, Text
from fundgraph.reference import Reference

# `AT130`, `AT130 Wien`, `AT130 - Wien`, `Wien (AT130)`
_CODE_FIRST = re.compile(r"([A-Z]{2}[0-9A-Z]{1,3})(?:\s*[-–—:]\s*|\s+|$)(.*)")
_CODE_LAST = re.compile(r"(.+?)\s*\(([A-Z]{2}[0-9A-Z]{1,3})\)")
# `130 - WIEN (NUTS)`: a code without its country
_MARKED = re.compile(r"([0-9A-Z]{1,3})\s*[-–—:]\s*(.+?)\s*\(NUTS[^()]*\)")
LONGEST_NAME = 100
# Countries that NUTS calls by other letters than ISO 3166.
LETTERS = {"GB": "UK", "GR": "EL"}
LEVEL_3 = 5


class GivenRegions:
    """Knows a NUTS code in the EU table when it sees one, and remembers the names of regions in a
    country whose regions nobody has listed for us."""

    def __init__(self, reference: Reference, *, language: str, country: str) -> None:
        self._reference = reference
        self._language = language
        self._country = country
        self._letters = LETTERS.get(country, country)
        self._may_name = bool(country) and not reference.lists_regions(country)
        self._given: dict[str, GivenRegion] = {}

    def coded(self, text: str) -> str | None:
        """The code of the region that a text gives by its NUTS code; None for any other text."""
        for nuts, name in self._readings(text.strip()):
            if ours := self._reference.region_of_nuts(nuts):
                return ours
            if nuts in self._reference.nuts and self._is_meant(nuts):
                return self._keep(nuts.lower(), name or nuts, nuts)
        return None

    def _is_meant(self, nuts: str) -> bool:
        """Other countries' codes count in full only: `SE1 7AB` is a post code in London."""
        return len(nuts) == LEVEL_3 or nuts.startswith(self._letters)

    def named(self, text: str) -> str | None:
        """The code of a region by its name, where we do not list the regions of the country."""
        name = text.strip()
        slug = name_slug(name) if self._may_name and len(name) <= LONGEST_NAME else ""
        return self._keep(f"{self._country.lower()}-{slug}", name, None) if slug else None

    def among(self, codes: Iterable[str]) -> tuple[GivenRegion, ...]:
        """What those of the codes mean that were given so."""
        if not self._given:
            return ()
        return tuple(self._given[code] for code in dict.fromkeys(codes) if code in self._given)

    def _readings(self, text: str) -> list[tuple[str, str]]:
        """The NUTS codes that a text may hold, each with the name beside it."""
        found: list[tuple[str, str]] = []
        if first := _CODE_FIRST.fullmatch(text):
            found.append((first[1], first[2]))
        if last := _CODE_LAST.fullmatch(text):
            found.append((last[2], last[1]))
        if marked := _MARKED.fullmatch(text):
            found.append((f"{self._letters}{marked[1]}", marked[2]))
        return found

    def _keep(self, code: str, name: str, nuts: str | None) -> str:
        self._given.setdefault(code, GivenRegion(code, Text(name, self._language), nuts))
        return code
