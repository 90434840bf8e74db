# SPDX-License-Identifier: EUPL-1.2
"""The names of many things of one kind at once."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Final, NamedTuple

from fundgraph.store.index.database import AMONG
from fundgraph.store.index.titles import LANGUAGES, Titles

# A query takes at most so many values.
_MOST: Final = 10_000
_LABELS: Final = {
    "organisation": "slug, name, language, NULL FROM organisation",
    "programme": "slug, title_{0}, '{0}', identifier FROM programme",
    "region": "slug, label_{0}, '{0}', NULL FROM region",
    "place": "slug, label_{0}, '{0}', NULL FROM place",
}
# What things of a kind are called for want of a name.
_NUMBERS: Final = {"programme": "slug, identifier, NULL, identifier FROM programme"}
_PROJECTS: Final = (
    f"SELECT slug, iri, title, title_language, number FROM project WHERE slug {AMONG}"
)


class Label(NamedTuple):
    """What a thing is called, in which language, and its number, where it has one."""

    text: str
    language: str | None
    number: str | None


class Labels(Titles):
    """The names in an index."""

    def labels(self, kind: str, slugs: Iterable[str], language: str) -> dict[str, Label]:
        """The names of things of a kind by their slugs, in a language where there are several;
        levels of programmes without a title are called by their numbers, other things without a
        name are left out. At most 10,000 slugs are looked at."""
        wanted = sorted(set(slugs))[:_MOST]
        if kind == "project":
            return self._projects(wanted, language)
        other = next(code for code in LANGUAGES if code != language)
        numbered = _NUMBERS.get(kind)
        found = self._labelled(numbered, wanted) if numbered else {}
        for code in (other, language):
            found |= self._labelled(_LABELS[kind].format(code), wanted)
        return found

    def _projects(self, slugs: list[str], language: str) -> dict[str, Label]:
        rows = self._all(_PROJECTS, (json.dumps(slugs),))
        titles = self._seen([row[1] for row in rows if row[3] != language], language)
        found = {}
        for slug, iri, title, spoken, number in rows:
            if seen := titles.get(iri):
                title, spoken = seen.value, seen.language
            found[slug] = Label(title, spoken, number)
        return found

    def _labelled(self, what: str, slugs: list[str]) -> dict[str, Label]:
        rows = self._all(f"SELECT {what} WHERE slug {AMONG}", (json.dumps(slugs),))
        return {row[0]: Label(*row[1:]) for row in rows if row[1]}
