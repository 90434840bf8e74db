# SPDX-License-Identifier: EUPL-1.2
"""What registers share: organisations, regions and places; levels of programmes have a module
of their own.

Each statement is given once, however many records say it, so that it stands in one graph once.
Memory grows with the number of organisations, not of projects.
"""

from __future__ import annotations

from collections.abc import Mapping

from fundgraph.iris import Minter, name_slug, short_hash
from fundgraph.mapping.programmes import Programmes
from fundgraph.organisations import OrganisationName, SameAs, organisation_name
from fundgraph.record import Address, GivenRegion, Party, Text
from fundgraph.reference import Reference
from fundgraph.vocabulary import (
    ADMS,
    CV,
    DCTERMS,
    FOAF,
    LEGAL,
    LOCN,
    NUTS,
    ORG,
    RDF,
    SDO,
    SKOS,
    code,
)
from fundgraph.writers.terms import Triple, iri, literal

A = RDF.type.n3()
IS_REPLACED_BY = DCTERMS.isReplacedBy.n3()
ALTERNATIVE, IS_PART_OF = DCTERMS.alternative.n3(), DCTERMS.isPartOf.n3()
PREF_LABEL = SKOS.prefLabel.n3()
LEGAL_NAME = LEGAL.legalName.n3()
FORMAL_ORGANIZATION = ORG.FormalOrganization.n3()
LEGAL_ENTITY = LEGAL.LegalEntity.n3()
IDENTIFIER_CLASS = ADMS.Identifier.n3()
LEGAL_IDENTIFIER = LEGAL.legalIdentifier.n3()
NOTATION = SKOS.notation.n3()
COMPANY_TYPE = LEGAL.companyType.n3()
HOMEPAGE = FOAF.homepage.n3()
REGISTERED_ADDRESS = CV.registeredAddress.n3()
TELEPHONE = SDO.telephone.n3()
FAX_NUMBER = SDO.faxNumber.n3()
LOCATION = DCTERMS.Location.n3()
CONCEPT = SKOS.Concept.n3()
CLOSE_MATCH = SKOS.closeMatch.n3()
ADDRESS = LOCN.Address.n3()
FULL_ADDRESS = LOCN.fullAddress.n3()
THOROUGHFARE = LOCN.thoroughfare.n3()
LOCATOR_DESIGNATOR = LOCN.locatorDesignator.n3()
POST_NAME = LOCN.postName.n3()
POST_CODE = LOCN.postCode.n3()
COUNTRY = LOCN.adminUnitL1.n3()


