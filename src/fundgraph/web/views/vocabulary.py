# SPDX-License-Identifier: EUPL-1.2
"""The view model of the vocabulary in one of its versions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from fundgraph.vocabulary import DCTERMS, ESF, OWL, RDF, RDFS, SKOS, VANN
from fundgraph.web.views.statements import Statements, Words
from fundgraph.writers import Triple

ONTOLOGY = str(ESF._NS).rstrip("#")
MATCHES = (SKOS.exactMatch, SKOS.closeMatch, SKOS.broadMatch, SKOS.narrowMatch)
_ABOVE = (RDFS.subClassOf, RDFS.subPropertyOf)


@dataclass(frozen=True, slots=True)
class TermView:
    """A class or property: `name` is its local name, `labels` are in every language, `others` the
    other names it goes by, `above` what it is a kind of, `example` the vocabulary's own."""

    iri: str
    name: str
    is_class: bool
    label: Words
    labels: tuple[Words, ...]
    others: tuple[Words, ...]
    definition: Words | None
    example: str | None
    above: tuple[str, ...]
    matches: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HeaderView:
    """What a vocabulary says of itself."""

    iri: str
    title: Words
    description: Words | None
    prefix: str | None
    version: str
    modified: str | None
    licence: str | None


@dataclass(frozen=True, slots=True)
class VocabularyView:
    """A version of the vocabulary with its terms, A–Z."""

    header: HeaderView
    classes: tuple[TermView, ...]
    properties: tuple[TermView, ...]


def vocabulary_view(statements: Iterable[Triple], language: str) -> VocabularyView:
    """The vocabulary that statements make."""
    found = Statements(statements)
    terms = [_term(iri, found, language) for iri in found.subjects(str(ESF._NS))]
    terms.sort(key=lambda view: view.name.casefold())
    return VocabularyView(
        header=header_view(found, ONTOLOGY, language),
        classes=tuple(view for view in terms if view.is_class),
        properties=tuple(view for view in terms if not view.is_class),
    )


def header_view(found: Statements, iri: str, language: str) -> HeaderView:
    """The header of a vocabulary or of shapes (by the IRI)."""
    return HeaderView(
        iri=iri,
        title=found.words(iri, DCTERMS.title, language) or Words(iri),
        description=found.words(iri, DCTERMS.description, language),
        prefix=found.value(iri, VANN.preferredNamespacePrefix),
        version=found.value(iri, OWL.versionInfo) or "",
        modified=found.value(iri, DCTERMS.modified),
        licence=found.iri(iri, DCTERMS.license),
    )


def _term(iri: str, found: Statements, language: str) -> TermView:
    label = found.words(iri, RDFS.label, language) or Words(iri)
    return TermView(
        iri=iri,
        name=iri.rpartition("#")[2],
        is_class=str(OWL.Class) in found.iris(iri, RDF.type),
        label=label,
        labels=found.all_words(iri, RDFS.label),
        others=other_names(iri, found),
        definition=found.words(iri, SKOS.definition, language),
        example=found.value(iri, SKOS.example),
        above=tuple(above for kind in _ABOVE for above in found.iris(iri, kind)),
        matches=matches(iri, found),
    )


def other_names(iri: str, found: Statements) -> tuple[Words, ...]:
    """The other names of a term or concept, one that is the same in two languages once."""
    return tuple({words.text: words for words in found.all_words(iri, SKOS.altLabel)}.values())


def matches(iri: str, found: Statements) -> tuple[str, ...]:
    """What a term or concept is matched with."""
    return tuple(match for kind in MATCHES for match in found.iris(iri, kind))


@dataclass(frozen=True, slots=True)
class Difference:
    """What a version changed against the one before it: names of terms."""

    version: str
    modified: str | None
    added: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]


def differences(versions: Iterable[Iterable[Triple]]) -> tuple[Difference, ...]:
    """What each version changed, from the oldest on; of the first nothing is told."""
    told: list[Difference] = []
    before: dict[str, object] | None = None
    for statements in versions:
        found = Statements(statements)
        now: dict[str, object] = {iri: found.about(iri) for iri in found.subjects(str(ESF._NS))}
        known = now if before is None else before
        told.append(
            Difference(
                version=found.value(ONTOLOGY, OWL.versionInfo) or "",
                modified=found.value(ONTOLOGY, DCTERMS.modified),
                added=_names(now.keys() - known.keys()),
                changed=_names(iri for iri in now.keys() & known.keys() if now[iri] != known[iri]),
                removed=_names(known.keys() - now.keys()),
            )
        )
        before = now
    return tuple(told)


def _names(iris: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted((iri.rpartition("#")[2] for iri in iris), key=str.casefold))
