# SPDX-License-Identifier: EUPL-1.2
"""What the first rows of a table settle for its columns: how they write numbers, dates, rates."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from fundgraph.report import Finding
from fundgraph.sources.amounts import Ambiguous, NumberForm, number_form, read_amount
from fundgraph.sources.columns import DATES, Column
from fundgraph.sources.dates import OpenDates, date_order
from fundgraph.sources.findings import found

# So many rows tell how a column writes its values; a later one that contradicts is refused.
HEAD = 2000
RATE, AMOUNT = "cofinancing-rate", "amount"
SETTLED = frozenset({RATE, AMOUNT, *DATES})


@dataclass(slots=True)
class Settled:
    """The number forms and date orders of columns by their index; `fractions` are the columns of
    rates that give shares of one; `notes` is what has to be said of whole columns."""

    numbers: dict[int, NumberForm] = field(default_factory=dict)
    orders: dict[int, str | None] = field(default_factory=dict)
    fractions: set[int] = field(default_factory=set)
    notes: list[Finding] = field(default_factory=list)


def settle(
    columns: Sequence[tuple[int, Column]], head: Sequence[Sequence[str]], *, file: str
) -> Settled:
    """What the description says of its columns, else what their first values tell."""
    settled = Settled()
    for index, column in columns:
        if column.field not in SETTLED:
            continue
        values = [row[index].strip() for row in head if index < len(row)]
        if column.field in (AMOUNT, RATE):
            _numbers(settled, index, column, values, file)
        if column.field == RATE:
            _rates(settled, index, column, values, file)
        if column.field in DATES:
            _dates(settled, index, column, values, file)
    return settled


def _numbers(
    settled: Settled, index: int, column: Column, values: Sequence[str], file: str
) -> None:
    if column.decimal:
        settled.numbers[index] = NumberForm(column.decimal)
        return
    bare = map(bare_rate, values) if column.field == RATE else values
    form = number_form(bare)
    if isinstance(form, Ambiguous):
        label, value = column.heading, form.value
        settled.notes.append(found("ambiguous-amounts", file=file, label=label, value=value))
        form = NumberForm()
    settled.numbers[index] = form


def _rates(settled: Settled, index: int, column: Column, values: Sequence[str], file: str) -> None:
    """Rates none of which is above one, and which name no per cent, are shares of one."""
    if column.unit:
        if column.unit == "fraction":
            settled.fractions.add(index)
        return
    form = settled.numbers[index]
    numbers = [read[0] for text in values if (read := read_amount(text, form))]
    inside = [number for number in numbers if 0 < number < 1]
    if inside and max(numbers) <= 1 and not any("%" in text for text in values):
        settled.fractions.add(index)
        example = str(inside[0])
        settled.notes.append(
            found("rates-as-fractions", file=file, label=column.heading, value=example)
        )


def _dates(settled: Settled, index: int, column: Column, values: Sequence[str], file: str) -> None:
    order = column.dates or date_order(values)
    if isinstance(order, OpenDates):
        label, value = column.heading, order.value
        settled.notes.append(found("ambiguous-dates", file=file, label=label, value=value))
        order = None
    settled.orders[index] = order


def bare_rate(text: str) -> str:
    """A rate without its brackets and sign: `(45%)` is `45`."""
    text = text.strip()
    if text.startswith("(") and text.endswith(")"):
        text = text[1:-1].strip()
    return text.removesuffix("%").rstrip()
