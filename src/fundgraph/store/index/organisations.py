# SPDX-License-Identifier: EUPL-1.2
"""Organisations in the search index: one, lists, who worked with whom."""

from __future__ import annotations

from typing import Any, Final

from fundgraph.store.index.database import Database
from fundgraph.store.index.rows import OrganisationRow, Totals

_ORGANISATION: Final = """
  slug, coalesce(name, slug), language, legal_form, projects, made_up,
  promoted, granted, spent, without_granted, without_spent, promoted_made_up
"""
_SORTS: Final = {
    "granted": "granted ASC, id ASC",
    "-granted": "granted DESC, id DESC",
    "projects": "projects ASC, id ASC",
    "-projects": "projects DESC, id DESC",
    "name": "name_key ASC, id ASC",
    "-name": "name_key DESC, id DESC",
}


class Organisations(Database):
    """The organisations of an index."""

    def organisation(self, slug: str) -> OrganisationRow | None:
        """The organisation with a slug."""
        rows = self._all(f"SELECT {_ORGANISATION} FROM organisation WHERE slug = ?", (slug,))
        return _organisation_row(rows[0]) if rows else None

    def takes_part(self, slug: str) -> int:
        """The number of projects that an organisation has a role in."""
        rows = self._all("SELECT projects FROM organisation WHERE slug = ?", (slug,))
        return int(rows[0][0]) if rows else 0

    def organisations(
        self, *, sort: str = "-granted", limit: int = 50, offset: int = 0
    ) -> list[OrganisationRow]:
        """A page of the organisations that have a role in a project, by `granted`, `projects` or
        `name`, falling with `-` before it."""
        sql = f"SELECT {_ORGANISATION} FROM organisation WHERE projects > 0"
        sql += f" ORDER BY {_SORTS[sort]} LIMIT ? OFFSET ?"
        return [_organisation_row(row) for row in self._all(sql, (limit, offset))]

    def worked_with(self, slug: str, *, limit: int = 20) -> list[tuple[OrganisationRow, int]]:
        """The organisations that share projects with one, with the number of those, most first."""
        sql = f"""
          WITH own AS (
            SELECT participation.project FROM participation JOIN organisation
            ON organisation.id = participation.organisation WHERE slug = :slug
          ), other AS (
            SELECT organisation AS id, count(DISTINCT project) AS shared FROM participation
            WHERE project IN own GROUP BY organisation
          ) SELECT {_ORGANISATION}, shared FROM other JOIN organisation USING (id)
          WHERE slug <> :slug ORDER BY shared DESC, slug LIMIT :limit
        """
        rows = self._all(sql, {"slug": slug, "limit": limit})
        return [(_organisation_row(row[:-1]), row[-1]) for row in rows]


def _organisation_row(row: tuple[Any, ...]) -> OrganisationRow:
    values: tuple[Any, ...] = (*row[:6], Totals(*row[6:]))
    return OrganisationRow(*values)
