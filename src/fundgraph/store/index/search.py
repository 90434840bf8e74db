# SPDX-License-Identifier: EUPL-1.2
"""Search in the index: a page of a selection with sums and facets."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import Final

import numpy as np
from numpy.typing import NDArray

from fundgraph.store.index.choosing import YEARS, Chosen
from fundgraph.store.index.columns import Columns, Mask, Some
from fundgraph.store.index.packing import packed
from fundgraph.store.index.projects import Projects
from fundgraph.store.index.rows import (
    FacetCount,
    Facets,
    Figures,
    Found,
    ProjectRow,
    Totals,
    YearRow,
)
from fundgraph.store.index.schema import WITH_WORDS
from fundgraph.store.index.selection import BEST, Selection, words
from fundgraph.store.index.sums import Sums
from fundgraph.store.index.titles import Titles
from fundgraph.store.index.wordlists import Scores, WordLists

_BATCH: Final = 500
_LARGEST: Final = "-granted"
_PARTS: Final = """
  SELECT project - 1 FROM participation JOIN organisation ON organisation.id = organisation
  WHERE slug = ?1 AND (?2 IS NULL OR role = ?2)
"""


class Search(Projects, WordLists, Sums, Titles):
    """The projects of an index, searched."""

    def search(
        self,
        selection: Selection | None = None,
        *,
        sort: str = BEST,
        limit: int = 50,
        offset: int = 0,
        language: str | None = None,
    ) -> Found:
        """A page of the projects of a selection (default: of all) with sums and facets, with their
        titles in a language where they have them (default: each in its own).

        Sorted by `granted`, `spent`, `start`, `end`, `title` or `number`, falling with `-` before
        it, those without a value last; or `best`: the project of that very number, then those with
        the words in the title, in organisations, number or places, in other texts (whole words
        before beginnings), of equals the largest grants. Raises KeyError for another sort.
        """
        chosen, scores = self._chosen(selection)
        numbers = self._ordered(chosen.all, scores, sort, language)[offset : offset + limit]
        found = tuple(self._each(numbers, language))
        questioned = self.columns.questions(chosen.all)
        if selection in (None, Selection()):
            return Found(self._sums("all"), found, self._unfiltered, questioned)
        return Found(self.columns.totals(chosen.all), found, chosen.facets(), questioned)

    def projects(
        self,
        selection: Selection | None = None,
        *,
        sort: str = _LARGEST,
        limit: int = 50,
        offset: int = 0,
        language: str | None = None,
    ) -> list[ProjectRow]:
        """A page of the projects of a selection (default: of all), sorted and titled as in a
        search."""
        chosen, scores = self._chosen(selection)
        numbers = self._ordered(chosen.all, scores, sort, language)[offset : offset + limit]
        return list(self._each(numbers, language))

    def matching(
        self,
        selection: Selection | None = None,
        *,
        sort: str = _LARGEST,
        language: str | None = None,
    ) -> Iterator[ProjectRow]:
        """All projects of a selection (default: of all), sorted and titled as in a search, read
        some at a time."""
        chosen, scores = self._chosen(selection)
        yield from self._each(self._ordered(chosen.all, scores, sort, language), language)

    def totals(self, selection: Selection | None = None) -> Totals:
        """The number and sums of the projects of a selection (default: of all)."""
        if selection in (None, Selection()):
            return self._sums("all")
        return self.columns.totals(self._chosen(selection)[0].all)

    def granted_less(self, selection: Selection, granted: int) -> tuple[int, int]:
        """How many projects of a selection were granted less than a sum (in cents), of how many
        that state what was."""
        some, figure = self._chosen(selection)[0].all, self.columns.granted
        cents = figure.cents[some.mask & figure.known]
        return int(np.count_nonzero(cents < granted)), len(cents)

    def questioned(self, selection: Selection | None = None) -> int:
        """How many projects of a selection (default: of all) have an amount that is not as the
        checks expect."""
        return self.columns.questions(self._chosen(selection)[0].all)

    def by_programme(self, selection: Selection) -> tuple[FacetCount, ...]:
        """The projects of a selection by programme level, each with all that is below it; None
        for those that state none."""
        return self._chosen(selection)[0].programmes()

    def years(self, selection: Selection | None = None) -> list[YearRow]:
        """The sums of a selection by the year of the start; those without a start come last."""
        some, facet = self._chosen(selection)[0].all, self.columns.facets[YEARS]
        sums = self.columns.totals_by(facet, some)
        rows = (YearRow(year, each) for year, each in zip(facet.values, sums, strict=True))
        return [row for row in rows if row.totals.projects]

    def figures(self) -> Figures:
        """The figures of the release as a whole."""
        organisations = self._all("SELECT count(*) FROM organisation WHERE projects > 0")[0][0]
        return Figures(self.totals(), organisations)

    @cached_property
    def columns(self) -> Columns:
        """The columns of the index; worked out where it is of a version that had none."""
        if self.version < WITH_WORDS:
            return Columns(dict(packed(self._connection())))
        return Columns(dict(self._all("SELECT name, content FROM packed")))

    @cached_property
    def _unfiltered(self) -> Facets:
        """The facets of all projects, which are asked for the most."""
        return self._chosen(None)[0].facets()

    def _each(self, numbers: NDArray[np.int32], language: str | None) -> Iterator[ProjectRow]:
        for start in range(0, len(numbers), _BATCH):
            rows = self._numbered(numbers[start : start + _BATCH])
            yield from self.titled(rows, language) if language else rows

    def _chosen(self, selection: Selection | None) -> tuple[Chosen, Scores | None]:
        selection = selection or Selection()
        scores = self._fitting(selection.text) if selection.text else None
        text = None if scores is None else scores > 0
        return Chosen(self.columns, selection, text=text, parts=self._parts(selection)), scores

    def _fitting(self, text: str) -> Scores:
        scores = self._scores(words(text), self.columns.projects)
        self._prefer(scores, _sound(text.strip()))
        return scores

    def _parts(self, selection: Selection) -> Mask | None:
        if not selection.organisation:
            return None
        mask = np.zeros(self.columns.projects, np.bool_)
        asked = (_sound(selection.organisation), selection.role and _sound(selection.role))
        mask[[project for (project,) in self._all(_PARTS, asked)]] = True
        return mask

    def _ordered(
        self, some: Some, scores: Scores | None, sort: str, language: str | None
    ) -> NDArray[np.int32]:
        if sort != BEST or scores is None:
            return self.columns.ordered(some, _LARGEST if sort == BEST else sort, language)
        largest = self.columns.ordered(some, _LARGEST)
        found: NDArray[np.int32] = largest[np.argsort(~scores[largest], kind="stable")]
        return found


def _sound(text: str) -> str:
    """A text without halves of surrogate pairs, which no file holds."""
    return text.encode(errors="replace").decode()
