# SPDX-License-Identifier: EUPL-1.2
"""Pieces of the texts that words were found in, for projects whose lines in a list lack them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from fundgraph.store.index import ProjectRow
from fundgraph.vocabulary import DCTERMS, ESF
from fundgraph.web.i18n import gettext as _
from fundgraph.web.knowledge import said
from fundgraph.web.letters import in_any_form
from fundgraph.web.site import release, site
from fundgraph.web.views.statements import concept_label
from fundgraph.writers.groups import Predicates, by_subject
from fundgraph.writers.terms import parse_term

_BEFORE: Final = 60
_AFTER: Final = 110
# Letters of a text that are looked through: an excerpt is a kindness, which no page waits for.
_LOOKED_THROUGH: Final = 5000
_PUBLISHED, _PLACE = ESF.asPublished.n3(), ESF.place.n3()
Named = dict[str, tuple[str, str | None]]
Groups = list[tuple[str, Predicates]]
_TITLE, _ABSTRACT, _RESULTS = (term.n3() for term in (DCTERMS.title, DCTERMS.abstract, ESF.results))


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A piece of a text of a project, its language, and what text it is of."""

    heading: str
    text: str
    language: str | None


def excerpts(rows: Iterable[ProjectRow], words: Sequence[str], language: str) -> dict[str, Excerpt]:
    """By slug, where projects say words (folded) that title, number, promoter and regions do not:
    the text that says most of them, around the first."""
    if not words:
        return {}
    rows = tuple(rows)
    regions = _labels("region", (slug for row in rows for slug in row.regions), language)
    lacking = [(row, tuple(_lacking(row, words, regions))) for row in rows]
    names = _names((row for row, some in lacking if some), language)
    found = ((row.slug, _best(row, some, names, language)) for row, some in lacking if some)
    return {slug: excerpt for slug, excerpt in found if excerpt}


def _lacking(row: ProjectRow, words: Sequence[str], regions: Named) -> Iterator[str]:
    where = " ".join(regions[slug][0] for slug in row.regions if slug in regions)
    shown = f"{row.title} {row.number} {row.promoter_name or ''} {where}"
    return (word for word in words if not _pattern(word).search(shown))


def _names(rows: Iterable[ProjectRow], language: str) -> Named:
    """The names of who takes part beside the promoters, by slug."""
    others = (slug for row in rows for slug, _role in row.organisations if slug != row.promoter)
    return _labels("organisation", others, language)


def _labels(kind: str, slugs: Iterable[str], language: str) -> Named:
    wanted = set(slugs)
    labels = release().index.labels(kind, wanted, language) if wanted else {}
    return {slug: (label.text, label.language) for slug, label in labels.items()}


def _best(
    row: ProjectRow,
    words: tuple[str, ...],
    names: Named,
    language: str,
) -> Excerpt | None:
    best, most = None, 0
    # What another language's title says of all words needs no look at what else is said.
    if row.own_title and len(found := places(row.own_title, words)) == len(words):
        return Excerpt(_("Title"), _around(row.own_title, *min(found)), row.own_language)
    groups = by_subject(said(release(), site().minter, row.iri))
    for text in (*_parties(row, names, language), *_sites(groups, language), *_texts(groups[:1])):
        found = places(text.text, words)
        if len(found) > most:
            best, most = replace(text, text=_around(text.text, *min(found))), len(found)
    return best


def places(text: str, words: Iterable[str]) -> list[tuple[int, int]]:
    """Where words (folded) stand first in a text, as far as it is looked through."""
    found = (_pattern(word).search(text, 0, _LOOKED_THROUGH) for word in words)
    return [match.span() for match in found if match]


def _parties(row: ProjectRow, names: Named, language: str) -> Iterator[Excerpt]:
    for slug, role in row.organisations:
        if slug in names:
            yield Excerpt(concept_label("role", role, language), *names[slug])


def _sites(groups: Groups, language: str) -> Iterator[Excerpt]:
    """The words of the sites as published, and their towns."""
    sites = [found for subject, found in groups if "#site-" in subject]
    for found in sites:
        for term in found.get(_PUBLISHED, ()):
            yield Excerpt(_("Place, as published"), parse_term(term).value, None)
    towns = (term[1:-1].rpartition("/")[2] for found in sites for term in found.get(_PLACE, ()))
    for name, spoken in _labels("place", towns, language).values():
        yield Excerpt(_("Town"), name, spoken)


def _texts(groups: Groups) -> Iterator[Excerpt]:
    headings = {_TITLE: _("Title"), _ABSTRACT: _("Summary"), _RESULTS: _("Results")}
    for _subject, found in groups:
        for predicate, heading in headings.items():
            for term in map(parse_term, found.get(predicate, ())):
                yield Excerpt(heading, term.value, term.language)


@lru_cache(maxsize=256)
def _pattern(word: str) -> re.Pattern[str]:
    """A word at the beginning of one."""
    return re.compile(rf"(?<![^\W_]){in_any_form(word)}", re.IGNORECASE)


def _around(text: str, start: int, end: int) -> str:
    """A piece of a text around a place in it, in whole words; signs of omission say what lacks."""
    first, last = max(0, start - _BEFORE), min(len(text), end + _AFTER)
    before, after = text[first:start], text[end:last]
    if first:
        before = "…" + before.partition(" ")[2]
    if last < len(text):
        after = (after.rpartition(" ")[0] or after).rstrip(" .,;:–-") + "…"
    return " ".join(f"{before}{text[start:end]}{after}".split())
