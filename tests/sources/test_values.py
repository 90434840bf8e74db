# SPDX-License-Identifier: EUPL-1.2
"""Texts, dates, amounts and addresses as sources write them."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fundgraph.sources.values import amount, clean, day, moment, money, web_address

DAYS = st.dates(min_value=date(1970, 1, 1), max_value=date(2069, 12, 31))
CENTS = st.decimals(min_value=0, max_value=10**12, places=2, allow_nan=False)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("tilts", "tilts"),
        ("  tilts\u00a0 pār\tupi ", "tilts pār upi"),
        ("25\u202f623", "25 623"),
        ("so\u00adft\u200bly\ufeff", "softly"),
        ("a\x00b\x07c", "abc"),
        ("Bauska\u0304", "Bauskā"),
        ("viens\ndivi", "viens divi"),
        ("\u00a0", ""),
    ],
)
def test_clean_texts(text: str, expected: str) -> None:
    assert clean(text) == expected


@given(st.text())
def test_clean_texts_stay_as_they_are(text: str) -> None:
    once = clean(text)
    assert clean(once) == once
    assert once == once.strip()
    assert "  " not in once


@pytest.mark.parametrize(
    ("text", "value", "first", "last"),
    [
        ("01.09.2012.", "2012-09-01", date(2012, 9, 1), date(2012, 9, 1)),
        ("1.9.2012", "2012-09-01", date(2012, 9, 1), date(2012, 9, 1)),
        ("2013-10-30", "2013-10-30", date(2013, 10, 30), date(2013, 10, 30)),
        ("2013-10-30 14:05:00", "2013-10-30", date(2013, 10, 30), date(2013, 10, 30)),
        ("25.06.21", "2021-06-25", date(2021, 6, 25), date(2021, 6, 25)),
        ("25.06.99", "1999-06-25", date(1999, 6, 25), date(1999, 6, 25)),
        ("2012-02", "2012-02", date(2012, 2, 1), date(2012, 2, 29)),
        ("2012-12", "2012-12", date(2012, 12, 1), date(2012, 12, 31)),
        (" 2012 ", "2012", date(2012, 1, 1), date(2012, 12, 31)),
    ],
)
def test_dates_are_as_coarse_as_written(text: str, value: str, first: date, last: date) -> None:
    found = moment(text)
    assert found is not None
    assert (found.value, found.first, found.last) == (value, first, last)


@pytest.mark.parametrize(
    "text",
    [
        "", "31.02.2012", "2012-13-01", "01/09/2012", "2012-9-1", "drīz", "0012-09-01", "20120901",
        "01.09.2012.g.", "2012-13", "3012", "\u0662\u0660\u0661\u0662-09-01",
    ],
)  # fmt: skip
def test_garbled_dates_are_none(text: str) -> None:
    assert moment(text) is None
    assert day(text) is None


def test_a_day_is_not_a_month() -> None:
    assert day("2012-09") is None
    assert day("25.06.21") == date(2021, 6, 25)


@given(DAYS)
def test_every_form_of_a_day_is_that_day(value: date) -> None:
    forms = ("%Y-%m-%d", "%d.%m.%Y.", "%d.%m.%Y", "%d.%m.%y")
    assert {day(value.strftime(form)) for form in forms} == {value}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("25623.18", "25623.18"),
        ("25 623.18", "25623.18"),
        ("25\u00a0623,18", "25623.18"),
        ("1\u202f025\u202f623", "1025623"),
        ("25,623.18", "25623.18"),
        ("25.623,18", "25623.18"),
        ("1.025.623", "1025623"),
        ("1,025,623", "1025623"),
        ("0.00", "0.00"),
        ("0,125", "0.125"),
        ("25623.185", "25623.185"),
        ("-5", "-5"),
        ("\u22125,50", "-5.50"),
    ],
)
def test_amounts(text: str, expected: str) -> None:
    assert amount(text) == Decimal(expected)
    assert str(amount(text)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "", "abc", "1.234", "1,234", "NaN", "Infinity", "1e5", "1_000", "12 34.00", "1 2345.00",
        "5.", ".5", "--5", "\u0665", "1.2.3", "9" * 50,
    ],
)  # fmt: skip
def test_garbled_or_ambiguous_amounts_are_none(text: str) -> None:
    assert amount(text) is None


@given(CENTS)
def test_amounts_survive_every_way_of_writing(value: Decimal) -> None:
    assert amount(f"{value:.2f}") == value
    assert amount(f"{value:,.2f}") == value
    assert amount(f"{value:,.2f}".replace(",", " ")) == value
    assert amount(f"{value:,.2f}".replace(",", "\u00a0").replace(".", ",")) == value


@given(CENTS, CENTS)
def test_pairs_of_money_survive(euro: Decimal, lats: Decimal) -> None:
    line = f"{euro:,.2f} EUR / {lats:,.2f} LVL;".replace(",", " ")
    assert money(line) == (("EUR", euro), ("LVL", lats))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("0.00 EUR / 0.00 LVL;", [("EUR", "0.00"), ("LVL", "0.00")]),
        ("18 008.07 LVL", [("LVL", "18008.07")]),
        ("€ 5,50", [("EUR", "5.50")]),
        ("5.50€", [("EUR", "5.50")]),
        ("10 Ls", [("LVL", "10")]),
        ("", []),
        ("-", []),
        (" ; ", []),
    ],
)
def test_money(text: str, expected: list[tuple[str, str]]) -> None:
    assert money(text) == tuple((currency, Decimal(value)) for currency, value in expected)


@pytest.mark.parametrize(
    "text",
    [
        "25 623.18",
        "EUR",
        "1 EUR / 2 EUR",
        "1 EUR 2 LVL",
        "abc EUR",
        "1.234 EUR",
        "5 USD",
        "1 EUR /",
    ],
)
def test_garbled_money_is_none(text: str) -> None:
    assert money(text) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("http://www.iic.lv", "http://www.iic.lv/"),
        ("www.iic.lv", "http://www.iic.lv/"),
        ("HTTPS://WWW.IIC.LV/Lapa?a=b#c", "https://www.iic.lv/Lapa?a=b#c"),
        ("www.iic.lv/kontakti;", "http://www.iic.lv/kontakti"),
        ("example.org:8080", "http://example.org:8080/"),
        ("www.jūrmala.lv", "http://www.jūrmala.lv/"),
    ],
)
def test_web_addresses(text: str, expected: str) -> None:
    assert web_address(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "javascript:alert(1)", "javascript://www.iic.lv/%0aalert(1)", "ftp://www.iic.lv", "nav",
        "data:text/html,x", "http://", "http://a b.lv", "http://www.iic.lv/<x>", "a@iic.lv",
        "http://user:pw@iic.lv", "http://[::1", "www.a.lv www.b.lv", 'http://a.lv/"x', "",
    ],
)  # fmt: skip
def test_what_is_no_web_address_is_none(text: str) -> None:
    assert web_address(text) is None


@given(st.text(max_size=60))
def test_a_web_address_is_always_an_iri_of_the_web(text: str) -> None:
    address = web_address(text)
    if address is not None:
        assert address.startswith(("http://", "https://"))
        assert not set(address) & set(' <>"{}|^`\\\n')
