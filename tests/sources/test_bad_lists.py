# SPDX-License-Identifier: EUPL-1.2
"""What is wrong with lists is told at its place, and the rest is read."""

from pathlib import Path

import pytest
from openpyxl import Workbook

from fundgraph.config import Settings
from fundgraph.errors import UsageError
from fundgraph.pipeline import projects
from fundgraph.report import Finding
from fundgraph.sources import locate
from fundgraph.tally import Tally
from fundgraph.tools import Tools

DESCRIPTION = """
name = "list"
form = "{form}"
files = "{file}"
country = "LV"
language = "en"
currency = "EUR"
beneficiary_kind = "organisations"
[columns]
"Number" = "number"
"Title" = "title"
"Promoter" = "promoter"
"Start" = "start"
"Total cost" = {{field = "amount", stage = "granted", component = "total"}}
"""
HEADING = ["Number", "Title", "Promoter", "Start", "Total cost"]
ROWS = [[f"P/{n}", f"Course {n}", f"SIA {n}", f"2016-0{n}-01", f"{n}000.50"] for n in range(1, 5)]


def read(folder: Path, file: str) -> Tally:
    form = file.partition(".")[2]
    (folder / "list.toml").write_text(DESCRIPTION.format(form=form, file=file), encoding="utf-8")
    settings, tally = Settings(), Tally()
    tools = Tools.load(settings)
    sources = locate([str(folder / "list.toml")], settings)
    assert all(list(projects(sources, tools.mapper(), tools.codes, tally)))
    return tally


def written(folder: Path, *rows: list[str]) -> Tally:
    lines = (",".join(row) for row in rows)
    (folder / "list.csv").write_text("\n".join(lines), encoding="utf-8")
    return read(folder, "list.csv")


def told(tally: Tally) -> list[tuple[str, int | None, str | None]]:
    return [(one.rule, one.row, one.field) for one in tally.findings]


def test_a_second_table_below_is_told(tmp_path: Path) -> None:
    gap, other = [""] * 5, ["Region", "Projects", "", "", ""]
    tally = written(tmp_path, HEADING, *ROWS, gap, other)
    assert ("second-table", 7, None) in told(tally)
    assert tally.projects == 4


def test_a_gap_before_a_full_row_is_not_told(tmp_path: Path) -> None:
    tally = written(tmp_path, HEADING, *ROWS[:2], [""] * 5, *ROWS[2:])
    assert (told(tally), tally.projects) == ([], 4)


@pytest.mark.parametrize(
    ("title", "mark"), [("Work &amp; skills", "&amp;"), ("Work<br/>skills", "<br/>"), ("R&D", None)]
)
def test_leftovers_of_html_are_told(tmp_path: Path, title: str, mark: str | None) -> None:
    tally = written(tmp_path, HEADING, ["P/9", title, *ROWS[0][2:]], *ROWS)
    assert told(tally) == ([("html-leftovers", 2, "Title")] if mark else [])
    assert all(f"“{mark}”" in one.message for one in tally.findings)
    assert tally.projects == 5


def test_a_heading_alone_is_told(tmp_path: Path) -> None:
    tally = written(tmp_path, HEADING)
    assert (told(tally), tally.rows) == ([("no-rows", None, None)], 0)


def test_hidden_rows_are_told_once(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    for row in (HEADING, *ROWS):
        sheet.append(row)
    for row in (3, 4):
        sheet.row_dimensions[row].hidden = True
    book.save(tmp_path / "list.xlsx")
    tally = read(tmp_path, "list.xlsx")
    found: list[Finding] = tally.findings
    assert [(one.rule, one.row) for one in found] == [("hidden-rows", 3)]
    assert tally.projects == 4


def test_all_missing_columns_are_named_at_once(tmp_path: Path) -> None:
    with pytest.raises(UsageError) as told:
        written(tmp_path, ["No", "Name of the project", *HEADING[2:]], *ROWS)
    assert "has no columns 'Number', 'Title'" in str(told.value)
    assert "it has 'No', 'Name of the project'" in str(told.value)
