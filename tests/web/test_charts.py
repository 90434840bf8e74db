# SPDX-License-Identifier: EUPL-1.2
"""Charts over odd values: every value has its mark, every mark its place, each label room."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html
from markupsafe import Markup

from fundgraph.web.axes import Axis, Number, axis
from fundgraph.web.charts import Bar, Series, bars, columns, histogram, line
from fundgraph.web.frame import HEIGHT, WIDTH

NUMBERS = st.one_of(
    st.none(), st.integers(-(10**30), 10**30), st.floats(), st.decimals(-(10**12), 10**12)
)


def series(values: Sequence[Number | None], name: str = "Granted") -> Series:
    return Series(name, values, [str(value) for value in values])


def drawn(chart: Markup) -> html.HtmlElement:
    """The drawing of a chart."""
    return next(iter(html.fragment_fromstring(chart).iter("svg")))


def size(mark: html.HtmlElement, name: str) -> float:
    return float(mark.get(name) or "nan")


def of_class(drawing: html.HtmlElement, kind: str) -> list[html.HtmlElement]:
    return [x for x in drawing.iter() if kind in (x.get("class") or "").split()]


@pytest.mark.parametrize(
    ("values", "labels", "unit"),
    [
        ([4_100_000], ("0", "2", "4", "6"), "milj.\N{NO-BREAK SPACE}€"),
        ([1_200_000], ("0", "0,5", "1,0", "1,5"), "milj.\N{NO-BREAK SPACE}€"),
        ([18_000], ("0", "5", "10", "15", "20"), "tūkst.\N{NO-BREAK SPACE}€"),
        ([-3, 5], ("\N{MINUS SIGN}4", "\N{MINUS SIGN}2", "0", "2", "4", "6"), "€"),
        ([0], ("0", "1"), "€"),
        ([2_500_000_000_000], ("0", "1\N{NO-BREAK SPACE}000", "2\N{NO-BREAK SPACE}000",
                               "3\N{NO-BREAK SPACE}000"), "mljrd.\N{NO-BREAK SPACE}€"),
        ([10**30], ("0", "0,25", "0,50", "0,75", "1,00"), "×10³⁰\N{NO-BREAK SPACE}€"),
    ],
)  # fmt: skip
def test_ticks_are_round_and_in_words(
    values: list[int], labels: tuple[str, ...], unit: str
) -> None:
    found = axis(map(Decimal, values), "lv", unit="€")
    assert (found.labels, found.unit) == (labels, unit)


def test_english_writes_the_sign_first() -> None:
    found = axis([Decimal(1_200_000)], "en", unit="€")
    assert (found.labels[-1], found.unit) == ("1.5", "€\N{NO-BREAK SPACE}million")


def test_counts_have_no_halves() -> None:
    assert axis([Decimal(1)], "en", whole=True).labels == ("0", "1")
    assert axis([Decimal(3)], "en", whole=True).labels == ("0", "1", "2", "3")


@given(st.lists(st.decimals(allow_nan=False, allow_infinity=False, places=2), max_size=5))
def test_an_axis_reaches_over_its_values(values: list[Decimal]) -> None:
    found: Axis = axis(values, "en")
    assert found.low <= min([Decimal(0), *values]) <= max([Decimal(0), *values]) <= found.high
    assert 2 <= len(found.ticks) <= 7
    assert len(set(found.labels)) == len(found.labels)


@pytest.mark.parametrize("chart", [columns, line])
@given(data=st.data(), count=st.sampled_from([1, 2, 60]))
def test_any_values_stay_in_the_drawing(
    chart: Callable[..., Markup], data: st.DataObject, count: int
) -> None:
    values = data.draw(st.lists(NUMBERS, min_size=count, max_size=count))
    other = data.draw(st.lists(NUMBERS, min_size=count, max_size=count))
    labels = [str(1990 + number) for number in range(count)]
    made = chart(labels, [series(values), series(other, "<Spent>")], label="<x>", language="lv")
    if not made:
        return
    drawing = drawn(made)
    assert drawing.get("role") == "img"
    assert drawing.get("aria-label") == "<x>"
    for mark in drawing.iter("rect"):
        x, y, width, height = (size(mark, name) for name in ("x", "y", "width", "height"))
        assert x >= 0 <= y
        assert x + width <= WIDTH
        assert y + height <= HEIGHT


def test_each_value_has_a_column_and_what_is_missing_none() -> None:
    made = columns(["a", "b", "c"], [series([5, None, 0])], label="x", language="en")
    five, nought = of_class(drawn(made), "s1")
    assert size(five, "height") > 100
    assert 0 < size(nought, "height") < 3


def test_columns_below_nought_hang_from_it() -> None:
    made = columns(["a", "b"], [series([-5, 5])], label="x", language="en")
    below, above = of_class(drawn(made), "s1")
    assert size(below, "y") == size(above, "y") + size(above, "height")


def test_a_line_is_parted_where_a_value_is_missing() -> None:
    made = line(list("abcd"), [series([1, 2, None, 3])], label="x", language="en")
    drawing = drawn(made)
    assert re.sub(r"[\d. ]", "", of_class(drawing, "l1")[0].get("d") or "") == "MLM"
    assert len(of_class(drawing, "s1")) == 3


@pytest.mark.parametrize("values", [[], [None, None], [float("nan")]])
def test_no_chart_without_a_value(values: list[float | None]) -> None:
    assert columns(["a"] * len(values), [series(values)], label="x", language="en") == ""


@pytest.mark.parametrize("count", [1, 2, 9, 14, 25, 60, 400])
def test_labels_below_do_not_meet(count: int) -> None:
    """Characters are about 13 units wide on a phone, 8 on a wide screen."""
    labels = [str(1900 + number) for number in range(count)]
    made = columns(labels, [series(list(range(count)))], label="x", language="lv")
    shown = of_class(drawn(made), "middle")
    assert shown[0].text == "1900"
    for width, texts in (
        (8, shown),
        (13, [text for text in shown if "roomy" not in (text.get("class") or "")]),
    ):
        places = [size(text, "x") for text in texts]
        assert all(b - a > 4 * width for a, b in pairwise(places))


def test_pointing_at_a_slot_tells_all_of_its_values() -> None:
    two = [series([1], "Granted"), series([None], "<Spent>")]
    made = columns(["2012"], two, label="x", language="en")
    assert "<title>2012 – Granted: 1; &lt;Spent&gt;: None</title>" in made
    assert "&lt;Spent&gt;</span>" in made


def test_bars_begin_at_nought() -> None:
    made = html.fragment_fromstring(
        bars([Bar("<a>", 30, "30", "/x?y=1&z=2"), Bar("b", -10, "minus"), Bar("c", None, "none")])
    )
    places = [(bar.get("x"), bar.get("width")) for bar in of_class(made, "k1")]
    assert places == [("250", "750"), ("0", "250")]
    assert [link.get("href") for link in made.iter("a")] == ["/x?y=1&z=2"]
    assert [item.text_content() for item in made.iter("li")] == ["<a>30", "bminus", "cnone"]


def test_no_bars_are_no_list() -> None:
    assert bars([]) == ""


def test_a_histogram_marks_the_chosen_classes() -> None:
    drawing = drawn(histogram([0, 1, 100], label="Years", chosen=range(1, 2)))
    kinds = [rect.get("class") for rect in drawing.iter("rect")]
    assert kinds == ["k0", "k2", "k1", "k2", "k1"]
    heights = [size(rect, "height") for rect in drawing.iter("rect")][1:4]
    assert heights == [0, 2, 56]


@pytest.mark.parametrize("counts", [[], [0], [0, 0, 0], [10**12]])
def test_a_histogram_of_odd_counts(counts: list[int]) -> None:
    assert len(list(drawn(histogram(counts, label="x")).iter("rect"))) == 1 + len(counts)
