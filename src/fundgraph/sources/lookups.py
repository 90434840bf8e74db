# SPDX-License-Identifier: EUPL-1.2
"""Words of a table → codes, each word looked up once."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import lru_cache

from rapidfuzz import fuzz, utils

from fundgraph.codes import CodeLists
from fundgraph.record import Address, GivenRegion, Site
from fundgraph.reference import Reference
from fundgraph.sources.given import GivenRegions
from fundgraph.sources.names import split_names
from fundgraph.sources.places import PlaceReader
from fundgraph.sources.values import clean

UNKNOWN = "unknown"
FIELDS = "intervention-field"
# `0109`, `CI 109`, `109. label`, `109 label`: a code of three digits.
_FIELD = re.compile(r"(?:[A-Z]{1,3}\s?)?0?([0-9]{3})(?:[.:]?\s+(\S.*)|\.)?")
REMEMBERED = 4096
# From here on, of 100, two labels are alike.
_LIKE = 50
_COMMA = re.compile(r"[,;]")


class Lookups:
    """The codes that words stand for. What was asked for before is remembered."""

    def __init__(
        self, reference: Reference, codes: CodeLists, *, language: str, country: str = ""
    ) -> None:
        self._codes = codes
        self._given = GivenRegions(reference, language=language, country=country)
        self._reference = reference
        self._places = PlaceReader(reference)
        self._language = language
        remember = lru_cache(maxsize=REMEMBERED)
        self.code: Callable[[str, str], str | None] = remember(self._code)
        self.other_label: Callable[[str, str], tuple[str, str] | None] = remember(self._other_label)
        self.regions: Callable[[str, str | None], tuple[tuple[str, str | None], ...]] = remember(
            self._regions
        )
        self.sites: Callable[[str], tuple[Site, ...]] = remember(self._sites)
        self.town_site: Callable[[str, str], Site] = remember(self._town_site)
        self.address: Callable[[str], Address] = remember(self._address)
        self.names: Callable[[str, str | None], tuple[str, ...]] = remember(_names)
        self.coded: Callable[[str, str | None], tuple[str, ...]] = remember(_coded)

    def _code(self, scheme: str, word: str) -> str | None:
        found = _only(self._codes.find(scheme, form) for form in forms(word))
        if found is None and scheme == FIELDS and (written := _FIELD.fullmatch(word)):
            found = _only(self._codes.find(scheme, form) for form in (word, *written.groups("")))
        return found

    def _other_label(self, scheme: str, word: str) -> tuple[str, str] | None:
        """The label that stands beside a code and the code's own, where they have nothing to do
        with each other: told only where the list has a label in the language of the table."""
        label = _label(scheme, word)
        code = self.code(scheme, word)
        if not label or code is None or self._codes.find(scheme, word) or code == label:
            return None
        own = self._codes.own_label(scheme, code, self._language)
        if own is None or self._codes.find(scheme, label) == code or _is_like(label, own):
            return None
        return label, own

    def _regions(self, text: str, separator: str | None) -> tuple[tuple[str, str | None], ...]:
        """Each region's name with its code, None for an unknown one."""
        names = _names(text, separator) if separator else _pieces(text)
        return tuple((name, self._region(name)) for name in names)

    def _region(self, name: str) -> str | None:
        known = _only(self._reference.find_region(form) for form in forms(name))
        return known or self._given.coded(name) or self._given.named(name)

    def given_of(self, regions: Iterable[str], sites: Iterable[Site]) -> tuple[GivenRegion, ...]:
        """What those of the codes mean that are the source's own."""
        return self._given.among((*regions, *(site.region for site in sites if site.region)))

    def _sites(self, text: str) -> tuple[Site, ...]:
        sites = self._places.sites(text, language=self._language)
        if len(sites) == 1 and sites[0].town is None and sites[0].region is None:
            return (replace(sites[0], region=self._given.coded(text)),)
        return sites

    def _town_site(self, town: str, region: str) -> Site:
        """The site in a town, as two columns name it and its region."""
        code = self._reference.find_town(town)
        return Site(town, town=code, region=self._reference.find_region(region) if region else None)

    def _address(self, text: str) -> Address:
        return self._places.address(text, language=self._language)


def _pieces(text: str) -> tuple[str, ...]:
    """The names of regions: no region has a comma in its name."""
    return tuple(name for piece in _COMMA.split(text) if (name := clean(piece)))


_CODE_AND_LABEL = re.compile(r"([^\s-]+)\s*[-–—:]\s+(\S.*)")
_CODED = re.compile("[0-9A-Z]")
_NEXT_CODE = re.compile(r"[;,/]\s*(?=[0-9]{2,3}[a-z]?\s*(?:[-–—:;,/]|$))|;")
_BRACKETS = re.compile(r"(.*\S)\s*\(([^()]*)\)")


def forms(word: str) -> Iterator[str]:
    """The ways in which a word may name something: itself; `115` and `label` of `115 - label`;
    what stands before and in the brackets of `Wien (NUTS)`."""
    yield word
    parts = _CODE_AND_LABEL.fullmatch(word)
    if parts and parts[1] == parts[1].upper() and _CODED.search(parts[1]):
        yield parts[1]
        word = parts[2]
        yield word
    if found := _BRACKETS.fullmatch(word):
        yield from found.groups()


def _label(scheme: str, word: str) -> str | None:
    """What stands behind a code in one cell with it."""
    if scheme == FIELDS and (written := _FIELD.fullmatch(word)) and written[2]:
        return written[2].lstrip("-–—: ")
    parts = _CODE_AND_LABEL.fullmatch(word)
    return parts[2] if parts and parts[1] == parts[1].upper() else None


def _is_like(one: str, other: str) -> bool:
    """True for labels that share words, or nearly do: the lists' own are shortened."""
    alike = fuzz.token_set_ratio(one, other, processor=utils.default_process)
    return alike >= _LIKE


def _coded(text: str, separator: str | None) -> tuple[str, ...]:
    """The codes in a cell, with or without labels; a label may have commas of its own."""
    if separator is None:
        return tuple(word for piece in _NEXT_CODE.split(text) if (word := clean(piece)))
    return _names(text, separator)


def _only(codes: Iterator[str | None]) -> str | None:
    """The code that the forms of a word agree on; None where they have none, or several."""
    whole = next(codes, None)
    if whole is not None:
        return whole
    found = {code for code in codes if code is not None}
    return found.pop() if len(found) == 1 else None


def _names(text: str, separator: str | None) -> tuple[str, ...]:
    """The names in a cell, parted by the separator of its column, else as lists are printed."""
    if separator is None:
        return split_names(text)
    return tuple(name for piece in text.split(separator) if (name := clean(piece)))
