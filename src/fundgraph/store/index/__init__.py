# SPDX-License-Identifier: EUPL-1.2
"""The search index of a release: lists, counts and sums for pages, in one SQLite file."""

from fundgraph.store.index.builder import IndexBuilder
from fundgraph.store.index.findings import FindingChoice, FindingCount
from fundgraph.store.index.reader import Index
from fundgraph.store.index.rows import (
    AmountCount,
    FacetCount,
    Facets,
    Figures,
    Found,
    OrganisationRow,
    PlaceRow,
    ProgrammeRow,
    ProjectRow,
    RegionRow,
    Totals,
    YearCount,
    YearRow,
)
from fundgraph.store.index.selection import Selection

__all__ = [
    "AmountCount", "FacetCount", "Facets", "Figures", "FindingChoice", "FindingCount", "Found",
    "Index", "IndexBuilder", "OrganisationRow", "PlaceRow", "ProgrammeRow", "ProjectRow",
    "RegionRow", "Selection", "Totals", "YearCount", "YearRow",
]  # fmt: skip
