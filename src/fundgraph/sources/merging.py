# SPDX-License-Identifier: EUPL-1.2
"""Rows that repeat one number → one project: allocation years, sites, several beneficiaries; where
the description does not say so, they are refused."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TypeVar

from fundgraph.numbers import Place
from fundgraph.record import Figure, Moment, Party, Record, SourceRow, Text
from fundgraph.report import Finding
from fundgraph.sources.findings import Findings, found, place

REFUSE, MERGE = "refuse", "merge"
# Fields of which a project has one value: the first row's stays, a different one is found.
SINGLE = ("fund", "period", "programme", "status", "cofinancing_rate")
T = TypeVar("T")


def grouped(records: Iterable[Record]) -> Iterator[list[Record]]:
    """The records by number, in the order in which numbers come. Holds all of them."""
    groups: dict[str, list[Record]] = {}
    for record in records:
        groups.setdefault(record.slug, []).append(record)
    yield from groups.values()


def repeated(record: Record, first: Place) -> Finding:
    """What is said of a record whose number stands already in another place."""
    return found(
        "number-repeated",
        file=record.source.name,
        row=record.row,
        label=dict(record.labels).get("number"),
        project=record.number,
        value=record.number,
        where=place(*first),
    )


def merged(records: Sequence[Record]) -> tuple[Record, tuple[Finding, ...]]:
    """One project of rows with one number, and what of it has to be looked at.

    Amounts of one column and currency are added up; parties, places, texts and codes are brought
    together; the project lasts from the first start to the last end.
    """
    first, others = records[0], records[1:]
    if not others:
        return first, ()
    findings = Findings(first.source.name, project=first.number, row=first.row)
    _compare(records, findings)
    record = replace(
        first,
        title=_texts(record.title for record in records),
        abstract=_texts(record.abstract for record in records),
        results=_texts(record.results for record in records),
        start=_outer((record.start for record in records), lambda one: one.first.toordinal()),
        end=_outer((record.end for record in records), lambda one: -one.last.toordinal()),
        regions=_union(record.regions for record in records),
        given_regions=_union(record.given_regions for record in records),
        sites=_union(record.sites for record in records),
        intervention_fields=_union(record.intervention_fields for record in records),
        parties=_parties(records, findings),
        figures=_figures(records),
        modified=max((one.modified for one in records if one.modified), default=None),
        merged=tuple(SourceRow(one.source, one.row, one.published) for one in others),
        fund=_first(record.fund for record in records),
        period=_first(record.period for record in records),
        programme=_first(record.programme for record in records),
        status=_first(record.status for record in records),
        cofinancing_rate=_first(record.cofinancing_rate for record in records),
    )
    return record, tuple(findings.found)


def _union(values: Iterable[tuple[T, ...]]) -> tuple[T, ...]:
    return tuple(dict.fromkeys(one for several in values for one in several))


def _first(values: Iterable[T | None]) -> T | None:
    return next((value for value in values if value is not None), None)


def _texts(values: Iterable[tuple[Text, ...]]) -> tuple[Text, ...]:
    """One text for each language: the first; the others stay in their source records."""
    texts: dict[str, Text] = {}
    for text in _union(values):
        texts.setdefault(text.language, text)
    return tuple(texts.values())


def _outer(moments: Iterable[Moment | None], key: Callable[[Moment], int]) -> Moment | None:
    return min((one for one in moments if one), key=key, default=None)


def _figures(records: Sequence[Record]) -> tuple[Figure, ...]:
    """The figures, those of one column, kind and currency added up."""
    totals: dict[tuple[str, ...], Figure] = {}
    for record in records:
        for one in record.figures:
            key = (one.stage, one.component, one.currency, one.column or one.label)
            known = totals.get(key)
            totals[key] = known._replace(value=known.value + one.value) if known else one
    return tuple(totals.values())


def _parties(records: Sequence[Record], findings: Findings) -> tuple[Party, ...]:
    """Everyone that the rows name; a project has one promoter, the first: others are partners."""
    parties = _union(record.parties for record in records)
    promoters = [party for party in parties if party.role == "promoter"]
    if len(promoters) < 2:
        return parties
    names = ", ".join(party.name.value for party in promoters[1:])
    findings.add("merged-promoters", label=promoters[0].label, value=names)
    lead = promoters[0]
    return _union(
        (replace(party, role="partner"),)
        if party.role == "promoter" and party != lead
        else (party,)
        for party in parties
    )


def _compare(records: Sequence[Record], findings: Findings) -> None:
    """Finds what the rows do not agree on, and amounts that every row repeats."""
    labels = dict(records[0].labels)
    for name in ("title", *SINGLE):
        values = {getattr(record, name) for record in records} - {None, ()}
        if len(values) > 1:
            rows = ", ".join(str(record.row) for record in records)
            findings.add("merged-differs", label=labels.get(name, name), rows=rows)
    sums = {tuple((one.column, one.label, one.value) for one in r.figures) for r in records}
    if len(sums) == 1 and any(figure.value for figure in records[0].figures):
        rows = ", ".join(str(record.row) for record in records)
        findings.add("merged-same-amounts", rows=rows)
