# SPDX-License-Identifier: EUPL-1.2
"""XLSX and ODS: values as a person reads them, sheets, headings, memory."""

import tracemalloc
from datetime import date, datetime, time
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

from fundgraph.errors import SourceError, UsageError
from fundgraph.sources.sheets import Layout, numbers, open_table, sniff
from tests.sources.workbooks import HEADING, ods, ods_row, raw_xlsx, xlsx

ROW = ["IZDOMATS/1", "Izdomāts tilts", "Biedrība „Ē”", 1000.5, date(2012, 9, 1)]


def read(path: Path, layout: Layout | None = None) -> list[list[str]]:
    table = open_table(path, layout or Layout())
    return [list(table.heading), *(cells for _, cells in table.rows)]


def test_a_workbook_reads_as_its_csv_would(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "a.xlsx", [HEADING, ROW, ROW])
    assert read(path) == [
        HEADING, *[["IZDOMATS/1", "Izdomāts tilts", "Biedrība „Ē”", "1000.5", "2012-09-01"]] * 2
    ]  # fmt: skip
    assert sniff(path) == Layout(form="xlsx", sheet="Saraksts", heading_row=1, heading_rows=1)


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        (109073.68000000001, None, "109073.68"),
        (0.1 + 0.2, None, "0.3"),
        (61878.8599999999, None, "61878.86"),
        (1 / 3, None, "0.333333333333333"),
        (40003000000, None, "40003000000"),
        (123456789012.35, None, "123456789012.35"),
        (1e-07, None, "0.0000001"),
        (1e20, None, "100000000000000000000"),
        (True, None, "true"),
        (False, None, "false"),
        (0.85, "0%", "85%"),
        (0.4567, "0.00%", "45.67%"),
        (0.5, '0.0" %"', "0.5"),
        (7743, "00000", "07743"),
        (date(2015, 3, 1), "mmm-yy", "2015-03"),
        (date(2015, 3, 1), "mm/yyyy", "2015-03"),
        (date(2015, 3, 1), "yyyy", "2015"),
        (date(2015, 3, 1), "dd.mm.yyyy", "2015-03-01"),
        (date(2015, 3, 1), '[$-426]dddd, yyyy". gada "d. mmmm', "2015-03-01"),
        (datetime(2015, 3, 1, 10, 30), "dd.mm.yyyy hh:mm", "2015-03-01T10:30:00"),
        (time(10, 30), "hh:mm", "10:30:00"),
        (1000, '#,##0.00 "kn"', "1000"),
        (1000, "[Red]General", "1000"),
        ("03", None, "03"),
        (" x ", None, " x "),
    ],
)
def test_values_are_what_cells_show(
    value: object, code: str | None, text: str, tmp_path: Path
) -> None:
    path = xlsx(
        tmp_path / "a.xlsx",
        [["No", "Value", "Title"], ["1", value, "x"], ["2", "y", "z"]],
        formats={"B2": code} if code else {},
    )
    assert read(path)[1] == ["1", text, "x"]


@pytest.mark.parametrize(
    ("serial", "text"),
    [
        ("1", "1900-01-01"),
        ("59", "1900-02-28"),
        ("61", "1900-03-01"),
        ("42370.5", "2016-01-01T12:00:00"),
        ("-5", "-5"),
        ("9999999", "9999999"),
        ("x", "x"),
    ],
)
def test_serial_days(serial: str, text: str) -> None:
    assert numbers.serial(serial, "day") == text


def test_serial_days_since_1904(tmp_path: Path) -> None:
    book = Workbook()
    book.epoch = datetime(1904, 1, 1)
    sheet = book.worksheets[0]
    for row in (["No", "Start"], ["1", date(2016, 1, 1)]):
        sheet.append(row)
    book.save(tmp_path / "a.xlsx")
    assert read(tmp_path / "a.xlsx")[1] == ["1", "2016-01-01"]


