# SPDX-License-Identifier: EUPL-1.2
"""Bombs against the command itself, in a process with little memory: one sentence, exit code 3."""

import gzip
import resource
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

from fundgraph.errors import SourceError
from fundgraph.sources.sheets import Layout, open_table
from tests.sources.entity_bombs import BLOWUP, BOMBS, FETCHED, LAUGHS
from tests.sources.test_sheets_hostile import bomb

# Of addresses; the program itself takes half of it.
MEMORY = 600_000_000
LINE = 200_000_000
ROW = "<tr><td>1<td>&j;</tr>"


def check(path: Path) -> subprocess.CompletedProcess[str]:
    """`fundgraph check` of a file, with little memory."""
    return subprocess.run(
        [sys.executable, "-m", "fundgraph", "check", path.name],
        cwd=path.parent,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY)),
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


def refused(path: Path) -> str:
    """The one sentence that is said of a file."""
    done = check(path)
    assert done.returncode == 3, done.stderr
    (sentence,) = [line for line in done.stderr.splitlines() if line.startswith("fundgraph: ")]
    assert "Traceback" not in done.stderr
    return sentence.removeprefix(f"fundgraph: {path.name}").lstrip(" :")


@pytest.mark.parametrize("name", BOMBS)
def test_declared_entities_are_refused(name: str, tmp_path: Path) -> None:
    path = BOMBS[name](tmp_path / "a.xlsx")
    with pytest.raises(SourceError, match=r"damaged workbook: its XML declares entities, .* again"):
        open_table(path, Layout())


def test_declared_entities_take_no_memory(tmp_path: Path) -> None:
    assert "declares entities" in refused(BOMBS["laughs"](tmp_path / "a.xlsx"))
    assert "declares entities" in refused(BOMBS["ODS loop"](tmp_path / "a.ods"))


@pytest.mark.parametrize("declared", [LAUGHS, BLOWUP, FETCHED])
@pytest.mark.parametrize("name", ["a.html", "a.xls"])
def test_pages_do_not_resolve_entities(declared: str, name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_text(f"{declared}<html><table><tr><th>No<th>Title</tr>{ROW * 3}</table></html>")
    with open_table(path, Layout()) as table:
        assert [cells for _, cells in table.rows] == [["1", "&j;"]] * 3


def test_zip_bombs(tmp_path: Path) -> None:
    bomb(tmp_path / "a.xlsx")
    assert refused(tmp_path / "a.xlsx").startswith("is refused: its ")


def long_line(path: Path, start: bytes, piece: bytes, end: bytes = b"") -> Path:
    with path.open("wb") as file:
        file.write(start)
        for _ in range(LINE // 1_000_000):
            file.write(piece * (1_000_000 // len(piece)))
        file.write(end)
    return path


@pytest.mark.parametrize(
    ("name", "start", "piece", "words"),
    [
        ("a.csv", b"No,Title\n1,", b"x", "has a line of more than 1000000 characters"),
        ("a.csv", b"No,Title\n1,", b"x,", "has a line of more than 1000000 characters"),
        ("a.csv", b"No,Title\n1,", b"\xc4\x81", "has a line of more than 1000000 characters"),
        ("a.json", b'[{"No": "', b"x", "is not valid JSON at character"),
        ("a.json", b"[", b"1111,", "holds no list of records"),
        ("a.html", b"<table><tr><td>", b"x", "has 200000015 bytes, more than the 10000000"),
        ("a.xls", b"<table><tr><td>", b"x", "is refused: a row of its table has no end"),
        ("a.txt", b"Title: ", b"x", "has 200000007 bytes, more than the 10000000"),
    ],
)
def test_a_line_of_200_megabytes(
    name: str, start: bytes, piece: bytes, words: str, tmp_path: Path
) -> None:
    path = long_line(tmp_path / name, start, piece)
    assert refused(path).startswith(words)
    path.unlink()


CSV = b"No;Title\r1;a\r2;b\r"


def as_gzip(data: bytes) -> bytes:
    return gzip.compress(data * 1000, mtime=0)[:60]


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("a.csv", as_gzip(CSV), "is packed with gzip; unpack it first"),
        ("a.csv", CSV.replace(b"a", b"\0"), "is no text: byte number 12 is zero; save it"),
        ("a.json", b"[" * 1_000_000, "is refused: at character 103 it is nested too deeply"),
        ("a.csv", b"a," * 1_000_000 + b"\n1\n", "has a line of more than 1000000 characters"),
        ("a.csv", (b"a," * 20_000 + b"\n") * 2, "row 1 has 20001 cells, more than the 16384"),
        ("a.csv.gz", gzip.compress(CSV, mtime=0), "is packed with gzip; unpack it first"),
        ("a.pdf", b"%PDF-1.4\n\0\0", "is a PDF; ask for the table behind it"),
        ("a.xls", b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:'
         b'spreadsheet"/>', "is a workbook in XML of 2003; save it as XLSX"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_says_what_to_do(
    name: str, data: bytes, words: str, tmp_path: Path
) -> None:
    (tmp_path / name).write_bytes(data)
    assert words in refused(tmp_path / name)


@pytest.mark.parametrize("name", ["a.xlsb", "a.xlsx"])
def test_binary_workbooks_say_what_to_do(name: str, tmp_path: Path) -> None:
    with ZipFile(tmp_path / name, "w") as archive:
        archive.writestr("xl/workbook.bin", b"\x83\x01\x00")
    assert refused(tmp_path / name) == "is a binary workbook (XLSB); save it as XLSX"


@pytest.mark.parametrize("coding", ["utf-8", "utf-16-le", "utf-16-be", "utf-16"])
def test_line_ends_of_old_and_codings_without_a_mark(coding: str, tmp_path: Path) -> None:
    lines = "Number;Title;Beneficiary\rX/1;A bridge;A Ltd\rX/2;A road;B Ltd\r"
    path = tmp_path / "a.csv"
    path.write_bytes(lines.encode(coding))
    done = check(path)
    assert "2 rows = 2 projects" in done.stdout, done.stderr
