# SPDX-License-Identifier: EUPL-1.2
"""The files of registers, and the rows and pages in them that say so."""

from __future__ import annotations

from fundgraph.iris import Minter
from fundgraph.mapping.shared import SharedThings
from fundgraph.record import Party, Record, SourceFile, SourceRow, TreeLevel
from fundgraph.vocabulary import DCTERMS, ESF, FOAF, PROV, RDF, SDO, XSD, licence
from fundgraph.writers.terms import Triple, iri, literal, literals

A = RDF.type.n3()
TRUE = f'"true"^^{XSD.boolean.n3()}'
DAY, INTEGER = XSD.date.n3(), XSD.integer.n3()
IDENTIFIER, SOURCE, ISSUED = DCTERMS.identifier.n3(), DCTERMS.source.n3(), DCTERMS.issued.n3()
RECORD, PRIMARY_TOPIC = FOAF.isPrimaryTopicOf.n3(), FOAF.primaryTopic.n3()
SOURCE_RECORD, ENTITY, DOCUMENT = ESF.SourceRecord.n3(), PROV.Entity.n3(), FOAF.Document.n3()
MADE_UP, AS_PUBLISHED, ROW = ESF.madeUp.n3(), ESF.asPublished.n3(), ESF.row.n3()


class Documents:
    """Says of each file once what is known of it, and of a row which thing it tells of."""

    def __init__(self, minter: Minter, shared: SharedThings, *, contacts: bool) -> None:
        self._minter = minter
        self._shared = shared
        self._contacts = contacts
        self._files: dict[tuple[str, str], str] = {}

    def row(self, subject: str, part: str, row: Record | SourceRow | TreeLevel) -> list[Triple]:
        """What one row or page says of a thing."""
        triples = [
            (part, A, SOURCE_RECORD),
            (part, A, ENTITY),
            (part, PRIMARY_TOPIC, subject),
            (part, SOURCE, self._files[row.source.register, row.source.name]),
        ]
        if row.row is not None:
            triples.append((part, ROW, f'"{row.row}"^^{INTEGER}'))
        lines = [
            f"{line.label}: {line.value}"
            for line in row.published
            if self._contacts or not line.contact
        ]
        triples += [(part, AS_PUBLISHED, line) for line in literals(lines)]
        return triples

    def file(self, source: SourceFile, country: str) -> list[Triple]:
        """What is known of a file, at its first record; nothing afterwards."""
        if (source.register, source.name) in self._files:
            return []
        document = iri(self._minter.source_file(source.register, source.name))
        self._files[source.register, source.name] = document
        triples = [
            (document, A, DOCUMENT),
            (document, A, ENTITY),
            (document, IDENTIFIER, literal(source.name)),
            (document, SDO.sha256.n3(), literal(source.sha256)),
        ]
        if source.retrieved:
            triples.append((document, ISSUED, f'"{source.retrieved}"^^{DAY}'))
        if source.address:
            triples.append((document, SOURCE, iri(source.address)))
        if source.publisher:
            publisher = Party(name=source.publisher, role="promoter", country=country)
            slug = self._shared.organisation(publisher)
            organisation = self._minter.term("organisation", slug)
            triples.append((document, DCTERMS.publisher.n3(), organisation))
        terms = licence(source.licence or "")
        if terms:
            triples.append((document, DCTERMS.license.n3(), iri(terms)))
        if source.made_up:
            triples.append((document, MADE_UP, TRUE))
        for text in source.attribution:
            note = literal(text.value, language=text.language)
            triples.append((document, DCTERMS.description.n3(), note))
        return triples