def test_runs_of_styles_and_readings(tmp_path: Path) -> None:
    rich = CellRichText("Izdomāts ", TextBlock(InlineFont(b=True), "tilts"))
    path = xlsx(tmp_path / "a.xlsx", [["No", "Title"], ["1", rich]])
    assert read(path)[1] == ["1", "Izdomāts tilts"]
    shared = "<si><t>No</t></si><si><r><t>Ti</t></r><r><t>tle</t></r><rPh><t>x</t></rPh></si>"
    rows = (
        '<row><c t="s"><v>0</v></c><c t="s"><v>1</v></c></row>'
        '<row><c><v>1</v></c><c t="str"><v>a</v></c></row>'
        '<row><c t="e"><v>#N/A</v></c><c t="d"><v>2016-01-01T00:00:00</v></c></row>'
        '<row><c t="s"><v>99</v></c><c t="s"><v>-1</v></c><c t="b"><v>1</v></c></row>'
    )
    assert read(raw_xlsx(tmp_path / "b.xlsx", rows, strings=shared)) == [
        ["No", "Title"], ["1", "a"], ["#N/A", "2016-01-01"], ["", "", "true"]
    ]  # fmt: skip


def test_formulas_give_their_saved_value_or_are_said(tmp_path: Path) -> None:
    saved = '<row r="1"><c r="A1" t="str"><v>No</v></c><c r="B1" t="str"><v>Sum</v></c></row>'
    rows = (
        f'{saved}<row r="2"><c r="A2"><v>1</v></c><c r="B2"><f>1+1</f><v>2</v></c></row>'
        '<row r="3"><c r="A3"><v>2</v></c><c r="B3"><f>1+1</f></c></row>'
        '<row r="4"><c r="A4"><v>3</v></c><c r="B4"><f>1+1</f></c></row>'
    )
    table = open_table(raw_xlsx(tmp_path / "a.xlsx", rows), Layout())
    assert [cells for _, cells in table.rows] == [["1", "2"], ["2", ""], ["3", ""]]
    assert [(note.rule, note.row) for note in table.notes] == [("unsaved-formula", 3)]


def test_rows_and_cells_that_a_sheet_leaves_out(tmp_path: Path) -> None:
    rows = (
        '<row r="3"><c r="B3" t="str"><v>No</v></c><c r="D3" t="str"><v>Title</v></c></row>'
        '<row r="7"><c r="B7"><v>1</v></c><c r="D7" t="str"><v>a</v></c></row>'
        '<row r="9"><c r="D9" t="str"/></row>'
    )
    table = open_table(raw_xlsx(tmp_path / "a.xlsx", rows), Layout())
    assert (table.heading, table.first_row) == (("", "No", "", "Title"), 3)
    assert list(table.rows) == [(7, ["", "1", "", "a"])]


