# SPDX-License-Identifier: EUPL-1.2
"""CSV of any encoding, separator and line ends: where its heading is, which rows are data."""

from pathlib import Path

import pytest

from fundgraph.errors import SourceError
from fundgraph.sources.sheets import Layout, Table, open_table, sniff

ROWS = [
    ["Numurs", "Nosaukums", "Īstenotājs", "Summa", "Sākums"],
    ["A/1", "Izdomāts tilts pār upi", "Biedrība „Izdomātais tilts”", "1 000,50", "01.09.2012."],
    ["A/2", "Šūpoles, ķēdes un žogi", "Nodibinājums „Ērģeles”", "20,00", "2013"],
    ["A/3", "Ļoti garš ceļš uz Ģibuļiem", "SIA Izdomājums", "300,00", "02.10.2013."],
]
GREEK = [
    ["Κωδικός", "Τίτλος πράξης", "Δικαιούχος", "Ποσό"],
    ["1", "Ανάπτυξη ανθρώπινου δυναμικού", "Δήμος Φανταστικών", "1.000,00"],
    ["2", "Κατασκευή γέφυρας και δρόμου", "Περιφέρεια Μύθου", "2.000,00"],
]
BULGARIAN = [
    ["Номер", "Име на проекта", "Бенефициент", "Сума"],
    ["1", "Строителство на измислен мост", "Община Измислица", "1000,00"],
    ["2", "Обучение на заети лица", "Сдружение Въображение", "2000,00"],
]
POLISH = [
    ["Numer", "Tytuł projektu", "Beneficjent", "Wartość"],
    ["1", "Zmyślony most nad rzeką", "Stowarzyszenie Żółw", "1000.00"],
    ["2", "Szkolenia dla bezrobotnych osób", "Gmina Łąkowo", "2000.00"],
]


def text(rows: list[list[str]], *, separator: str = ",", end: str = "\n") -> str:
    quoted = (separator.join(f'"{c}"' if separator in c else c for c in row) for row in rows)
    return "".join(f"{row}{end}" for row in quoted)


def opened(folder: Path, data: bytes | str, layout: Layout | None = None) -> Table:
    path = folder / "izdomats.csv"
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return open_table(path, layout or Layout())


def cells(table: Table) -> list[list[str]]:
    return [list(table.heading), *(row for _, row in table.rows)]


@pytest.mark.parametrize(
    ("rows", "encoding"),
    [
        (ROWS, "cp1257"),
        (POLISH, "cp1250"),
        (POLISH, "iso8859_2"),
        (POLISH, "cp852"),
        (GREEK, "cp1253"),
        (BULGARIAN, "cp1251"),
        (BULGARIAN, "koi8_r"),
        (BULGARIAN, "iso8859_5"),
    ],
)
def test_an_encoding_that_nothing_declares_is_found_and_said(
    rows: list[list[str]], encoding: str, tmp_path: Path
) -> None:
    data = text(rows).replace("„", "-").replace("”", "-").encode(encoding)
    table = opened(tmp_path, data)
    assert cells(table) == [[c.replace("„", "-").replace("”", "-") for c in row] for row in rows]
    assert table.encoding == encoding
    assert [(note.rule, encoding in note.message) for note in table.notes] == [
        ("detected-encoding", True)
    ]


@pytest.mark.parametrize(
    ("encoding", "named"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8-sig"),
        ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
    ],
)
def test_unicode_needs_no_guess(encoding: str, named: str, tmp_path: Path) -> None:
    table = opened(tmp_path, text(ROWS).encode(encoding))
    assert cells(table) == ROWS
    assert (table.encoding, table.notes) == (named, [])


def test_a_declared_encoding_is_taken(tmp_path: Path) -> None:
    table = opened(tmp_path, text(POLISH).encode("cp1250"), Layout(encoding="windows-1250"))
    assert (cells(table), table.notes) == (POLISH, [])
    marked = opened(tmp_path, text(POLISH).encode("utf-8-sig"), Layout(encoding="utf-8"))
    assert marked.heading[0] == "Numer"


@pytest.mark.parametrize(
    ("data", "declared", "words"),
    [
        (
            b"No,Title\n1,Caf\xc3\xa9\n2,Caf\xc3",
            None,
            "is not valid UTF-8: .* number 23, in line 3",
        ),
        ("1,ā\n2,ē\n".encode() + b"3,\xff", None, "number 13, in line 3"),
        ("No,Ā\n1,x\n".encode(), "ascii", "is not valid ASCII: .* number 4, in line 1"),
        (b"No,Title\n1,\x81\n", "cp1252", "is not valid CP1252: .* number 12, in line 2"),
        ("No,Ti\n".encode("utf-16") + b"\x00\xd8\x41\x00", None, "UTF-16: .* number 15, in line 2"),
    ],
)
def test_damaged_text_names_its_first_bad_byte(
    data: bytes, declared: str | None, words: str, tmp_path: Path
) -> None:
    with pytest.raises(SourceError, match=words):
        opened(tmp_path, data, Layout(encoding=declared))


def test_a_bad_byte_far_inside_a_file(tmp_path: Path) -> None:
    line = "1,ā\n".encode()
    with pytest.raises(SourceError, match=r"number 2000003, in line 400001;"):
        opened(tmp_path, line * 400_000 + b"1,\xff\n" + line)


