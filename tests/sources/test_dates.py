# SPDX-License-Identifier: EUPL-1.2
"""Dates by the column they stand in, quarters, months in words, and ranges."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fundgraph.sources.dates import OpenDates, date_order, moment, period_of
from fundgraph.sources.month_words import LANGUAGES, month_of

DAYS = st.dates(min_value=date(1970, 1, 1), max_value=date(2069, 12, 31))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("01.09.2012.", "2012-09-01"),
        ("05.02.16", "2016-02-05"),
        ("1. 9. 2016", "2016-09-01"),
        ("31.12.2016 g.", "2016-12-31"),
        ("2012-09-01T00:00:00", "2012-09-01"),
        ("12.05.2016 10:00", "2016-05-12"),
        ("2016.02.05.", "2016-02-05"),
        ("2016/2/5", "2016-02-05"),
        ("20160205", "2016-02-05"),
        ("42186", "2015-07-01"),
        ("13/04/2016", "2016-04-13"),
        ("04/13/2016", "2016-04-13"),
        ("04/04/2016", "2016-04-04"),
        ("09/2016", "2016-09"),
        ("09.2016.", "2016-09"),
        ("09. 2016", "2016-09"),
        ("2016.09", "2016-09"),
        ("2012", "2012"),
        ("Mai 2012", "2012-05"),
        ("12 May 2012", "2012-05-12"),
        ("May 12, 2012", "2012-05-12"),
        ("Tuesday, October 18, 2011", "2011-10-18"),
        ("1er janvier 2014", "2014-01-01"),
        ("12 de mayo de 2012", "2012-05-12"),
        ("2012. gada 12. maijs", "2012-05-12"),
        ("septembris 2013", "2013-09"),
    ],
)
def test_dates_stay_as_coarse_as_written(text: str, value: str) -> None:
    found = moment(text)
    assert found is not None
    assert found.value == value


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("Q1 2012", date(2012, 1, 1), date(2012, 3, 31)),
        ("Quarter 4 2012", date(2012, 10, 1), date(2012, 12, 31)),
        ("2012/Q2", date(2012, 4, 1), date(2012, 6, 30)),
        ("I kwartał 2012", date(2012, 1, 1), date(2012, 3, 31)),
        ("2012. gada 2. ceturksnis", date(2012, 4, 1), date(2012, 6, 30)),
        ("1. Quartal 2012", date(2012, 1, 1), date(2012, 3, 31)),
        ("H2 2013", date(2013, 7, 1), date(2013, 12, 31)),
    ],
)
def test_a_quarter_has_bounds_only(text: str, first: date, last: date) -> None:
    found = moment(text)
    assert found is not None
    assert (found.value, found.first, found.last) == ("", first, last)


@pytest.mark.parametrize(
    "text",
    ["", "03/04/2016", "31/02/2016", "Q5 2012", "Jan-16", "3012", "0", "12", "drīz",
     "May June 2012", "listopad 2012", "32 May 2012", "x" * 100],
)  # fmt: skip
def test_garbled_and_open_dates_are_none(text: str) -> None:
    assert moment(text) is None


def test_an_order_settles_what_is_open() -> None:
    orders = {order: moment("03/04/2016", order) for order in ("dmy", "mdy")}
    assert {order: found and found.value for order, found in orders.items()} == {
        "dmy": "2016-04-03",
        "mdy": "2016-03-04",
    }
    two_digits = moment("16.02.05", "ymd")
    assert two_digits is not None
    assert two_digits.value == "2016-02-05"


@pytest.mark.parametrize(
    ("values", "order"),
    [
        (["03/04/2016", "13/04/2016"], "dmy"),
        (["03/04/2016", "04/13/2016"], "mdy"),
        (["03/04/2016 - 14/05/2017"], "dmy"),
        (["2012-09-01", "01.09.2012", "04/04/2016"], None),
        (["03/04/2016"], OpenDates("03/04/2016")),
        (["13/04/2016", "04/13/2016", "03/04/2016"], OpenDates("03/04/2016")),
    ],
)
def test_a_column_settles_its_order(values: list[str], order: object) -> None:
    assert date_order(values) == order


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("Mai 2012 - Janvier 2014", "2012-05", "2014-01"),
        ("01.01.2012-31.12.2013", "2012-01-01", "2013-12-31"),
        ("von 1.1.2012 bis 2.2.2013", "2012-01-01", "2013-02-02"),
        ("2007-2013", "2007", "2013"),
        ("2012-01-01/2013-01-01", "2012-01-01", "2013-01-01"),
        ("Q1 2012 – 2013", "", "2013"),
        ("2013", "2013", "2013"),
        ("03.2012.–05.2013.", "2012-03", "2013-05"),
        ("03.2012. - 05.2013.", "2012-03", "2013-05"),
    ],
)
def test_ranges(text: str, start: str, end: str) -> None:
    found = period_of(text)
    assert found is not None
    assert (found[0].value, found[1].value) == (start, end)


@pytest.mark.parametrize("text", ["2012-2011", "Mai - Juni 2012", "-", "x - y", "1 - " * 100])
def test_garbled_ranges_are_none(text: str) -> None:
    assert period_of(text) is None


def test_a_word_for_two_months_needs_its_language() -> None:
    assert month_of("listopad", "hr") == 10
    assert month_of("listopad", "pl") == 11
    assert month_of("listopad") is None
    assert month_of("tilts") is None


@given(DAYS, st.sampled_from(LANGUAGES))
def test_months_in_words_of_every_language(day: date, language: str) -> None:
    from babel.dates import format_date

    text = format_date(day, "d MMMM y", locale=language)
    found = moment(text, None, language)
    assert found is not None
    assert found.first == day


@given(DAYS)
def test_every_form_of_a_day_is_that_day(day: date) -> None:
    forms = ("%Y-%m-%d", "%d.%m.%Y.", "%d.%m.%y", "%Y/%m/%d", "%Y%m%d", "%d/%m/%Y", "%d-%m-%Y")
    assert {(m := moment(day.strftime(form), "dmy")) and m.first for form in forms} == {day}


@given(st.text(alphabet="0123456789./- Qmai", max_size=60))
def test_any_text_is_a_date_or_none(text: str) -> None:
    found = moment(text)
    assert found is None or found.first <= found.last
    period = period_of(text)
    assert period is None or period[0].first <= period[1].last
