# SPDX-License-Identifier: EUPL-1.2
"""Projects in the search index: one, lists, sums."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final

from fundgraph.store.index.conditions import parameters, where
from fundgraph.store.index.database import Database
from fundgraph.store.index.rows import Figures, ProjectRow, Totals, YearRow
from fundgraph.store.index.schema import SUM_COLUMNS
from fundgraph.store.index.selection import BEST, Selection, order

_BATCH: Final = 500
_PROJECT: Final = """
  project.slug, iri, number, title, title_language, graph, status, fund, period, programme,
  start, "end", project.granted, project.spent, promoter, modified, made_up, row, digest
"""
_REGIONS_OF: Final = (
    "SELECT project, region FROM project_region WHERE project IN ({}) ORDER BY region"
)
_ORGANISATIONS_OF: Final = """
  SELECT project, role, slug, name, language
  FROM participation JOIN organisation ON organisation.id = participation.organisation
  WHERE project IN ({}) ORDER BY project, role <> 'promoter', role, slug
"""
# Title over number and promoter.
_RANKED: Final = """
  (SELECT rowid AS id, bm25(words, 10, 3, 3) AS rank FROM words WHERE words MATCH :text) AS ranked
"""


class Projects(Database):
    """The projects of an index."""

    def project(self, slug: str) -> ProjectRow | None:
        """The project with a slug."""
        return self._project(" WHERE project.slug = ?", slug)

    def by_number(self, number: str) -> ProjectRow | None:
        """The project with a number as published; the first where several registers have it."""
        return self._project(" WHERE number = ?", number)

    def slug_of_number(self, number: str) -> str | None:
        """The slug of the project with a number as published."""
        found = self.by_number(number)
        return found.slug if found else None

    def projects_of(self, slugs: Sequence[str]) -> list[ProjectRow]:
        """The projects with these slugs, the largest grants first."""
        marks = ", ".join("?" * len(slugs))
        sql = f"SELECT {_PROJECT}, project.id FROM project WHERE project.slug IN ({marks})"
        return self._project_rows(self._all(f"{sql}{order('-granted')}", slugs))

    def digests(self) -> Iterator[tuple[str, str]]:
        """Each project's slug with its digest, by slug: what changes between releases."""
        cursor = self._connection().execute("SELECT slug, digest FROM project ORDER BY slug")
        yield from cursor

    def funds(self) -> set[str]:
        """The codes of the funds that projects name."""
        return {code for (code,) in self._all("SELECT DISTINCT fund FROM project") if code}

    def projects(
        self,
        selection: Selection | None = None,
        *,
        sort: str = "-granted",
        limit: int = 50,
        offset: int = 0,
    ) -> list[ProjectRow]:
        """A page of the projects of a selection (default: of all), in the order of `sort`: `best`,
        or `granted`, `spent`, `start`, `end`, `title` or `number`, falling with `-` before it."""
        chosen = selection or Selection()
        page = {"limit": limit, "offset": offset}
        sql = f"{self._listed(chosen, sort)} LIMIT :limit OFFSET :offset"
        return self._project_rows(self._all(sql, parameters(chosen) | page))

    def matching(
        self, selection: Selection | None = None, *, sort: str = "-granted"
    ) -> Iterator[ProjectRow]:
        """All projects of a selection (default: of all), some at a time."""
        chosen = selection or Selection()
        cursor = self._connection().execute(self._listed(chosen, sort), parameters(chosen))
        while found := cursor.fetchmany(_BATCH):
            yield from self._project_rows(found)

    def totals(self, selection: Selection | None = None) -> Totals:
        """The number and sums of the projects of a selection (default: of all)."""
        chosen = selection or Selection()
        sql = f"SELECT {SUM_COLUMNS} FROM project{where(chosen)}"
        return Totals(*self._all(sql, parameters(chosen))[0])

    def years(self, selection: Selection | None = None) -> list[YearRow]:
        """The sums of a selection by the year of the start; those without a start come last."""
        chosen = selection or Selection()
        sql = f"SELECT year, {SUM_COLUMNS} FROM project{where(chosen)} GROUP BY year"
        years = [YearRow(year, Totals(*sums)) for year, *sums in self._all(sql, parameters(chosen))]
        return sorted(years, key=lambda row: (row.year is None, row.year or 0))

    def figures(self) -> Figures:
        """The figures of the release as a whole."""
        organisations = self._all("SELECT count(*) FROM organisation WHERE projects > 0")[0][0]
        return Figures(self.totals(), organisations)

    def _listed(self, selection: Selection, sort: str) -> str:
        found = f"SELECT {_PROJECT}, project.id FROM project"
        if selection.text and sort == BEST:
            found += f" JOIN {_RANKED} ON ranked.id = project.id"
        return f"{found}{where(selection)}{order(sort, selection.text)}"

    def _project(self, where: str, value: str) -> ProjectRow | None:
        sql = f"SELECT {_PROJECT}, project.id FROM project{where} ORDER BY project.id LIMIT 1"
        rows = self._project_rows(self._all(sql, (value,)))
        return rows[0] if rows else None

    def _project_rows(self, found: list[tuple[Any, ...]]) -> list[ProjectRow]:
        regions: dict[int, list[str]] = {}
        organisations: dict[int, list[tuple[str, str]]] = {}
        names: dict[str, tuple[str, str | None]] = {}
        keys = [row[-1] for row in found]
        marks = ", ".join("?" * len(keys))
        for key, region in self._all(_REGIONS_OF.format(marks), keys):
            regions.setdefault(key, []).append(region)
        for key, role, slug, name, language in self._all(_ORGANISATIONS_OF.format(marks), keys):
            organisations.setdefault(key, []).append((slug, role))
            names[slug] = name, language
        return [
            _project_row(row, regions.get(row[-1], []), organisations.get(row[-1], []), names)
            for row in found
        ]


def _project_row(
    row: tuple[Any, ...],
    regions: list[str],
    organisations: list[tuple[str, str]],
    names: dict[str, tuple[str, str | None]],
) -> ProjectRow:
    lists = (tuple(regions), tuple(organisations))
    promoter = names.get(row[14], (None, None))
    values: tuple[Any, ...] = (*row[:16], bool(row[16]), *row[17:19], *lists, *promoter)
    return ProjectRow(*values)
