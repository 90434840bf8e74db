# SPDX-License-Identifier: EUPL-1.2
"""One made-up list in every form gives the same projects; bare files are read by a draft."""

import csv
import io
import json
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from fundgraph.codes import CodeLists
from fundgraph.config import Settings
from fundgraph.record import Record
from fundgraph.reference import Reference
from fundgraph.sources import Entry, Source, locate, read
from fundgraph.sources.description import REGISTER, describe
from tests.sources.workbooks import ods, ods_row, xlsx

HEADING = ["Numurs", "Nosaukums", "Īstenotājs", "Piešķirts", "Sākums", "Likme", "Statuss"]
ROWS: list[list[str]] = [
    ["IZDOMATS/1", "Izdomāts tilts", "SIA „Ķēde”", "109073.68", "2012-09-01", "85%", "Pabeigts"],
    ["IZDOMATS/2", "Izdomāts ceļš", "SIA „Žogs”", "1000.5", "2013-01-15", "50%", "Pabeigts"],
    ["IZDOMATS/3", "Izdomāta iela", "SIA „Iela”", "", "2013", "", ""],
]  # fmt: skip
COLUMNS = {
    "Numurs": "number",
    "Nosaukums": "title",
    "Īstenotājs": "promoter",
    "Piešķirts": {"field": "amount", "stage": "granted", "component": "total"},
    "Sākums": "start",
    "Likme": "cofinancing-rate",
    "Statuss": "status",
}


def as_csv(path: Path) -> None:
    out = io.StringIO(newline="")
    csv.writer(out).writerows([HEADING, *ROWS])
    path.write_bytes(out.getvalue().encode())


def as_windows(path: Path) -> None:
    out = io.StringIO(newline="")
    rows = [["Izdomāts saraksts"], [], HEADING, *ROWS]
    csv.writer(out, delimiter=";", lineterminator="\r").writerows(rows)
    path.write_bytes(out.getvalue().encode("cp1257"))


def typed(row: list[str]) -> list[object]:
    number = float(row[3]) if row[3] else None
    start = date.fromisoformat(row[4]) if len(row[4]) > 4 else int(row[4])
    rate = float(row[5].rstrip("%")) / 100 if row[5] else None
    return [*row[:3], number, start, rate, row[6]]


def as_xlsx(path: Path) -> None:
    xlsx(path, [HEADING, *map(typed, ROWS)], formats={"F2": "0%", "F3": "0.00%"})


def as_ods(path: Path) -> None:
    rows = [[*row[:3], float(row[3]) if row[3] else "", *row[4:]] for row in ROWS]
    ods(path, ("Saraksts", ods_row(*HEADING) + "".join(ods_row(*row) for row in rows)))


def as_html(path: Path) -> None:
    rows = "".join(f"<tr><td>{'</td><td>'.join(row)}</td></tr>" for row in ROWS)
    head = f"<tr><th>{'</th><th>'.join(HEADING)}</th></tr>"
    path.write_text(f"<html><meta charset=utf-8><table>{head}{rows}</table>", encoding="utf-8")


def as_json(path: Path) -> None:
    records: list[dict[str, Any]] = [dict(zip(HEADING, row, strict=True)) for row in ROWS]
    for record in records:
        record["Piešķirts"] = float(record["Piešķirts"]) if record["Piešķirts"] else None
    path.write_text(json.dumps({"dati": {"projekti": records}}), encoding="utf-8")


FORMS = [
    ("csv", "a.csv", as_csv),
    ("csv", "a.txt", as_windows),
    ("xlsx", "a.xlsx", as_xlsx),
    ("ods", "a.ods", as_ods),
    ("html-table", "a.xls", as_html),
    ("json", "a.json", as_json),
]


def entries(path: Path, form: str, reference: Reference, codes: CodeLists) -> list[Entry]:
    description = describe(
        {
            "name": "izdomats", "form": form, "country": "LV", "language": "lv", "currency": "EUR",
            "beneficiary_kind": "organisations", "columns": COLUMNS,
        },
        origin="izdomats.toml",
    )  # fmt: skip
    return list(read(Source(description, (path,)), reference, codes))


def said(record: Record) -> Record:
    """A record without its place."""
    return replace(record, row=0, source=None, published=())  # type: ignore[arg-type]


@pytest.mark.parametrize(("form", "name", "write"), FORMS, ids=[case[1] for case in FORMS])
def test_every_form_gives_the_projects_of_the_csv(
    form: str, name: str, write: Any, tmp_path: Path, reference: Reference, codes: CodeLists
) -> None:
    as_csv(tmp_path / "whole.csv")
    write(tmp_path / name)
    expected = entries(tmp_path / "whole.csv", "csv", reference, codes)
    found = entries(tmp_path / name, form, reference, codes)
    assert [said(e.record) for e in found if e.record] == [
        said(e.record) for e in expected if e.record
    ]
    assert [entry.cells for entry in found] == [entry.cells for entry in expected]
    assert sum(amount for entry in found for _, _, amount in entry.cells) == Decimal("110074.18")
    rules = [finding.rule for entry in found for finding in entry.findings]
    assert rules == (["detected-encoding"] if name == "a.txt" else [])


def test_another_form_than_described_is_read_and_said(
    tmp_path: Path, reference: Reference, codes: CodeLists
) -> None:
    as_html(tmp_path / "a.xls")
    found = entries(tmp_path / "a.xls", "xls", reference, codes)
    assert len(found) == 3
    assert [finding.rule for finding in found[0].findings] == ["other-form"]
    assert "the file is html-table" in found[0].findings[0].message


def test_rows_that_are_no_projects_are_skipped_and_said(
    tmp_path: Path, reference: Reference, codes: CodeLists
) -> None:
    path = tmp_path / "a.csv"
    rows = [
        HEADING,
        ["Kurzeme", *[""] * 6],
        ROWS[0],
        [""] * 7,
        ["Kopā", "", "", "109073.68", "", "", ""],
    ]
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    found = entries(path, "csv", reference, codes)
    assert [entry.skipped for entry in found] == [True, False, True, True]
    assert [(f.rule, f.row, f.value) for entry in found for f in entry.findings] == [
        ("section-row", 2, "Kurzeme"),
        ("total-row", 5, "Kopā | 109073.68"),
    ]
    assert sum(amount for entry in found for _, _, amount in entry.cells) == Decimal("109073.68")


@pytest.mark.parametrize(("form", "name", "write"), FORMS, ids=[case[1] for case in FORMS])
def test_a_bare_table_is_read_by_a_draft_that_says_so(
    form: str, name: str, write: Any, tmp_path: Path, reference: Reference, codes: CodeLists
) -> None:
    write(tmp_path / name)
    (source,) = locate([str(tmp_path / name)], Settings())
    assert (source.drafted, source.description.form) == (True, form)
    found = list(read(source, reference, codes))
    assert found[0].findings[0].rule == "drafted-description"
    assert [e.record.title[0].value for e in found if e.record] == [row[1] for row in ROWS]


def test_a_page_of_the_register_needs_no_draft(tmp_path: Path) -> None:
    for name, text in (
        ("a.html", "<p>Project number: IZDOMATS/1</p><p>Project title: A</p>"),
        ("b.txt", "Nekas, kas būtu tabula\nvai lapa\n"),
        ("c.html", "<p>Nekas</p>"),
    ):
        (tmp_path / name).write_text(text, encoding="utf-8")
        (source,) = locate([str(tmp_path / name)], Settings())
        assert (source.description, source.drafted) == (REGISTER, False)
