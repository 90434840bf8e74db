# SPDX-License-Identifier: EUPL-1.2
"""Which projects say a word, and how well they fit it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from operator import itemgetter
from typing import Final

import numpy as np
from numpy.typing import NDArray

from fundgraph.store.index.database import Database
from fundgraph.store.index.inverting import BEGINS, NAMES, SHORT, TEXT, TITLE, mask_of
from fundgraph.store.index.schema import WITH_WORDS

Projects = NDArray[np.bool_] | NDArray[np.int32]
Scores = NDArray[np.uint16]

# What a word is worth by where it stands; the whole word is worth twice its beginning.
_WORTH: Final = {TEXT: 1, NAMES: 30, TITLE: 900}
_VERY_NUMBER: Final = (1 << 16) - 1
_LAST: Final = chr(0x10FFFF)
_SAID: Final = """
  SELECT kind, word = :word, dense, projects FROM said WHERE word >= :word AND word < :end
"""
# Of a short beginning, whose projects are together.
_SHORT: Final = """
  SELECT kind, word = :word, dense, projects FROM said WHERE word IN (:word, :end)
"""
_NUMBERED: Final = "SELECT id - 1 FROM project WHERE number = ? COLLATE NOCASE"
# Indexes of older versions: the columns that their words stand in.
_COLUMNS: Final = {NAMES: "{number promoter}", TITLE: "{title}"}
_MATCHING: Final = "SELECT group_concat(rowid) FROM words WHERE words MATCH ?"


class WordLists(Database):
    """The words of the projects of an index."""

    def _scores(self, words: Sequence[str], projects: int) -> Scores:
        """How well each project fits words; nought where it lacks one."""
        scores, fits = np.zeros(projects, np.uint16), np.ones(projects, np.bool_)
        for word in words:
            worth = self._worth(word, projects)
            scores += worth
            fits &= worth > 0
        return scores * fits if words else scores

    def _prefer(self, scores: Scores, number: str) -> None:
        """Puts the projects of a number before all others."""
        for (project,) in self._all(_NUMBERED, (number,)):
            scores[project] = _VERY_NUMBER

    def _worth(self, word: str, projects: int) -> Scores:
        best = np.zeros(projects, np.uint16)
        for worth, found in sorted(self._lists(word, projects), key=itemgetter(0)):
            best[found] = worth
        return best

    def _lists(self, word: str, projects: int) -> Iterator[tuple[int, Projects]]:
        """The projects that say a word or one that it begins, with what that is worth."""
        if self.version < WITH_WORDS:
            yield from self._older(word)
            return
        short = len(word) <= SHORT
        bound = {"word": word, "end": word + (BEGINS if short else _LAST)}
        for kind, whole, dense, content in self._all(_SHORT if short else _SAID, bound):
            yield _WORTH[kind] * (1 + whole), mask_of(dense, content, projects)

    def _older(self, word: str) -> Iterator[tuple[int, Projects]]:
        for kind, columns in _COLUMNS.items():
            [(found,)] = self._all(_MATCHING, (f'{columns} : "{word}" *',))
            if found:
                yield _WORTH[kind], np.fromstring(found, "i4", sep=",") - 1
