# SPDX-License-Identifier: EUPL-1.2
"""Files made to harm: each is refused, or read, in bounded time and memory, with one sentence."""

import gzip
import os
import struct
import tracemalloc
from collections.abc import Callable
from functools import cache
from io import BytesIO
from pathlib import Path
from time import perf_counter
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from fundgraph.errors import CommandError, SourceError
from fundgraph.sources.sheets import Layout, open_table
from fundgraph.sources.sheets.archive import MOST_MEMBERS
from tests.sources.workbooks import ods, ods_row, raw_xlsx, xlsx

MEMORY = 60_000_000
SECONDS = 20
MANY = 1_000_000


def refusal(path: Path) -> str:
    """What is said of a file that is read to its end."""
    started = perf_counter()
    tracemalloc.start()
    try:
        with pytest.raises(CommandError) as caught:
            for _ in open_table(path, Layout()).stream:
                pass
        _, highest = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert highest < MEMORY
    assert perf_counter() - started < SECONDS
    words = str(caught.value)
    assert words.startswith(str(path))
    assert "\n" not in words
    return words.removeprefix(str(path)).lstrip(" :")


def bomb(path: Path) -> None:
    path.write_bytes(packed())


@cache
def packed() -> bytes:
    """A workbook of 300 kB with a sheet of 300 MB."""
    content = BytesIO()
    with ZipFile(content, "w", ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "")
        with archive.open("xl/worksheets/sheet1.xml", "w") as sheet:
            for _ in range(300):
                sheet.write(b"<row/>" * 170_000)
    return content.getvalue()


def many_members(path: Path) -> None:
    with ZipFile(path, "w") as archive:
        for number in range(MOST_MEMBERS + 1):
            archive.writestr(str(number), b"")


def lying(path: Path) -> None:
    """A sheet that unpacks to more than its archive says."""
    raw_xlsx(path, "<row><c><v>1</v></c></row>" * 100_000)
    data = bytearray(path.read_bytes())
    at = data.rfind(b"xl/worksheets/one.xml") - 46
    (size,) = struct.unpack_from("<L", data, at + 24)
    assert size > 2_000_000
    struct.pack_into("<L", data, at + 24, 1000)
    path.write_bytes(data)


@pytest.mark.parametrize("write", [bomb, many_members])
@pytest.mark.parametrize("name", ["a.xlsx", "a.ods", "a.csv"])
def test_archives_are_refused_before_they_are_unpacked(
    write: Callable[[Path], None], name: str, tmp_path: Path
) -> None:
    path = tmp_path / name
    write(path)
    started = perf_counter()
    assert refusal(path).startswith("is refused: ")
    assert perf_counter() - started < 1


def test_an_archive_that_lies_about_its_size(tmp_path: Path) -> None:
    lying(tmp_path / "a.xlsx")
    assert refusal(tmp_path / "a.xlsx").startswith("is a damaged workbook")


def noise(count: int) -> bytes:
    """Attributes that pack badly, so that no ratio gives them away."""
    return b"".join(b'<c r="A1" x="%s"/>' % os.urandom(6).hex().encode() for _ in range(count))


