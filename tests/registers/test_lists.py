# SPDX-License-Identifier: EUPL-1.2
"""The real lists, read by their descriptions: no row is lost, no cent is lost."""

import csv
import json
import re
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from pathlib import Path

import pytest
from lxml import etree
from python_calamine import CalamineWorkbook

from fundgraph.config import Settings
from fundgraph.pipeline import projects
from fundgraph.sources import locate
from fundgraph.tally import Project, Tally
from fundgraph.tools import Tools

HERE = Path(__file__).parent
SAMPLES = HERE.parents[2] / "shared" / "samples"
SOURCE = re.compile(r"#source|/data/source/")
Sums = dict[tuple[str, str], Decimal]
# Description → the file, its rows, and those of them that are no projects.
LISTS = {
    "at-esf": ("AT_ESF_2014-2020.csv", 245, 0),
    "de-hamburg-esf": ("DE_Hamburg_ESF_2014-2020.json", 43, 0),
    "hr": ("HR_2007-2020.csv", 2532, 0),
    "lt-contracts": ("LT_2007-2013_contracts.xls", 8307, 1),
    "lv-all-funds": ("LV_2014-2020_all_funds.csv", 134, 0),
    "lv-all-funds-html": ("LV_2014-2020_all_funds.html.xls", 134, 0),
    "mt": ("MT_2007-2013.csv", 251, 0),
    "pl-esf": ("PL_ESF_2014-2020.cp1250.csv", 2437, 0),
    "uk-ni-esf": ("UK_NI_ESF_2014-2020.csv", 64, 0),
}

pytestmark = pytest.mark.usefixtures("samples")


@lru_cache(maxsize=1)
def tools() -> Tools:
    return Tools.load(Settings())


@lru_cache(maxsize=len(LISTS))
def read(name: str) -> tuple[Tally, tuple[Project, ...]]:
    """What is counted and mapped of a list; not validated, which the shapes' own tests do."""
    tally = Tally()
    sources = locate([str(HERE / f"{name}.toml")], Settings())
    found = tuple(projects(sources, tools().mapper(), tools().codes, tally))
    return tally, found


# The sums of each money column, straight from the file: nothing of the package is used below.


def table(file: str, encoding: str = "utf-8-sig", separator: str = ",") -> list[dict[str, str]]:
    with (SAMPLES / file).open(encoding=encoding, newline="") as lines:
        return [
            {" ".join(key.split()): value for key, value in row.items()}
            for row in csv.DictReader(lines, delimiter=separator)
        ]


def digits(text: str, decimal: str) -> Decimal | None:
    kept = re.sub(rf"[^0-9{re.escape(decimal)}-]", "", text.strip().rstrip("."))
    return Decimal(kept.replace(decimal, ".")) if kept else None


def added(
    rows: Iterator[dict[str, str]] | list[dict[str, str]],
    columns: tuple[str, ...],
    decimal: str,
    currency: str,
) -> Sums:
    sums: Sums = defaultdict(Decimal)
    for row in rows:
        for column in columns:
            value = digits(row[column], decimal)
            if value is not None:
                sums[column, currency] += value
    return dict(sums)


def at_esf() -> Sums:
    column = (
        "Gesamtbetrag der förderfähigen Ausgaben des Vorhabens / "
        "total eligible expenditure allocated to the operation"
    )
    return added(table("AT_ESF_2014-2020.csv"), (column,), ",", "EUR")


def de_hamburg_esf() -> Sums:
    rows = json.loads((SAMPLES / "DE_Hamburg_ESF_2014-2020.json").read_text(encoding="utf-8"))
    columns = ("gesamte Fördersumme / funding amount", "EU Betrag/ EU budget")
    return added(rows, columns, ".", "EUR")


def hr() -> Sums:
    columns = ("Bespovratna sredstva", "Ukupno prihvatljivi troškovi")
    sums: Sums = defaultdict(Decimal)
    for row in table("HR_2007-2020.csv"):
        for column in columns:
            currency = "HRK" if row[column].rstrip().endswith("kn") else "EUR"
            value = digits(row[column], ",")
            if value is not None:
                sums[column, currency] += value
    return dict(sums)


