# SPDX-License-Identifier: EUPL-1.2
"""Reads the search index of a release: rows, lists, counts and sums for pages."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from fundgraph.errors import ReleaseError
from fundgraph.store.index.findings import Findings
from fundgraph.store.index.frame import Frame
from fundgraph.store.index.labels import Labels
from fundgraph.store.index.ranking import Ranking
from fundgraph.store.index.schema import READABLE, VERSION


class Index(Ranking, Frame, Findings, Labels):
    """An index opened for reading, from any thread."""

    @classmethod
    def open(cls, path: Path) -> Index:
        """The index of a release. Raises ReleaseError for a file that is none of ours."""
        index = cls(path)
        try:
            index.version = index._all("PRAGMA user_version")[0][0]
        except sqlite3.Error as error:
            index.close()
            raise ReleaseError(f"the search index cannot be opened: {error}") from error
        if index.version not in READABLE:
            index.close()
            made_by = "an older" if index.version < VERSION else "a newer"
            raise ReleaseError(
                f"it was made by {made_by} Fundgraph: its search index has version "
                f"{index.version}, and those that can be read are {READABLE}"
            )
        return index
