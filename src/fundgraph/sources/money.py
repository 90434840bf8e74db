# SPDX-License-Identifier: EUPL-1.2
"""Money lines of a register page → figures: totals with their parts, in both currencies."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from fundgraph.codes import CodeLists
from fundgraph.record import Figure
from fundgraph.sources.entry import Cell, Unread
from fundgraph.sources.findings import Findings
from fundgraph.sources.page import MoneyLine
from fundgraph.sources.values import clean, money

EXAMPLE = "25 623.18 EUR / 18 008.07 LVL"
EURO = "EUR"


@dataclass(slots=True)
class _Group:
    """The figures below one total; `currencies` are those of the total."""

    stage: str
    total: str | None = None
    currencies: set[str] = field(default_factory=set)


def figures(
    lines: Iterable[MoneyLine], codes: CodeLists, findings: Findings
) -> tuple[tuple[Figure, ...], tuple[Cell, ...], tuple[Unread, ...]]:
    """The figures of a page and, beside them, its raw sums and the lines that are no amounts.

    The first line of a group is its total, the bullets below are parts of it. A garbled line
    becomes a finding.
    """
    found: list[Figure] = []
    cells: list[Cell] = []
    unread: list[Unread] = []
    group: _Group | None = None
    for line in lines:
        amounts = money(line.value)
        if amounts is None:
            findings.add(
                "garbled-amount", row=line.line, label=line.column, value=clean(line.value),
                example=EXAMPLE,
            )  # fmt: skip
            unread.append((line.column, ""))
            continue
        cells += [(line.column, currency, value) for currency, value in amounts]
        group, component = _placed(line, group, codes, findings)
        found += _figures(line, amounts, component, group)
    return tuple(found), tuple(cells), tuple(unread)


def _placed(
    line: MoneyLine, group: _Group | None, codes: CodeLists, findings: Findings
) -> tuple[_Group, str]:
    """The group that a line opens or belongs to, and its component."""
    meaning = line.meaning
    if meaning is None:
        component = codes.find("component", line.label)
        if component is None:
            findings.add("unknown-component", row=line.line, label=line.column)
        return group or _Group("granted"), component or "other"
    stage = meaning.stage or (group.stage if group else "granted")
    opens = meaning.total and not line.bullet
    if opens and not (group and group.total and group.stage == stage):
        return _Group(stage, "total"), "total"
    same_stage = group is not None and group.stage == stage
    return group if group and same_stage else _Group(stage), meaning.component


def _figures(
    line: MoneyLine, amounts: tuple[tuple[str, Decimal], ...], component: str, group: _Group
) -> list[Figure]:
    currencies = {currency for currency, _ in amounts}
    is_total = component == group.total
    if is_total:
        group.currencies |= currencies
    return [
        Figure(
            stage=group.stage,
            component=component,
            currency=currency,
            value=value,
            label=line.label,
            part_of=None if is_total or currency not in group.currencies else group.total,
            alternate_of=EURO if currency != EURO and EURO in currencies else None,
            row=line.line,
            column=line.column if line.bullet else None,
        )
        for currency, value in amounts
    ]
