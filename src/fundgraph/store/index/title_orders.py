# SPDX-License-Identifier: EUPL-1.2
"""The orders of projects by their titles in each language, where those differ from their own.

Readers of a list see titles in their language, and what is sorted by title is sorted by these.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from fundgraph.store.index.titles import LANGUAGES, chosen
from fundgraph.writers.terms import Term

# In the file of the words, which is thrown away.
TABLE: Final = """
CREATE TABLE said.titled (
  language TEXT, project INTEGER, title_key TEXT, PRIMARY KEY (language, project)
) WITHOUT ROWID;
"""
ADD: Final = "INSERT INTO said.titled VALUES (?, ?, ?)"
_SPOKEN: Final = "SELECT DISTINCT language FROM said.titled"
_ORDER: Final = """
  SELECT id - 1 FROM project LEFT JOIN said.titled ON language = ? AND project = id
  ORDER BY coalesce(titled.title_key, project.title_key), id
"""


def other_titles(own: str, titles: Sequence[Term]) -> Iterator[tuple[str, str]]:
    """The languages whose readers see another title than a project's own, with that title."""
    if len(titles) > 1:
        seen = ((language, chosen(titles, language).value) for language in LANGUAGES)
        yield from (each for each in seen if each[1] != own)


def title_orders(database: sqlite3.Connection) -> Iterator[tuple[str, bytes]]:
    """The columns of these orders, as `packing` describes them."""
    for (language,) in database.execute(_SPOKEN).fetchall():
        order = _column(number for (number,) in database.execute(_ORDER, (language,)))
        yield f"order.title.{language}", order.tobytes()
        yield f"valued.title.{language}", _column([len(order)]).tobytes()


def _column(numbers: Iterable[int]) -> NDArray[np.int32]:
    return np.fromiter(numbers, dtype="i4")
