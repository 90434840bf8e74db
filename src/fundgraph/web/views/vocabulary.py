# SPDX-License-Identifier: EUPL-1.2
"""The view models of the vocabulary and the code lists, from the statements of the release."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from fundgraph.vocabulary import CODE, DCTERMS, ESF, OWL, PREFIXES, RDF, RDFS, SCHEMES, SKOS
from fundgraph.web.views.statements import Statements, Things, Words, best

ONTOLOGY = str(ESF._NS).rstrip("#")
_MATCHES = (SKOS.exactMatch, SKOS.closeMatch, SKOS.broadMatch, SKOS.narrowMatch)

Subjects = Callable[[str, str], list[str]]


@dataclass(frozen=True, slots=True)
class TermView:
    """A class or property: `name` is its local name, `above` what it is a kind of."""

    iri: str
    name: str
    label: Words
    definition: Words | None
    example: str | None
    above: tuple[str, ...]
    matches: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class VocabularyView:
    """The vocabulary with its terms, A–Z."""

    iri: str
    title: Words
    description: Words | None
    version: str | None
    modified: str | None
    licence: str | None
    classes: tuple[TermView, ...]
    properties: tuple[TermView, ...]


@dataclass(frozen=True, slots=True)
class ConceptView:
    """A concept of a code list; `words` are the names by which sources call it."""

    iri: str
    scheme: str
    code: str
    label: Words
    definition: Words | None
    words: tuple[Words, ...]
    matches: tuple[str, ...]
    per_euro: str | None
    source: str | None


@dataclass(frozen=True, slots=True)
class SchemeView:
    """A code list with its concepts, by code."""

    iri: str
    code: str
    label: Words
    definition: Words | None
    concepts: tuple[ConceptView, ...]


def vocabulary_view(things: Things, subjects: Subjects) -> VocabularyView:
    """The vocabulary of the release."""
    found = things.read(ONTOLOGY)
    terms = subjects(str(RDFS.isDefinedBy), f"<{ONTOLOGY}>")
    named = {iri.strip("<>"): things.read(iri.strip("<>")) for iri in terms}
    classes = [iri for iri, known in named.items() if str(OWL.Class) in known.iris(iri, RDF.type)]
    rest = [iri for iri in named if iri not in classes]
    return VocabularyView(
        iri=ONTOLOGY,
        title=found.words(ONTOLOGY, DCTERMS.title, things.language) or Words(ONTOLOGY),
        description=found.words(ONTOLOGY, DCTERMS.description, things.language),
        version=found.value(ONTOLOGY, OWL.versionInfo),
        modified=found.value(ONTOLOGY, DCTERMS.modified),
        licence=found.iri(ONTOLOGY, DCTERMS.license),
        classes=_terms(classes, named, things.language),
        properties=_terms(rest, named, things.language),
    )


def _terms(
    iris: Iterable[str], known: dict[str, Statements], language: str
) -> tuple[TermView, ...]:
    views = (_term(iri, known[iri], language) for iri in iris)
    return tuple(sorted(views, key=lambda view: view.name.casefold()))


def _term(iri: str, found: Statements, language: str) -> TermView:
    above = [*found.iris(iri, RDFS.subClassOf), *found.iris(iri, RDFS.subPropertyOf)]
    return TermView(
        iri=iri,
        name=iri.rpartition("#")[2],
        label=found.words(iri, RDFS.label, language) or Words(iri),
        definition=found.words(iri, SKOS.definition, language),
        example=found.value(iri, SKOS.example),
        above=tuple(map(shortened, above)),
        matches=_matches(iri, found),
    )


def _matches(iri: str, found: Statements) -> tuple[str, ...]:
    return tuple(match for kind in _MATCHES for match in found.iris(iri, kind))


def scheme_views(things: Things) -> tuple[SchemeView, ...]:
    """The code lists without their concepts."""
    return tuple(_scheme(scheme, things, ()) for scheme in SCHEMES)


def scheme_view(scheme: str, things: Things, subjects: Subjects) -> SchemeView:
    """A code list with its concepts."""
    members = subjects(str(SKOS.inScheme), f"<{CODE}{scheme}>")
    concepts = (concept_view(iri.strip("<>"), things) for iri in members)
    return _scheme(scheme, things, tuple(sorted(concepts, key=lambda view: view.code)))


def _scheme(scheme: str, things: Things, concepts: tuple[ConceptView, ...]) -> SchemeView:
    iri = f"{CODE}{scheme}"
    found = things.read(iri)
    return SchemeView(
        iri=iri,
        code=scheme,
        label=_capital(found.words(iri, SKOS.prefLabel, things.language) or Words(scheme)),
        definition=found.words(iri, SKOS.definition, things.language),
        concepts=concepts,
    )


def concept_view(iri: str, things: Things) -> ConceptView:
    """The concept with this IRI."""
    found = things.read(iri)
    scheme, _, code = iri.removeprefix(CODE).partition("/")
    labels = found.all_words(iri, SKOS.prefLabel)
    plain = best(labels, things.language) or Words(code)
    others = (
        *labels,
        *found.all_words(iri, SKOS.altLabel),
        *found.all_words(iri, SKOS.hiddenLabel),
    )
    return ConceptView(
        iri=iri,
        scheme=scheme,
        code=code,
        label=_capital(plain),
        definition=found.words(iri, SKOS.definition, things.language),
        words=tuple(word for word in others if word != plain),
        matches=_matches(iri, found),
        per_euro=found.value(iri, ESF.perEuro),
        source=found.iri(iri, DCTERMS.source),
    )


def shortened(iri: str) -> str:
    """An IRI with its prefix, where we have one: `schema:Project`."""
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace) and len(iri) > len(namespace):
            return f"{prefix}:{iri[len(namespace) :]}"
    return iri


def _capital(words: Words) -> Words:
    return Words(words.text[:1].upper() + words.text[1:], words.language)
