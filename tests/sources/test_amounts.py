# SPDX-License-Identifier: EUPL-1.2
"""Amounts by the column they stand in: its marks, and the currencies of its cells."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fundgraph.sources.amounts import Ambiguous, NumberForm, number_form, read_amount
from fundgraph.sources.raw_money import raw_amount

CENTS = st.decimals(min_value=-(10**10), max_value=10**10, places=2, allow_nan=False)


@pytest.mark.parametrize(
    ("values", "decimal"),
    [
        (["1.912,96", "1.234"], ","),
        (["4,995.00", "1,234"], "."),
        (["15.414.794", "1.234"], ","),
        (["€1,544,310", "€544,310"], "."),
        (["0,125", "1.234"], ","),
        (["1234.567"], "."),
        (["17 953 272 .- HUF", "5", "-"], ""),
        (["5.172.338,50 kn", "1.000 kn"], ","),
        (["1.912,96", "4,995.00"], ""),
        ([], ""),
    ],
)
def test_a_column_settles_its_marks(values: list[str], decimal: str) -> None:
    assert number_form(values) == NumberForm(decimal)


@pytest.mark.parametrize("values", [["5", "1.234"], ["12,345"], ["1.912,96", "4,995.00", "1.234"]])
def test_a_column_that_could_mean_two_things_is_not_guessed(values: list[str]) -> None:
    assert number_form(values) == Ambiguous(values[-1])
    assert read_amount(values[-1], NumberForm()) is None


@pytest.mark.parametrize(
    ("text", "decimal", "value", "currency"),
    [
        ("1.912,96", ",", "1912.96", None),
        ("15.414.794", "", "15414794", None),
        ("17 953 272 .- HUF", "", "17953272", "HUF"),
        ("4,995.00", "", "4995.00", None),
        ("€ 23,945", ".", "23945", "EUR"),
        (" £999.269,00 ", ",", "999269.00", "GBP"),
        ("€ 5317381.58", "", "5317381.58", "EUR"),
        ("5.172.338,50 kn", ",", "5172338.50", "HRK"),
        ("1\u00a0234\u00a0567,89 Kč", ",", "1234567.89", "CZK"),
        ("1'234'567.80", ".", "1234567.80", None),
        ("1.000 лв.", ",", "1000", "BGN"),
        ("100 kr.", "", "100", "kr"),
        ("12 zł", "", "12", "PLN"),
        ("EUR 5,--", "", "5", "EUR"),
        ("€ -5,50", ",", "-5.50", "EUR"),
        ("\u22125 €", "", "-5", "EUR"),
        ("30.000000000000004", ".", "30", None),
        ("12.340000000001", ".", "12.34", None),
        ("0.123456789012345", ".", "0.123456789012345", None),
    ],
)
def test_amounts_of_a_settled_column(
    text: str, decimal: str, value: str, currency: str | None
) -> None:
    assert read_amount(text, NumberForm(decimal)) == (Decimal(value), currency)


@pytest.mark.parametrize(
    ("text", "decimal"),
    [
        ("4,995.00", ","), ("1.912,96", "."), ("1.5", ","), ("12.345.678,9", "."), ("5e10", "."),
        ("5 USD EUR", ""), ("5 EUR LVL", ""), ("45 mln", ""), ("1234 567", ""), ("12,", ""),
        ("- -5", ""), ("(5)", ""), ("", ""), ("9" * 70, ""), ("1 23,0", ","), ("12.34.56", ","),
        ("1" + "0" * 15, ""), ("1" + "0" * 15 + ".00", "."), ("-1 000 000 000 000 000,00", ","),
    ],
)  # fmt: skip
def test_contradicting_and_garbled_amounts_are_none(text: str, decimal: str) -> None:
    assert read_amount(text, NumberForm(decimal)) is None


@given(CENTS, st.sampled_from([".", ","]), st.sampled_from(["", "mark", " ", "\u00a0", "'"]))
def test_every_way_of_writing_is_read_back(value: Decimal, decimal: str, groups: str) -> None:
    form = NumberForm(decimal)
    parted = {"mark": "," if decimal == "." else "."}.get(groups, groups)
    text = f"{value:,.2f}".replace(",", "\0").replace(".", decimal).replace("\0", parted)
    assert number_form([text]) in (form, NumberForm())
    assert read_amount(text, form) == (value, None)


@given(st.text(alphabet="0123456789., -€kn'()", max_size=70), st.sampled_from(["", ".", ","]))
def test_any_text_is_an_amount_or_none(text: str, decimal: str) -> None:
    read = read_amount(text, NumberForm(decimal))
    assert read is None or read[0].is_finite()


@pytest.mark.parametrize("text", ["9" * 15, "-" + "9" * 15, "9" * 15 + ".99"])
def test_what_may_be_money_is_read(text: str) -> None:
    assert read_amount(text, NumberForm(".")) == (Decimal(text), None) == raw_amount(text, ".")
