# SPDX-License-Identifier: EUPL-1.2
"""A table as CSV and as XLSX → N-Triples, against the first plain table reader on the same CSV.

The yardstick is that reader itself, taken out of this repository's history: CSV only, with one
encoding, one separator and one form of number, in the last state before tables of any form.
"""

from __future__ import annotations

import csv
import subprocess
import tarfile
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from openpyxl import Workbook

from tests.benchmarks.measure import TOP, Run, run

# "Say which findings left a row out; assume no publisher that a page does not name"
FIRST = "6edb5fd"
PARTS = ("src", "data", "ontology", "shapes")
REPEATS = 3


class HistoryError(Exception):
    """The checkout has no history that reaches back to the first reader."""


@dataclass(frozen=True, slots=True)
class Costs:
    """What each took: the first reader, ours of CSV, ours of XLSX."""

    first: Run
    csv: Run
    xlsx: Run


def costs(description: Path, folder: Path) -> Costs:
    """The least of a few runs of each, in turn; all give as many statements, but for the codes that
    are known since.

    Raises HistoryError.
    """
    first = _first(folder)
    ours = TOP / "src"
    asked = [(first, description), (ours, description), (ours, _workbook(description, folder))]
    counts, found = [], []
    for tree, about in asked:
        done = [_convert(about, folder, tree) for _ in range(REPEATS)]
        counts.append(done[-1].output.read_bytes().count(b"\n"))
        found.append(min(done, key=lambda one: one.cpu))
    assert counts[1] == counts[2]
    assert abs(counts[1] - counts[0]) < counts[0] / 100
    return Costs(*found)


def _convert(description: Path, folder: Path, tree: Path) -> Run:
    return run(
        "fundgraph", "convert", str(description), "--to", "nt", folder=folder, path=(str(tree),)
    )


def _first(folder: Path) -> Path:
    """The sources of the first reader, in a folder of their own."""
    done = subprocess.run(
        ["git", "archive", FIRST, *PARTS], cwd=TOP, capture_output=True, check=False
    )
    if done.returncode:
        raise HistoryError(done.stderr.decode(errors="replace").strip())
    out = folder / "first"
    with tarfile.open(fileobj=BytesIO(done.stdout)) as archive:
        archive.extractall(out, filter="data")
    return out / "src"


def _workbook(description: Path, folder: Path) -> Path:
    """The same rows as a workbook, written by openpyxl, each cell as the text that it is."""
    out = folder / "workbook"
    out.mkdir()
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    with (description.parent / "sample.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.reader(file):
            sheet.append(row)
    book.save(out / "sample.xlsx")
    text = description.read_text(encoding="utf-8")
    about = out / description.name
    about.write_text(
        text.replace('form = "csv"', 'form = "xlsx"').replace("sample.csv", "sample.xlsx"),
        encoding="utf-8",
    )
    return about
