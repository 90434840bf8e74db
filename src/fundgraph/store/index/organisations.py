# SPDX-License-Identifier: EUPL-1.2
"""Organisations in the search index: one, lists, who worked with whom."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

from fundgraph.store.index.database import Database
from fundgraph.store.index.rows import OrganisationRow, Totals
from fundgraph.store.index.selection import spoken, words

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


@dataclass(frozen=True, slots=True)
class Bodies:
    """Organisations whose names have words that begin so, of a legal form (its code)."""

    name: str | None = None
    legal_form: str | None = None


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
        self,
        chosen: Bodies | None = None,
        *,
        sort: str = "-granted",
        limit: int = 50,
        offset: int = 0,
    ) -> list[OrganisationRow]:
        """A page of the organisations that have a role in a project, by `granted`, `projects` or
        `name`, falling with `-` before it."""
        where, values = self._where(chosen or Bodies())
        sql = f"SELECT {_ORGANISATION} FROM organisation{where}"
        sql += f" ORDER BY {_SORTS[sort]} LIMIT :limit OFFSET :offset"
        rows = self._all(sql, values | {"limit": limit, "offset": offset})
        return [_organisation_row(row) for row in rows]

    def organisation_count(self, chosen: Bodies | None = None) -> int:
        """How many organisations there are that have a role in a project."""
        where, values = self._where(chosen or Bodies())
        return int(self._all(f"SELECT count(*) FROM organisation{where}", values)[0][0])

    def rank(self, granted: int) -> tuple[int, int]:
        """The place that a sum granted (in cents) has among those of all promoters, the largest
        first, and how many promoters there are."""
        sql = "SELECT count(*) FILTER (WHERE granted > ?), count(*) FROM organisation"
        sql += " WHERE promoted > without_granted"
        larger, promoters = self._all(sql, (granted,))[0]
        return int(larger) + 1, int(promoters)

    def legal_forms(self) -> list[tuple[str, int]]:
        """The codes of the legal forms that organisations have, with how many have each."""
        sql = "SELECT legal_form, count(*) FROM organisation"
        sql += " WHERE projects > 0 AND legal_form IS NOT NULL GROUP BY 1 ORDER BY 2 DESC, 1"
        return self._all(sql)

    def _where(self, chosen: Bodies) -> tuple[str, dict[str, Any]]:
        """The condition of a choice, with its values."""
        conditions, values = ["projects > 0"], dict[str, Any]()
        if chosen.legal_form:
            conditions.append("legal_form = :form")
            values["form"] = chosen.legal_form
        if wanted := words(chosen.name or ""):
            conditions.append("id IN (SELECT value FROM json_each(:ids))")
            values["ids"] = json.dumps(self._named([f" {word}" for word in wanted]))
        return f" WHERE {' AND '.join(conditions)}", values

    def _named(self, wanted: Sequence[str]) -> list[int]:
        """The organisations whose names have words that begin so."""
        return [key for key, name in self._names if all(word in name for word in wanted)]

    @cached_property
    def _names(self) -> list[tuple[int, str]]:
        """The words of all names, a blank before each: few enough to look at all of them."""
        rows = self._all("SELECT id, coalesce(name, slug) FROM organisation WHERE projects > 0")
        return [(key, f" {' '.join(spoken(name))}") for key, name in rows]

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
