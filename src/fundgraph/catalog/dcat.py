# SPDX-License-Identifier: EUPL-1.2
"""What a release says of itself to harvesters: a DCAT-AP catalogue with VoID statistics."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from fundgraph.catalog.coverage import coverage
from fundgraph.catalog.facts import DumpFacts, RegisterFacts, ReleaseFacts
from fundgraph.catalog.statements import about, instant, link, number, typed
from fundgraph.config import Settings
from fundgraph.iris import Minter, name_slug
from fundgraph.vocabulary import (
    AUTHORITY,
    DATA_THEMES,
    DCAT,
    DCTERMS,
    ESF,
    FOAF,
    LANGUAGE_NAMES,
    MEDIA_TYPES,
    OWL,
    PREFIXES,
    RDF,
    SCHEMES,
    SKOS,
    SPARQL_PROTOCOL,
    SPDX,
    THEMES,
    VOID,
    XSD,
)
from fundgraph.vocabulary import licence as licence_iri
from fundgraph.writers import FORMATS
from fundgraph.writers.terms import Triple, iri, literal

_TITLE = {"en": "Publicly funded projects", "lv": "Publiski finansēti projekti"}
_DESCRIPTION = {
    "en": "Registers of publicly funded projects as linked open data.",
    "lv": "Publiski finansētu projektu reģistri kā saistītie atvērtie dati.",
}
_MADE_UP = {
    "en": "A made-up register for trying the software: no project in it exists.",
    "lv": "Izdomāts reģistrs programmatūras izmēģināšanai: neviens no projektiem nepastāv.",
}
_SERVICE = {"en": "SPARQL endpoint", "lv": "SPARQL vaicājumu adrese"}
_THEMES = {"en": "Data themes", "lv": "Datu tēmas"}
_DUMP = {"en": "All statements as {}", "lv": "Visi apgalvojumi {} formātā"}


def catalogue(facts: ReleaseFacts, settings: Settings) -> list[Triple]:
    """The statements of the catalogue: the whole data set, a part for each register, the dumps,
    the query service; every node has an IRI."""
    described = _Catalogue(facts, settings)
    return sorted(
        {
            *described.catalogue(),
            *described.themes(),
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
        self.issued = instant(facts.issued)
        self.title = {"en": settings.title, "lv": settings.title} if settings.title else _TITLE
        # DCAT-AP wants a publisher of each catalogue; where nobody is named it is the site itself,
        # never the publisher of some register, as it is never a register's.
        self.publisher = settings.publisher or self.title["en"]

    def part(self, name: str) -> str:
        """The term of a part of the catalogue."""
        return iri(f"{self.base}#{name}")

    def catalogue(self) -> Iterator[Triple]:
        """The catalogue itself."""
        yield from about(iri(self.base), DCAT.Catalog, self.title, _DESCRIPTION)
        yield from self._publisher(iri(self.base), self.publisher)
        yield from self._licence(iri(self.base), self.settings.licence)
        yield link(iri(self.base), FOAF.homepage, iri(self.settings.base_iri))
        yield link(iri(self.base), DCTERMS.modified, self.issued)
        yield link(iri(self.base), DCAT.service, self.part("sparql"))
        yield link(iri(self.base), DCAT.themeTaxonomy, iri(DATA_THEMES))
        for language in self.settings.languages:
            name = f"{AUTHORITY}language/{LANGUAGE_NAMES[language]}"
            yield link(iri(self.base), DCTERMS.language, iri(name))
        for dataset in (self.dataset, *(self._of(register) for register in self.facts.registers)):
            yield link(iri(self.base), DCAT.dataset, dataset)

    def themes(self) -> Iterator[Triple]:
        """The themes of the data sets, named for harvesters that do not look them up."""
        yield from about(iri(DATA_THEMES), SKOS.ConceptScheme, _THEMES, {})
        for code, labels in THEMES.items():
            theme = iri(f"{DATA_THEMES}/{code}")
            yield link(theme, RDF.type, iri(str(SKOS.Concept)))
            yield link(theme, SKOS.inScheme, iri(DATA_THEMES))
            for language, label in labels.items():
                yield link(theme, SKOS.prefLabel, literal(label, language=language))

    def whole(self) -> Iterator[Triple]:
        """The data set of all that is published."""
        yield from about(self.dataset, DCAT.Dataset, self.title, self._description())
        yield from self._publisher(self.dataset, self.publisher)
        yield from self._licence(self.dataset, self.settings.licence)
        yield link(self.dataset, DCTERMS.issued, self.issued)
        yield link(self.dataset, OWL.versionInfo, literal(self.facts.release))
        yield link(self.dataset, DCTERMS.identifier, literal(self.dataset[1:-1]))
        yield link(self.dataset, DCAT.landingPage, iri(self.settings.base_iri))
        yield from _themed(self.dataset)
        yield from coverage(self.dataset, self.part("period"), self.facts.registers)
        for register in self.facts.registers:
            yield link(self.dataset, DCTERMS.hasPart, self._of(register))
            yield link(self.dataset, VOID.subset, self._of(register))

    def statistics(self) -> Iterator[Triple]:
        """The data set as VoID counts it."""
        facts, dataset = self.facts, self.dataset
        yield link(dataset, RDF.type, iri(str(VOID.Dataset)))
        yield link(dataset, VOID.triples, number(facts.triples))
        yield link(dataset, VOID.entities, number(facts.entities))
        yield link(dataset, VOID.classes, number(len(facts.classes)))
        yield link(dataset, VOID.properties, number(len(facts.properties)))
        yield link(dataset, VOID.uriSpace, literal(f"{self.settings.base_iri}id/"))
        yield link(dataset, VOID.sparqlEndpoint, self._address("sparql"))
        if facts.example:
            yield link(dataset, VOID.exampleResource, iri(facts.example))
        for namespace in _vocabularies({*facts.classes, *facts.properties}):
            yield link(dataset, VOID.vocabulary, iri(namespace))
        for term, count in facts.classes.items():
            yield from self._partition("class", term, count)
        for term, count in facts.properties.items():
            yield from self._partition("property", term, count)

    def service(self) -> Iterator[Triple]:
        """The query service."""
        service = self.part("sparql")
        yield from about(service, DCAT.DataService, _SERVICE, _SERVICE)
        yield from self._publisher(service, self.publisher)
        yield link(service, DCAT.endpointURL, self._address("sparql"))
        yield link(service, DCAT.endpointDescription, self._address("sparql"))
        yield link(service, DCTERMS.conformsTo, iri(SPARQL_PROTOCOL))
        for dataset in (self.dataset, *(self._of(register) for register in self.facts.registers)):
            yield link(service, DCAT.servesDataset, dataset)

    def dump(self, dump: DumpFacts) -> Iterator[Triple]:
        """A dump of the whole, with its size and hash."""
        part, checksum = self.part(f"dump-{dump.format}"), self.part(f"checksum-{dump.format}")
        address = self._address(f"dumps/{self.facts.release}/{dump.file}")
        form = FORMATS[dump.format]
        title = {language: text.format(form.label) for language, text in _DUMP.items()}
        yield link(self.dataset, DCAT.distribution, part)
        yield link(self.dataset, VOID.dataDump, address)
        yield from about(part, DCAT.Distribution, title, {})
        yield from self._licence(part, self.settings.licence)
        yield link(part, DCAT.accessURL, address)
        yield link(part, DCAT.downloadURL, address)
        yield link(part, DCAT.mediaType, iri(f"{MEDIA_TYPES}{form.media_type}"))
        yield link(part, DCAT.compressFormat, iri(f"{MEDIA_TYPES}application/gzip"))
        yield link(part, DCAT.byteSize, typed(dump.bytes, XSD.nonNegativeInteger))
        yield link(part, DCTERMS.issued, self.issued)
        yield link(part, VOID.triples, number(dump.triples))
        yield link(part, SPDX.checksum, checksum)
        yield link(checksum, RDF.type, iri(str(SPDX.Checksum)))
        yield link(checksum, SPDX.algorithm, iri(str(SPDX.checksumAlgorithm_sha256)))
        yield link(checksum, SPDX.checksumValue, typed(dump.sha256, XSD.hexBinary))

    def register(self, register: RegisterFacts) -> Iterator[Triple]:
        """A register: a data set of its own and a part of the whole, read by its named graph."""
        part, graph = self._of(register), self.part(f"graph-{register.name}")
        description = _MADE_UP if register.made_up else register.titles
        yield from about(part, DCAT.Dataset, register.titles, description)
        yield from self._publisher(part, register.publisher, register.name)
        yield from self._licence(part, register.licence or self.settings.licence)
        yield link(part, RDF.type, iri(str(VOID.Dataset)))
        yield from _themed(part)
        yield from coverage(part, self.part(f"period-{register.name}"), [register])
        yield link(part, DCTERMS.issued, self.issued)
        yield link(part, VOID.triples, number(register.triples))
        yield link(part, VOID.entities, number(register.projects))
        yield link(part, DCAT.distribution, graph)
        if register.landing_page:
            yield link(part, DCAT.landingPage, iri(register.landing_page))
        if register.made_up:
            yield link(part, ESF.madeUp, typed("true", XSD.boolean))
        yield from about(graph, DCAT.Distribution, register.titles, {})
        yield from self._licence(graph, register.licence or self.settings.licence)
        yield link(graph, DCAT.accessURL, iri(register.graph))
        yield link(graph, DCAT.accessService, self.part("sparql"))
        yield link(graph, DCAT.mediaType, iri(f"{MEDIA_TYPES}text/turtle"))

    def _of(self, register: RegisterFacts) -> str:
        return self.part(f"dataset-{register.name}")

    def _address(self, below: str) -> str:
        return iri(self.settings.base_iri + below)

    def _description(self) -> Mapping[str, str]:
        made_up = bool(self.facts.registers) and all(r.made_up for r in self.facts.registers)
        return _MADE_UP if made_up else _DESCRIPTION

    def _publisher(self, subject: str, name: str, register: str = "") -> Iterator[Triple]:
        if not name:
            return
        agent = self.part(f"publisher-{register}" if register else "publisher")
        yield link(subject, DCTERMS.publisher, agent)
        yield link(agent, RDF.type, iri(str(FOAF.Agent)))
        yield link(agent, FOAF.name, literal(name))

    def _licence(self, subject: str, licence: str) -> Iterator[Triple]:
        known = licence_iri(licence)
        if known:
            yield link(subject, DCTERMS.license, iri(known))

    def _partition(self, kind: str, term: str, count: int) -> Iterator[Triple]:
        value = term.strip("<>")
        part = self.part(f"{kind}-{_short(value)}")
        leads, names, counts = {
            "class": (VOID.classPartition, VOID["class"], VOID.entities),
            "property": (VOID.propertyPartition, VOID.property, VOID.triples),
        }[kind]
        yield link(self.dataset, leads, part)
        yield link(part, names, iri(value))
        yield link(part, counts, number(count))


def _themed(subject: str) -> Iterator[Triple]:
    for code in THEMES:
        yield link(subject, DCAT.theme, iri(f"{DATA_THEMES}/{code}"))


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
