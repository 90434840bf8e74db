# SPDX-License-Identifier: EUPL-1.2
"""Builds the search index of a release: rows are streamed in, sums worked out at the end."""

from __future__ import annotations

import json
import sqlite3
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, Final, Self

from fundgraph.report import Finding
from fundgraph.store.index.inverting import NAMES, TEXT, TITLE, Inverter
from fundgraph.store.index.naming import LOCATE, NAMED, READY, TABLE
from fundgraph.store.index.packing import packed
from fundgraph.store.index.rows import (
    OrganisationRow,
    PlaceRow,
    ProgrammeRow,
    ProjectRow,
    RegionRow,
)
from fundgraph.store.index.schema import FINISH, INDEXES, MODEL, REMEDIES, TABLES, VERSION
from fundgraph.store.index.title_orders import ADD, other_titles, title_orders
from fundgraph.store.index.title_orders import TABLE as TITLED
from fundgraph.store.statements import Press, ordered, text_of
from fundgraph.writers.terms import Term, Triple

Row = ProjectRow | OrganisationRow | ProgrammeRow | RegionRow | PlaceRow
_Values = tuple[Any, ...]

_BATCH: Final = 2000
_INSERTS: Final = {
    "project": f"INSERT INTO project VALUES ({', '.join('?' * 22)})",
    "project_region": "INSERT OR IGNORE INTO project_region VALUES (?, ?)",
    "participation": "INSERT OR IGNORE INTO participation VALUES (?, ?, ?)",
    "organisation": "INSERT INTO organisation (id, slug, name, name_key, language, legal_form)"
    " VALUES (?, ?, ?, ?, ?, ?)",
    "programme": "INSERT OR REPLACE INTO programme VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
    "region": "INSERT OR REPLACE INTO region VALUES (?, ?, ?)",
    "place": "INSERT OR REPLACE INTO place VALUES (?, ?, ?, ?)",
    "document": "INSERT INTO document VALUES (?, ?)",
    "located": LOCATE,
    "titled": ADD,
    "finding": "INSERT INTO finding VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
}


