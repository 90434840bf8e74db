# SPDX-License-Identifier: EUPL-1.2
"""The money of a project: a table of stages and components, and bars of the same figures."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import NamedTuple

from fundgraph.vocabulary import ESF, PROV, SDO
from fundgraph.web.views.statements import (
    About,
    Statements,
    concept_label,
    first_iri,
    first_text,
)

STAGES = ("applied", "granted", "contracted", "spent", "certified")
COMPONENTS = (
    "total-eligible", "fund", "public", "national-public", "regional-public", "municipal-public",
    "private", "other", "total",
)  # fmt: skip
_ORDER = {component: number for number, component in enumerate(COMPONENTS)}
EURO = "EUR"
BAR = 1000
GAP = 3
# The label of a code tells of a project; a heading tells of money.
_HEADINGS = {("contracted", "lv"): "Līgumā paredzēts"}
# A project has two dozen figures: their predicates are written out once.
_STAGE, _COMPONENT, _PART_OF, _AS_PUBLISHED, _VALUE, _CURRENCY, _DERIVED = (
    term.n3()
    for term in (
        ESF.stage, ESF.component, ESF.partOf, ESF.asPublished, SDO.value, SDO.currency,
        PROV.wasDerivedFrom,
    )
)  # fmt: skip
_CLASSES = {"fund": "k1", "private": "k3", "other": "k4", "total": "k4", "total-eligible": "k4"}


class Amount(NamedTuple):
    """One figure. `label` is the source's own; `converted` tells a figure that was not published
    in this currency."""

    stage: str
    component: str
    currency: str
    value: Decimal
    label: str | None
    whole: bool
    converted: bool


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the table: a component, and for each stage its figures, euro first."""

    component: str
    label: str
    cells: tuple[tuple[Amount, ...], ...]


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of a bar, in thousandths of its width."""

    kind: str
    start: int
    width: int


@dataclass(frozen=True, slots=True)
class Bar:
    """A stage's bar; `total` is the figure beside it."""

    label: str
    total: Amount
    segments: tuple[Segment, ...]


@dataclass(frozen=True, slots=True)
class Money:
    """All money of a project: `stages` head the columns, `rows` the parts, `totals` the foot.

    `wholes` are the figures of each stage that are part of no other, euro first.
    """

    stages: tuple[tuple[str, str], ...]
    rows: tuple[Row, ...]
    totals: tuple[Row, ...]
    bars: tuple[Bar, ...]
    legend: tuple[tuple[str, str], ...]
    wholes: dict[str, tuple[Amount, ...]]


def money(project: str, statements: Statements, language: str) -> Money | None:
    """The money of a project; None where nothing is stated."""
    amounts = _amounts(project, statements)
    if not amounts:
        return None
    stated = {amount.stage for amount in amounts}
    stages = tuple(stage for stage in STAGES if stage in stated)
    filled = _rows(stages, amounts, language)
    bars = _bars(stages, amounts, language)
    kinds = {segment.kind for bar in bars for segment in bar.segments}
    return Money(
        stages=tuple((stage, _heading(stage, language)) for stage in stages),
        rows=tuple(row for row in filled if row.component != "total"),
        totals=tuple(row for row in filled if row.component == "total"),
        bars=bars,
        legend=tuple((kind, label) for kind, label in _legend(amounts, language) if kind in kinds),
        wholes={stage: _wholes(stage, amounts) for stage in stages},
    )


def _heading(stage: str, language: str) -> str:
    """A stage as the heading of a column."""
    return _HEADINGS.get((stage, language)) or concept_label("stage", stage, language)


def _amounts(project: str, statements: Statements) -> list[Amount]:
    found = (_amount(statements.about(part)) for part in statements.iris(project, ESF.amount))
    return sorted(filter(None, found), key=lambda a: (a.currency != EURO, a.currency))


def _amount(about: About) -> Amount | None:
    """One figure from what is said of it; None where it has no value that is a number."""
    try:
        value = Decimal(first_text(about.get(_VALUE, ())) or "")
    except InvalidOperation:
        return None
    return Amount(
        stage=_code(first_iri(about.get(_STAGE, ()))),
        component=_code(first_iri(about.get(_COMPONENT, ()))),
        currency=first_text(about.get(_CURRENCY, ())) or "",
        value=value,
        label=first_text(about.get(_AS_PUBLISHED, ())),
        whole=_PART_OF not in about,
        converted=_DERIVED in about,
    )


def _code(iri: str | None) -> str:
    return (iri or "").rpartition("/")[2]


def _rows(stages: Sequence[str], amounts: Iterable[Amount], language: str) -> list[Row]:
    """A row for each component that has figures."""
    cells: dict[str, dict[str, tuple[Amount, ...]]] = {}
    for amount in amounts:
        of = cells.setdefault(amount.component, {})
        of[amount.stage] = (*of.get(amount.stage, ()), amount)
    return [
        Row(
            component,
            concept_label("component", component, language),
            tuple(cells[component].get(stage, ()) for stage in stages),
        )
        for component in COMPONENTS
        if not cells.get(component, {}).keys().isdisjoint(stages)
    ]


def _wholes(stage: str, amounts: Sequence[Amount]) -> tuple[Amount, ...]:
    wholes = [a for a in amounts if a.stage == stage and a.whole]
    totals = [a for a in wholes if a.component == "total"]
    return tuple(totals or wholes)


def _bars(stages: Sequence[str], amounts: Sequence[Amount], language: str) -> tuple[Bar, ...]:
    """One bar for each stage that has a total in the chart's currency, all to one scale."""
    currency = amounts[0].currency
    same = [a for a in amounts if a.currency == currency and a.value >= 0]
    of = {stage: [a for a in same if a.stage == stage] for stage in stages}
    wholes = {stage: found[0] for stage in stages if (found := _wholes(stage, of[stage]))}
    scale = max((whole.value for whole in wholes.values()), default=Decimal(0))
    if not scale:
        return ()
    return tuple(
        Bar(_heading(stage, language), whole, _segments(whole, of[stage], float(scale)))
        for stage, whole in wholes.items()
    )


def _segments(whole: Amount, amounts: Sequence[Amount], scale: float) -> tuple[Segment, ...]:
    parts = [a for a in amounts if not a.whole] or [whole]
    segments, start = [], 0
    for part in sorted(parts, key=lambda a: _ORDER.get(a.component, BAR)):
        width = round(float(part.value) / scale * BAR)
        if width:
            segments.append(Segment(_kind(part.component), start, max(1, width - GAP)))
            start += width
    return tuple(segments)


def _kind(component: str) -> str:
    return _CLASSES.get(component, "k2")


def _legend(amounts: Sequence[Amount], language: str) -> list[tuple[str, str]]:
    """The classes of the bars with the labels of what they stand for."""
    labels: dict[str, list[str]] = {}
    # A total is drawn as its parts where it has any.
    drawn = {a.component for a in amounts if a.value}
    if drawn > {"total"}:
        drawn.remove("total")
    for component in COMPONENTS:
        if component in drawn:
            label = concept_label("component", component, language)
            names = labels.setdefault(_kind(component), [])
            names.append(label[:1].lower() + label[1:] if names else label)
    return [(kind, ", ".join(names)) for kind, names in sorted(labels.items())]
