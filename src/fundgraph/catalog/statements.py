# SPDX-License-Identifier: EUPL-1.2
"""The statements that a catalogue is made of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime

from rdflib.term import URIRef

from fundgraph.vocabulary import DCTERMS, RDF, XSD
from fundgraph.writers.terms import Triple, iri, literal


def link(subject: str, predicate: URIRef, value: str) -> Triple:
    """One statement about a part of the catalogue."""
    return subject, f"<{predicate}>", value


def about(
    subject: str, kind: URIRef, titles: Mapping[str, str], descriptions: Mapping[str, str]
) -> Iterator[Triple]:
    """A thing of a class, with titles and descriptions by language."""
    yield link(subject, RDF.type, iri(str(kind)))
    for language, text in titles.items():
        yield link(subject, DCTERMS.title, literal(text, language=language))
    for language, text in descriptions.items():
        yield link(subject, DCTERMS.description, literal(text, language=language))


def instant(moment: datetime) -> str:
    """The moment as the store gives it back."""
    return typed(moment.isoformat().replace("+00:00", "Z"), XSD.dateTime)


def number(value: int) -> str:
    """A count."""
    return typed(value, XSD.integer)


def typed(value: object, datatype: URIRef) -> str:
    """A literal of a datatype."""
    return literal(str(value), datatype=str(datatype))
