# SPDX-License-Identifier: EUPL-1.2
"""Words of a table → codes, each word looked up once."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from fundgraph.codes import CodeLists
from fundgraph.record import Address, Site
from fundgraph.reference import Reference
from fundgraph.sources.names import split_names
from fundgraph.sources.places import PlaceReader
from fundgraph.sources.values import clean

UNKNOWN = "unknown"
REMEMBERED = 4096
_COMMA = re.compile(r"[,;]")


class Lookups:
    """The codes that words stand for. What was asked for before is remembered."""

    def __init__(self, reference: Reference, codes: CodeLists, *, language: str) -> None:
        self._codes = codes
        self._reference = reference
        self._places = PlaceReader(reference)
        self._language = language
        remember = lru_cache(maxsize=REMEMBERED)
        self.code: Callable[[str, str], str | None] = remember(self._code)
        self.regions: Callable[[str, str | None], tuple[tuple[str, str | None], ...]] = remember(
            self._regions
        )
        self.sites: Callable[[str], tuple[Site, ...]] = remember(self._sites)
        self.town_site: Callable[[str, str], Site] = remember(self._town_site)
        self.address: Callable[[str], Address] = remember(self._address)
        self.names: Callable[[str, str | None], tuple[str, ...]] = remember(_names)

    def _code(self, scheme: str, word: str) -> str | None:
        return self._codes.find(scheme, word)

    def _regions(self, text: str, separator: str | None) -> tuple[tuple[str, str | None], ...]:
        """Each region's name with its code, None for an unknown one."""
        names = _names(text, separator) if separator else _pieces(text)
        return tuple((name, self._reference.find_region(name)) for name in names)

    def _sites(self, text: str) -> tuple[Site, ...]:
        return self._places.sites(text, language=self._language)

    def _town_site(self, town: str, region: str) -> Site:
        """The site in a town, as two columns name it and its region."""
        code = self._reference.find_town(town)
        return Site(town, town=code, region=self._reference.find_region(region) if region else None)

    def _address(self, text: str) -> Address:
        return self._places.address(text, language=self._language)


def _pieces(text: str) -> tuple[str, ...]:
    """The names of regions: no region has a comma in its name."""
    return tuple(name for piece in _COMMA.split(text) if (name := clean(piece)))


def _names(text: str, separator: str | None) -> tuple[str, ...]:
    """The names in a cell, parted by the separator of its column, else as lists are printed."""
    if separator is None:
        return split_names(text)
    return tuple(name for piece in text.split(separator) if (name := clean(piece)))
