# SPDX-License-Identifier: EUPL-1.2
"""Numbers, money and dates as each language writes them. `_` stands for a no-break space."""

from __future__ import annotations

from decimal import Decimal

import pytest

from fundgraph.web import texts


def spaced(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", "_")


@pytest.mark.parametrize(
    ("value", "currency", "lv", "en"),
    [
        ("25623.18", "EUR", "25_623,18_€", "€25,623.18"),
        ("1234567.5", "EUR", "1_234_567,50_€", "€1,234,567.50"),
        ("0", "EUR", "0,00_€", "€0.00"),
        ("18008.07", "LVL", "18_008,07_LVL", "LVL_18,008.07"),
        ("-5.125", "EUR", "\N{MINUS SIGN}5,13_€", "\N{MINUS SIGN}€5.13"),
    ],
)
def test_money(value: str, currency: str, lv: str, en: str) -> None:
    assert spaced(texts.money(Decimal(value), currency, "lv")) == lv
    assert spaced(texts.money(Decimal(value), currency, "en")) == en


@pytest.mark.parametrize(
    ("value", "lv", "en"),
    [
        ("999999.49", "999_999_€", "€999,999"),
        ("1900000", "1,9_milj._€", "€1.9_million"),
        ("115600000", "116_milj._€", "€116_million"),
        ("3031489623.55", "3,03_mljrd._€", "€3.03_billion"),
        ("-12345678900", "\N{MINUS SIGN}12,35_mljrd._€", "\N{MINUS SIGN}€12.35_billion"),
        ("123456789000", "123_mljrd._€", "€123_billion"),
    ],
)
def test_short_money(value: str, lv: str, en: str) -> None:
    assert spaced(texts.short_money(Decimal(value), "lv")) == lv
    assert spaced(texts.short_money(Decimal(value), "en")) == en


def test_percent() -> None:
    assert spaced(texts.percent(Decimal("0.1153"), "lv")) == "11,5_%"
    assert texts.percent(Decimal("0.1153"), "en") == "11.5%"


@pytest.mark.parametrize(
    ("size", "lv", "en"),
    [
        (17, "17_B", "17_B"),
        (1536, "1,5_kB", "1.5_kB"),
        (100_000_000, "100_MB", "100_MB"),
        (2_340_000_000_000, "2_340_GB", "2,340_GB"),
    ],
)
def test_file_size(size: int, lv: str, en: str) -> None:
    assert spaced(texts.file_size(size, "lv")) == lv
    assert spaced(texts.file_size(size, "en")) == en


@pytest.mark.parametrize(
    ("value", "case", "text"),
    [
        ("2012-09-01", "nominative", "2012._gada 1._septembris"),
        ("2012-09-01", "genitive", "2012._gada 1._septembra"),
        ("2013-08-31", "dative", "2013._gada 31._augustam"),
        ("2013-04", "genitive", "2013._gada aprīļa"),
        ("2013-04", "dative", "2013._gada aprīlim"),
        ("2013-03", "nominative", "2013._gada marts"),
        ("2013", "nominative", "2013._gads"),
        ("2013", "genitive", "2013._gada"),
        ("2013", "dative", "2013._gadam"),
    ],
)
def test_day_in_latvian_text(value: str, case: str, text: str) -> None:
    assert spaced(texts.day(value, "lv", case=case)) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [("2012-09-01", "1_September_2012"), ("2012-09", "September_2012"), ("2012", "2012")],
)
def test_day_in_english_text(value: str, text: str) -> None:
    assert spaced(texts.day(value, "en")) == text


@pytest.mark.parametrize(
    ("value", "lv", "en"),
    [
        ("2012-09-01", "01.09.2012.", "1_Sep_2012"),
        ("2012-09", "09.2012.", "Sep_2012"),
        ("2012", "2012.", "2012"),
        ("some day", "some day", "some day"),
        ("2012-13", "2012-13", "2012-13"),
    ],
)
def test_day_in_a_table(value: str, lv: str, en: str) -> None:
    assert spaced(texts.table_day(value, "lv")) == lv
    assert spaced(texts.table_day(value, "en")) == en


@pytest.mark.parametrize(
    ("start", "end", "months"),
    [
        ("2012-09-01", "2013-08-31", 12),
        ("2012-09-15", "2012-10-14", 1),
        ("2012-09-01", "2012-09-03", 1),
        ("2012-09", "2012-12", 4),
        ("2012-09-16", "2012-12", 4),
        ("2012", "2013", None),
        ("2012-09", "2013", None),
        ("2013-01-02", "2013-01-01", None),
    ],
)
def test_whole_months(start: str, end: str, months: int | None) -> None:
    assert texts.whole_months(start, end) == months


def test_short_text_is_not_folded() -> None:
    assert texts.folded("A short text. In two sentences.") == (
        "A short text. In two sentences.",
        "",
    )


def test_long_text_is_folded_at_the_end_of_a_sentence_and_stays_whole() -> None:
    text = "Viens teikums ar vairākiem vārdiem. " * 40
    lead, rest = texts.folded(text)
    assert lead.endswith(".")
    assert texts.LEAD <= len(lead) < texts.LONG
    assert f"{lead} {rest}" == text


def test_long_text_without_sentences_is_left_whole() -> None:
    assert texts.folded("vārds " * 400) == ("vārds " * 400, "")