def test_a_merged_heading_of_two_rows(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    for row in (
        ["Register of made-up projects"],
        [],
        ["Project", None, "Amount", None],
        ["No", "Title", "Total", "Total"],
        ["1", "Bridge", 10, 8],
        ["2", "Road", 20, 9],
    ):
        sheet.append(row)
    sheet.merge_cells("A3:B3")
    sheet.merge_cells("C3:D3")
    sheet["D4"] = "Total"
    book.save(tmp_path / "a.xlsx")
    table = open_table(tmp_path / "a.xlsx", Layout())
    assert table.heading == ("Project No", "Project Title", "Amount Total", "Amount Total")
    assert (table.first_row, table.layout.heading_rows) == (3, 2)


def sheets(folder: Path) -> Path:
    book = Workbook()
    info, hidden, data = book.worksheets[0], book.create_sheet("Slēpta"), book.create_sheet("Dati")
    info.title = "Par"
    info.append(["Par sarakstu"])
    hidden.sheet_state = "hidden"
    for number in range(50):
        hidden.append(["No", "Hidden", str(number)])
    data.append(HEADING)
    for _ in range(10):
        data.append(ROW)
    book.save(folder / "a.xlsx")
    return folder / "a.xlsx"


def test_the_largest_visible_sheet_is_read_or_the_described_one(tmp_path: Path) -> None:
    path = sheets(tmp_path)
    assert sniff(path).sheet == "Dati"
    assert open_table(path, Layout(sheet="Slēpta")).heading == ("No", "Hidden", "0")
    with pytest.raises(UsageError, match="unknown key 'Datii'; the nearest known one is 'Dati'"):
        open_table(path, Layout(sheet="Datii"))


def test_empty_rows_at_the_end_are_not_rows(tmp_path: Path) -> None:
    rows = "".join(f'<row r="{number}"><c r="A{number}" s="1"/></row>' for number in range(4, 900))
    head = '<row r="1"><c t="str"><v>No</v></c><c t="str"><v>T</v></c></row>'
    data = '<row r="3"><c><v>1</v></c><c><v>2</v></c></row>'
    path = raw_xlsx(tmp_path / "a.xlsx", f'{head}<row r="2"/>{data}{rows}')
    stream = open_table(path, Layout()).stream
    assert [(number, kind) for number, _, kind in stream] == [(2, "empty-row"), (3, None)]


def ods_cells(folder: Path, cell: str) -> list[list[str]]:
    head = ods_row("No", "Value", "Title")
    row = f"<table:table-row>{cell}{ods_row('x', 'y')[17:]}"
    return read(ods(folder / "a.ods", ("Saraksts", head + row)))


@pytest.mark.parametrize(
    ("attributes", "inside", "text"),
    [
        ('office:value-type="float" office:value="109073.68000000001"', "", "109073.68"),
        ('office:value-type="currency" office:value="5"', "<text:p>5 €</text:p>", "5"),
        ('office:value-type="percentage" office:value="0.85"', "", "85%"),
        ('office:value-type="date" office:date-value="2016-01-01"', "", "2016-01-01"),
        ('office:value-type="boolean" office:boolean-value="true"', "", "true"),
        (
            'office:value-type="string"',
            "<office:annotation><text:p>note</text:p></office:annotation>"
            "<text:p>a<text:s/>b <text:span>c</text:span></text:p><text:p>d</text:p>",
            "a b c\nd",
        ),
    ],
)
def test_values_of_ods(attributes: str, inside: str, text: str, tmp_path: Path) -> None:
    cell = f"<table:table-cell {attributes}>{inside}</table:table-cell>"
    assert ods_cells(tmp_path, cell)[1] == [text, "x", "y"]


def test_sheets_and_repeated_rows_of_ods(tmp_path: Path) -> None:
    rows = (
        ods_row("No", "Title", "Sum") + ods_row("1", "a", 2.5, repeated=2)
        + ods_row("", repeated=3) + ods_row("2", "b", 3.0) + ods_row("", repeated=1048000)
    )  # fmt: skip
    path = ods(tmp_path / "a.ods", ("Par", ods_row("Par sarakstu")), ("Dati", rows))
    table = open_table(path, Layout())
    assert table.layout == Layout(form="ods", sheet="Dati", heading_row=1, heading_rows=1)
    assert list(table.rows) == [
        (2, ["1", "a", "2.5"]), (3, ["1", "a", "2.5"]), (7, ["2", "b", "3.0"])
    ]  # fmt: skip
    assert open_table(path, Layout(sheet="Par")).heading == ("Par sarakstu",)


@pytest.mark.parametrize("form", ["xlsx", "ods"])
def test_a_sheet_takes_the_memory_of_a_few_rows(form: str, tmp_path: Path) -> None:
    count = 8_000
    row = "".join(f'<c t="inlineStr"><is><t>Izdomāts teksts {n}</t></is></c>' for n in range(8))
    path = tmp_path / f"a.{form}"
    if form == "xlsx":
        raw_xlsx(path, f"<row>{row}</row>" * count)
    else:
        ods(path, ("Saraksts", ods_row(*[f"Izdomāts teksts {n}" for n in range(8)]) * count))
    tracemalloc.start()
    seen = sum(1 for _ in open_table(path, Layout()).stream)
    _, highest = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert seen == count - 1
    assert highest < 3_000_000


def test_what_is_no_workbook(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    whole = xlsx(tmp_path / "b.xlsx", [HEADING, ROW]).read_bytes()
    for data, words in (
        (whole[:2000], "is a damaged workbook"),
        (b"PK\x03\x04" + b"x" * 500, "is a damaged workbook"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 5000, "is a damaged workbook"),
        (b"PK\x05\x06" + b"\0" * 18, "is an empty ZIP archive"),
    ):
        path.write_bytes(data)
        with pytest.raises(SourceError, match=words):
            open_table(path, Layout())
