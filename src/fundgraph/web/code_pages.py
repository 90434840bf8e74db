# SPDX-License-Identifier: EUPL-1.2
"""The pages of the code lists and their concepts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby
from urllib.parse import quote

from babel import Locale

from fundgraph.vocabulary import CODE
from fundgraph.web.i18n import LANGUAGES, language
from fundgraph.web.layout import things
from fundgraph.web.rendering import render_template
from fundgraph.web.site import release
from fundgraph.web.usage import concept_counts
from fundgraph.web.views.concepts import (
    ConceptView,
    SchemeView,
    concept_view,
    members,
    scheme_view,
    scheme_views,
)
from fundgraph.web.views.statements import Words
from fundgraph.web.views.uses import uses_of_list
from fundgraph.web.vocabulary_pages import page, use_rows

# The code lists by which the list of projects can be filtered.
FILTERS = ("status", "fund", "period")


@dataclass(frozen=True, slots=True)
class ConceptRow:
    """A concept in its list; `count` is None where it was not counted, `projects` the address of
    the projects that have it."""

    view: ConceptView
    count: int | None
    projects: str | None


@dataclass(frozen=True, slots=True)
class SchemeRow:
    """A code list among the others, with how many codes it has and how many are in use."""

    view: SchemeView
    codes: int
    used: int | None


def codes_page() -> str:
    """The page of all code lists."""
    counts = concept_counts()
    rows = [_scheme_row(view, counts) for view in scheme_views(things())]
    return render_template("codes.html", rows=rows)


def scheme_page(scheme: str) -> str:
    """The page of a code list."""
    view = scheme_view(scheme, things(), release().store.subjects)
    counts = concept_counts()
    rows = [_row(concept, counts) for concept in view.concepts]
    return page("scheme.html", view=view, rows=rows, uses=use_rows(uses_of_list(scheme)))


def concept_page(scheme: str, code: str) -> str:
    """The page of one concept of a code list."""
    known = things()
    view = concept_view(f"{CODE}{scheme}/{code}", known)
    listed = next(found for found in scheme_views(known) if found.code == scheme)
    return page(
        "concept.html",
        row=_row(view, concept_counts()),
        view=view,
        scheme=listed,
        words=_by_language(view.words),
        uses=use_rows(uses_of_list(scheme)),
    )


def _row(view: ConceptView, counts: Mapping[str, int] | None) -> ConceptRow:
    count = None if counts is None else counts.get(f"{view.scheme}/{view.code}", 0)
    filtered = view.scheme in FILTERS and count != 0
    address = f"/{language()}/projects?{view.scheme}={quote(view.code)}" if filtered else None
    return ConceptRow(view, count, address)


def _scheme_row(view: SchemeView, counts: Mapping[str, int] | None) -> SchemeRow:
    codes = [iri.removeprefix(CODE) for iri in members(view.code, release().store.subjects)]
    used = None if counts is None else sum(code in counts for code in codes)
    return SchemeRow(view, len(codes), used)


def _by_language(words: tuple[Words, ...]) -> list[tuple[str, list[Words]]]:
    """The words of sources by the name of their language, those of the site first."""

    def order(word: Words) -> tuple[bool, str]:
        return word.language not in LANGUAGES, _name_of(word.language)

    grouped = groupby(sorted(words, key=order), key=lambda word: _name_of(word.language))
    return [(name, list(found)) for name, found in grouped]


def _name_of(code: str | None) -> str:
    """A language by its name in the language of the page."""
    name: str | None = Locale(code).get_language_name(language()) if code else None
    return (name or code or "–").capitalize()
