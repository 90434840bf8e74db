# SPDX-License-Identifier: EUPL-1.2
"""Regions and their sums: as rows of a table, and as a map coloured by what was granted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from fundgraph.store.index import Index, RegionRow, Selection, Totals
from fundgraph.store.index.selection import NONE
from fundgraph.web import maps, texts
from fundgraph.web.i18n import translations
from fundgraph.web.views.statements import Things, Words


@dataclass(frozen=True, slots=True)
class Area:
    """A region and the sums of its projects."""

    slug: str
    name: Words
    totals: Totals


@dataclass(frozen=True, slots=True)
class Overview:
    """Regions by slug, and their map where there are outlines: its names and amounts by slug;
    `unstated` are the sums of the projects that name no region."""

    areas: tuple[Area, ...]
    drawing: maps.Map | None
    names: Mapping[str, str]
    amounts: Mapping[str, str]
    unstated: Totals = field(default_factory=Totals)

    def largest(self, number: int) -> Sequence[Area]:
        """All regions; of more than `number` those that were granted most, these first."""
        if len(self.areas) <= number:
            return self.areas
        by_size = sorted(self.areas, key=lambda x: (-x.totals.granted, -x.totals.projects))
        return by_size[:number]


def of_release(index: Index, known: Things) -> Overview:
    """The regions of a release, and what its projects without one sum up to."""
    unstated = index.totals(Selection(regions=(NONE,)))
    return replace(overview(index.regions(), known), unstated=unstated)


def overview(rows: Iterable[RegionRow], known: Things) -> Overview:
    """The regions with a project, and those without one that lie on the same map."""
    found = [_area(row, known) for row in rows]
    sums = {area.slug: Decimal(area.totals.granted) / 100 for area in found if _drawn(area)}
    drawing = maps.ramp(sums)
    outlined = {shape.slug for shape in drawing.shapes} if drawing else set()
    shown = [area for area in found if area.totals.projects or area.slug in outlined]
    return Overview(
        tuple(shown),
        drawing,
        {slug: known.named(known.minter.thing("region", slug)).name.text for slug in outlined},
        {slug: _amount(sums.get(slug), known.language) for slug in outlined},
    )


def _area(row: RegionRow, known: Things) -> Area:
    return Area(row.slug, known.named(known.minter.thing("region", row.slug)).name, row.totals)


def _drawn(area: Area) -> bool:
    return area.totals.known_granted is not None


def _amount(euros: Decimal | None, language: str) -> str:
    if euros is None:
        return str(translations(language).ugettext("not stated"))
    return texts.euros(euros, language)
