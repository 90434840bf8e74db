# SPDX-License-Identifier: EUPL-1.2
"""The amounts of a project as cells: a column for each usual one, and one that holds them all."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import NamedTuple

from fundgraph.vocabulary import ESF, PROV, SDO
from fundgraph.writers.groups import Predicates, once
from fundgraph.writers.terms import last_step, value_of

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


# What needs no more than noughts behind it.
_PLAIN = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.([0-9]{1,2}))?")


class _Amount(NamedTuple):
    stage: str
    component: str
    value: str
    currency: str


def shown(value: str) -> str:
    """A decimal with two decimals at least."""
    plain = _PLAIN.fullmatch(value)
    if plain:
        return value + (".00", "0", "")[len(plain[1] or "")]
    number = Decimal(value)
    return f"{number:.2f}" if number == round(number, 2) else f"{number:f}"


def amount_cells(project: str, groups: Mapping[str, Predicates]) -> list[str]:
    """The cells of AMOUNT_COLUMNS: all as published, what was converted left out.

    `currency` is that of the usual amounts: the one they are published in, euro where that is one
    of several. `amounts` has every amount: `granted total 1200.00 HUF; granted fund 1000.00 HUF`.
    """
    parts = once(groups[project].get(AMOUNT, ()))
    found = [_amount(groups[part]) for part in parts if part in groups]
    published = [one for one in found if one is not None]
    currency = min({one.currency for one in published}, key=_order, default="")
    usual: dict[tuple[str, str], list[str]] = {}
    for stage, component, value, of in published:
        if of == currency:
            usual.setdefault((stage, component), []).append(value)
    cells = [SEPARATOR.join(usual[name]) if name in usual else "" for name in USUAL]
    return [currency, *cells, SEPARATOR.join(map(" ".join, published))]


def _order(currency: str) -> tuple[bool, str]:
    return currency != EURO, currency


def _amount(part: Predicates) -> _Amount | None:
    """What is said of an amount; None for one that was converted, or of which too little is."""
    if DERIVED in part or not all(one in part for one in (STAGE, COMPONENT, VALUE, CURRENCY)):
        return None
    stage, component = last_step(min(part[STAGE])), last_step(min(part[COMPONENT]))
    return _Amount(
        stage, component, shown(value_of(min(part[VALUE]))), value_of(min(part[CURRENCY]))
    )
