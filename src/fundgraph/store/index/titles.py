# SPDX-License-Identifier: EUPL-1.2
"""The titles of projects in the language of a reader."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from fundgraph.store.index.database import AMONG
from fundgraph.store.index.documents import Documents
from fundgraph.store.index.rows import ProjectRow
from fundgraph.store.index.schema import WITH_GROUPS
from fundgraph.store.statements import objects_in
from fundgraph.vocabulary import DCTERMS
from fundgraph.writers.terms import Term, parse_term

# The languages of the site: another of them comes before any third.
LANGUAGES: Final = ("lv", "en")
UNKNOWN: Final = "und"

_TITLE: Final = DCTERMS.title.n3()
_DOCUMENTS: Final = f"SELECT iri, lines FROM document WHERE iri {AMONG}"


def chosen(titles: Iterable[Term], language: str) -> Term:
    """The title in a language, else in one of the site's, else the first by its letters."""
    wanted = (language, *LANGUAGES)

    def rank(title: Term) -> tuple[int, str, str]:
        spoken = title.language or ""
        place = wanted.index(spoken) if spoken in wanted else len(wanted)
        return place, title.value, spoken

    return min(titles, key=rank)


class Titles(Documents):
    """The titles in an index: the row of a project has one, what is said of it all."""

    def titled(self, rows: Iterable[ProjectRow], language: str) -> list[ProjectRow]:
        """The projects with their titles in a language, else in the next best that they have. An
        index before version 5 has one title of each."""
        rows = list(rows)
        others = [row.iri for row in rows if row.title_language != language]
        found = self._seen(others, language)
        return [_with_title(row, found[row.iri]) if row.iri in found else row for row in rows]

    def _seen(self, iris: Sequence[str], language: str) -> dict[str, Term]:
        """The titles that readers of a language see, of projects with several; the row of others
        has theirs."""
        if not iris or self.version < WITH_GROUPS:
            return {}
        several = (said for said in self._titles(iris) if len(said[1]) > 1)
        return {iri: chosen(map(parse_term, titles), language) for iri, titles in several}

    def _titles(self, iris: Sequence[str]) -> Iterator[tuple[str, list[str]]]:
        """All titles of each project."""
        for iri, packed in self._all(_DOCUMENTS, (json.dumps(iris),)):
            yield iri, objects_in(self._opened().unpack(packed), _TITLE)


def _with_title(row: ProjectRow, title: Term) -> ProjectRow:
    if title.value == row.title:
        return row
    return replace(
        row,
        title=title.value,
        title_language=title.language or UNKNOWN,
        own_title=row.title,
        own_language=row.title_language,
    )
