# SPDX-License-Identifier: EUPL-1.2
"""Words of a search index that a share of its projects say."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from fundgraph.store.index import Index, Selection


def words_of(index: Path, share: float, number: int) -> list[str]:
    """Words, letters all of them, that begin words in nearly this share of the projects."""
    opened = Index.open(index)
    wanted = share * opened.totals().projects
    found = {
        word: opened.totals(Selection(text=word)).projects
        for word in _words(index)
        if word.isalpha() and len(word) > 4
    }
    opened.close()
    return sorted(found, key=lambda word: (abs(found[word] - wanted), word))[:number]


def _words(index: Path) -> set[str]:
    with closing(sqlite3.connect(f"{index.resolve().as_uri()}?mode=ro", uri=True)) as database:
        return {word for (word,) in database.execute("SELECT DISTINCT word FROM said")}
