# SPDX-License-Identifier: EUPL-1.2
"""Ten real lists, where they stand beside the repository: heading and rows of each."""

from pathlib import Path

import pytest

from fundgraph.sources.sheets import Layout, open_table

SAMPLES = Path(__file__).parents[3] / "shared" / "samples"
# file → columns, rows of data, rows skipped, first and last heading, number of the first row
EXPECTED = [
    ("AT_ESF_2014-2020.csv", 11, 245, 0, "ProjektCode / code of operation",
     "Bezeichnung der Interventionskategorie für das Vorhaben / "
     "name of category of intervention for the operation", 2),
    ("DE_Hamburg_ESF_2014-2020.json", 10, 43, 0, "Projektende/ end of project",
     "Zuwendungsempfänger/ beneficiary", 1),
    ("HR_2007-2020.csv", 12, 2532, 0, "Naziv projekta", "Ukupno prihvatljivi troškovi", 2),
    ("LT_2007-2013_contracts.xls", 9, 8306, 1, "Paraiškos kodas", "Projekto būsena", 2),
    ("LV_2007-2013_activities.csv", 6, 246, 2, "Nr.", "Fonds", 2),
    ("LV_2014-2020_all_funds.csv", 6, 134, 0, "SAM / pasākuma nr.",
     "Projekta īstenošanas vieta", 2),
    ("LV_2014-2020_all_funds.html.xls", 6, 134, 0, "SAM / pasākuma nr.",
     "Projekta īstenošanas vieta", 2),
    ("MT_2007-2013.csv", 16, 251, 0, "Code", "Project Purpose", 2),
    ("PL_ESF_2014-2020.cp1250.csv", 7, 2437, 0, "Tytuł projektu",
     "Czy projekt jest realizowany na obszarze większym niż jedna jednostka administracyjna?", 2),
    ("UK_NI_ESF_2014-2020.csv", 11, 64, 0, "Ref No", "Union Co-financing rate", 2),
]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "columns", "rows", "skipped", "first", "last", "number"),
    EXPECTED,
    ids=[case[0] for case in EXPECTED],
)
def test_every_sample_opens(
    name: str, columns: int, rows: int, skipped: int, first: str, last: str, number: int
) -> None:
    path = SAMPLES / name
    if not path.is_file():
        pytest.skip(f"{name} is not beside the repository")
    table = open_table(path, Layout())
    found = list(table.stream)
    assert (len(table.heading), table.heading[0], table.heading[-1]) == (columns, first, last)
    assert found[0][0] == number
    assert all(len(cells) == columns for _, cells, _ in found)
    kinds = [kind for _, _, kind in found]
    assert (kinds.count(None), len(kinds) - kinds.count(None)) == (rows, skipped)


def test_the_table_named_as_a_workbook_has_the_rows_of_its_csv() -> None:
    tables = [SAMPLES / f"LV_2014-2020_all_funds.{suffix}" for suffix in ("csv", "html.xls")]
    if not all(path.is_file() for path in tables):
        pytest.skip("the samples are not beside the repository")
    csv, html = (
        [[" ".join(cell.split()) for cell in cells] for _, cells in open_table(path, Layout()).rows]
        for path in tables
    )
    assert csv == html


def test_the_encoding_of_the_polish_list_is_found() -> None:
    path = SAMPLES / "PL_ESF_2014-2020.cp1250.csv"
    if not path.is_file():
        pytest.skip(f"{path.name} is not beside the repository")
    table = open_table(path, Layout())
    assert (table.encoding, table.layout.separator) == ("cp1250", ";")
    assert [note.rule for note in table.notes] == ["detected-encoding"]


def test_money_of_the_lithuanian_list_has_no_noise() -> None:
    path = SAMPLES / "LT_2007-2013_contracts.xls"
    if not path.is_file():
        pytest.skip(f"{path.name} is not beside the repository")
    for _, cells in open_table(path, Layout()).rows:
        for amount in cells[3:8]:
            assert len(amount.partition(".")[2]) <= 2, amount
