# SPDX-License-Identifier: EUPL-1.2
"""Quotes that nobody closed swallow no rows; cells of several lines stay whole."""

import csv

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fundgraph.sources.sheets.quotes import MOST_OPEN, TooManyOpenQuotesError, records

HEADING = "No;Title;By;Total\n"
Places = list[tuple[int, int, int]]


def read(text: str) -> tuple[list[list[str]], Places]:
    places: Places = []
    found = list(
        records(text.splitlines(keepends=True), ";", lambda *place: places.append(place), start=1)
    )
    assert [number for number, _ in found] == list(range(1, len(found) + 1))
    return [cells for _, cells in found], places


def test_a_quote_open_to_the_end_swallows_no_rows() -> None:
    rows, places = read(f'{HEADING}1;"A bridge;Org;5\n2;A road;Org;6\n3;A well;Org;7\n')
    assert [row[0] for row in rows] == ["No", "1", "2", "3"]
    assert rows[1] == ["1", '"A bridge', "Org", "5"]
    assert places == [(2, 2, 4)]


def test_a_quote_that_a_later_cell_closes() -> None:
    rows, places = read(f'{HEADING}1;"A bridge;Org;5\n2;"A; road";Org;6\n3;"A\nwell";Org;7\n')
    assert [row[1] for row in rows] == ["Title", '"A bridge', "A; road", "A\nwell"]
    assert places == [(2, 2, 3)]


def test_a_quote_open_in_the_last_line() -> None:
    rows, places = read(f'{HEADING}1;A bridge;Org;5\n2;"A road;Org;6')
    assert rows[2] == ["2", '"A road', "Org", "6"]
    assert places == [(3, 3, 3)]


def test_a_cell_longer_than_a_cell_may_be_is_read_line_by_line() -> None:
    lines = "".join(f"{n};A road {'x' * 1000};Org;6\n" for n in range(2, 300))
    rows, places = read(f'{HEADING}1;"A bridge;Org;5\n{lines}')
    assert len(rows) == 300
    assert [row for row, _, _ in places] == [2]


@pytest.mark.parametrize(
    "cell", ['"two\nlines"', '"one; two;\nthree; four;\nfive"', '"said ""so""\nand; so"', '"\n\n"']
)
def test_cells_of_several_lines_stay(cell: str) -> None:
    rows, places = read(f"{HEADING}1;{cell};Org;5\n2;A road;Org;6\n")
    assert ([len(row) for row in rows], places) == ([4, 4, 4], [])


def test_a_text_full_of_open_quotes_is_refused() -> None:
    with pytest.raises(TooManyOpenQuotesError, match="not closed"):
        read(HEADING + '1;"A bridge;Org;5\n2;A road;Org;6\n' * (MOST_OPEN + 1) * 2)


@given(st.lists(st.lists(st.text('ab";\n', max_size=6), min_size=5, max_size=5), max_size=6))
def test_what_csv_writes_is_read_back(rows: list[list[str]]) -> None:
    lines: list[str] = []

    class Out:
        def write(self, line: str) -> None:
            lines.append(line)

    csv.writer(Out(), delimiter=";", lineterminator="\n").writerows([["h"] * 5, *rows])
    text = "".join(lines)
    expected = list(csv.reader(text.splitlines(keepends=True), delimiter=";"))
    found, places = read(text)
    if not places:
        assert found == expected
