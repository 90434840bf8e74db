# SPDX-License-Identifier: EUPL-1.2
"""A selection → which projects fit, by each of its fields."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

import numpy as np

from fundgraph.store.index.columns import Columns, Mask, Some
from fundgraph.store.index.rows import AmountCount, FacetCount, Facets, YearCount
from fundgraph.store.index.selection import NONE, Selection

_BOXES: Final = ("regions", "programmes", "statuses", "funds", "periods")
YEARS, AMOUNTS = "years", "amounts"


class Chosen:
    """The projects that fit each field of a selection; `text` and `parts` are those that fit its
    words and its organisation, None where it names none."""

    def __init__(
        self, columns: Columns, selection: Selection, *, text: Mask | None, parts: Mask | None
    ) -> None:
        self._columns = columns
        masks = {
            "text": text,
            "parts": parts,
            **{name: self._box(name, getattr(selection, name)) for name in _BOXES},
            YEARS: self._years(selection),
            AMOUNTS: self._granted(selection),
        }
        self._masks = {name: mask for name, mask in masks.items() if mask is not None}
        self.all = self._without("")

    def facets(self) -> Facets:
        """What the selection could be narrowed or widened to."""
        years, amounts = self._by_year(), self._by_amount()
        return Facets(
            regions=self._counted("regions"),
            programmes=self.programmes(),
            statuses=self._counted("statuses"),
            funds=self._counted("funds"),
            periods=self._counted("periods"),
            years=years,
            amounts=amounts,
            without_year=self._unstated(YEARS, years),
            without_amount=self._unstated(AMOUNTS, amounts),
        )

    def programmes(self) -> tuple[FacetCount, ...]:
        """Each level with all that is below it."""
        own = self._counted("programmes")
        counts, sums = [0] * len(own), [0] * len(own)
        columns = self._columns
        for above, below in zip(columns.above.tolist(), columns.below.tolist(), strict=True):
            counts[above] += own[below].projects
            sums[above] += own[below].granted
        values = (count.value for count in own)
        return tuple(map(FacetCount, values, counts, sums))

    def _box(self, name: str, values: tuple[str, ...]) -> Mask | None:
        if not values:
            return None
        facet = self._columns.facets[name]
        wanted = {None if value == NONE else value for value in values}
        chosen = np.fromiter((value in wanted for value in facet.values), np.bool_)
        if name == "programmes":
            below = self._columns.below[chosen[self._columns.above]]
            chosen = np.zeros(len(facet.values), np.bool_)
            chosen[below] = True
        return facet.having(chosen)

    def _years(self, selection: Selection) -> Mask | None:
        first, last = selection.first_year, selection.last_year
        if first is None and last is None:
            return None
        facet = self._columns.facets[YEARS]
        fits = _between(first, last)
        return facet.having(np.fromiter(map(fits, facet.values), np.bool_))

    def _granted(self, selection: Selection) -> Mask | None:
        least, most = selection.least, selection.most
        if least is None and most is None:
            return None
        figure = self._columns.granted
        mask = figure.known
        if least is not None:
            mask = mask & (figure.cents >= least)
        return mask if most is None else mask & (figure.cents <= most)

    def _without(self, name: str) -> Some:
        """The projects that fit all fields but one."""
        mask = self._columns.all()
        for other, fitting in self._masks.items():
            if other != name:
                mask &= fitting
        return Some(mask)

    def _for(self, name: str) -> Some:
        return self._without(name) if name in self._masks else self.all

    def _counted(self, name: str) -> tuple[FacetCount, ...]:
        facet, some = self._columns.facets[name], self._for(name)
        sums = facet.sum(self._columns.granted, some)
        return tuple(map(FacetCount, facet.values, facet.count(some), sums))

    def _by_year(self) -> tuple[YearCount, ...]:
        facet = self._columns.facets[YEARS]
        counts = facet.count(self._for(YEARS))
        found = zip(facet.values, counts, strict=True)
        return tuple(YearCount(year, count) for year, count in found if year is not None)

    def _by_amount(self) -> tuple[AmountCount, ...]:
        facet = self._columns.facets[AMOUNTS]
        starts = facet.values[:-1]
        ends = [*(start - 1 for start in starts[1:]), None]
        counts = facet.count(self._for(AMOUNTS))[:-1]
        return tuple(map(AmountCount, starts, ends, counts)) if starts else ()

    def _unstated(self, name: str, shown: Sequence[YearCount] | Sequence[AmountCount]) -> int:
        """How many projects a histogram cannot show."""
        return len(self._for(name)) - sum(count.projects for count in shown)


def _between(first: int | None, last: int | None) -> Callable[[int | None], bool]:
    def fits(year: int | None) -> bool:
        above = year is not None and (first is None or year >= first)
        return above and (last is None or (year or 0) <= last)

    return fits
