# SPDX-License-Identifier: EUPL-1.2
"""Drafts of descriptions: units, currencies, orders of dates and languages, and what is open."""

from dataclasses import replace
from pathlib import Path

import pytest

from fundgraph.codes import load_code_lists
from fundgraph.config import Settings
from fundgraph.errors import UsageError
from fundgraph.reference import Reference
from fundgraph.report import Severity
from fundgraph.resources import concept_files
from fundgraph.sources.describe import Draft, doubts, draft
from fundgraph.sources.describe.column import Column
from fundgraph.sources.describe.facts import Fact
from fundgraph.sources.locate import locate
from fundgraph.sources.reading import read


def written(tmp_path: Path, *lines: str) -> Draft:
    (tmp_path / "list.csv").write_text("\n".join(lines), encoding="utf-8")
    return draft(tmp_path / "list.csv")


def amount(tmp_path: Path, title: str, heading: str, *cells: str) -> Column:
    """The column that is drafted beside a column of titles."""
    rows = (f"{title} {n};{cell}" for n, cell in enumerate(cells * 4))
    made = written(tmp_path, f"Project name;{heading}", *rows)
    assert made.description().columns
    return made.columns[1]


@pytest.mark.parametrize(
    ("title", "heading", "unit"),
    [
        ("Formación de los jóvenes de la región", "Coste total (miles de €)", "thousand"),
        ("Formación de los jóvenes de la región", "Coste total (mil €)", "thousand"),
        ("Kurz pro mladé lidi ve městě", "Celkové výdaje v tis. Kč", "thousand"),
        ("Kurz pro mladé lidi ve městě", "Celkové výdaje (mil. Kč)", "million"),
        ("A course for the young", "Total cost, EUR thousand", "thousand"),
        ("A course for the young", "Total cost (k€)", "thousand"),
        ("A course for the young", "Total cost (€ millions)", "million"),
        ("Képzés a fiatalok számára", "Összköltség (ezer Ft)", "thousand"),
        ("Szkolenie dla młodych", "Wartość projektu (tys. zł)", "thousand"),
        ("Mokymai jaunimui ir kitiems", "Bendra projekto vertė, tūkst. Eur", "thousand"),
        ("Kurse für die Jugend", "Gesamtkosten in Mio. EUR", "million"),
        ("A course for the young", "Total cost (EUR)", None),
        ("Kurse für die Jugend", "Gesamtkosten", None),
    ],
)
def test_units_of_headings(tmp_path: Path, title: str, heading: str, unit: str | None) -> None:
    column = amount(tmp_path, title, heading, "1234", "99000", "20500")
    assert (column.choice.meaning.field, column.active) == ("amount", True)
    assert column.options.get("unit") == unit


@pytest.mark.parametrize(
    ("cells", "currency"),
    [
        (("1234.50 EUR", "99000.50 LVL"), "cell"),
        (("1234.50", "99000.50", "20500.25", "7000.75 LVL", "8000.25 EUR"), None),
        (("1234.50", "99000.50", "20500.25", "7000.75 LVL"), None),
        (("1234.50 LVL", "99000.50 LVL"), None),
    ],
)
def test_currencies_of_cells(tmp_path: Path, cells: tuple[str, ...], currency: str | None) -> None:
    assert amount(tmp_path, "A course", "Total cost", *cells).options.get("currency") == currency


def test_orders_of_dates_that_disagree_are_a_doubt(tmp_path: Path) -> None:
    rows = (f"A course {n};{n + 12}/03/2016;03/{n + 12}/2017" for n in range(1, 9))
    made = written(tmp_path, "Project name;Start date;End date", *rows)
    (end,) = [one for one in made.columns if one.choice.heading == "End date"]
    assert end.doubt and not end.active
    assert '# "End date" = {field = "end", dates = "mdy"}  # 0.55: its dates begin' in (made.toml())
    assert [one.field for one in made.description().columns] == ["title", "start"]


@pytest.mark.parametrize(
    ("heading", "language"),
    [
        ("Number;Title;Beneficiary;Total cost", "en"),
        ("Title;Amount;Beneficiary;Private contribution", "en"),
        ("Project number;Project name;Beneficiary;Amount granted", "en"),
        ("Projekti number;Projekti nimi;Toetuse saaja;Eelarve", "et"),
    ],
)
def test_headings_tell_the_language(tmp_path: Path, heading: str, language: str) -> None:
    made = written(tmp_path, heading, *(f"A-{n};Kursus {n};Alfa;{n}500.25" for n in range(1, 9)))
    assert made.language.value == language
    assert made.language.confidence >= 0.6
    assert all("language" not in one.options for one in made.columns)


