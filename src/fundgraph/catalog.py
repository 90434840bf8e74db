# SPDX-License-Identifier: EUPL-1.2
"""What a release says of itself to harvesters: a DCAT-AP catalogue with VoID statistics."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from rdflib.term import URIRef

from fundgraph.config import Settings
from fundgraph.iris import Minter, name_slug
from fundgraph.vocabulary import (
    DCAT,
    DCTERMS,
    ESF,
    FOAF,
    MEDIA_TYPES,
    OWL,
    PREFIXES,
    RDF,
    SCHEMES,
    SPARQL_PROTOCOL,
    SPDX,
    VOID,
    XSD,
)
from fundgraph.vocabulary import licence as licence_iri
from fundgraph.writers import FORMATS
from fundgraph.writers.terms import Triple, iri, literal

_TITLE = {"en": "Register of funded projects", "lv": "Finansēto projektu reģistrs"}
_DESCRIPTION = {
    "en": "Registers of publicly funded projects as linked open data.",
    "lv": "Publiski finansētu projektu reģistri kā saistītie atvērtie dati.",
}
_MADE_UP = {
    "en": "A made-up register for trying the software: no project in it exists.",
    "lv": "Izdomāts reģistrs programmatūras izmēģināšanai: neviens no projektiem nepastāv.",
}
_SERVICE = {"en": "SPARQL endpoint", "lv": "SPARQL vaicājumu adrese"}
_DUMP = {"en": "All statements as {}", "lv": "Visi apgalvojumi {} formātā"}


@dataclass(frozen=True, slots=True)
class RegisterFacts:
    """A register as it stands in a release; `titles` by language, `graph` the IRI of its graph."""

    name: str
    titles: Mapping[str, str]
    publisher: str
    licence: str
    made_up: bool
    graph: str
    triples: int
    projects: int


@dataclass(frozen=True, slots=True)
class DumpFacts:
    """A dump: its file name, the name of its format, its size and hash, its statements."""

    file: str
    format: str
    bytes: int
    sha256: str
    triples: int


@dataclass(frozen=True, slots=True)
class ReleaseFacts:
    """All that the catalogue says of a release; `classes` and `properties` count statements by
    the term of the class or property; `example` is the IRI of a project."""

    release: str
    issued: datetime
    registers: tuple[RegisterFacts, ...]
    dumps: tuple[DumpFacts, ...]
    triples: int
    entities: int
    classes: Mapping[str, int]
    properties: Mapping[str, int]
    example: str | None = None


def catalogue(facts: ReleaseFacts, settings: Settings) -> list[Triple]:
    """The statements of the catalogue: the whole data set, a part for each register, the dumps,
    the query service; every node has an IRI."""
    described = _Catalogue(facts, settings)
    return sorted(
        {
            *described.catalogue(),
            *described.whole(),
            *described.statistics(),
            *described.service(),
            *(triple for dump in facts.dumps for triple in described.dump(dump)),
            *(triple for register in facts.registers for triple in described.register(register)),
        }
    )


class _Catalogue:
    """The parts of the catalogue of one release."""

    def __init__(self, facts: ReleaseFacts, settings: Settings) -> None:
        self.facts, self.settings = facts, settings
        self.minter = Minter(settings.base_iri)
        self.base = f"{settings.base_iri}catalog"
        self.dataset = self.part("dataset")
        self.issued = literal(_instant(facts.issued), datatype=str(XSD.dateTime))
        self.title = {"en": settings.title, "lv": settings.title} if settings.title else _TITLE
        first = facts.registers[0].publisher if facts.registers else ""
        self.publisher = settings.publisher or first or self.title["en"]

    def part(self, name: str) -> str:
        """The term of a part of the catalogue."""
        return iri(f"{self.base}#{name}")

    def catalogue(self) -> Iterator[Triple]:
        """The catalogue itself."""
        yield from _about(iri(self.base), DCAT.Catalog, self.title, _DESCRIPTION)
        yield from self._publisher(iri(self.base), self.publisher)
        yield from self._licence(iri(self.base), self.settings.licence)
        yield _link(iri(self.base), FOAF.homepage, iri(self.settings.base_iri))
        yield _link(iri(self.base), DCTERMS.modified, self.issued)
        yield _link(iri(self.base), DCAT.service, self.part("sparql"))
        for dataset in (self.dataset, *(self._of(register) for register in self.facts.registers)):
            yield _link(iri(self.base), DCAT.dataset, dataset)

    def whole(self) -> Iterator[Triple]:
        """The data set of all that is published."""
        yield from _about(self.dataset, DCAT.Dataset, self.title, self._description())
        yield from self._publisher(self.dataset, self.publisher)
        yield from self._licence(self.dataset, self.settings.licence)
        yield _link(self.dataset, DCTERMS.issued, self.issued)
        yield _link(self.dataset, OWL.versionInfo, literal(self.facts.release))
        yield _link(self.dataset, DCTERMS.identifier, literal(self.dataset[1:-1]))
        yield _link(self.dataset, DCAT.landingPage, iri(self.settings.base_iri))
        for register in self.facts.registers:
            yield _link(self.dataset, DCTERMS.hasPart, self._of(register))
            yield _link(self.dataset, VOID.subset, self._of(register))

    def statistics(self) -> Iterator[Triple]:
        """The data set as VoID counts it."""
        facts, dataset = self.facts, self.dataset
        yield _link(dataset, RDF.type, iri(str(VOID.Dataset)))
        yield _link(dataset, VOID.triples, _number(facts.triples))
        yield _link(dataset, VOID.entities, _number(facts.entities))
        yield _link(dataset, VOID.classes, _number(len(facts.classes)))
        yield _link(dataset, VOID.properties, _number(len(facts.properties)))
        yield _link(dataset, VOID.uriSpace, literal(f"{self.settings.base_iri}id/"))
        yield _link(dataset, VOID.sparqlEndpoint, self._address("sparql"))
        if facts.example:
            yield _link(dataset, VOID.exampleResource, iri(facts.example))
        for namespace in _vocabularies({*facts.classes, *facts.properties}):
            yield _link(dataset, VOID.vocabulary, iri(namespace))
        for term, count in facts.classes.items():
            yield from self._partition("class", term, count)
        for term, count in facts.properties.items():
            yield from self._partition("property", term, count)

    def service(self) -> Iterator[Triple]:
        """The query service."""
        service = self.part("sparql")
        yield from _about(service, DCAT.DataService, _SERVICE, _SERVICE)
        yield from self._publisher(service, self.publisher)
        yield _link(service, DCAT.endpointURL, self._address("sparql"))
        yield _link(service, DCAT.endpointDescription, self._address("sparql"))
        yield _link(service, DCTERMS.conformsTo, iri(SPARQL_PROTOCOL))
        for dataset in (self.dataset, *(self._of(register) for register in self.facts.registers)):
            yield _link(service, DCAT.servesDataset, dataset)

    def dump(self, dump: DumpFacts) -> Iterator[Triple]:
        """A dump of the whole, with its size and hash."""
        part, checksum = self.part(f"dump-{dump.format}"), self.part(f"checksum-{dump.format}")
        address = self._address(f"dumps/{self.facts.release}/{dump.file}")
        form = FORMATS[dump.format]
        title = {language: text.format(form.label) for language, text in _DUMP.items()}
        yield _link(self.dataset, DCAT.distribution, part)
        yield _link(self.dataset, VOID.dataDump, address)
        yield from _about(part, DCAT.Distribution, title, {})
        yield from self._licence(part, self.settings.licence)
        yield _link(part, DCAT.accessURL, address)
        yield _link(part, DCAT.downloadURL, address)
        yield _link(part, DCAT.mediaType, iri(f"{MEDIA_TYPES}{form.media_type}"))
        yield _link(part, DCAT.compressFormat, iri(f"{MEDIA_TYPES}application/gzip"))
        yield _link(part, DCAT.byteSize, _typed(dump.bytes, XSD.nonNegativeInteger))
        yield _link(part, DCTERMS.issued, self.issued)
        yield _link(part, VOID.triples, _number(dump.triples))
        yield _link(part, SPDX.checksum, checksum)
        yield _link(checksum, RDF.type, iri(str(SPDX.Checksum)))
        yield _link(checksum, SPDX.algorithm, iri(str(SPDX.checksumAlgorithm_sha256)))
        yield _link(checksum, SPDX.checksumValue, _typed(dump.sha256, XSD.hexBinary))

    def register(self, register: RegisterFacts) -> Iterator[Triple]:
        """A register: a data set of its own and a part of the whole, read by its named graph."""
        part, graph = self._of(register), self.part(f"graph-{register.name}")
        description = _MADE_UP if register.made_up else register.titles
        yield from _about(part, DCAT.Dataset, register.titles, description)
        yield from self._publisher(part, register.publisher or self.publisher, register.name)
        yield from self._licence(part, register.licence or self.settings.licence)
        yield _link(part, RDF.type, iri(str(VOID.Dataset)))
        yield _link(part, DCTERMS.issued, self.issued)
        yield _link(part, VOID.triples, _number(register.triples))
        yield _link(part, VOID.entities, _number(register.projects))
        yield _link(part, DCAT.distribution, graph)
        if register.made_up:
            yield _link(part, ESF.madeUp, _typed("true", XSD.boolean))
        yield from _about(graph, DCAT.Distribution, register.titles, {})
        yield from self._licence(graph, register.licence or self.settings.licence)
        yield _link(graph, DCAT.accessURL, iri(register.graph))
        yield _link(graph, DCAT.accessService, self.part("sparql"))
        yield _link(graph, DCAT.mediaType, iri(f"{MEDIA_TYPES}text/turtle"))

    def _of(self, register: RegisterFacts) -> str:
        return self.part(f"dataset-{register.name}")

    def _address(self, below: str) -> str:
        return iri(self.settings.base_iri + below)

    def _description(self) -> Mapping[str, str]:
        made_up = bool(self.facts.registers) and all(r.made_up for r in self.facts.registers)
        return _MADE_UP if made_up else _DESCRIPTION

    def _publisher(self, subject: str, name: str, register: str = "") -> Iterator[Triple]:
        agent = self.part(f"publisher-{register}" if register else "publisher")
        yield _link(subject, DCTERMS.publisher, agent)
        yield _link(agent, RDF.type, iri(str(FOAF.Agent)))
        yield _link(agent, FOAF.name, literal(name))

    def _licence(self, subject: str, licence: str) -> Iterator[Triple]:
        known = licence_iri(licence)
        if known:
            yield _link(subject, DCTERMS.license, iri(known))

    def _partition(self, kind: str, term: str, count: int) -> Iterator[Triple]:
        value = term.strip("<>")
        part = self.part(f"{kind}-{_short(value)}")
        link, names, counts = {
            "class": (VOID.classPartition, VOID["class"], VOID.entities),
            "property": (VOID.propertyPartition, VOID.property, VOID.triples),
        }[kind]
        yield _link(self.dataset, link, part)
        yield _link(part, names, iri(value))
        yield _link(part, counts, _number(count))


def _about(
    subject: str, kind: URIRef, titles: Mapping[str, str], descriptions: Mapping[str, str]
) -> Iterator[Triple]:
    yield _link(subject, RDF.type, iri(str(kind)))
    for language, text in titles.items():
        yield _link(subject, DCTERMS.title, literal(text, language=language))
    for language, text in descriptions.items():
        yield _link(subject, DCTERMS.description, literal(text, language=language))


def _link(subject: str, predicate: URIRef, value: str) -> Triple:
    return subject, f"<{predicate}>", value


def _instant(moment: datetime) -> str:
    """The moment as the store gives it back."""
    return moment.isoformat().replace("+00:00", "Z")


def _number(value: int) -> str:
    return _typed(value, XSD.integer)


def _typed(value: object, datatype: URIRef) -> str:
    return literal(str(value), datatype=str(datatype))


def _short(value: str) -> str:
    """A readable name of a term: `esf-Project`."""
    for prefix, namespace in PREFIXES.items():
        local = value.removeprefix(namespace)
        if local != value and local.isalnum():
            return f"{prefix}-{local}"
    return name_slug(value)


def _vocabularies(terms: set[str]) -> list[str]:
    """The namespaces of vocabularies (not of code lists) that these terms are from."""
    values = {term.strip("<>") for term in terms}
    return sorted(
        namespace
        for prefix, namespace in PREFIXES.items()
        if prefix not in SCHEMES and any(value.startswith(namespace) for value in values)
    )
