# SPDX-License-Identifier: EUPL-1.2
"""A project with every kind of part, for the tests of the writers."""

from __future__ import annotations

from fundgraph.vocabulary import (
    DCTERMS,
    ESF,
    FOAF,
    LOCN,
    NUTS,
    PROV,
    RDF,
    SDO,
    XSD,
    code,
)  # fmt: skip
from fundgraph.writers import Triple
from fundgraph.writers.terms import iri, literal

BASE = "http://localhost:8000/id/"
PROJECT = f"{BASE}project/VDP-ŪM-2.1-7"
A = RDF.type


def part(name: str) -> str:
    """The term of a part of the project."""
    return iri(f"{PROJECT}#{name}")


def _decimal(value: str) -> str:
    return literal(value, datatype=XSD.decimal)


def _amount(name: str, value: str, currency: str, **links: str) -> list[tuple[str, str, str]]:
    return [
        (iri(PROJECT), ESF.amount, part(name)),
        (part(name), A, ESF.Amount.n3()),
        (part(name), ESF.stage, iri(code("stage", "granted"))),
        (part(name), ESF.component, iri(code("component", "fund"))),
        (part(name), SDO.value, _decimal(value)),
        (part(name), SDO.currency, literal(currency)),
        *((part(name), PROV[key], part(target)) for key, target in links.items()),
    ]


_FACTS = [
    (iri(PROJECT), A, ESF.Project.n3()),
    (iri(PROJECT), DCTERMS.identifier, literal("VDP/ŪM/2.1/7")),
    (iri(PROJECT), DCTERMS.title, literal("Izdomāts „projekts”\n\\ ar\ttabulāciju", language="lv")),
    (iri(PROJECT), DCTERMS.title, literal("A made-up <project> & more", language="en")),
    (iri(PROJECT), DCTERMS.title, literal("Cits nosaukums", language="lv")),
    (iri(PROJECT), ESF.fund, iri(code("fund", "ESF"))),
    (iri(PROJECT), ESF.status, iri(code("status", "completed"))),
    (iri(PROJECT), ESF.interventionField, iri(code("intervention-field", "102"))),
    (iri(PROJECT), ESF.programme, iri(f"{BASE}programme/lv-2007-2013-1.5")),
    (iri(PROJECT), SDO.startDate, literal("2012-09-01", datatype=XSD.date)),
    (iri(PROJECT), SDO.endDate, literal("2013", datatype=XSD.gYear)),
    (iri(PROJECT), ESF.region, iri(f"{BASE}region/lv-kurzeme")),
    (iri(PROJECT), DCTERMS.spatial, iri(f"{NUTS}LV003")),
    (iri(PROJECT), ESF.promoter, iri(f"{BASE}organisation/lv-biedriba-a")),
    (iri(PROJECT), ESF.grantedEUR, _decimal("100")),
    (iri(PROJECT), ESF.spentEUR, _decimal("99.5")),
    (iri(PROJECT), ESF.madeUp, literal("true", datatype=XSD.boolean)),
    (iri(PROJECT), ESF.participation, part("promoter")),
    (part("promoter"), A, ESF.Participation.n3()),
    (part("promoter"), ESF.role, iri(code("role", "promoter"))),
    (part("promoter"), ESF.organisation, iri(f"{BASE}organisation/lv-biedriba-a")),
    (part("promoter"), ESF.asPublished, literal('Biedrība "A"')),
    *_amount("granted-fund-eur", "100", "EUR"),
    *_amount("granted-fund-lvl", "70.28", "LVL", alternateOf="granted-fund-eur"),
    (iri(PROJECT), ESF.site, part("site-talsi")),
    (part("site-talsi"), A, ESF.Site.n3()),
    (part("site-talsi"), ESF.asPublished, literal("=Talsos: Parka 1")),
    (part("site-talsi"), LOCN.address, part("site-talsi-address")),
    (part("site-talsi-address"), A, LOCN.Address.n3()),
    (part("site-talsi-address"), LOCN.postName, literal("Talsi", language="lv")),
    (iri(PROJECT), FOAF.isPrimaryTopicOf, part("source")),
    (part("source"), A, ESF.SourceRecord.n3()),
    (part("source"), A, PROV.Entity.n3()),
    (part("source"), FOAF.primaryTopic, iri(PROJECT)),
    (part("source"), ESF.row, literal("7", datatype=XSD.integer)),
    (part("source"), ESF.asPublished, literal("Fonds: ESF")),
    (part("source"), ESF.asPublished, literal("Statuss: Pabeigts")),
]

TRIPLES: list[Triple] = [(s, f"<{p}>", o) for s, p, o in _FACTS]
