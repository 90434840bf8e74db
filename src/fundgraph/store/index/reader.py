# SPDX-License-Identifier: EUPL-1.2
"""Reads the search index of a release: rows, lists, counts and sums for pages."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from pathlib import Path
from threading import Lock, local
from typing import Any, Final

from fundgraph.errors import ReleaseError
from fundgraph.report import Finding, Severity
from fundgraph.store.index.rows import (
    Figures,
    OrganisationRow,
    PlaceRow,
    ProgrammeRow,
    ProjectRow,
    RegionRow,
    RuleCount,
    Totals,
    YearRow,
)
from fundgraph.store.index.schema import GRAVITY, MODEL, READABLE, SUM_COLUMNS, VERSION
from fundgraph.store.index.selection import Selection, order
from fundgraph.store.statements import Press, Triple, triples_of

_MANY: Final = 2000
_PROJECT: Final = """
  project.slug, iri, number, title, title_language, graph, status, fund, period, programme,
  start, "end", project.granted, project.spent, promoter, modified, made_up, row, digest
"""
_TOTAL: Final = """
  coalesce(sum(projects), 0), coalesce(sum(granted), 0), coalesce(sum(spent), 0),
  coalesce(sum(without_granted), 0), coalesce(sum(without_spent), 0), coalesce(sum(made_up), 0)
"""
_YEARS: Final = (
    "SELECT year, projects, granted, spent, without_granted, without_spent, made_up FROM sums"
)
_ORGANISATION: Final = """
  slug, coalesce(name, slug), language, legal_form, projects, made_up,
  promoted, granted, spent, without_granted, without_spent, promoted_made_up
