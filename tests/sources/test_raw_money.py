# SPDX-License-Identifier: EUPL-1.2
"""The file's own sums: every cell that is an amount counts, whatever becomes of its row."""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fundgraph.codes import CodeLists
from fundgraph.iris import Minter
from fundgraph.mapping import Mapper
from fundgraph.pipeline import projects
from fundgraph.reference import Reference
from fundgraph.sources import Source, read
from fundgraph.sources.amounts import NumberForm, read_amount
from fundgraph.sources.columns import UNITS
from fundgraph.sources.description import describe
from fundgraph.sources.raw_money import raw_amount
from fundgraph.tally import Tally

MARKS = st.sampled_from(["", ".", ","])
TEXTS = st.text("0123456789.,' -+\u2212\u00a0€", max_size=14)
Run = Callable[..., Tally]
CENTS = st.decimals(min_value=-(10**10), max_value=10**10, places=2, allow_nan=False)


@given(text=TEXTS, mark=MARKS)
def test_what_the_graph_reads_is_read_alike_by_the_other_code(text: str, mark: str) -> None:
    read = read_amount(text, NumberForm(mark))
    assert read is None or str(raw_amount(text.strip(), mark)) == str(read)


@given(
    value=CENTS, mark=st.sampled_from([".", ","]), parts=st.sampled_from(["", " ", "'", "\u00a0"])
)
def test_written_amounts_are_read_back(value: Decimal, mark: str, parts: str) -> None:
    text = f"{value:,.2f}".replace(".", "#").replace(",", parts).replace("#", mark)
    assert raw_amount(f"{text} EUR", mark) == (value, "EUR")


@pytest.mark.parametrize(
    ("text", "mark", "value"),
    [
        ("1.234,56", ".", "1234.56"),
        ("1,234", ".", "1234"),
        ("1,5", ".", "1.5"),
        ("25623.180000000001", ".", "25623.18"),
        ("1.234,-", "", None),
        ("12.345", "", None),
        ("Riga", ".", None),
        ("€1,2m", ".", None),
        ("(1.000,00)", ",", None),
        ("1 2", ".", None),
        ("1_000", ".", None),
        ("٣", ".", None),
        ("1" * 60, ".", None),
        ("1" * 16, ".", None),
        ("1" * 16 + ".50", ".", None),
        ("5 € 6 kn", ".", None),
        ("", ".", None),
        ("-", ".", None),
    ],
)
def test_cells_that_only_the_raw_sum_reads_or_nothing_does(
    text: str, mark: str, value: str | None
) -> None:
    assert raw_amount(text, mark) == (None if value is None else (Decimal(value), None))


@pytest.fixture
def run(tmp_path: Path, reference: Reference, codes: CodeLists) -> Run:
    """Reads lines below a heading that ends in an amount; the counts and sums."""

    def told(*lines: str, heading: str = "Total", **amount: str) -> Tally:
        path = tmp_path / "made-up.csv"
        path.write_text("\n".join([f"No;Title;By;{heading}", *lines]), encoding="utf-8")
        money = {"field": "amount", "stage": "granted", "component": "total", **amount}
        columns = {"No": "number", "Title": "title", "By": "promoter", heading: money}
        keys = {"name": "made-up", "form": "csv", "country": "LV", "language": "en"}
        more = {"currency": "EUR", "beneficiary_kind": "organisations", "columns": columns}
        source = Source(describe({**keys, **more}, origin="made-up.toml"), (path,))
        tally = Tally()
        list(projects([source], Mapper(Minter("http://localhost:8000/"), reference), codes, tally))
        return tally

    return told


def test_refused_rows_stay_in_the_sum_of_the_file(run: Run) -> None:
    tally = run(
        "1;A bridge;Org;1.000,50",
        "2;;Org;20,00",
        "3;A; road;Org;300,00",
        "4;A school;Org;4.000,00;extra",
        "5;A well;Org",
        "6;A mill;Org;some",
        "7;A gate;Org;-",
    )
    (total,) = tally.overview().sums
    assert (total.file, total.graph) == (Decimal("5020.50"), Decimal("1000.50"))
    assert (total.unread, total.equal) == (3, False)


@pytest.mark.parametrize(
    ("whole", "part", "said"),
    [
        ("total-eligible", "fund", True),
        ("total", "fund", True),
        ("total", "private", True),
        ("total-eligible", "private", False),
        ("total", "total-eligible", False),
    ],
)
def test_a_part_above_its_whole_is_said(
    tmp_path: Path, reference: Reference, codes: CodeLists, whole: str, part: str, said: bool
) -> None:
    path = tmp_path / "made-up.csv"
    path.write_text("No,Title,By,Cost,EU\n1,A,Org,5,5\n2,B,Org,5,5.01\n3,C,Org,0,1\n")
    money = {"field": "amount", "stage": "granted", "currency": "EUR"}
    cost, share = {**money, "component": whole}, {**money, "component": part}
    columns = {"No": "number", "Title": "title", "By": "promoter", "Cost": cost, "EU": share}
    keys = {"name": "made-up", "form": "csv", "country": "LV", "language": "en"}
    told = {**keys, "columns": columns, "beneficiary_kind": "organisations"}
    source = Source(describe(told, origin="made-up.toml"), (path,))
    found = [one for entry in read(source, reference, codes) for one in entry.findings]
    expected = [("part-above-total", 3, "EU")] if said else []
    assert [(one.rule, one.row, one.field) for one in found] == expected


def test_equal_sums_with_an_unread_cell_are_not_equal(run: Run) -> None:
    (total,) = run("1;A bridge;Org;5", "2;A mill;Org;some").overview().sums
    assert total.file == total.graph == 5
    assert not total.equal


@pytest.mark.parametrize("unit", UNITS)
def test_units(unit: str, run: Run) -> None:
    tally = run("1;A bridge;Org;1.234,567", "2;A mill;Org;2", heading="EUR thousand", unit=unit)
    (total,) = tally.overview().sums
    assert total.file == total.graph == Decimal("1236.567") * UNITS[unit]
    assert not tally.findings


@pytest.mark.parametrize(
    ("heading", "unit"),
    [
        ("Coste total (miles de €)", "thousand"),
        ("Celkem v tis. Kč", "thousand"),
        ("Összköltség (ezer Ft)", "thousand"),
        ("Wartość (tys. zł)", "thousand"),
        ("Summa, tūkst. EUR", "thousand"),
        ("Σύνολο (χιλ. €)", "thousand"),
        ("Сума (хил. лв.)", "thousand"),
        ("Total (k€)", "thousand"),
        ("Kosten in Mio. EUR", "million"),
        ("Сума (млн. лв.)", "million"),
        ("Total", None),
        ("Family support", None),
    ],
)
def test_a_heading_that_names_a_unit_is_said_once(heading: str, unit: str | None, run: Run) -> None:
    tally = run("1;A bridge;Org;1", "2;A mill;Org;2", heading=heading)
    said = [one.message for one in tally.findings if one.rule == "unit-of-heading"]
    assert len(said) == (unit is not None)
    assert all(f'unit = "{unit}"' in message for message in said)
    assert tally.graph_sums[heading, "EUR"] == 3
