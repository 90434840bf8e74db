# SPDX-License-Identifier: EUPL-1.2
"""The names of what projects are filtered by, in the language of the page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
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
            level = self.programmes.get(value)
            return Words(level.title, level.language) if level else Words(value)
        return Words(concept_label(SCHEMES[field], value, self.language))


_YEAR = re.compile(r"\d{4}")
# The code lists of the other filters.
SCHEMES = {"statuses": "status", "funds": "fund", "periods": "period"}


def labels(language: str) -> Labels:
    """The names of the release of this request."""
    return _labels(release().folder, language)


@lru_cache(maxsize=8)
def _labels(_folder: Path, language: str) -> Labels:
    """Remembered by the release's folder: to hold on to the release would keep it open."""
    rows = Rows(release().index, language)
    levels = [level for _, found in rows.trees("") for level in found]
    said = Counter(level.title for level in levels)
    told = {level.slug: _told(level, alone=said[level.title] == 1) for level in levels}
    return Labels(language, {area.slug: area.label for area in rows.areas()}, told)


def _told(level: Level, *, alone: bool) -> Level:
    """A level under its title, with the years of its period where others have the same."""
    years = "–".join(_YEAR.findall(level.period))
    return level if alone or not years else replace(level, title=f"{level.title} ({years})")