def lt_contracts() -> Sums:
    book = CalamineWorkbook.from_path(str(SAMPLES / "LT_2007-2013_contracts.xls"))
    heading, *rows = book.get_sheet_by_index(0).to_python()
    cents: dict[str, int] = defaultdict(int)
    for row in rows:
        for name, cell in zip(heading, row, strict=True):
            if isinstance(cell, float):
                cents[str(name)] += round(cell * 100)
    return {(name, "EUR"): Decimal(total) / 100 for name, total in cents.items()}


LV = ("Kopējais finansējums", "ES finansējums")


def lv_all_funds() -> Sums:
    return added(table("LV_2014-2020_all_funds.csv"), LV, ",", "EUR")


def lv_all_funds_html() -> Sums:
    page = etree.parse(SAMPLES / "LV_2014-2020_all_funds.html.xls", etree.HTMLParser()).getroot()
    heading = [(cell.text or "").strip() for cell in page.iter("th")]
    rows = [
        dict(zip(heading, (cell.text or "" for cell in row.iter("td")), strict=True))
        for row in page.iter("tr")
        if row.find("td") is not None
    ]
    return added(rows, LV, ",", "EUR")


def mt() -> Sums:
    return added(table("MT_2007-2013.csv"), ("Project Cost",), ".", "EUR")


def pl_esf() -> Sums:
    rows = table("PL_ESF_2014-2020.cp1250.csv", "cp1250", ";")
    return added(rows, ("Wartość projektu", "Dofinansowanie z EU"), ".", "PLN")


def uk_ni_esf() -> Sums:
    column = "Total Eligible Expenditure Allocated to the Operation"
    return added(table("UK_NI_ESF_2014-2020.csv"), (column,), ",", "GBP")


EXPECTED = {
    "at-esf": at_esf, "de-hamburg-esf": de_hamburg_esf, "hr": hr, "lt-contracts": lt_contracts,
    "lv-all-funds": lv_all_funds, "lv-all-funds-html": lv_all_funds_html, "mt": mt,
    "pl-esf": pl_esf, "uk-ni-esf": uk_ni_esf,
}  # fmt: skip


@pytest.mark.parametrize("name", LISTS)
def test_no_row_is_lost(name: str) -> None:
    tally, found = read(name)
    _, rows, skipped = LISTS[name]
    assert tally.rows == rows
    assert tally.skipped == skipped
    assert tally.rows == tally.projects + tally.merged + tally.refused + tally.skipped
    assert tally.refused == 0
    assert len({project.mapped.project for project in found}) == tally.projects == len(found)


@pytest.mark.parametrize("name", LISTS)
def test_no_cent_is_lost(name: str) -> None:
    tally, _ = read(name)
    expected = EXPECTED[name]()
    assert dict(tally.graph_sums) == expected
    assert dict(tally.file_sums) == expected


def graph(name: str) -> set[tuple[str, str, str]]:
    """What a list says, its source records left out."""
    statements = {
        one
        for project in read(name)[1]
        for one in (*project.mapped.triples, *project.mapped.shared)
    }
    return {one for one in statements if not SOURCE.search(" ".join(one[::2]))}


def test_one_list_in_two_forms_is_one_graph() -> None:
    found = graph("lv-all-funds")
    assert found == graph("lv-all-funds-html")
    assert len(found) > 134 * 10


@pytest.mark.parametrize("name", LISTS)
def test_contact_data_is_held_back_without_a_false_alarm(name: str) -> None:
    tally, found = read(name)
    told = [(one.row, one.field) for one in tally.findings if one.rule.startswith("text-with-")]
    assert told == ([(180, "Line Ministry")] if name == "mt" else [])
    assert not [t for one in found for t in one.mapped.triples if "@gov.mt" in t[2]]


def test_currencies_stay_with_their_rows() -> None:
    found = {figure.currency for one in read("hr")[1] for figure in one.record.figures}
    assert found == {"HRK", "EUR"}
    assert all(len({f.currency for f in one.record.figures}) == 1 for one in read("hr")[1])


def test_three_funds_of_one_list() -> None:
    assert {one.record.fund for one in read("mt")[1]} >= {"ESF", "ERDF", "CF"}
    assert {one.record.fund for one in read("hr")[1]} == {"ESF", "ERDF", "CF"}


def test_coarse_dates_stay_coarse() -> None:
    starts = {one.record.start.value for one in read("mt")[1] if one.record.start}
    assert "2008" in starts


def test_statuses_are_known() -> None:
    codes = {one.record.status for one in read("lt-contracts")[1]}
    assert "unknown" not in codes
    assert "completed" in codes
