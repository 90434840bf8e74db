# SPDX-License-Identifier: EUPL-1.2
"""The projects of a search index as one table with full-text search, as Datasette serves them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from fundgraph.release.rows import texts
from fundgraph.store.index import AmountCount, Index, ProjectRow

TABLE = "projects"
FACETS = ("region", "programme", "status", "fund", "period", "year", "amount")
_TEXTS = ("title", "names", "number", "text")
_COLUMNS = (*_TEXTS, *FACETS, "start", "granted", "spent")


def write_table(index: Path, path: Path) -> None:
    """Writes the table with an index for each facet; of several regions it has the first."""
    opened = Index.open(index)
    with closing(sqlite3.connect(path)) as database:
        database.execute(f"CREATE TABLE {TABLE} (id INTEGER PRIMARY KEY, {', '.join(_COLUMNS)})")
        marks = ", ".join("?" * len(_COLUMNS))
        database.executemany(
            f"INSERT INTO {TABLE} ({', '.join(_COLUMNS)}) VALUES ({marks})", _rows(opened)
        )
        for name in (*FACETS, "granted"):
            database.execute(f"CREATE INDEX of_{name} ON {TABLE} ({name})")
        database.execute(
            f"CREATE VIRTUAL TABLE {TABLE}_fts USING fts5 ({', '.join(_TEXTS)},"
            f' content="{TABLE}", content_rowid="id", tokenize="unicode61 remove_diacritics 2")'
        )
        database.execute(f"INSERT INTO {TABLE}_fts ({TABLE}_fts) VALUES ('rebuild')")
        database.execute(f"INSERT INTO {TABLE}_fts ({TABLE}_fts) VALUES ('optimize')")
        database.commit()
        database.execute("ANALYZE")
    opened.close()


def _rows(index: Index) -> Iterator[tuple[object, ...]]:
    classes = index.search(limit=0).facets.amounts
    names = {row.slug: row.name for row in index.organisations(limit=-1)}
    for row in index.matching(sort="number"):
        said = texts(row.iri, index.statements(row.iri) or [])
        words = (
            " ".join(title.value for title in said.titles),
            " ".join(names.get(slug, "") for slug, _ in row.organisations),
            row.number,
            " ".join(said.texts),
        )
        region = row.regions[0] if row.regions else None
        facets = (region, row.programme, row.status, row.fund, row.period, (row.start or "")[:4])
        yield (*words, *facets, _class(row, classes), row.start, row.granted, row.spent)


def _class(row: ProjectRow, classes: tuple[AmountCount, ...]) -> int | None:
    if row.granted is None:
        return None
    return max((one.least for one in classes if one.least <= row.granted), default=None)
