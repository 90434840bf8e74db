# SPDX-License-Identifier: EUPL-1.2
"""Projects in the search index: one, or some by what names them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

from fundgraph.store.index.database import AMONG, Database
from fundgraph.store.index.rows import ProjectRow

_PROJECT: Final = """
  project.slug, iri, number, title, title_language, graph, status, fund, period, programme,
  start, "end", project.granted, project.spent, promoter, modified, made_up, row, digest
"""
_REGIONS_OF: Final = (
    f"SELECT project, region FROM project_region WHERE project {AMONG} ORDER BY region"
)
_ORGANISATIONS_OF: Final = f"""
  SELECT project, role, slug, name, language
  FROM participation JOIN organisation ON organisation.id = participation.organisation
  WHERE project {AMONG} ORDER BY project, role <> 'promoter', role, slug
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
        sql = f"SELECT {_PROJECT}, project.id FROM project WHERE project.slug {AMONG}"
        return self._project_rows(
            self._all(f"{sql} ORDER BY granted DESC, id DESC", (json.dumps(slugs),))
        )

    def first_of_graph(self, graph: str, limit: int) -> list[str]:
        """The IRIs of the projects of a named graph, the first of the register first."""
        sql = "SELECT iri FROM project WHERE graph = ? ORDER BY id LIMIT ?"
        return [iri for (iri,) in self._all(sql, (graph, limit))]

    def digests(self) -> Iterator[tuple[str, str]]:
        """Each project's slug with its digest, by slug: what changes between releases."""
        cursor = self._connection().execute("SELECT slug, digest FROM project ORDER BY slug")
        yield from cursor

    def funds(self) -> set[str | None]:
        """The codes of the funds of the projects; None for those that name none."""
        return {code or None for (code,) in self._all("SELECT DISTINCT fund FROM project")}

    def _numbered(self, numbers: Iterable[int]) -> list[ProjectRow]:
        """The projects with numbers of the index, counted from nought, in their order."""
        keys = [int(number) + 1 for number in numbers]
        sql = f"SELECT {_PROJECT}, project.id FROM project WHERE project.id {AMONG}"
        rows = {row[-1]: row for row in self._all(sql, (json.dumps(keys),))}
        return self._project_rows([rows[key] for key in keys])

    def _project(self, where: str, value: str) -> ProjectRow | None:
        sql = f"SELECT {_PROJECT}, project.id FROM project{where} ORDER BY project.id LIMIT 1"
        rows = self._project_rows(self._all(sql, (value,)))
        return rows[0] if rows else None

    def _project_rows(self, found: list[tuple[Any, ...]]) -> list[ProjectRow]:
        regions: dict[int, list[str]] = {}
        organisations: dict[int, list[tuple[str, str]]] = {}
        names: dict[str, tuple[str, str | None]] = {}
        keys = (json.dumps([row[-1] for row in found]),)
        for key, region in self._all(_REGIONS_OF, keys):
            regions.setdefault(key, []).append(region)
        for key, role, slug, name, language in self._all(_ORGANISATIONS_OF, keys):
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
