# SPDX-License-Identifier: EUPL-1.2
"""The columns of regions, places, towns, post codes and countries → regions and sites."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from fundgraph.record import GivenRegion, Site
from fundgraph.sources.cells import Cells
from fundgraph.sources.findings import Findings
from fundgraph.sources.lookups import Lookups
from fundgraph.sources.places import completed

PLACES = frozenset({"regions", "place", "town", "town-region", "postcode", "country"})
Places = tuple[tuple[str, ...], tuple[Site, ...], tuple[GivenRegion, ...]]


class PlaceColumns:
    """Reads where a row says that a project works."""

    def __init__(
        self, cells: Cells, lookups: Lookups, fields: Sequence[str], *, language: str
    ) -> None:
        self._cells = cells
        self._lookups = lookups
        self._language = language
        self._has_addresses = not {"postcode", "country"}.isdisjoint(fields)

    def read(self, row: Sequence[str], findings: Findings) -> Places:
        """The regions and sites of a row, and what regions of the source's own mean."""
        regions = self._regions(row, findings)
        sites = tuple(dict.fromkeys(self._sites(row)))
        if self._has_addresses:
            sites = self._addressed(row, sites)
        return regions, sites, self._lookups.given_of(regions, sites)

    def _regions(self, row: Sequence[str], findings: Findings) -> tuple[str, ...]:
        codes: list[str] = []
        for text, label, separator in self._cells.each(row, "regions"):
            for name, code in self._lookups.regions(text, separator):
                if code is None:
                    findings.add("unknown-region", label=label, value=name)
                else:
                    codes.append(code)
        return tuple(dict.fromkeys(codes))

    def _sites(self, row: Sequence[str]) -> Iterator[Site]:
        for cell, _, separator in self._cells.each(row, "place"):
            for place in cell.split(separator) if separator else (cell,):
                yield from self._lookups.sites(place.strip()) if place.strip() else ()
        if town := self._cells.text(row, "town"):
            yield self._lookups.town_site(town, self._cells.text(row, "town-region"))

    def _addressed(self, row: Sequence[str], sites: tuple[Site, ...]) -> tuple[Site, ...]:
        """The one site with its post code and country; they are a site of their own where there
        are none or several."""
        code, country = (self._cells.text(row, name) for name in ("postcode", "country"))
        if not code and not country:
            return sites
        site = sites[0] if len(sites) == 1 else Site(", ".join(filter(None, (code, country))))
        published = site.published if len(sites) == 1 else ""
        address = completed(
            published, site.address, post_code=code, country=country, language=self._language
        )
        others = sites if len(sites) != 1 else ()
        return (*others, replace(site, address=address))
