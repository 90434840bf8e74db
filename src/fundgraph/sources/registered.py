# SPDX-License-Identifier: EUPL-1.2
"""Registration numbers that stand beside different names: one of them is likely wrong."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from fundgraph.numbers import Place
from fundgraph.organisations import SameAs, are_spellings, organisation_name
from fundgraph.record import Party, Record
from fundgraph.report import Finding
from fundgraph.sources.findings import found, place


class RegisteredNames:
    """The names that each number stood beside, with the place of each.

    Numbers are of one country, names of one language: a name may be translated.
    """

    def __init__(self) -> None:
        self._names: dict[tuple[str, str, str | None], dict[str, Place]] = {}
        self._same_as: dict[str, SameAs] = {}

    def same_as(self, names: Mapping[str, SameAs]) -> None:
        """From now on, names with these keys stand for other names."""
        self._same_as.update(names)

    def findings(self, record: Record) -> Iterator[Finding]:
        """A warning for each new name beside a number that had another one before."""
        for party in record.parties:
            if party.number and party.name.value:
                yield from self._findings(record, party, party.number)

    def _findings(self, record: Record, party: Party, number: str) -> Iterator[Finding]:
        name = organisation_name(party.name.value, party.country)
        key = self._same_as[name.key].name if name.key in self._same_as else name.legal_name
        names = self._names.setdefault((party.country, number, party.name.language), {})
        if key in names:
            return
        first = next(iter(names), None)
        same = any(are_spellings(key, known) for known in names)
        row = record.row if party.row is None else party.row
        names[key] = (record.source.name, row)
        if first is not None and not same:
            yield _finding(record, party, row, first, names[first])


def _finding(record: Record, party: Party, row: int | None, other: str, first: Place) -> Finding:
    return found(
        "number-of-two-names",
        file=record.source.name,
        row=row,
        label=dict(record.labels).get("promoter-number") or party.label,
        project=record.number,
        value=party.number,
        name=party.name.value,
        other=other,
        where=place(*first),
    )
