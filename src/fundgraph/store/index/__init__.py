# SPDX-License-Identifier: EUPL-1.2
"""The search index of a release: lists, counts and sums for pages, in one SQLite file."""

from fundgraph.store.index.builder import IndexBuilder
from fundgraph.store.index.reader import Index
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
from fundgraph.store.index.selection import Selection

__all__ = [
    "Figures", "Index", "IndexBuilder", "OrganisationRow", "PlaceRow", "ProgrammeRow",
    "ProjectRow", "RegionRow", "RuleCount", "Selection", "Totals", "YearRow",
]  # fmt: skip
