# SPDX-License-Identifier: EUPL-1.2
"""Places of work and addresses, as far as free text has them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from fundgraph.record import Address, Site, Text
from fundgraph.reference import Reference
from fundgraph.sources.values import clean

_AND = r"(?:vai/un|un/vai|and/or|or/and|un|vai|and|or)"
_STREETS = re.compile(r"\s*[,;]\s*|\s+(?:un|and)\s+")
_BETWEEN_STREETS = (",", ";", "un", "and")
_POST_CODE = re.compile(r"(?:LV[-– ]?)?(\d{4})", re.IGNORECASE)
_STREET = re.compile(
    r"(?P<name>\S.{0,80}?\w\.?) (?P<number>\d{1,4} ?[A-Za-zĀ-ž]?(?:[-/] ?\d{1,4}[A-Za-z]?){0,3})"
)
_EDGES = " \t\u00a0,;"


class PlaceReader:
    """Reads places by the names of the towns and regions in a reference."""

    def __init__(self, reference: Reference) -> None:
        self._reference = reference
        town = _alternatives(reference.town_names)
        region = _alternatives(reference.region_names)
        self._starts = re.compile(
            rf"(?:^|[,;]|(?=\s{_AND}\s))\s*(?P<site>(?P<and>{_AND}\s+)?"
            rf"(?:(?:(?P<region>{region})\s*[-–—:]\s*)?(?P<town>{town})(?!\w)"
            rf"|(?P<only>{region})(?!\w)))",
            re.IGNORECASE,
        )

    def sites(self, text: str, *, language: str) -> tuple[Site, ...]:
        """The sites of a text such as `Latgalē - Jēkabpilī: Brīvības 229, Zemgalē - Jelgavā`.

        Each site keeps its piece of the text; a town joined by “and” or “or” lies in the region
        named before it. A text that does not start with a place is one site, as published.
        """
        published = clean(text).strip(_EDGES)
        starts = list(self._starts.finditer(published))
        if not published:
            return ()
        if not starts or starts[0].start("site") != 0:
            return (self._site_of_address(published, language),)
        ends = [start.start("site") for start in starts[1:]] + [len(published)]
        return tuple(self._sites(published, zip(starts, ends, strict=True), language))

    def _sites(
        self, text: str, pieces: Iterable[tuple[re.Match[str], int]], language: str
    ) -> Iterator[Site]:
        region: str | None = None
        for start, end in pieces:
            named = start["region"] or start["only"]
            if named:
                region = self._reference.find_region(named)
            elif not start["and"]:
                region = None
            town = self._reference.find_town(start["town"]) if start["town"] else None
            rest = text[start.end() : end].strip(_EDGES + ":-–—")
            yield Site(
                published=text[start.start("site") : end].strip(_EDGES),
                town=town,
                region=region,
                address=self._address(rest, town, language),
            )

    def _address(self, streets: str, town: str | None, language: str) -> Address | None:
        """The address of a site: its streets, then its town; None without a house number."""
        if town is None or not any(map(str.isdigit, streets)):
            return None
        name = self._reference.towns[town].labels["lv"]
        several = any(word in streets for word in _BETWEEN_STREETS)
        full = f"{'; '.join(_STREETS.split(streets)) if several else streets}, {name}"
        return Address(Text(full, language), post_name=name)

    def _site_of_address(self, published: str, language: str) -> Site:
        parts = published.split(",")
        towns = {town for part in parts if (town := self._reference.find_town(part))}
        if len(towns) != 1:
            return Site(published)
        return Site(published, town=towns.pop(), address=self.address(published, language=language))

    def address(self, text: str, *, language: str) -> Address:
        """An address such as `Rīgas iela 216B, Jēkabpils, LV-5202`, with the parts that parse."""
        full = clean(text)
        parts = [part.strip() for part in full.split(",") if part.strip()]
        code = next((part for part in parts if _POST_CODE.fullmatch(part)), None)
        others = [part for part in parts if part != code]
        street = next((found for part in others if (found := _STREET.fullmatch(part))), None)
        if street:
            others.remove(street[0])
        towns = [part for part in others if self._reference.find_town(part)]
        return Address(
            Text(full, language),
            thoroughfare=street["name"] if street else None,
            designator=street["number"] if street else None,
            post_name=next(iter(towns or (others if street else ())), None),
            post_code=_whole_code(code) if code else None,
        )


def completed(
    published: str, address: Address | None, *, post_code: str, country: str, language: str
) -> Address:
    """An address with the post code and country that columns of their own give; `published` is
    what is known of it where it has not been read as an address."""
    whole = address.full.value if address else published
    full = ", ".join(dict.fromkeys(filter(None, (whole, post_code, country))))
    return replace(
        address or Address(Text(full, language)),
        full=Text(full, language),
        post_code=post_code or (address.post_code if address else None),
        country=country or None,
    )


def _whole_code(code: str) -> str:
    return f"LV-{code[-4:]}"


def _alternatives(names: Iterable[str]) -> str:
    longest_first = sorted(names, key=lambda name: (-len(name), name))
    return "|".join(r"\s+".join(map(re.escape, name.split())) for name in longest_first) or r"(?!)"