class SharedThings:
    """Mints the shared things of a site and collects their statements, each once."""

    def __init__(self, minter: Minter, reference: Reference, *, contacts: bool) -> None:
        self._minter = minter
        self._reference = reference
        self._contacts = contacts
        self._slugs: dict[tuple[str, str, str | None], str] = {}
        self._keys: dict[str, str] = {}
        self._names: dict[str, set[str]] = {}
        self._same_as: dict[str, SameAs] = {}
        self._facts: set[tuple[str, str]] = set()
        self.programmes = Programmes(minter, reference)
        self._seen: set[str] = set()
        self._fresh: list[Triple] = []

    def take(self) -> list[Triple]:
        """The statements that are new since the last call."""
        fresh, self._fresh = self._fresh, []
        return fresh + self.programmes.take()

    def same_as(self, names: Mapping[str, SameAs]) -> None:
        """From now on, names with these keys stand for other organisations."""
        self._same_as.update(names)

    def organisation(self, party: Party) -> str:
        """The slug of the party's organisation."""
        key = (party.name.value, party.country, party.number)
        slug = self._slugs.get(key)
        if slug is None:
            slug = self._slugs[key] = self._named(party)
        if party.address or party.homepage or party.legal_form or party.phone or party.fax:
            self._describe(slug, party)
        return slug

    def _named(self, party: Party) -> str:
        name = organisation_name(party.name.value, party.country)
        slug = self._minted(name, party)
        same = self._same_as.get(name.key)
        if same is not None:
            return self._merged(slug, same, party)
        subject = self._minter.term("organisation", slug)
        if slug not in self._names:
            self._names[slug] = {name.legal_name}
            self._introduce(subject, name.legal_name, party)
        self._also_called(slug, party, name.legal_name, party.name.value)
        return slug

    def _minted(self, name: OrganisationName, party: Party) -> str:
        slug, key = name.slug, name.key
        if party.number:
            key = f"{party.country.lower()}#{party.number}"
            slug = f"{party.country.lower()}-{name_slug(party.number)}"
        if self._keys.setdefault(slug, key) != key:
            slug = f"{slug}-{short_hash(key)}"
            self._keys[slug] = key
        return slug

    def _merged(self, slug: str, same: SameAs, party: Party) -> str:
        """The slug of the organisation that a curated table names; the IRI that would have been
        minted says what replaced it, and its name stays as another one."""
        winner = Text(same.name, party.name.language)
        winning = self.organisation(Party(winner, party.role, party.country, number=same.number))
        if winning != slug and self._new(f"replaced/{slug}"):
            losing = self._minter.term("organisation", slug)
            winning_iri = self._minter.term("organisation", winning)
            self._fresh.append((losing, IS_REPLACED_BY, winning_iri))
        self._also_called(winning, party, party.name.value)
        return winning

    def _also_called(self, slug: str, party: Party, *names: str) -> None:
        subject = self._minter.term("organisation", slug)
        for other in names:
            if other not in self._names[slug]:
                self._names[slug].add(other)
                text = literal(other, language=party.name.language)
                self._fresh.append((subject, ALTERNATIVE, text))

    def _introduce(self, subject: str, legal_name: str, party: Party) -> None:
        language = party.name.language
        self._fresh += [
            (subject, A, FORMAL_ORGANIZATION),
            (subject, A, LEGAL_ENTITY),
            (subject, LEGAL_NAME, literal(legal_name, language=language)),
        ]
        if party.number:
            part = f"{subject[:-1]}#number>"
            self._fresh += [
                (subject, LEGAL_IDENTIFIER, part),
                (part, A, IDENTIFIER_CLASS),
                (part, NOTATION, literal(party.number)),
            ]

    def _describe(self, slug: str, party: Party) -> None:
        subject = self._minter.term("organisation", slug)
        if party.legal_form and self._first(slug, party.legal_form):
            form = iri(code("legal-form", party.legal_form))
            self._fresh.append((subject, COMPANY_TYPE, form))
        if party.homepage and self._first(slug, party.homepage):
            self._fresh.append((subject, HOMEPAGE, iri(party.homepage)))
        if party.address and self._first(slug, party.address.full.value):
            part = f"{subject[:-1]}#address-{name_slug(party.address.full.value)}>"
            self._fresh.append((subject, REGISTERED_ADDRESS, part))
            self._fresh += address(part, party.address)
        if self._contacts:
            self._contact(slug, subject, TELEPHONE, party.phone)
            self._contact(slug, subject, FAX_NUMBER, party.fax)

    def _contact(self, slug: str, subject: str, predicate: str, value: str | None) -> None:
        if value and self._first(slug, f"{predicate}{value}"):
            self._fresh.append((subject, predicate, literal(value)))

    def _first(self, slug: str, fact: str) -> bool:
        known = (slug, fact) in self._facts
        self._facts.add((slug, fact))
        return not known

    def region(self, region_code: str) -> str:
        """The IRI term of a region, described."""
        subject = self._minter.term("region", region_code)
        region = self._reference.regions.get(region_code)
        if region and self._new(f"region/{region_code}"):
            self._fresh += [
                (subject, A, LOCATION),
                (subject, A, CONCEPT),
            ]
            self._labels(subject, region.labels)
            matches = sorted({nuts.code for nuts in region.nuts})
            self._fresh += [(subject, CLOSE_MATCH, iri(NUTS + match)) for match in matches]
        return subject

    def given(self, region: GivenRegion) -> None:
        """Describes a region as a source gives it; what is said first of it stays."""
        if not self._new(f"region/{region.code}"):
            return
        subject = self._minter.term("region", region.code)
        label = literal(region.name.value, language=region.name.language)
        self._fresh += [(subject, A, LOCATION), (subject, A, CONCEPT), (subject, PREF_LABEL, label)]
        if region.nuts:
            self._fresh.append((subject, NOTATION, literal(region.nuts)))
            self._fresh.append((subject, CLOSE_MATCH, iri(NUTS + region.nuts)))

    def regions_of(self, country: str) -> None:
        """Describes every region of a country, so that maps and sums name them all."""
        for region in self._reference.regions.values():
            if region.country == country:
                self.region(region.code)

    def place(self, town_code: str) -> str:
        """The IRI term of a town, described, in its region."""
        subject = self._minter.term("place", town_code)
        town = self._reference.towns.get(town_code)
        if town and self._new(f"place/{town_code}"):
            self._fresh.append((subject, A, LOCATION))
            self._labels(subject, town.labels)
            self._fresh.append((subject, IS_PART_OF, self.region(town.region)))
        return subject

    def _labels(self, subject: str, labels: Mapping[str, str]) -> None:
        for language, label in labels.items():
            self._fresh.append((subject, PREF_LABEL, literal(label, language=language)))

    def _new(self, thing: str) -> bool:
        known = thing in self._seen
        self._seen.add(thing)
        return not known


def address(subject: str, value: Address) -> list[Triple]:
    """The statements of an address: the whole of it, and the parts that parse."""
    language = value.full.language
    triples = [
        (subject, A, ADDRESS),
        (subject, FULL_ADDRESS, literal(value.full.value, language=language)),
    ]
    if value.thoroughfare:
        street = literal(value.thoroughfare, language=language)
        triples.append((subject, THOROUGHFARE, street))
    if value.designator:
        triples.append((subject, LOCATOR_DESIGNATOR, literal(value.designator)))
    if value.post_name:
        triples.append((subject, POST_NAME, literal(value.post_name, language=language)))
    if value.post_code:
        triples.append((subject, POST_CODE, literal(value.post_code)))
    if value.country:
        triples.append((subject, COUNTRY, literal(value.country, language=language)))
    return triples
