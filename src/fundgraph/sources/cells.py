# SPDX-License-Identifier: EUPL-1.2
"""The cells of a row by the fields of its description, as texts, codes, dates and rates."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from operator import itemgetter

from fundgraph.record import Moment, Text
from fundgraph.sources.amounts import NumberForm, read_amount
from fundgraph.sources.columns import DATES, JOINED, TEXTS, Column
from fundgraph.sources.dates import moment, period_of
from fundgraph.sources.findings import Findings
from fundgraph.sources.lookups import UNKNOWN, Lookups
from fundgraph.sources.settling import Settled, bare_rate
from fundgraph.sources.values import PLACEHOLDERS


class Cells:
    """Reads single fields of the rows of a table, whose cells are clean. A missing or placeholder
    cell is no value; a garbled one is found."""

    def __init__(
        self,
        columns: Sequence[tuple[int, Column]],
        lookups: Lookups,
        settled: Settled,
        *,
        language: str,
    ) -> None:
        self._lookups, self._language = lookups, language
        self._index = {column.field: index for index, column in columns}
        self._column = {column.field: column for _, column in columns}
        self._orders = {
            field: settled.orders[index] for field, index in self._index.items() if field in DATES
        }
        self._rates = {
            field: (settled.numbers[index], index in settled.fractions)
            for field, index in self._index.items()
            if field == "cofinancing-rate"
        }
        self._texts = {
            name: [(index, column.language or language) for index, column in _of(name, columns)]
            for name in TEXTS
        }
        in_order = sorted(columns, key=itemgetter(0))
        self._joined = {
            name: [(index, each.heading, each.separator) for index, each in _of(name, in_order)]
            for name in JOINED
        }

    def text(self, row: Sequence[str], field: str) -> str:
        """The cell of a field; empty for a placeholder."""
        index = self._index.get(field)
        if index is None or row[index] in PLACEHOLDERS:
            return ""
        return row[index]

    def heading(self, field: str) -> str:
        """The heading of a field's column."""
        return self._column[field].heading

    def each(self, row: Sequence[str], field: str) -> list[tuple[str, str, str | None]]:
        """The cells of a field that several columns may have, in their order, with the heading and
        what parts the values in a cell, if its column says so."""
        return [
            (row[index], heading, separator)
            for index, heading, separator in self._joined[field]
            if row[index] not in PLACEHOLDERS
        ]

    def texts(self, row: Sequence[str], field: str) -> tuple[Text, ...]:
        """The texts of a field, one for each of its columns that is filled."""
        return tuple(
            [
                Text(row[index], language)
                for index, language in self._texts[field]
                if row[index] not in PLACEHOLDERS
            ]
        )

    def code(
        self, row: Sequence[str], field: str, findings: Findings, *, scheme: str = ""
    ) -> str | None:
        """The code of a word in a code list (named as the field, unless another is given);
        `unknown`, and a finding, for a strange word."""
        word = self.text(row, field)
        if not word:
            return None
        scheme = scheme or field
        code = self._lookups.code(scheme, word)
        if code is None:
            findings.add(f"unknown-{scheme}", label=self.heading(field), value=word)
        else:
            self.tell_label(scheme, word, self.heading(field), findings)
        return code or UNKNOWN

    def tell_label(self, scheme: str, word: str, label: str, findings: Findings) -> None:
        """Finds a label beside a code that is not the code's own."""
        other = self._lookups.other_label(scheme, word)
        if other is not None:
            findings.add("label-differs", label=label, value=word, given=other[0], own=other[1])

    def moment(self, row: Sequence[str], field: str, findings: Findings) -> Moment | None:
        """A date, as coarse as the cell has it."""
        text = self.text(row, field)
        if not text:
            return None
        value = moment(text, self._orders[field], self._language)
        if value is None:
            findings.add("garbled-date", label=self.heading(field), value=text)
        return value

    def day(self, row: Sequence[str], field: str, findings: Findings) -> date | None:
        """A date that must be a day."""
        found = self.moment(row, field, findings)
        if found is None:
            return None
        if found.first == found.last:
            return found.first
        findings.add("garbled-date", label=self.heading(field), value=self.text(row, field))
        return None

    def period(
        self, row: Sequence[str], field: str, findings: Findings
    ) -> tuple[Moment | None, Moment | None]:
        """The start and end of a cell that holds both."""
        text = self.text(row, field)
        if not text:
            return None, None
        found = period_of(text, self._orders[field], self._language)
        if found is None:
            findings.add("garbled-date", label=self.heading(field), value=text)
        return found or (None, None)

    def rate(self, row: Sequence[str], field: str, findings: Findings) -> Decimal | None:
        """A share in per cent."""
        text = self.text(row, field)
        if not text:
            return None
        value = _rate(text, *self._rates[field])
        if value is None:
            findings.add("garbled-rate", label=self.heading(field), value=text)
        return value


def _of(field: str, columns: Sequence[tuple[int, Column]]) -> list[tuple[int, Column]]:
    """The columns of a field."""
    return [(index, column) for index, column in columns if column.field == field]


def _rate(text: str, form: NumberForm, fraction: bool) -> Decimal | None:
    read = read_amount(bare_rate(text), form)
    if read is None or read[1] is not None:
        return None
    value = read[0] * 100 if fraction else read[0]
    return value if 0 <= value <= 100 else None