"""
_PROGRAMME: Final = "slug, identifier, title_lv, title_en, level, parent, fund, period"
_DOCUMENT: Final = "SELECT lines FROM document WHERE iri = ?"
_FINDING: Final = "severity, rule, messages, file, row, field, project, slug, value"
_ORGANISATION_SORTS: Final = {
    "granted": "granted ASC, id ASC",
    "-granted": "granted DESC, id DESC",
    "projects": "projects ASC, id ASC",
    "-projects": "projects DESC, id DESC",
    "name": "name_key ASC, id ASC",
    "-name": "name_key DESC, id DESC",
}


class Index:
    """An index opened for reading, from any thread."""

    def __init__(self, path: Path) -> None:
        self._address = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
        self._thread = local()
        self._open: list[sqlite3.Connection] = []
        self._lock = Lock()
        self._has_documents = False

    @classmethod
    def open(cls, path: Path) -> Index:
        """The index of a release. Raises ReleaseError for a file that is none of ours."""
        index = cls(path)
        try:
            version = index._all("PRAGMA user_version")[0][0]
        except sqlite3.Error as error:
            raise ReleaseError(f"the search index cannot be opened: {error}") from error
        if version not in READABLE:
            index.close()
            raise ReleaseError(f"the search index has version {version}; this is {VERSION}")
        index._has_documents = version == VERSION
        return index

    def close(self) -> None:
        """Closes the connections of all threads."""
        with self._lock:
            connections, self._open = self._open, []
        for connection in connections:
            connection.close()

    def project(self, slug: str) -> ProjectRow | None:
        """The project with a slug."""
        return self._project(" WHERE project.slug = ?", slug)

    def statements(self, iri: str) -> list[Triple] | None:
        """What is said of a thing and its parts, as the store says it; None where this index does
        not know."""
        if not self._has_documents:
            return None
        rows = self._all(_DOCUMENT, (iri,))
        return triples_of(self._opened().unpack(rows[0][0])) if rows else None

    def by_number(self, number: str) -> ProjectRow | None:
        """The project with a number as published; the first where several registers have it."""
        return self._project(" WHERE number = ?", number)

    def slug_of_number(self, number: str) -> str | None:
        """The slug of the project with a number as published."""
        found = self.by_number(number)
        return found.slug if found else None

    def projects(
        self,
        selection: Selection | None = None,
        *,
        sort: str = "-granted",
        limit: int = 50,
        offset: int = 0,
    ) -> list[ProjectRow]:
        """A page of the projects of a selection (default: of all), in the order of `sort`:
        `granted`, `spent`, `start`, `title` or `number`, falling with `-` before it."""
        chosen = selection or Selection()
        many = self.totals(chosen).projects > _MANY
        where = chosen.where(many=many) + order(sort, many=many)
        sql = f"SELECT {_PROJECT}, project.id FROM project{where} LIMIT :limit OFFSET :offset"
        page = {"limit": limit, "offset": offset}
        return self._project_rows(self._all(sql, chosen.parameters() | page))

    def totals(self, selection: Selection | None = None) -> Totals:
        """The number and sums of the projects of a selection (default: of all)."""
        chosen = selection or Selection()
        given = {name: value for name, value in chosen.parameters().items() if value is not None}
        if not given:
            return self._sums("all", "")
        if given.keys() <= {"region"} or given.keys() <= {"programme"}:
            [(kind, slug)] = given.items()
            return self._sums(kind, str(slug))
        sql = f"SELECT {SUM_COLUMNS} FROM project{chosen.where(many=False)}"
        return Totals(*self._all(sql, chosen.parameters())[0])

    def years(self, selection: Selection | None = None) -> list[YearRow]:
        """The sums of a selection by the year of the start; those without a start come last."""
        chosen = selection or Selection()
        given = {name: value for name, value in chosen.parameters().items() if value is not None}
        if given.keys() <= {"region"} or given.keys() <= {"programme"}:
            kind, slug = next(iter(given.items()), ("all", ""))
            rows = self._all(f"{_YEARS} WHERE kind = ? AND slug = ?", (kind, slug))
        else:
            sql = f"SELECT year, {SUM_COLUMNS} FROM project{chosen.where(many=False)}"
            rows = self._all(f"{sql} GROUP BY year", chosen.parameters())
        years = [YearRow(year, Totals(*sums)) for year, *sums in rows]
        return sorted(years, key=lambda row: (row.year is None, row.year or 0))

    def figures(self) -> Figures:
        """The figures of the release as a whole."""
        organisations = self._all("SELECT count(*) FROM organisation WHERE projects > 0")[0][0]
        return Figures(self.totals(), organisations)

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
        sql += f" ORDER BY {_ORGANISATION_SORTS[sort]} LIMIT ? OFFSET ?"
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

    def programme(self, slug: str) -> ProgrammeRow | None:
        """The programme level with a slug."""
        found = self._programmes("WHERE slug = ?", slug)
        return found[0] if found else None

    def programmes(self, parent: str | None = None) -> list[ProgrammeRow]:
        """The levels right below one (default: the tops of all trees), by their numbers."""
        if parent is None:
            found = self._programmes("WHERE parent IS NULL")
        else:
            found = self._programmes("WHERE parent = ?", parent)
        return sorted(found, key=lambda row: (row.period or "", _natural(row.identifier)))

    def programme_path(self, slug: str) -> list[ProgrammeRow]:
        """The levels from the top of the tree down to one, itself included."""
        path: list[ProgrammeRow] = []
        current: str | None = slug
        while current and all(row.slug != current for row in path):
            row = self.programme(current)
            if row is None:
                break
            path.append(row)
            current = row.parent
        return path[::-1]

    def regions(self) -> list[RegionRow]:
        """All regions by slug, those without a project too."""
        return self._regions("ORDER BY slug")

    def region(self, slug: str) -> RegionRow | None:
        """The region with a slug."""
        found = self._regions("WHERE slug = ?", slug)
        return found[0] if found else None

    def places(self, region: str | None = None) -> list[PlaceRow]:
        """The towns (of a region), by slug."""
        sql = "SELECT slug, label_lv, label_en, region FROM place"
        sql += " WHERE :region IS NULL OR region = :region ORDER BY slug"
        return [PlaceRow(*row) for row in self._all(sql, {"region": region})]

    def findings(self, slug: str) -> list[Finding]:
        """The findings of a project, in the order of the source."""
        sql = f"SELECT {_FINDING} FROM finding WHERE slug = ? ORDER BY id"
        return [_finding(row) for row in self._all(sql, (slug,))]

    def finding_counts(self) -> list[RuleCount]:
        """The number of findings by rule and severity, by rule."""
        sql = "SELECT rule, severity, count(*) FROM finding GROUP BY rule, severity ORDER BY 1, 2"
        return [RuleCount(*row) for row in self._all(sql)]

    def findings_of_rule(
        self, rule: str | None, *, limit: int = 50, offset: int = 0
    ) -> list[Finding]:
        """A page of the findings of a rule, in the order of the sources; for None those of all
        rules, the gravest first."""
        where = "WHERE rule = :rule ORDER BY id" if rule else f"ORDER BY {GRAVITY}, id"
        sql = f"SELECT {_FINDING} FROM finding {where} LIMIT :limit OFFSET :offset"
        page = {"rule": rule, "limit": limit, "offset": offset}
        return [_finding(row) for row in self._all(sql, page)]

    def funds(self) -> set[str]:
        """The codes of the funds that projects name."""
        return {code for (code,) in self._all("SELECT DISTINCT fund FROM project") if code}

    def place(self, slug: str) -> PlaceRow | None:
        """The town with a slug."""
        sql = "SELECT slug, label_lv, label_en, region FROM place WHERE slug = ?"
        rows = self._all(sql, (slug,))
        return PlaceRow(*rows[0]) if rows else None

    def projects_of(self, slugs: Sequence[str]) -> list[ProjectRow]:
        """The projects with these slugs, the largest grants first."""
        marks = ", ".join("?" * len(slugs))
        sql = f"SELECT {_PROJECT}, project.id FROM project WHERE project.slug IN ({marks})"
        return self._project_rows(self._all(f"{sql}{order('-granted', many=False)}", slugs))

    def digests(self) -> Iterator[tuple[str, str]]:
        """Each project's slug with its digest, by slug: what changes between releases."""
        cursor = self._connection().execute("SELECT slug, digest FROM project ORDER BY slug")
        yield from cursor

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

    def _sums(self, kind: str, slug: str) -> Totals:
        sql = f"SELECT {_TOTAL} FROM sums WHERE kind = ? AND slug = ?"
        return Totals(*self._all(sql, (kind, slug))[0])

    def _programmes(self, where: str, *values: str) -> list[ProgrammeRow]:
        rows = self._all(f"SELECT {_PROGRAMME} FROM programme {where}", values)
        return [ProgrammeRow(*_and_totals(row, self._sums("programme", row[0]))) for row in rows]

    def _regions(self, where: str, *values: str) -> list[RegionRow]:
        rows = self._all(f"SELECT slug, label_lv, label_en FROM region {where}", values)
        return [RegionRow(*_and_totals(row, self._sums("region", row[0]))) for row in rows]

    def _all(
        self, sql: str, values: Sequence[object] | dict[str, Any] = ()
    ) -> list[tuple[Any, ...]]:
        return self._connection().execute(sql, values).fetchall()

    def _opened(self) -> Press:
        press: Press | None = getattr(self._thread, "press", None)
        if press is None:
            [(model,)] = self._all(_DOCUMENT, (MODEL,))
            press = self._thread.press = Press(model)
        return press

    def _connection(self) -> sqlite3.Connection:
        connection: sqlite3.Connection | None = getattr(self._thread, "connection", None)
        if connection is None:
            connection = sqlite3.connect(self._address, uri=True, check_same_thread=False)
            connection.executescript("PRAGMA query_only = ON; PRAGMA mmap_size = 268435456")
            self._thread.connection = connection
            with self._lock:
                self._open.append(connection)
        return connection


_REGIONS_OF: Final = (
    "SELECT project, region FROM project_region WHERE project IN ({}) ORDER BY region"
)
_ORGANISATIONS_OF: Final = """
  SELECT project, role, slug, name, language
  FROM participation JOIN organisation ON organisation.id = participation.organisation
  WHERE project IN ({}) ORDER BY project, role <> 'promoter', role, slug
"""


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


def _organisation_row(row: tuple[Any, ...]) -> OrganisationRow:
    return OrganisationRow(*_and_totals(row[:6], Totals(*row[6:])))


def _and_totals(row: tuple[Any, ...], totals: Totals) -> tuple[Any, ...]:
    return (*row, totals)


def _finding(row: tuple[Any, ...]) -> Finding:
    severity, rule, messages, *place = row
    return Finding(Severity(severity), rule, json.loads(messages), *place)


def _natural(identifier: str) -> list[tuple[int, str]]:
    """A key that sorts `1.10` after `1.9`."""
    return [(int(part), "") if part.isdigit() else (0, part) for part in identifier.split(".")]
