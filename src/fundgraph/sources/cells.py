# SPDX-License-Identifier: EUPL-1.2
"""The cells of a row by the fields of its description, as texts, codes, dates and rates."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from typing import TypeVar

from fundgraph.record import Moment, Text
from fundgraph.sources.columns import TEXTS, Column
from fundgraph.sources.findings import Findings
from fundgraph.sources.lookups import UNKNOWN, Lookups
from fundgraph.sources.values import PLACEHOLDERS, amount, day, moment

Value = TypeVar("Value")


class Cells:
    """Reads single fields of the rows of a table, whose cells are clean. A missing or placeholder
    cell is no value; a garbled one is found."""

    def __init__(
        self, columns: Sequence[tuple[int, Column]], lookups: Lookups, *, language: str
    ) -> None:
        self._index = {column.field: index for index, column in columns}
        self._column = {column.field: column for _, column in columns}
        self._lookups = lookups
        self._texts = {
            name: [
                (index, column.language or language)
                for index, column in columns
                if column.field == name
            ]
            for name in TEXTS
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

    def separator(self, field: str) -> str | None:
        """What parts the values in a cell of this field, if its column says so."""
        return self._column[field].separator

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
        return code or UNKNOWN

    def moment(self, row: Sequence[str], field: str, findings: Findings) -> Moment | None:
        """A date, as coarse as the cell has it."""
        return self._read(row, field, moment, "garbled-date", findings)

    def day(self, row: Sequence[str], field: str, findings: Findings) -> date | None:
        """A date that must be a day."""
        return self._read(row, field, day, "garbled-date", findings)

    def rate(self, row: Sequence[str], field: str, findings: Findings) -> Decimal | None:
        """A share in per cent."""
        return self._read(row, field, _rate, "garbled-rate", findings)

    def _read(
        self,
        row: Sequence[str],
        field: str,
        read: Callable[[str], Value | None],
        rule: str,
        findings: Findings,
    ) -> Value | None:
        text = self.text(row, field)
        if not text:
            return None
        value = read(text)
        if value is None:
            findings.add(rule, label=self.heading(field), value=text)
        return value


def _rate(text: str) -> Decimal | None:
    value = amount(text.removesuffix("%").rstrip())
    return value if value is not None and 0 <= value <= 100 else None
