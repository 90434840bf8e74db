# SPDX-License-Identifier: EUPL-1.2
"""Which organisations were granted most for the projects of a selection."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import cached_property
from typing import Final

import numpy as np
from numpy.typing import NDArray

from fundgraph.store.index.columns import Some
from fundgraph.store.index.database import AMONG
from fundgraph.store.index.organisations import Organisations
from fundgraph.store.index.packing import promoters
from fundgraph.store.index.rows import OrganisationRow, Totals
from fundgraph.store.index.search import Search
from fundgraph.store.index.selection import Selection

_KEYS: Final = f"SELECT id, slug FROM organisation WHERE id {AMONG}"


class Ranking(Search, Organisations):
    """Organisations by what the projects of a selection were granted."""

    def receivers(self, selection: Selection, *, limit: int = 10) -> list[OrganisationRow]:
        """The promoters of a selection that were granted most, the largest first; their totals are
        those of the projects of the selection. Without those that were granted nothing."""
        some = self._chosen(selection)[0].all
        whose, figure = self._promoters[some.numbers], self.columns.granted
        granted = figure.known[some.numbers] * figure.cents[some.numbers]
        sums = np.bincount(whose, weights=granted)
        sums[:1] = 0  # those of projects whose promoter is not named
        first = np.argsort(-sums, kind="stable")[:limit]
        found = self._by_key([int(key) for key in first if sums[key] > 0])
        rows = [replace(row, totals=self._theirs(key, some)) for key, row in found.items()]
        return sorted(rows, key=lambda row: (-row.totals.granted, -row.totals.projects, row.slug))

    def _theirs(self, key: int, some: Some) -> Totals:
        return self.columns.totals(Some(some.mask & (self._promoters == key)))

    def _by_key(self, keys: list[int]) -> dict[int, OrganisationRow]:
        rows = (
            (key, self.organisation(slug)) for key, slug in self._all(_KEYS, (json.dumps(keys),))
        )
        return {key: row for key, row in rows if row}

    @cached_property
    def _promoters(self) -> NDArray[np.int32]:
        """The number of each project's promoter, nought where none is named; worked out where the
        index was made before it was kept."""
        kept = self.columns.promoters
        return promoters(self._connection()) if kept is None else kept
