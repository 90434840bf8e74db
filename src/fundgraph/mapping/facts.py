# SPDX-License-Identifier: EUPL-1.2
"""What a project states of itself: names, texts, codes, days."""

from __future__ import annotations

from functools import cache

from fundgraph.mapping.amounts import decimal
from fundgraph.record import Moment, Record
from fundgraph.vocabulary import DCTERMS, ESF, RDF, SDO, XSD, code
from fundgraph.writers.terms import Triple, iri, literal

A = RDF.type.n3()
TRUE = f'"true"^^{XSD.boolean.n3()}'
DAY = XSD.date.n3()
COARSENESS = {4: XSD.gYear.n3(), 7: XSD.gYearMonth.n3(), 10: DAY}
IDENTIFIER, TITLE, ABSTRACT = DCTERMS.identifier.n3(), DCTERMS.title.n3(), DCTERMS.abstract.n3()
RESULTS, FUND, PERIOD, STATUS = ESF.results.n3(), ESF.fund.n3(), ESF.period.n3(), ESF.status.n3()
PROJECT, MADE_UP = ESF.Project.n3(), ESF.madeUp.n3()
INTERVENTION_FIELD = ESF.interventionField.n3()
COFINANCING_RATE = ESF.cofinancingRate.n3()
NOT_BEFORE, NOT_AFTER = ESF.notBefore.n3(), ESF.notAfter.n3()
START, END = SDO.startDate.n3(), SDO.endDate.n3()


@cache
def concept(scheme: str, notation: str) -> str:
    """The term of a code of a list."""
    return iri(code(scheme, notation))


def facts(subject: str, record: Record) -> list[Triple]:
    """The statements of a project that need nothing beside its record."""
    triples: list[Triple] = [(subject, A, PROJECT), (subject, IDENTIFIER, literal(record.number))]
    texts = ((TITLE, record.title), (ABSTRACT, record.abstract), (RESULTS, record.results))
    for predicate, values in texts:
        triples += [(subject, predicate, literal(t.value, language=t.language)) for t in values]
    if record.fund:
        triples.append((subject, FUND, concept("fund", record.fund)))
    if record.period:
        triples.append((subject, PERIOD, concept("period", record.period)))
    if record.status:
        triples.append((subject, STATUS, concept("status", record.status)))
    for field_code in record.intervention_fields:
        triples.append((subject, INTERVENTION_FIELD, concept("intervention-field", field_code)))
    if record.cofinancing_rate is not None:
        triples.append((subject, COFINANCING_RATE, decimal(record.cofinancing_rate)))
    if record.source.made_up:
        triples.append((subject, MADE_UP, TRUE))
    return triples + _dates(subject, record.start, record.end)


def _dates(subject: str, start: Moment | None, end: Moment | None) -> list[Triple]:
    """A quarter has bounds only: it is coarser than a month, and no date stands for it."""
    triples: list[Triple] = []
    if start:
        triples.append((subject, NOT_BEFORE, f'"{start.first}"^^{DAY}'))
        if start.value:
            triples.append((subject, START, _date(start)))
    if end:
        triples.append((subject, NOT_AFTER, f'"{end.last}"^^{DAY}'))
        if end.value:
            triples.append((subject, END, _date(end)))
    return triples


def _date(moment: Moment) -> str:
    return f'"{moment.value}"^^{COARSENESS[len(moment.value)]}'
