# SPDX-License-Identifier: EUPL-1.2
"""Where and when the projects of a data set are, as portals filter by it (DCAT-AP)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from fundgraph.catalog.facts import RegisterFacts
from fundgraph.catalog.statements import link, typed
from fundgraph.vocabulary import AUTHORITY, COUNTRY_NAMES, DCAT, DCTERMS, RDF, XSD
from fundgraph.writers.terms import Triple, iri


def coverage(dataset: str, period: str, registers: Sequence[RegisterFacts]) -> Iterator[Triple]:
    """The countries of registers, those that the EU's table has, and the days from their first
    project to their last, as `period`; nothing of what no register says."""
    for name in {COUNTRY_NAMES[x.country] for x in registers if x.country in COUNTRY_NAMES}:
        yield link(dataset, DCTERMS.spatial, iri(f"{AUTHORITY}country/{name}"))
    days = [day for register in registers for day in register.days or ()]
    if days:
        yield link(dataset, DCTERMS.temporal, period)
        yield link(period, RDF.type, iri(str(DCTERMS.PeriodOfTime)))
        yield link(period, DCAT.startDate, typed(min(days), XSD.date))
        yield link(period, DCAT.endDate, typed(max(days), XSD.date))
