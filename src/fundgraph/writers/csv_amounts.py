# SPDX-License-Identifier: EUPL-1.2
"""The amounts of a project as cells: a column for each usual one, and one that holds them all."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from fundgraph.vocabulary import ESF, PROV, SDO
from fundgraph.writers.groups import Predicates
from fundgraph.writers.terms import parse_term

EURO = "EUR"
SEPARATOR = "; "
STAGES = ("granted", "contracted", "spent")
COMPONENTS = ("total", "total-eligible", "fund", "public")
USUAL = tuple((stage, component) for stage in STAGES for component in COMPONENTS)
AMOUNT_COLUMNS = (
    "currency",
    *(f"{stage}_{component}".replace("-", "_") for stage, component in USUAL),
    "amounts",
)

AMOUNT, STAGE, COMPONENT = ESF.amount.n3(), ESF.stage.n3(), ESF.component.n3()
VALUE, CURRENCY, DERIVED = SDO.value.n3(), SDO.currency.n3(), PROV.wasDerivedFrom.n3()


@dataclass(frozen=True, slots=True)
class _Amount:
    stage: str
    component: str
    value: Decimal
    currency: str


def shown(value: Decimal) -> str:
    """Two decimals at least."""
    return f"{value:.2f}" if value == round(value, 2) else f"{value:f}"


def amount_cells(project: str, groups: Mapping[str, Predicates]) -> list[str]:
    """The cells of AMOUNT_COLUMNS: all as published, what was converted left out.

    `currency` is that of the usual amounts: the one they are published in, euro where that is one
    of several. `amounts` has every amount: `granted total 1200.00 HUF; granted fund 1000.00 HUF`.
    """
    found = [_amount(groups[part]) for part in groups[project].get(AMOUNT, []) if part in groups]
    published = [one for one in found if one is not None]
    currencies = sorted({one.currency for one in published}, key=lambda one: (one != EURO, one))
    currency = currencies[0] if currencies else ""
    return [
        currency,
        *(_usual(published, stage, component, currency) for stage, component in USUAL),
        SEPARATOR.join(
            f"{one.stage} {one.component} {shown(one.value)} {one.currency}" for one in published
        ),
    ]


def _usual(amounts: list[_Amount], stage: str, component: str, currency: str) -> str:
    wanted = (stage, component, currency)
    return SEPARATOR.join(
        shown(one.value) for one in amounts if (one.stage, one.component, one.currency) == wanted
    )


def _amount(part: Predicates) -> _Amount | None:
    """What is said of an amount; None for one that was converted, or of which too little is."""
    if DERIVED in part or not all(one in part for one in (STAGE, COMPONENT, VALUE, CURRENCY)):
        return None
    stage, component, value, currency = (
        parse_term(part[one][0]).value for one in (STAGE, COMPONENT, VALUE, CURRENCY)
    )
    codes = stage.rpartition("/")[2], component.rpartition("/")[2]
    return _Amount(*codes, Decimal(value), currency)
