# SPDX-License-Identifier: EUPL-1.2
"""A column of a draft: what it holds, its options, and what has to be settled."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from fundgraph.sources.dates import DMY
from fundgraph.sources.describe.choice import SETTLED, Choice
from fundgraph.sources.describe.toml import quoted

# Without these a description is not valid: they stand in the draft however unsure they are.
_NEEDED = frozenset({"title", "programme-title"})
SURE = 0.8
_OPEN = 0.55
DISAGREEING = "disagreeing-dates"
_ORDERS = {DMY: "the day", "mdy": "the month"}


@dataclass(frozen=True, slots=True)
class Doubt:
    """What has to be settled of a column: the reading rule, the value it is about, and the remark
    beside the column."""

    rule: str
    value: str
    remark: str


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the draft: what it holds, its options, what has to be settled."""

    choice: Choice
    options: dict[str, str]
    doubt: Doubt | None = None

    @property
    def active(self) -> bool:
        """True for a column that stands in the description; else it is a comment."""
        return self.choice.confidence >= SETTLED or self.choice.meaning.field in _NEEDED

    def line(self) -> str:
        """The column as a line of TOML; as a comment where it is not sure enough."""
        choice = self.choice
        values = {"field": choice.meaning.field} | self.options
        value = quoted(choice.meaning.field)
        if len(values) > 1:
            value = "{" + ", ".join(f"{key} = {quoted(one)}" for key, one in values.items()) + "}"
        told = self.doubt.remark if self.doubt else ""
        if choice.confidence < SURE:
            told = f"{choice.confidence:.2f}: {choice.why}" + (f"; {told}" if told else "")
        text = f"{quoted(choice.heading)} = {value}" + (f"  # {told}" if told else "")
        return text if self.active else f"# {text}"


def with_one_order(columns: Sequence[Column]) -> list[Column]:
    """The columns; where some dates begin with the day and others with the month, those of the
    rarer order as comments: one file is hardly written in both."""
    orders = [one.options["dates"] for one in columns if _is_settled(one)]
    if len(set(orders)) < 2:
        return list(columns)
    usual = max(_ORDERS, key=orders.count)
    first = next(one.choice.heading for one in columns if one.options.get("dates") == usual)
    return [
        _doubtful(one, usual, first) if _is_settled(one) and one.options["dates"] != usual else one
        for one in columns
    ]


def _is_settled(column: Column) -> bool:
    return column.options.get("dates") in _ORDERS and column.doubt is None and column.active


def _doubtful(column: Column, usual: str, other: str) -> Column:
    order = column.options["dates"]
    why = f"its dates begin with {_ORDERS[order]}, those of {other!r} with {_ORDERS[usual]}"
    return replace(
        column,
        choice=replace(column.choice, confidence=_OPEN, why=why),
        doubt=Doubt(DISAGREEING, order, "settle the order of day and month"),
    )
