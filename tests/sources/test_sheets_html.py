# SPDX-License-Identifier: EUPL-1.2
"""HTML tables, whatever their files are called."""

from pathlib import Path

import pytest

from fundgraph.errors import SourceError, UsageError
from fundgraph.sources.sheets import Layout, Table, open_table, sniff

HEAD = "<tr><th>Nr.</th><th>Nosaukums</th><th>Summa</th></tr>"
ROW = "<tr><td>1</td><td>Izdomāts tilts</td><td>1 000,50</td></tr>"


def opened(folder: Path, markup: str | bytes, layout: Layout | None = None) -> Table:
    path = folder / "izdomats.xls"
    path.write_bytes(markup if isinstance(markup, bytes) else markup.encode())
    return open_table(path, layout or Layout())


def test_a_table_named_as_a_workbook_is_read_as_html(tmp_path: Path) -> None:
    page = (
        '<!DOCTYPE html>\n<html><head><meta charset="utf-8"></head><body><table><thead>'
        f"{HEAD}</thead><tbody>{ROW}{ROW}</tbody></table></body></html>"
    )
    table = opened(tmp_path, page, Layout(form="xls"))
    assert table.heading == ("Nr.", "Nosaukums", "Summa")
    assert [note.rule for note in table.notes] == ["other-form"]
    assert list(table.rows) == [
        (2, ["1", "Izdomāts tilts", "1 000,50"]), (3, ["1", "Izdomāts tilts", "1 000,50"])
    ]  # fmt: skip
    assert table.layout == Layout(
        form="html-table", encoding="utf-8", sheet="1", heading_row=1, heading_rows=1
    )


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("a<br>b", "a\nb"),
        ("<p>a</p><p>b</p>", "a\nb"),
        ("<b>a</b>b", "ab"),
        ("a&nbsp;&euro;&amp;", "a €&"),
        ("<ul><li>a<li>b</ul>", "a\nb"),
        ("x<script>alert(1)</script>y", "xy"),
        ("<!-- a -->b", "b"),
        ("  a\n   b  ", "a\n   b"),
    ],
)
def test_the_text_of_a_cell(cell: str, text: str, tmp_path: Path) -> None:
    page = f"<table>{HEAD}<tr><td>1<td>{cell}</td><td>2</table>"
    ((_, cells),) = opened(tmp_path, page).rows
    assert " ".join(cells[1].split()) == " ".join(text.split())
    assert (cells[0], cells[2]) == ("1", "2")


def test_cells_over_several_rows_and_columns(tmp_path: Path) -> None:
    page = (
        "<table><tr><th rowspan=2>No</th><th rowspan=2>Title</th><th colspan=2>Sum</th></tr>"
        "<tr><th>EU</th><th>State</th></tr>"
        "<tr><td rowspan=2>1</td><td>a</td><td>10</td><td>5</td></tr>"
        "<tr><td>b</td><td>20</td><td>6</td></tr></table>"
    )
    table = opened(tmp_path, page)
    assert table.heading == ("No", "Title", "Sum EU", "Sum State")
    assert [cells for _, cells in table.rows] == [["1", "a", "10", "5"], ["1", "b", "20", "6"]]


def test_the_largest_table_is_read_or_the_described_one(tmp_path: Path) -> None:
    menu = "<table><tr><td>Sākums</td></tr></table>"
    page = f"<html><table><tr><td>{menu}<table>{HEAD}{ROW}{ROW}</table></td></tr></table></html>"
    table = opened(tmp_path, page)
    assert (table.layout.sheet, table.heading[0], len(list(table.rows))) == ("3", "Nr.", 2)
    assert opened(tmp_path, page, Layout(sheet="2")).heading == ("Sākums",)
    with pytest.raises(UsageError, match="unknown key '7'"):
        opened(tmp_path, page, Layout(sheet="7"))


@pytest.mark.parametrize(
    ("encoding", "head"),
    [
        ("utf-8", ""),
        ("cp1257", ""),
        ("cp1257", '<meta http-equiv="content-type" content="text/html; charset=windows-1257">'),
        ("utf-16", ""),
    ],
)
def test_encodings(encoding: str, head: str, tmp_path: Path) -> None:
    row = ROW.replace("tilts", "ķēžu šūpoles ģībšļa parkā")
    page = f"<html>{head}<table>{HEAD}{row}</table></html>"
    table = opened(tmp_path, page.encode(encoding))
    assert next(table.rows)[1][1] == "Izdomāts ķēžu šūpoles ģībšļa parkā"
    assert bool(table.notes) is (encoding == "cp1257" and not head)


def test_a_cut_page_gives_its_rows(tmp_path: Path) -> None:
    table = opened(tmp_path, f"<table>{HEAD}{ROW}<tr><td>2</td><td>Otrs</td><td>7")
    assert [cells for _, cells in table.rows][-1] == ["2", "Otrs", "7"]


def test_pages_that_hold_no_table(tmp_path: Path) -> None:
    for page, words in (
        ("<html><p>Nekā nav</p></html>", "is an HTML page without a table"),
        ("<table></table>", "is an HTML page without a table"),
        ("<table><tr></tr><tr><td></td></tr></table>", "has no row of headings"),
        ("<?xml version='1.0'?><projects><project/></projects>", "is XML, not a table"),
        (
            "<?xml version='1.0'?><Workbook xmlns='urn:schemas-microsoft-com:office:spreadsheet'/>",
            "is a workbook in XML of 2003; save it as XLSX",
        ),
    ):
        with pytest.raises(SourceError, match=words):
            opened(tmp_path, page)


def test_sniff_is_for_pages_too(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text(f"<table>{HEAD}{ROW}</table>", encoding="utf-8")
    assert sniff(path).form == "html-table"