WORKBOOKS: list[tuple[str, Callable[[Path], object], str]] = [
    ("cell beyond the last column", lambda path: raw_xlsx(
        path, '<row><c r="A1"><v>1</v></c><c r="ZZZZZ1"><v>1</v></c></row>'
    ), "has more than the 16384 columns"),
    ("a million cells in a row", lambda path: raw_xlsx(
        path, b"<row>" + b"<c><v>1</v></c>" * 150_000 + b"</row>" + noise(20_000)
    ), "has more than the 16384 columns"),
    ("a row without end", lambda path: raw_xlsx(
        path, b"<row>" + noise(600_000)
    ), "is refused: a row of it has no end"),
    ("a text of 20 MB", lambda path: raw_xlsx(
        path, b'<row><c t="str"><v>' + os.urandom(10_000_000).hex().encode() + b"</v></c></row>"
    ), "is refused: a row of it has no end"),
    ("deep", lambda path: raw_xlsx(
        path, b"<row>" + b"<c>" * 100_000 + b"</c>" * 100_000 + b"</row>"
    ), "is a damaged workbook: Excessive depth"),
    ("no sheet", lambda path: ZipFile(path, "w").writestr("xl/workbook.xml", "<workbook/>"),
     "is a damaged workbook: it has no xl/_rels/workbook.xml.rels"),
    ("cut in a tag", lambda path: raw_xlsx(path, "<row><c r="), "is a damaged workbook"),
    ("ODS with a row a million times", lambda path: ods(
        path, ("a", ods_row("No", "Title") + ods_row("1", "x", repeated=1_000_000))
    ), "is refused: row 2 is repeated 1000000 times"),
    ("ODS with a cell a million times", lambda path: ods(
        path, ("a", '<table:table-row><table:table-cell table:number-columns-repeated="1000000" '
               'office:value-type="string"><text:p>x</text:p></table:table-cell></table:table-row>')
    ), "has more than the 16384 columns"),
    ("ODS without a sheet", lambda path: ods(path), "is a workbook without a sheet"),
    ("OLE with nothing in it", lambda path: path.write_bytes(
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(10_000)
    ), "is a damaged workbook"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("write", "words"), [case[1:] for case in WORKBOOKS], ids=[case[0] for case in WORKBOOKS]
)
def test_hostile_workbooks(write: Callable[[Path], object], words: str, tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    write(path)
    assert refusal(path).startswith(words)


def html_row(cells: int) -> bytes:
    return b"<table><tr>" + b"<td>1" * cells + b"</table>"


def keys(count: int) -> bytes:
    return b"[{" + b",".join(b'"%d":1' % number for number in range(count)) + b"}]"


TEXTS: list[tuple[str, bytes, str]] = [
    ("zero bytes", b"No,Title\n1,a\0b\n", "is no text: byte number 13 is zero"),
    ("zero bytes late", b"No,Title\n" + b"1,abcdef\n" * 50_000 + b"\0", "is no text: byte number"),
    ("a million columns", b"a," * MANY + b"\n" + b"1," * MANY, "has a line of more than"),
    ("20,000 columns", b"\n".join([b"a," * 20_000, b"1," * 20_000]), "row 1 has 20001 cells"),
    ("columns later", b"a,b\n" * 300 + b"1," * 20_000, "row 301 has 20001 cells"),
    ("one line of 20 MB", b"No,Title\n" + b"x" * 20_000_000, "has a line of more than 1000000"),
    ("an open quote", b'No,Title\n1,"' + b"x\n" * 200_000, "what follows row 1 cannot be"),
    ("one further down", b'No,Title\n1,a\n2,"' + b"x\n" * 200_000, "what follows row 2 cannot be"),
    ("truncated gzip", gzip.compress(b"No,Title\n" * 1000)[:50], "is packed with gzip"),
    ("PDF", b"%PDF-1.4 ...", "is a PDF"),
    ("nothing", b"", "is empty"),
    ("blanks", b" \n\t\n", "is empty"),
    ("deep lists", b"[" * MANY, "is refused: at character 103 it is nested too deeply"),
    ("deep objects", b'{"a":' * MANY, "is refused: at character 502 it is nested too deeply"),
    ("a deep record", b'[{"a":' + b"[" * 50_000 + b"]" * 50_000 + b"}]", "is refused: "),
    ("a record of 20 MB", b'[{"a":"' + b"x" * 20_000_000 + b'"}]', "is not valid JSON at"),
    ("a number of 20 MB", b"[[1" + b"1" * 20_000_000 + b"]]", "is refused: a record of it has"),
    ("20,000 keys", keys(20_000), "has more than the 16384 keys"),
    ("a million cells", html_row(MANY), "is refused: a row of its table has no end"),
    ("100,000 cells", html_row(100_000), "has more than the 16384 columns"),
    ("16,385 cells", html_row(16_385), "has more than the 16384 columns"),
    ("wide cells", b"<table><tr>" + b"<td colspan=1000>1" * 20 + b"</table>", "has more than the"),
    ("a table of nothing", b"<table>" + b" " * 9_000_000, "is refused: a row of its table has no"),
]  # fmt: skip


@pytest.mark.parametrize(("data", "words"), [c[1:] for c in TEXTS], ids=[c[0] for c in TEXTS])
def test_hostile_texts(data: bytes, words: str, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(data)
    assert refusal(path).startswith(words)


def test_deep_pages_are_read_or_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_bytes(b"<table><tr><td>" * 20_000 + b"x")
    try:
        assert sum(1 for _ in open_table(path, Layout()).stream) < 20_000
    except SourceError as error:
        assert str(error).startswith(str(path))


def test_formulas_are_texts(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "a.xlsx", [["No", "Title"], ["1", "=1+1"], ["2", "+a"], ["3", "@b"]])
    table = open_table(path, Layout())
    assert [cells for _, cells in table.rows] == [["1", ""], ["2", "+a"], ["3", "@b"]]
    assert [note.rule for note in table.notes] == ["unsaved-formula"]


def test_a_workbook_that_its_parser_cannot_bear(tmp_path: Path) -> None:
    sample = Path(__file__).parents[3] / "shared" / "samples" / "LT_2007-2013_contracts.xls"
    if not sample.is_file():
        pytest.skip(f"{sample.name} is not beside the repository")
    path = tmp_path / "a.xls"
    whole = sample.read_bytes()
    for at in (2, 30, 44, 48, 76, 512, 600, 1024, 4096):
        path.write_bytes(whole[:at] + b"\xfe\xff\xff\x7f" * 8 + whole[at + 32 :])
        try:
            assert sum(1 for _ in open_table(path, Layout()).stream) < 70_000
        except SourceError as error:
            assert str(error).startswith(str(path))


@pytest.mark.parametrize("cut", [200, 400])
def test_an_archive_without_its_beginning(cut: int, tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    raw_xlsx(path, "<row/>")
    path.write_bytes(b"PK\x03\x04" + path.read_bytes()[cut:])
    assert refusal(path).startswith("is a damaged workbook: its parts are not where it says")


def test_a_reason_of_two_lines_is_one_sentence(tmp_path: Path) -> None:
    raw_xlsx(tmp_path / "a.xlsx", "<row><c><v>&#0;</v></c></row>")
    assert refusal(tmp_path / "a.xlsx") == (
        "is a damaged workbook: xmlParseCharRef: invalid xmlChar value 0; save it again"
    )


def test_a_table_without_end_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("fundgraph.sources.sheets.opening.MOST_ROWS", 1000)
    for name, data in (
        ("a.json", b"[" + b"[1,2,3]," * 2000 + b"[1]]"),
        ("b.json", b"[" + b'{"a":1,"b":2},' * 2000 + b'{"a":1}]'),
        ("c.csv", b"No,Title,By\n" + b"1,A,B\n" * 2000),
    ):
        (tmp_path / name).write_bytes(data)
        assert refusal(tmp_path / name).startswith("has more than the 1,000 rows")
