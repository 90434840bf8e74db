# SPDX-License-Identifier: EUPL-1.2
"""Sums that were worked out when the index was built."""

from __future__ import annotations

from typing import Final

from fundgraph.store.index.database import Database
from fundgraph.store.index.rows import Totals

# The fields of Totals, of all years together.
SUMMED: Final = """
  coalesce(sum(projects), 0), coalesce(sum(granted), 0), coalesce(sum(spent), 0),
  coalesce(sum(without_granted), 0), coalesce(sum(without_spent), 0), coalesce(sum(made_up), 0)
"""
_TOTAL: Final = f"SELECT {SUMMED} FROM sums WHERE kind = ? AND slug = ?"


class Sums(Database):
    """The sums of all projects (kind `all`), of a region, of a programme level."""

    def _sums(self, kind: str, slug: str = "") -> Totals:
        return Totals(*self._all(_TOTAL, (kind, slug))[0])
