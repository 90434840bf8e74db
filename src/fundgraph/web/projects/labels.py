# SPDX-License-Identifier: EUPL-1.2
"""The names of what projects are filtered by, in the language of the page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from fundgraph.web.site import release
from fundgraph.web.views.rows import Level, Rows
from fundgraph.web.views.statements import Words, concept_label


@dataclass(frozen=True, slots=True)
class Labels:
    """The names of the regions and programme levels of a release, by slug. Programmes come period
    by period, each level before those below it."""

    language: str
    regions: Mapping[str, str]
    programmes: Mapping[str, Level]

    def of(self, field: str, value: str) -> Words:
        """The name of a value of a filter (a field of the selection); the value itself where it is
        not known."""
        if field == "regions":
            return Words(self.regions.get(value, value))
        if field == "programmes":
            return _titled(self.programmes[value]) if value in self.programmes else Words(value)
        return Words(concept_label(SCHEMES[field], value, self.language))


def _titled(level: Level) -> Words:
    """The title of a level; of the top of a tree with its period, as several may have its name."""
    period = f" ({level.period})" if level.period and not level.depth else ""
    return Words(level.title + period, level.language)


# The code lists of the other filters.
SCHEMES = {"statuses": "status", "funds": "fund", "periods": "period"}


def labels(language: str) -> Labels:
    """The names of the release of this request."""
    return _labels(release().folder, language)


@lru_cache(maxsize=8)
def _labels(_folder: Path, language: str) -> Labels:
    """Remembered by the release's folder: to hold on to the release would keep it open."""
    rows = Rows(release().index, language)
    levels = {level.slug: level for _, found in rows.trees("") for level in found}
    return Labels(language, {area.slug: area.label for area in rows.areas()}, levels)
