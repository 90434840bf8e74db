# SPDX-License-Identifier: EUPL-1.2
"""The options of a chosen column: currency, decimal mark, order of dates, language."""

from __future__ import annotations

from collections.abc import Sequence

from fundgraph.sources.amounts import Ambiguous, number_form
from fundgraph.sources.columns import CELL, DATES
from fundgraph.sources.dates import DMY, OpenDates, date_order
from fundgraph.sources.describe.choice import Choice
from fundgraph.sources.describe.facts import KRONE, cell_currencies, heading_currency
from fundgraph.sources.describe.profile import Profile, number

TEXTS = ("title", "abstract", "results", "programme-title")
# Languages that write thousands with a comma; the others write decimals with it.
_COMMA_THOUSANDS = frozenset({"en", "ga", "mt"})


def options(
    choice: Choice, column: Profile, cells: Sequence[str], *, currency: str, language: str, own: str
) -> tuple[dict[str, str], str]:
    """The options of a column beside its field, and what of them has to be settled.

    `currency` and `language` are those of the table, `own` is the language of this column.
    """
    field = choice.meaning.field
    if field == "amount":
        return _amount(choice, column, cells, currency, language)
    if field == "cofinancing-rate":
        return _rate(column, cells)
    if field in DATES:
        return _dates(cells)
    if field in TEXTS and own != language:
        return {"language": own}, ""
    return {}, ""


def _amount(
    choice: Choice, column: Profile, cells: Sequence[str], currency: str, language: str
) -> tuple[dict[str, str], str]:
    found = {"stage": choice.meaning.stage, "component": choice.meaning.component}
    named = cell_currencies(column)
    if len(named) > 1:
        found["currency"] = CELL
    elif (one := next(iter(named), None) or heading_currency(choice.heading)) and one != KRONE:
        found |= {"currency": one} if one != currency else {}
    decimal, doubt = _decimal(cells, language)
    return found | ({"decimal": decimal} if decimal else {}), doubt


def _decimal(cells: Sequence[str], language: str) -> tuple[str, str]:
    form = number_form(cells)
    if not isinstance(form, Ambiguous):
        return form.decimal, ""
    guess = "." if language in _COMMA_THOUSANDS else ","
    return guess, f"settle the decimal mark: {form.value!r} could mean two things"


def _rate(column: Profile, cells: Sequence[str]) -> tuple[dict[str, str], str]:
    numbers = [value for cell in column.values if (value := number(cell)) is not None]
    if numbers and max(numbers) <= 1 and not column.share("percent"):
        return {"unit": "fraction"}, ""
    return {}, ""


def _dates(cells: Sequence[str]) -> tuple[dict[str, str], str]:
    order = date_order(cells)
    if isinstance(order, OpenDates):
        return {"dates": DMY}, f"settle the order of day and month: {order.value!r}"
    return ({"dates": order} if order else {}), ""
