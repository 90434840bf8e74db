# SPDX-License-Identifier: EUPL-1.2
"""Makes a search index one of an older version, as far as readers can tell."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from fundgraph.store.index.schema import MODEL
from fundgraph.store.statements import Press, groups_of

WITHOUT_LISTS = """
DROP TABLE said;
DROP TABLE packed;
DROP INDEX finding_kind;
ALTER TABLE finding DROP COLUMN refused;
CREATE VIRTUAL TABLE words USING fts5 (
  title, number, promoter, content='', detail='column',
  tokenize="unicode61 remove_diacritics 2", prefix='3'
);
INSERT INTO words (rowid, title, number, promoter)
SELECT project.id, title, number, organisation.name
FROM project LEFT JOIN organisation ON organisation.slug = project.promoter;
"""


def make_older(path: Path, version: int) -> None:
    """Takes from an index what versions after this one have."""
    with closing(sqlite3.connect(path)) as known:
        if version < 4:
            known.executescript(WITHOUT_LISTS)
        elif version < 5:
            known.execute("DELETE FROM packed WHERE name IN ('questioned', 'promoters')")
        if version < 3:
            known.execute("DROP TABLE document")
        elif version < 5:
            _list_statements(known)
        known.execute(f"PRAGMA user_version = {version}")
        known.commit()


def _list_statements(known: sqlite3.Connection) -> None:
    """Writes a line for each statement, as documents had it."""
    documents = dict(known.execute("SELECT iri, lines FROM document"))
    if not documents:
        return
    before = Press(documents.pop(MODEL))
    texts = {iri: groups_of(before.unpack(packed)) for iri, packed in documents.items()}
    lines = {iri: "\n".join(map(" ".join, said)).encode() for iri, said in texts.items()}
    model = next(iter(lines.values()))
    press = Press(model)
    rows = [(MODEL, model), *((iri, press.pack(text)) for iri, text in lines.items())]
    known.executemany("UPDATE document SET lines = ?2 WHERE iri = ?1", rows)
