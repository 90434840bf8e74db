# SPDX-License-Identifier: EUPL-1.2
"""The options of a chosen column: currency, decimal mark, order of dates, language."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from fundgraph.sources.amounts import Ambiguous, number_form
from fundgraph.sources.columns import CELL, DATES
from fundgraph.sources.dates import DMY, OpenDates, date_order
from fundgraph.sources.describe.choice import Choice
from fundgraph.sources.describe.column import Doubt
from fundgraph.sources.describe.facts import KRONE, cell_currencies, heading_currency
from fundgraph.sources.describe.lexicon import read, tokens
from fundgraph.sources.describe.multiples import multiple
from fundgraph.sources.describe.profile import Profile, number

TEXTS = ("title", "abstract", "results", "programme-title")
_NEARLY_ALL = 0.9
# Ideas of headings that say whose money, or which part of it, a column tells.
_CLEAR = frozenset(
    {
        *("total", "eligible", "ineligible", "grant", "granted", "applied", "paid", "certified"),
        *("eu", "fund", "public", "private", "national", "local", "other", "cofinancing"),
    }
)
_ALTERNATIVES = (
    'settle whose money it is: component "total", "total-eligible", "public" or "fund", stage '
    '"granted" or "spent"'
)
# Languages that write thousands with a comma; the others write decimals with it.
_COMMA_THOUSANDS = frozenset({"en", "ga", "mt"})


def options(
    choice: Choice, column: Profile, cells: Sequence[str], *, currency: str, language: str, own: str
) -> tuple[dict[str, str], Doubt | None]:
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
        return {"language": own}, None
    return {}, None


def _amount(
    choice: Choice, column: Profile, cells: Sequence[str], currency: str, language: str
) -> tuple[dict[str, str], Doubt | None]:
    found = {"stage": choice.meaning.stage, "component": choice.meaning.component}
    own = _currency(choice, column)
    found |= {"currency": own} if own and own not in (currency, KRONE) else {}
    unit = multiple(choice.heading, language)
    found |= {"unit": unit} if unit else {}
    decimal, doubt = _decimal(cells, language)
    return found | ({"decimal": decimal} if decimal else {}), _unclear(choice, language, doubt)


def _unclear(choice: Choice, language: str, doubt: Doubt | None) -> Doubt | None:
    """The doubt of a column, and whether its heading leaves open whose money it tells."""
    if _CLEAR.intersection(read(tokens(choice.heading), frozenset({language})).ideas):
        return doubt
    if doubt is None:
        return Doubt("unclear-amounts", choice.meaning.component, _ALTERNATIVES)
    return replace(doubt, remark=f"{doubt.remark}; {_ALTERNATIVES}")


def _currency(choice: Choice, column: Profile) -> str | None:
    """The currency of a column: what nearly all of its cells name, else its heading. Where a few
    cells name one, it goes for these alone without being said."""
    named = cell_currencies(column)
    if named.total() < _NEARLY_ALL * column.share("number") * len(column.values):
        named.clear()
    return CELL if len(named) > 1 else next(iter(named), heading_currency(choice.heading))


def _decimal(cells: Sequence[str], language: str) -> tuple[str, Doubt | None]:
    form = number_form(cells)
    if not isinstance(form, Ambiguous):
        return form.decimal, None
    guess = "." if language in _COMMA_THOUSANDS else ","
    remark = f"settle the decimal mark: {form.value!r} could mean two things"
    return guess, Doubt("ambiguous-amounts", form.value, remark)


def _rate(column: Profile, cells: Sequence[str]) -> tuple[dict[str, str], Doubt | None]:
    numbers = [value for cell in column.values if (value := number(cell)) is not None]
    if numbers and max(numbers) <= 1 and not column.share("percent"):
        return {"unit": "fraction"}, None
    return {}, None


def _dates(cells: Sequence[str]) -> tuple[dict[str, str], Doubt | None]:
    order = date_order(cells)
    if isinstance(order, OpenDates):
        remark = f"settle the order of day and month: {order.value!r}"
        return {"dates": DMY}, Doubt("ambiguous-dates", order.value, remark)
    return ({"dates": order} if order else {}), None
