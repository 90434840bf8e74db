# SPDX-License-Identifier: EUPL-1.2
"""The view models of the code lists and their concepts, from the statements of the release."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from fundgraph.vocabulary import CODE, DCTERMS, ESF, OWL, SCHEMES, SKOS
from fundgraph.web.views.statements import Things, Words, best, capitalised
from fundgraph.web.views.vocabulary import matches, other_names

Subjects = Callable[[str, str], list[str]]


@dataclass(frozen=True, slots=True)
class ConceptView:
    """A concept of a code list. `labels` are in every language, `others` its other names, `words`
    those by which sources call it."""

    iri: str
    scheme: str
    code: str
    label: Words
    labels: tuple[Words, ...]
    others: tuple[Words, ...]
    words: tuple[Words, ...]
    definition: Words | None
    matches: tuple[str, ...]
    per_euro: Decimal | None
    source: str | None


@dataclass(frozen=True, slots=True)
class SchemeView:
    """A code list with its concepts, by code."""

    iri: str
    code: str
    label: Words
    definition: Words | None
    version: str | None
    licence: str | None
    concepts: tuple[ConceptView, ...]


def scheme_views(things: Things) -> tuple[SchemeView, ...]:
    """The code lists without their concepts."""
    return tuple(_scheme(scheme, things, ()) for scheme in SCHEMES)


def members(scheme: str, subjects: Subjects) -> list[str]:
    """The IRIs of the concepts of a code list."""
    found = subjects(str(SKOS.inScheme), f"<{CODE}{scheme}>")
    return [iri.strip("<>") for iri in found]


def scheme_view(scheme: str, things: Things, subjects: Subjects) -> SchemeView:
    """A code list with its concepts."""
    concepts = (concept_view(iri, things) for iri in members(scheme, subjects))
    return _scheme(scheme, things, tuple(sorted(concepts, key=lambda view: view.code)))


def _scheme(scheme: str, things: Things, concepts: tuple[ConceptView, ...]) -> SchemeView:
    iri = f"{CODE}{scheme}"
    found = things.read(iri)
    return SchemeView(
        iri=iri,
        code=scheme,
        label=_capital(found.words(iri, SKOS.prefLabel, things.language) or Words(scheme)),
        definition=found.words(iri, SKOS.definition, things.language),
        version=found.value(iri, OWL.versionInfo),
        licence=found.iri(iri, DCTERMS.license),
        concepts=concepts,
    )


def concept_view(iri: str, things: Things) -> ConceptView:
    """The concept with this IRI."""
    found = things.read(iri)
    scheme, _, code = iri.removeprefix(CODE).partition("/")
    labels = found.all_words(iri, SKOS.prefLabel)
    return ConceptView(
        iri=iri,
        scheme=scheme,
        code=code,
        label=_capital(best(labels, things.language) or Words(code)),
        labels=labels,
        others=other_names(iri, found),
        words=found.all_words(iri, SKOS.hiddenLabel),
        definition=found.words(iri, SKOS.definition, things.language),
        matches=matches(iri, found),
        per_euro=found.decimal(iri, ESF.perEuro),
        source=found.iri(iri, DCTERMS.source),
    )


def _capital(words: Words) -> Words:
    return Words(capitalised(words.text), words.language)
