# SPDX-License-Identifier: EUPL-1.2
"""What is wrong with one project in a hundred: warnings and infos; and violations on demand."""

from __future__ import annotations

Row = dict[str, str]

# Flaws of the figures; `money.py` makes them. They need both currencies and a project that spent.
MONEY_FLAWS = frozenset({"overspent", "rounding", "swapped", "currencies", "parts", "negative"})
# Flaws of other cells: what is written there instead.
CELLS: dict[str, Row] = {
    "town": {"Place": "Latgalē - Talsos: Izdomu iela 1", "Regions": "Latgales reģions"},
    "no-end": {"End": "", "Status": "Pabeigts"},
    "status": {"Status": "Izdomāts stāvoklis"},
    "region": {"Regions": "Izdomātais reģions"},
    "fund": {"Fund": "Izdomāts fonds"},
    "homepage": {"Website": "nav: tīmekļa vietnes"},
    "legal-form": {"Legal form": "Izdomāta forma"},
    "person": {"Legal form": "Fiziska persona", "Promoter": "Izdomāts Cilvēks"},
}
FLAWS = (
    "overspent", "town", "rounding", "no-end", "swapped", "status", "currencies", "region",
    "parts", "fund", "negative", "homepage", "legal-form", "person",
)  # fmt: skip
VIOLATIONS: tuple[Row, ...] = ({"End": "1999-12-31"}, {"Start": "2099-12-31"})

ONE_IN, AT = 100, 5
VIOLATION_IN, VIOLATION_AT = 300, 7


def flaw_of(index: int) -> str | None:
    """The flaw of the project with this index; None for most."""
    round_, place = divmod(index, ONE_IN)
    return FLAWS[round_ % len(FLAWS)] if place == AT else None


def mar(row: Row, flaw: str | None) -> Row:
    """The row with the flaw's cells."""
    return row | CELLS.get(flaw or "", {})


def violate(row: Row, index: int) -> Row:
    """The row, broken where it is its turn."""
    round_, place = divmod(index, VIOLATION_IN)
    return row | VIOLATIONS[round_ % len(VIOLATIONS)] if place == VIOLATION_AT else row