@pytest.mark.parametrize("separator", [",", ";", "\t", "|", "^", "~"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_separators_and_line_ends(separator: str, end: str, tmp_path: Path) -> None:
    table = opened(tmp_path, text(ROWS, separator=separator, end=end))
    assert cells(table) == ROWS
    assert table.layout.separator == separator


def test_a_separator_that_the_first_line_names(tmp_path: Path) -> None:
    table = opened(tmp_path, "sep=;\r\n" + text(ROWS, separator=";", end="\r\n"))
    assert cells(table) == ROWS
    assert [number for number, _ in table.rows] == []
    assert table.first_row == 2


def test_a_described_separator_is_taken(tmp_path: Path) -> None:
    table = opened(tmp_path, "A#B,b\n1#2,5\n", Layout(separator="#"))
    assert cells(table) == [["A", "B,b"], ["1", "2,5"]]


PREAMBLE = [
    ["Projektu saraksts", "", "", "", ""],
    ["Izdomātā iestāde, 01.02.2016.", "", "", "", ""],
    ["", "", "", "", ""],
]


def test_a_preamble_is_no_heading(tmp_path: Path) -> None:
    table = opened(tmp_path, text([*PREAMBLE, *ROWS]))
    assert table.heading == tuple(ROWS[0])
    assert (table.first_row, [number for number, _ in table.rows]) == (4, [5, 6, 7])


def test_a_heading_over_several_rows(tmp_path: Path) -> None:
    first = ["No", "Title", "Beneficiary", "Amount", "Start"]
    table = opened(tmp_path, text([*PREAMBLE, first, *ROWS]))
    assert table.layout.heading_rows == 2
    assert table.heading == (
        "No Numurs", "Title Nosaukums", "Beneficiary Īstenotājs", "Amount Summa", "Start Sākums",
    )  # fmt: skip
    assert next(table.rows)[0] == 6


def test_a_row_of_groups_tells_equal_headings_apart(tmp_path: Path) -> None:
    rows = [
        ["", "", "Granted", "", "Spent", ""],
        ["No", "Title", "Total", "EU", "Total", "EU"],
        ["1", "Bridge", "10.00", "8.00", "9.00", "7.00"],
        ["2", "Road", "20.00", "8.00", "9.00", "7.00"],
    ]
    table = opened(tmp_path, text(rows))
    assert table.heading == (
        "No",
        "Title",
        "Granted Total",
        "Granted EU",
        "Spent Total",
        "Spent EU",
    )


def test_a_row_of_groups_over_several_columns_is_part_of_the_heading(tmp_path: Path) -> None:
    heading = ["Nr.", "Nosaukums", "Vārds", "Reģ. nr.", "Kopā", "ES"]
    rows = [[str(n), f"Kurss {n}", f"SIA {n}", f"400{n}", f"{n}000,50", "9,10"] for n in range(9)]
    groups = ["Projekts", "", "Saņēmējs", "", "Summas", ""]
    table = opened(tmp_path, text([["Saraksts"], groups, heading, *rows]))
    assert table.heading[2:4] == ("Saņēmējs Vārds", "Saņēmējs Reģ. nr.")
    preamble = ["Ziņojums", "", "Ministrija", "", "", ""]
    assert opened(tmp_path, text([preamble, heading, *rows])).heading == tuple(heading)


def test_line_breaks_in_headings_and_trailing_columns(tmp_path: Path) -> None:
    table = opened(tmp_path, '"No\r\n/ Nr.","Title /\nTitel",,\n1,a,,\n2,b,,\n')
    assert table.heading == ("No / Nr.", "Title / Titel")
    assert [row for _, row in table.rows] == [["1", "a", "", ""], ["2", "b", "", ""]]


def test_the_described_heading_wins(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(text([["x", "y", "z", "u", "v"], *ROWS]), encoding="utf-8")
    by_number = open_table(path, Layout(heading_row=2, heading_rows=1))
    by_name = open_table(path, Layout(), expected=["Summa", "Numurs", "Nosaukums"])
    assert by_number.heading == by_name.heading == tuple(ROWS[0])
    merged = open_table(path, Layout(heading_row=1, heading_rows=2))
    assert merged.heading[0] == "x Numurs"


def test_rows_that_are_no_data_have_a_kind(tmp_path: Path) -> None:
    rows = [
        ROWS[0],
        ["1", "2", "3", "4", "5"],
        ["Kurzeme", "", "", "", ""],
        ROWS[1],
        ["", "", "", "", ""],
        ROWS[0],
        ROWS[2],
        ["Kopā:", "", "", "1 020,50", ""],
        ["Kopā", "Nosaukums", "Īstenotājs", "1,00", ""],
        ["* Izdomāti dati", "", "", "", ""],
    ]
    table = opened(tmp_path, text(rows))
    assert [(number, kind) for number, _, kind in table.stream] == [
        (2, "numbering-row"),
        (3, "section-row"),
        (4, None),
        (5, "empty-row"),
        (6, "heading-row"),
        (7, None),
        (8, "total-row"),
        (9, None),
        (10, "section-row"),
    ]


def test_a_table_of_texts_alone_keeps_its_rows(tmp_path: Path) -> None:
    table = opened(tmp_path, "Code,Name\nA,First\nB,Second\nC,Third\n")
    assert (table.heading, len(list(table.rows))) == (("Code", "Name"), 3)


def test_sniff_says_the_whole_layout(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(text([["Lista"], [], [], *POLISH], separator=";").encode("cp1250"))
    assert sniff(path) == Layout(
        form="csv", encoding="cp1250", separator=";", heading_row=4, heading_rows=1
    )
