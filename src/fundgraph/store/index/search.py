# SPDX-License-Identifier: EUPL-1.2
"""Search in the index: a page of a selection with sums and facets."""

from __future__ import annotations

from itertools import pairwise
from typing import Final

from fundgraph.store.index.conditions import parameters, where
from fundgraph.store.index.projects import Projects
from fundgraph.store.index.rows import AmountCount, FacetCount, Facets, Found, YearCount
from fundgraph.store.index.selection import BEST, Selection

_VALUES: Final = {
    "regions": """SELECT region AS value, project FROM project_region
      UNION ALL SELECT NULL, id FROM project WHERE id NOT IN (SELECT project FROM project_region)
      UNION ALL SELECT slug, NULL FROM region""",
    "programmes": """SELECT ancestor AS value, id AS project
      FROM programme_within JOIN project USING (programme)
      UNION ALL SELECT NULL, id FROM project WHERE programme IS NULL
      UNION ALL SELECT slug, NULL FROM programme""",
    "statuses": "SELECT status AS value, id AS project FROM project",
    "funds": "SELECT fund AS value, id AS project FROM project",
    "periods": "SELECT period AS value, id AS project FROM project",
}
_COUNTED: Final = """
  WITH found AS (SELECT id, granted FROM project{})
  SELECT value, count(found.id), coalesce(sum(granted), 0)
  FROM ({}) LEFT JOIN found ON found.id = project
  GROUP BY value ORDER BY value IS NULL, value
"""
_YEARS: Final = """
  WITH found AS (SELECT id FROM project{})
  SELECT year, count(found.id) FROM project LEFT JOIN found USING (id)
  WHERE year IS NOT NULL GROUP BY year ORDER BY year
"""
_CENTS: Final = 100
_MOST_CLASSES: Final = 12
# The bounds within each power of ten, the finest first.
_STEPS: Final = ((1, 2, 5), (1, 3), (1,))


class Search(Projects):
    """The projects of an index, searched."""

    def search(
        self,
        selection: Selection | None = None,
        *,
        sort: str = BEST,
        limit: int = 50,
        offset: int = 0,
    ) -> Found:
        """A page of the projects of a selection (default: of all) with sums and facets; `sort` is
        `best` (which is `-granted` without words) or one of those of `projects`."""
        chosen = selection or Selection()
        page = self.projects(chosen, sort=sort, limit=limit, offset=offset)
        return Found(self.totals(chosen), tuple(page), self._facets(chosen))

    def _facets(self, selection: Selection) -> Facets:
        counted = {name: self._counted(name, selection) for name in _VALUES}
        sql = _YEARS.format(where(selection, "first_year", "last_year"))
        years = tuple(YearCount(*row) for row in self._all(sql, parameters(selection)))
        return Facets(**counted, years=years, amounts=self._amounts(selection))

    def _counted(self, name: str, selection: Selection) -> tuple[FacetCount, ...]:
        sql = _COUNTED.format(where(selection, name), _VALUES[name])
        return tuple(FacetCount(*row) for row in self._all(sql, parameters(selection)))

    def _amounts(self, selection: Selection) -> tuple[AmountCount, ...]:
        smallest, largest = self._all("SELECT min(granted), max(granted) FROM project")[0]
        if largest is None:
            return ()
        within = where(selection, "least", "most")
        sql = f"SELECT count(*) FROM (SELECT granted FROM project{within})"
        sql += " WHERE granted >= :from AND granted < coalesce(:to, granted + 1)"
        found = []
        for low, high in pairwise((*bounds(smallest, largest), None)):
            values = parameters(selection) | {"from": low, "to": high}
            most = None if high is None else high - 1
            found.append(AmountCount(low or 0, most, self._all(sql, values)[0][0]))
        return tuple(found)


def bounds(smallest: int, largest: int) -> tuple[int, ...]:
    """Where the classes of amounts from the smallest to the largest begin, in cents: round numbers
    on a logarithmic scale, a dozen at most; the first is nought, or less where an amount is."""
    powers = [_CENTS * 10**power for power in range(17)]
    for steps in _STEPS:
        round_numbers = [power * step for power in powers for step in steps]
        first = max((n for n in round_numbers if n <= smallest), default=0)
        inner = [number for number in round_numbers if max(first, 1) < number <= largest]
        if len(inner) < _MOST_CLASSES:
            break
    return (min(0, smallest), *inner)
