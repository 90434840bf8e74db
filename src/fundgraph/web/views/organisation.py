# SPDX-License-Identifier: EUPL-1.2
"""The view model of an organisation: its names, legal form, address and homepage."""

from __future__ import annotations

from dataclasses import dataclass

from fundgraph.organisations import unquoted
from fundgraph.vocabulary import CV, DCTERMS, FOAF, LEGAL, LOCN, SDO, SKOS
from fundgraph.web.views.statements import Named, Statements, Things, Words, web_address


@dataclass(frozen=True, slots=True)
class Homepage:
    """A homepage that a browser may follow, and how it is written for people."""

    href: str
    label: str


@dataclass(frozen=True, slots=True)
class Card:
    """What is known of an organisation. `other_names` are spellings seen in the registers, but for
    those that differ by their quotation marks only."""

    iri: str
    name: Words
    href: str | None
    other_names: tuple[Words, ...]
    legal_forms: tuple[Named, ...]
    numbers: tuple[str, ...]
    addresses: tuple[Words, ...]
    homepages: tuple[Homepage, ...]
    telephones: tuple[str, ...]
    faxes: tuple[str, ...]

    @property
    def named(self) -> Named:
        """The organisation by its name."""
        return Named(self.iri, self.name, self.href)

    @property
    def has_facts(self) -> bool:
        """Whether anything but the name is known."""
        return any((self.legal_forms, self.numbers, self.addresses, self.homepages))


def card(iri: str, things: Things) -> Card:
    """The card of the organisation with this IRI."""
    found = things.read(iri)
    named = things.named(iri)
    return Card(
        iri=iri,
        name=named.name,
        href=named.href,
        other_names=_others(named.name, found.all_words(iri, DCTERMS.alternative)),
        legal_forms=tuple(things.named(form) for form in found.iris(iri, LEGAL.companyType)),
        numbers=_numbers(iri, found),
        addresses=_addresses(iri, found, things.language),
        homepages=tuple(filter(None, map(homepage, found.iris(iri, FOAF.homepage)))),
        telephones=tuple(found.values(iri, SDO.telephone)),
        faxes=tuple(found.values(iri, SDO.faxNumber)),
    )


def _others(name: Words, spellings: tuple[Words, ...]) -> tuple[Words, ...]:
    """The spellings that differ from the name and each other by more than quotation marks."""
    told = {unquoted(name.text): name}
    for spelling in spellings:
        told.setdefault(unquoted(spelling.text), spelling)
    return tuple(told.values())[1:]


def _numbers(iri: str, found: Statements) -> tuple[str, ...]:
    parts = found.iris(iri, LEGAL.legalIdentifier)
    return tuple(number for part in parts for number in found.values(part, SKOS.notation))


def _addresses(iri: str, found: Statements, language: str) -> tuple[Words, ...]:
    parts = found.iris(iri, CV.registeredAddress)
    texts = (found.words(part, LOCN.fullAddress, language) for part in parts)
    return tuple(text for text in texts if text)


def homepage(iri: str) -> Homepage | None:
    """The homepage as a link; None for an IRI that is no web address."""
    href = web_address(iri)
    if href is None:
        return None
    return Homepage(href, href.partition("://")[2].rstrip("/"))