def test_a_description_is_no_list(tmp_path: Path) -> None:
    (tmp_path / "list.toml").write_text('name = "list"\n', encoding="utf-8")
    with pytest.raises(UsageError, match="is a description already"):
        draft(tmp_path / "list.toml")


def test_doubts_are_findings(tmp_path: Path) -> None:
    rows = (f"A course {n};0{n}/02/2015;{n}.500;{n}.250" for n in range(1, 9))
    made = written(tmp_path, "Project name;Start date;Project cost;EU support", *rows)
    told = {(one.rule, one.field, one.value) for one in doubts(made)}
    assert told == {
        ("ambiguous-dates", "Start date", "01/02/2015"),
        ("ambiguous-amounts", "Project cost", "1.500"),
        ("ambiguous-amounts", "EU support", "1.250"),
    }
    assert all(one.severity is Severity.WARNING for one in doubts(made))


def test_guesses_and_orders_that_disagree_are_findings(tmp_path: Path) -> None:
    rows = (f"Xyz {n};{n + 12}/03/2016;03/{n + 12}/2017" for n in range(1, 9))
    made = written(tmp_path, "Title;Start;End", *rows)
    guessed = replace(made, language=Fact("cs", 0.4))
    assert [(one.rule, one.field) for one in doubts(guessed)] == [
        ("guessed-value", "language"),
        ("disagreeing-dates", "End"),
    ]
    assert 'write dates = "dmy"' in doubts(guessed)[1].message


def test_a_bare_list_is_read_with_its_doubts(tmp_path: Path) -> None:
    rows = (f"P-{n};A course {n};Alfa Ltd;0{n}/02/2015" for n in range(1, 9))
    made = written(tmp_path, "Project number;Project name;Beneficiary;Start date", *rows)
    reference = Reference({}, {}, {})
    (source,) = locate([str(made.path)], Settings())
    entries = list(read(source, reference, load_code_lists(concept_files())))
    rules = [one.rule for entry in entries for one in entry.findings]
    assert rules.count("drafted-description") == rules.count("ambiguous-dates") == 1


def test_what_only_people_know_is_left_open(tmp_path: Path) -> None:
    made = written(tmp_path, "Project name;Total cost", *(f"A course {n};{n}000" for n in range(9)))
    for key in ("title", "publisher", "licence", "retrieved", "landing_page", "beneficiary_kind"):
        assert f"\n# {key} = " in made.toml()
    assert made.description().beneficiary_kind is None


@pytest.mark.parametrize(
    ("number", "separator"), [("2014-1-{}", "-"), ("2014/1-{}", "/"), ("2014/{}", "/")]
)
def test_numbers_with_hyphens_keep_them_in_addresses(
    tmp_path: Path, number: str, separator: str
) -> None:
    rows = (f"{number.format(n)};A course {n} in town;{n}000" for n in range(9))
    made = written(tmp_path, "Project number;Project name;Total cost", *rows)
    assert made.description().number_separator == separator


@pytest.mark.parametrize(
    ("code", "field"), [("109", "intervention-field"), ("TO8 IP (ia)", "published")]
)
def test_codes_of_an_unknown_list_stay_as_published(tmp_path: Path, code: str, field: str) -> None:
    rows = (f"A course {n} in town;{code}" for n in range(9))
    made = written(tmp_path, "Project name;Category of intervention", *rows)
    assert made.description().columns[1].field == field


@pytest.mark.parametrize(
    ("heading", "doubted"),
    [("Project Cost", True), ("Total cost", False), ("Grant", False), ("EU share", False)],
)
def test_money_is_doubted_where_its_heading_leaves_open_whose(
    tmp_path: Path, heading: str, doubted: bool
) -> None:
    made = written(
        tmp_path, f"Project name;{heading}", *(f"A course {n};{n}000.50" for n in range(9))
    )
    assert ("unclear-amounts" in [one.rule for one in doubts(made)]) is doubted
    assert ("total-eligible" in made.toml()) is doubted


def test_years_that_are_no_period_are_not_drafted(tmp_path: Path) -> None:
    path = tmp_path / "list-2007-2020.csv"
    path.write_text("Project name;Total cost\nA course;1000\n", encoding="utf-8")
    assert "period" not in draft(path).toml()


@pytest.mark.parametrize("heading", ["EU share", "Podíl EU"])
def test_a_share_whose_cells_are_amounts_is_one(tmp_path: Path, heading: str) -> None:
    rows = (f"A course {n};{n}7000,50;{n}0000,50" for n in range(1, 30))
    made = written(tmp_path, f"Project name;{heading};Total cost", *rows)
    assert made.description().columns[1].component == "fund"
