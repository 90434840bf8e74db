# SPDX-License-Identifier: EUPL-1.2
"""Amounts, currencies and rates of tables."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from fundgraph.codes import CodeLists
from fundgraph.errors import UsageError
from fundgraph.reference import Reference
from fundgraph.sources import Entry, Source, read
from fundgraph.sources.description import describe
from tests.sources.made_up_table import COLUMNS, ROW, Table, money


def test_figures_and_raw_sums(table: Table) -> None:
    entry = table.one()
    assert entry.record is not None
    assert [
        (f.label, f.component, f.currency, f.value, f.part_of, f.alternate_of)
        for f in entry.record.figures
    ] == [
        ("Granted EUR", "total", "EUR", Decimal("1000.50"), None, None),
        ("Granted LVL", "total", "LVL", Decimal("703.16"), None, "EUR"),
        ("Granted ESF EUR", "fund", "EUR", Decimal("900.00"), "total", None),
    ]
    assert entry.cells == (
        ("Granted EUR", "EUR", Decimal("1000.50")),
        ("Granted LVL", "LVL", Decimal("703.16")),
        ("Granted ESF EUR", "EUR", Decimal("900.00")),
    )
    alone = table.one(Granted_EUR="-").record
    assert alone is not None
    assert alone.figures[0].alternate_of is None


@pytest.mark.parametrize(
    ("amounts", "options", "read"),
    [
        (["1.000,50", "1.234"], {}, ["1000.50", "1234"]),
        (["1.000,50", "1,234.50", "7"], {}, ["1000.50", "1234.50", "7"]),
        (["12.5", "1.234"], {}, ["12.5", "1.234"]),
        (["5", "1.234"], {"decimal": ","}, ["5", "1234"]),
        (["5", "4,995.00"], {"decimal": ","}, ["5", None]),
        (["5", "1.234"], {}, ["5", None]),
    ],
)
def test_columns_settle_how_they_write_amounts(
    amounts: list[str], options: dict[str, str], read: list[str | None], table: Table
) -> None:
    table.write(*[{**ROW, "Granted EUR": text} for text in amounts])
    columns = {**COLUMNS, "Granted EUR": {**COLUMNS["Granted EUR"], **options}}
    entries = table.read(columns=columns)
    values = [entry.record and str(entry.record.figures[0].value) for entry in entries]
    assert values == read
    assert sum((entry.record is None) for entry in entries) == read.count(None)


def test_an_open_column_is_said_once(table: Table) -> None:
    rows = [{**ROW, "Granted EUR": "1.234", "Start": "03/04/2012"}] * 3
    table.write(*rows)
    found = [finding for entry in table.read() for finding in entry.findings]
    once = [finding for finding in found if finding.rule.startswith("ambiguous")]
    assert [(finding.rule, finding.field, finding.value) for finding in once] == [
        ("ambiguous-dates", "Start", "03/04/2012"),
        ("ambiguous-amounts", "Granted EUR", "1.234"),
    ]
    settled = {
        **COLUMNS,
        "Granted EUR": {**COLUMNS["Granted EUR"], "decimal": "."},
        "Start": {"field": "start", "dates": "mdy"},
    }
    for entry in table.read(columns=settled):
        assert entry.record is not None
        assert entry.record.start is not None
        assert entry.record.start.value == "2012-03-04"


def test_a_cell_may_name_its_currency(table: Table) -> None:
    table.write(
        {**ROW, "Granted EUR": "5.172.338,50 kn"},
        {**ROW, "Granted EUR": "€ 7"},
        {**ROW, "Granted EUR": "8 kr"},
        {**ROW, "Granted EUR": "9"},
    )
    amount = money("granted", "total", "cell")
    entries = table.read(columns={**COLUMNS, "Granted EUR": amount})
    figures = [entry.record.figures[0] if entry.record else None for entry in entries]
    assert [figure and (figure.currency, figure.alternate_of) for figure in figures] == [
        ("HRK", None),
        ("EUR", None),
        None,
        None,
    ]
    assert [cell[1] for cell in entries[0].cells] == ["HRK", "LVL", "EUR"]
    assert entries[3].findings[0].rule == "no-currency"


@pytest.mark.parametrize(
    ("rates", "unit", "read"),
    [
        (["(45%)", "50,00 %", "40"], None, ["45", "50.00", "40"]),
        (["0.85", "1", "0.5"], None, ["85.00", "100", "50.0"]),
        (["0.85", "1", "0.5"], "percent", ["0.85", "1", "0.5"]),
        (["1", "1", "50"], "fraction", ["100", "100", None]),
    ],
)
def test_rates(rates: list[str], unit: str | None, read: list[str | None], table: Table) -> None:
    table.write(*[{**ROW, "Rate": rate} for rate in rates])
    option = {"field": "cofinancing-rate", **({"unit": unit} if unit else {})}
    entries = table.read(columns={**COLUMNS, "Rate": option})
    values = [entry.record and str(entry.record.cofinancing_rate) for entry in entries]
    assert values == read
    said = [finding.rule for entry in entries for finding in entry.findings]
    assert ("rates-as-fractions" in said) == (unit is None and rates[0] == "0.85")


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        (money("grant", "total", "EUR"), "the nearest known one is 'granted'"),
        (money("granted", "totals", "EUR"), "the nearest known one is 'total'"),
        (money("granted", "fund", "EUR", part_of="al"), "unknown key 'al'"),
        ({"field": "amount", "stage": "granted", "component": "total"}, "has no currency"),
        (money("granted", "total", "EUR"), "two columns hold the amount granted total EUR"),
    ],
)
def test_wrong_amount_columns(amount: dict[str, str], words: str, table: Table) -> None:
    table.write(ROW)
    columns = {"No": "number", "Title": "title", "Granted LVL": amount}
    if "two columns" in words:
        columns["Granted EUR"] = amount
    with pytest.raises(UsageError, match=words):
        table.read(columns=columns)


def test_a_currency_for_the_whole_table(table: Table) -> None:
    table.write(ROW)
    amount = {"field": "amount", "stage": "granted", "component": "total"}
    columns = {"No": "number", "Title": "title", "Granted EUR": amount}
    (entry,) = table.read(columns=columns, currency="LVL")
    assert entry.cells == (("Granted EUR", "LVL", Decimal("1000.50")),)


ROW_CURRENCY: dict[str, Any] = {
    "No": "number",
    "Title": "title",
    "Who": "promoter",
    "Currency": "currency",
    "Granted": {"field": "amount", "stage": "granted", "component": "total"},
    "Spent": {"field": "amount", "stage": "spent", "component": "total", "currency": "EUR"},
}


def row_currency(
    folder: Path, reference: Reference, codes: CodeLists, *cells: str, **keys: str
) -> Entry:
    path = folder / "valuta.csv"
    path.write_text(f"{';'.join(ROW_CURRENCY)}\n1;A;SIA B;{';'.join(cells)}\n", encoding="utf-8")
    told = {
        "name": "valuta", "form": "csv", "country": "LV", "language": "lv", "separator": ";",
        "beneficiary_kind": "organisations", "columns": ROW_CURRENCY, **keys,
    }  # fmt: skip
    (entry,) = read(Source(describe(told, origin="test"), (path,)), reference, codes)
    return entry


@pytest.mark.parametrize(
    ("cells", "keys", "expected"),
    [
        (("LVL", "70.28", "100"), {}, ["LVL", "EUR"]),
        (("latvian lats", "70.28", "£ 5"), {}, ["LVL", "GBP"]),
        (("PLN", "70.28 EUR", ""), {}, ["EUR"]),
        (("", "70.28", "100"), {"currency": "LVL"}, ["LVL", "EUR"]),
    ],
)
def test_a_column_names_the_currency_of_a_row(
    cells: tuple[str, ...],
    keys: dict[str, str],
    expected: list[str],
    tmp_path: Path,
    reference: Reference,
    codes: CodeLists,
) -> None:
    entry = row_currency(tmp_path, reference, codes, *cells, **keys)
    assert entry.findings == ()
    assert entry.record is not None
    assert [figure.currency for figure in entry.record.figures] == expected
    assert [currency for _, currency, _ in entry.cells] == expected


@pytest.mark.parametrize(
    ("currency", "rules"),
    [("zelts", ["unknown-currency", "no-currency"]), ("", ["no-currency"])],
)
def test_a_row_without_a_known_currency_is_refused(
    currency: str, rules: list[str], tmp_path: Path, reference: Reference, codes: CodeLists
) -> None:
    entry = row_currency(tmp_path, reference, codes, currency, "70.28", "100")
    assert entry.record is None
    assert [(one.rule, one.row) for one in entry.findings] == [(rule, 2) for rule in rules]
