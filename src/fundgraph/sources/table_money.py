# SPDX-License-Identifier: EUPL-1.2
"""The money columns of a table → figures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from fundgraph.errors import UsageError
from fundgraph.record import Figure
from fundgraph.sources.amounts import CROWN, CROWNS, NumberForm, read_amount
from fundgraph.sources.columns import CELL, UNITS, Column
from fundgraph.sources.entry import Cell, Unread
from fundgraph.sources.findings import Findings
from fundgraph.sources.lookups import Lookups
from fundgraph.sources.raw_money import raw_amount, unit_of
from fundgraph.sources.values import PLACEHOLDERS

EURO = "EUR"
TOTAL, ELIGIBLE, FUND = "total", "total-eligible", "fund"
ROW = "row"  # the currency stands in a column of its own
# The decimal mark of a column → how an amount is written in it.
EXAMPLES = {"": "25623.18", ".": "25623.18", ",": "25623,18"}
Key = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class _MoneyColumn:
    """An amount's column; `euro` is the index of the column with the same figure in euro, `form`
    how it writes numbers, `factor` what they count."""

    index: int
    heading: str
    stage: str
    component: str
    currency: str
    part_of: str | None
    euro: int | None
    form: NumberForm
    factor: int


class MoneyColumns:
    """Reads the amounts of a row."""

    def __init__(
        self,
        columns: Sequence[tuple[int, Column]],
        *,
        currency: str | None,
        origin: str,
        forms: Mapping[int, NumberForm],
        lookups: Lookups,
    ) -> None:
        self._lookups = lookups
        self._currency = currency
        named = [(index, one.heading) for index, one in columns if one.field == "currency"]
        self._named = named[0] if named else None
        default = ROW if self._named else currency
        amounts = [(index, column) for index, column in columns if column.field == "amount"]
        places = _places(amounts, default, origin)
        self._columns = [
            _money_column(column, key, places, forms.get(places[key], NumberForm()))
            for key, (_, column) in zip(places, amounts, strict=True)
        ]

    def read(self, row: Sequence[str], findings: Findings) -> tuple[Figure, ...]:
        """The figures of a row. A garbled amount is found."""
        figures: list[Figure] = []
        of_row = CELL if self._named is None else self._of_row(row, *self._named, findings)
        for column in self._columns:
            text = row[column.index]
            if text in PLACEHOLDERS:
                continue
            found = read_amount(text, column.form)
            if found is None:
                findings.add(
                    "garbled-amount",
                    label=column.heading,
                    value=text,
                    example=EXAMPLES[column.form.decimal],
                )
                continue
            value, named = found[0] * column.factor, found[1]
            unit = of_row if column.currency == ROW else column.currency
            currency = unit if named is None else _unit(named, unit)
            if currency == CELL:
                findings.add("no-currency", label=column.heading, value=text)
                continue
            figures.append(_figure(column, currency, value, row))
        return tuple(figures)

    def raw(self, row: Sequence[str]) -> tuple[tuple[Cell, ...], tuple[Unread, ...]]:
        """What the amounts of a row, even of a misshapen one, add to the file's sums, and those
        that cannot be read."""
        cells: list[Cell] = []
        unread: list[Unread] = []
        of_row = self._raw_of_row(row)
        for column in self._columns:
            text = row[column.index] if column.index < len(row) else None
            if text in PLACEHOLDERS:
                continue
            unit = of_row if column.currency == ROW else column.currency
            found = raw_amount(text, column.form.decimal) if text is not None else None
            currency = unit_of(found[1] if found else None, "" if unit == CELL else unit)
            if found is None or not currency:
                unread.append((column.heading, currency))
            else:
                cells.append((column.heading, currency, found[0] * column.factor))
        return tuple(cells), tuple(unread)

    def _raw_of_row(self, row: Sequence[str]) -> str:
        if self._named is None or self._named[0] >= len(row):
            return ""
        word = row[self._named[0]]
        if word in PLACEHOLDERS:
            return self._currency or ""
        return self._lookups.code("currency", word) or ""

    def _of_row(self, row: Sequence[str], index: int, heading: str, findings: Findings) -> str:
        """The currency that a cell of the row names for its amounts."""
        word = row[index]
        if word in PLACEHOLDERS:
            return self._currency or CELL
        code = self._lookups.code("currency", word)
        if code is None:
            findings.add("unknown-currency", label=heading, value=word)
        return code or CELL


def check_parts(figures: Sequence[Figure], findings: Findings) -> None:
    """Finds what is above the whole that it is a part of, at one stage: any part above the total
    cost, support of the Union above the eligible cost, too."""
    known = {(f.stage, f.currency, f.component): f.value for f in figures}
    for figure in figures:
        wholes = (TOTAL, ELIGIBLE) if figure.component == FUND else (TOTAL,)
        for whole in wholes if figure.component not in (TOTAL, ELIGIBLE) else ():
            total = known.get((figure.stage, figure.currency, whole))
            if total is not None and figure.value > total > 0:
                value = f"{figure.value:f}"
                findings.add(
                    "part-above-total", label=figure.label, value=value, total=f"{total:f}"
                )
                break


def _unit(named: str, currency: str) -> str:
    """The currency of a cell that names one, which wins; its column tells crowns apart."""
    if named != CROWN:
        return named
    return currency if currency in CROWNS else CELL


def _places(
    amounts: Sequence[tuple[int, Column]], currency: str | None, origin: str
) -> dict[Key, int]:
    """Where each amount stands, by stage, component and currency, in the order of the columns.

    Raises UsageError for two columns of one amount.
    """
    places: dict[Key, int] = {}
    for index, column in amounts:
        key = _key(column, currency, origin)
        if key in places:
            raise UsageError(f"{origin}: two columns hold the amount {' '.join(key)}")
        places[key] = index
    return places


def _money_column(
    column: Column, key: Key, places: Mapping[Key, int], form: NumberForm
) -> _MoneyColumn:
    stage, component, unit = key
    return _MoneyColumn(
        places[key],
        column.heading,
        stage,
        component,
        unit,
        column.part_of,
        None if unit == EURO else places.get((stage, component, EURO)),
        form,
        UNITS[column.unit or "one"],
    )


def _figure(column: _MoneyColumn, currency: str, value: Decimal, row: Sequence[str]) -> Figure:
    in_euro = column.euro is not None and currency != EURO and row[column.euro] not in PLACEHOLDERS
    return Figure(
        column.stage,
        column.component,
        currency,
        value,
        column.heading,
        column.part_of,
        EURO if in_euro else None,
    )


def _key(column: Column, currency: str | None, origin: str) -> Key:
    unit = column.currency or currency
    if unit is None:
        raise UsageError(
            f"{origin}: {column.heading!r} has no currency; write it there, or for the whole table"
        )
    return column.stage or "", column.component or "", unit