class IndexBuilder:
    """A new index in a file that must not exist yet. A context manager: leaving it finishes the
    index; leaving it by an exception does not, and the file is worth nothing."""

    def __init__(self, path: Path) -> None:
        self._database = sqlite3.connect(path, isolation_level=None)
        # The file is thrown away unless all goes well: no journal, no waiting for the disk.
        self._database.executescript(
            "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -65536;"
            f"{TABLES}"
        )
        self._words = Inverter(self._database, path)
        self._database.executescript(f"{TABLE} {TITLED}")
        self._database.execute("BEGIN")
        self._waiting: dict[str, list[_Values]] = {table: [] for table in _INSERTS}
        self._projects = 0
        self._organisations: dict[str, int] = {}
        self._known: set[str] = set()
        self._press: Press | None = None
        self._adders: dict[type, Callable[[Any], None]] = {
            ProjectRow: self.add_project,
            OrganisationRow: self._add_organisation,
            ProgrammeRow: self._add_programme,
            RegionRow: self._add_region,
            PlaceRow: self._add_place,
        }

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is None:
            self.finish()
        else:
            self._database.close()

    def add(self, row: Row) -> None:
        """Adds a project, organisation, programme level, region or place, in any order."""
        self._adders[type(row)](row)

    def add_project(
        self,
        row: ProjectRow,
        *,
        titles: Sequence[Term] = (),
        texts: Iterable[str] = (),
        located: Iterable[tuple[str, str]] = (),
    ) -> None:
        """Adds a project; it is found by these titles and texts, too, and by where it is: the names
        of a `region` or `place`, by its slug, and `words` of sites."""
        self._projects += 1
        key = self._projects
        self._insert("project", _project_values(key, row))
        for region in row.regions:
            self._insert("project_region", (region, key))
        for organisation, role in row.organisations:
            self._insert("participation", (self._organisation(organisation), key, role))
        for kind, name in located:
            self._insert("located", (key, kind, name))
        for language, title in other_titles(row.title, titles):
            self._insert("titled", (language, key, sort_key(title)))
        self._words.add(TITLE, key, " ".join((row.title, *(title.value for title in titles))))
        self._words.add(TEXT, key, " ".join(texts))

    def add_statements(self, iri: str, triples: Iterable[Triple]) -> None:
        """Adds what is said of a thing, once for each: of the triples those that are about it and
        its parts."""
        text = text_of(ordered(iri, triples))
        if not text:
            return
        if self._press is None:
            self._press = Press(text)
            self._insert("document", (MODEL, text))
        self._insert("document", (iri, self._press.pack(text)))

    def add_findings(self, findings: Iterable[Finding]) -> None:
        """Adds findings."""
        for finding in findings:
            self._insert("finding", _finding_values(finding))

    def finish(self) -> None:
        """Writes what is waiting, works out indexes and sums, closes the file."""
        for slug, key in self._organisations.items():
            if slug not in self._known:
                self._insert("organisation", (key, slug, None, slug, None, None))
        for table in _INSERTS:
            self._write(table)
        self._database.executescript(f"BEGIN; {FINISH} {READY}")
        self._words.add_all(NAMES, NAMED)
        lists = self._words.lists(self._projects)
        self._database.executemany("INSERT INTO said VALUES (?, ?, ?, ?)", lists)
        for columns in (packed(self._database), title_orders(self._database)):
            self._database.executemany("INSERT INTO packed VALUES (?, ?)", columns)
        self._database.execute("COMMIT")
        self._words.close()
        # The version comes last: an index that was not finished has none.
        self._database.executescript(
            f"{INDEXES} ANALYZE; PRAGMA optimize; PRAGMA user_version = {VERSION}"
        )
        self._database.close()

    def _add_organisation(self, row: OrganisationRow) -> None:
        if row.slug in self._known:
            return
        self._known.add(row.slug)
        values = (row.slug, row.name, sort_key(row.name), row.language, row.legal_form)
        self._insert("organisation", (self._organisation(row.slug), *values))

    def _add_programme(self, row: ProgrammeRow) -> None:
        titles = (row.slug, row.identifier, row.title_lv, row.title_en)
        self._insert("programme", (*titles, row.level, row.parent, row.fund, row.period))

    def _add_region(self, row: RegionRow) -> None:
        self._insert("region", (row.slug, row.label_lv, row.label_en))

    def _add_place(self, row: PlaceRow) -> None:
        self._insert("place", (row.slug, row.label_lv, row.label_en, row.region))

    def _organisation(self, slug: str) -> int:
        return self._organisations.setdefault(slug, len(self._organisations) + 1)

    def _insert(self, table: str, values: _Values) -> None:
        waiting = self._waiting[table]
        waiting.append(values)
        if len(waiting) >= _BATCH:
            self._write(table)

    def _write(self, table: str) -> None:
        self._database.executemany(_INSERTS[table], self._waiting[table])
        self._waiting[table].clear()


def sort_key(text: str) -> str:
    """A key that sorts names as people read them: without case, quotes and leading marks; a letter
    with a diacritic after the plain one."""
    folded = unicodedata.normalize("NFKD", text.casefold())
    return folded.translate(_QUOTES).lstrip(" .,;:-–()[]")


_QUOTES: Final = dict.fromkeys(map(ord, "\"'„“”«»’‘`"))


def _project_values(key: int, row: ProjectRow) -> _Values:
    named = (key, row.slug, row.iri, row.number, row.title, row.title_language)
    codes = (sort_key(row.title), row.graph, row.status, row.fund, row.period, row.programme)
    money = (row.start, row.end, row.granted, row.spent, row.promoter, row.modified)
    year = int(row.start[:4]) if row.start else None
    return (*named, *codes, *money, int(row.made_up), row.row, row.digest, year)


def _finding_values(finding: Finding) -> _Values:
    told = {**finding.messages, REMEDIES: dict(finding.remedies)}
    messages = json.dumps(told, ensure_ascii=False)
    place = (finding.file, finding.row, finding.field)
    return (
        *(str(finding.severity), finding.rule, messages, *place),
        *(finding.project, finding.slug, finding.value, int(finding.refused)),
    )
