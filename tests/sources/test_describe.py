# SPDX-License-Identifier: EUPL-1.2
"""Drafts of descriptions: of lists made up in many languages and forms, each with its truth."""

import json
import tomllib
from pathlib import Path

import pytest
from openpyxl import Workbook

from fundgraph.codes import load_code_lists
from fundgraph.errors import SourceError, UsageError
from fundgraph.reference import Reference
from fundgraph.resources import concept_files
from fundgraph.sources.describe import Draft, draft, preview
from fundgraph.sources.describe.column import Column
from tests.sources.made_up_lists import LISTS, rows, write_list


def is_right(column: Column, kind: str) -> bool:
    """True for a column that holds what the made-up list says of it."""
    meaning = column.choice.meaning
    field, *told = kind.split()
    if field == "aside":
        return meaning.field in ("published", "programme")
    return (
        column.active
        and meaning.field == field
        and all(one in (meaning.stage, meaning.component) for one in told)
    )


def wrong(made: Draft, language: str) -> list[tuple[str, str, str, float]]:
    wanted = LISTS[language]["columns"]
    return [
        (choice.heading, wanted[choice.heading], choice.meaning.field, choice.confidence)
        for column in made.columns
        for choice in [column.choice]
        if not is_right(column, wanted[choice.heading])
    ]


@pytest.mark.parametrize("language", LISTS)
def test_made_up_lists(tmp_path: Path, language: str) -> None:
    made = draft(write_list(tmp_path, language))
    assert len(made.columns) == len(LISTS[language]["columns"])
    assert wrong(made, language) == []
    facts = (made.country.value, made.currency.value, made.language.value)
    assert facts == (LISTS[language]["country"], LISTS[language]["currency"], language)


@pytest.mark.parametrize("language", LISTS)
def test_drafts_are_descriptions(tmp_path: Path, language: str) -> None:
    made = draft(write_list(tmp_path, language))
    described = made.description()
    assert described.name == "list"
    assert tomllib.loads(made.toml())["files"] == "list.csv"
    assert [column.heading for column in described.columns] == [
        column.choice.heading for column in made.columns if column.active
    ]


@pytest.mark.parametrize(
    ("language", "encoding", "separator"),
    [
        ("bg", "windows-1251", ";"),
        ("el", "iso8859-7", "\t"),
        ("cs", "windows-1250", ","),
        ("fr", "utf-16", ";"),
        ("sv", "windows-1252", ";"),
    ],
)
def test_encodings(tmp_path: Path, language: str, encoding: str, separator: str) -> None:
    assert wrong(draft(write_list(tmp_path, language, encoding, separator)), language) == []


@pytest.mark.parametrize("language", ["bg", "hu", "pt"])
def test_workbooks(tmp_path: Path, language: str) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append([None])
    sheet.append(["2014 – 2020"])
    sheet.append(list(LISTS[language]["columns"]))
    for row in rows(language):
        sheet.append(row)
    book.save(tmp_path / "list.xlsx")
    made = draft(tmp_path / "list.xlsx")
    assert made.layout.heading_row == 3
    assert wrong(made, language) == []


@pytest.mark.parametrize("nested", [False, True])
@pytest.mark.parametrize("language", ["es", "el"])
def test_json(tmp_path: Path, language: str, nested: bool) -> None:
    headings = list(LISTS[language]["columns"])
    records = [dict(zip(headings, row, strict=True)) for row in rows(language)]
    content = {"result": {"records": records}, "success": True} if nested else records
    (tmp_path / "list.json").write_text(json.dumps(content), encoding="utf-8")
    made = draft(tmp_path / "list.json")
    assert wrong(made, language) == []
    assert (made.layout.records or "") == ("result.records" if nested else "")


def written(tmp_path: Path, *lines: str) -> Draft:
    (tmp_path / "list.csv").write_text("\n".join(lines), encoding="utf-8")
    return draft(tmp_path / "list.csv")


def chosen(made: Draft) -> dict[str, str]:
    return {one.choice.heading: one.choice.meaning.field for one in made.columns if one.active}


def test_a_column_of_dates_is_no_amount(tmp_path: Path) -> None:
    made = written(
        tmp_path, "Project name;Total cost", *(f"A course {n};0{n}.02.2015" for n in range(1, 9))
    )
    (column,) = [one for one in made.columns if one.choice.heading == "Total cost"]
    assert column.choice.confidence < 0.6
    assert '\n# "Total cost"' in made.toml()


def test_headings_that_say_nothing(tmp_path: Path) -> None:
    made = written(
        tmp_path,
        "A;B;C;D",
        *(f"Training of staff {n};Alfa Ltd;€ {n},000.50;ESF" for n in range(1, 60)),
    )
    fields = {one.choice.heading: one.choice.meaning.field for one in made.columns}
    assert fields == {"A": "title", "B": "promoter", "C": "amount", "D": "fund"}
    assert all(one.choice.confidence < 0.8 for one in made.columns)


def test_two_columns_of_one_kind(tmp_path: Path) -> None:
    """What a field cannot hold twice is kept as published; a translation is a text of its own, and
    a project may lie in several regions."""
    made = written(
        tmp_path,
        "Projecttitel;Projecttitel in het Engels;Regio;Provincie;Einddatum;Einddatum project",
        *(
            f"Scholing van de werknemers en de jongeren {n};"
            f"Training for the young and for employees of the region {n};"
            f"Noord {n % 4};Zuid {n % 3};{n % 28 + 1:02}.01.2020;{n % 28 + 1:02}.02.2020"
            for n in range(50)
        ),
    )
    assert chosen(made) == {
        "Projecttitel": "title",
        "Projecttitel in het Engels": "title",
        "Regio": "regions",
        "Provincie": "regions",
        "Einddatum": "published",
        "Einddatum project": "end",
    }
    assert '"Projecttitel in het Engels" = {field = "title", language = "en"}' in made.toml()


def test_open_forms_have_to_be_settled(tmp_path: Path) -> None:
    made = written(
        tmp_path,
        "Project name;Start date;Project cost",
        *(f"A course {n};0{n}/02/2015;{n}.500" for n in range(1, 9)),
    )
    toml = made.toml()
    assert "settle the order of day and month: '01/02/2015'" in toml
    assert "settle the decimal mark: '1.500' could mean two things" in toml
    assert made.description()


PERSONS = (
    "Imię i nazwisko właściciela", "PESEL", "Owner", "Date of birth", "Nationality", "Gender",
    "Project manager", "Geburtsdatum", "Inhaberin", "Numéro de téléphone", "Sexe", "Cognome",
    "Rodné číslo", "Asmens kodas", "Personas kods", "Vārds, uzvārds", "Personnummer", "Telefoon",
    "Ημερομηνία γέννησης", "ЕГН", "Henkilötunnus", "Isikukood", "CNP", "Apellidos", "Syntymäaika",
    "Születési hely", "E-mail of the beneficiary",
)  # fmt: skip


@pytest.mark.parametrize("heading", PERSONS)
@pytest.mark.parametrize("cells", ["850501{n:05}", "Jan{n} Kowalski", "{n:02}/05/1985", "M"])
def test_columns_of_persons_are_held_back(tmp_path: Path, heading: str, cells: str) -> None:
    rows = (f"UDA-{n};Szkolenie dla {n};{cells.format(n=n)}" for n in range(1, 9))
    made = written(tmp_path, f"Numer umowy;Tytuł projektu;{heading}", *rows)
    assert made.description().columns
    assert chosen(made).get(heading, "contact") == "contact"


def test_columns_of_unknown_content_are_not_published(tmp_path: Path) -> None:
    rows = (f"A-{n};A course {n};Jo Doe {n}" for n in range(1, 9))
    made = written(tmp_path, "Project number;Project name;Remarks", *rows)
    assert list(chosen(made)) == ["Project number", "Project name"]
    assert '\n# "Remarks" = "published"  # 0.40: not known what it holds' in made.toml()


def one(tmp_path: Path, heading: str, *cells: str) -> Column:
    """The column that is drafted beside a number and a title."""
    rows = (f"A-{n};A course for the young {n};{cell}" for n, cell in enumerate(cells * 4))
    made = written(tmp_path, f"Project number;Project name;{heading}", *rows)
    return made.columns[2]


@pytest.mark.parametrize(
    ("heading", "cells", "field"),
    [
        ("Φορέας Υλοποίησης", ("Δήμος Πατρέων", "ΟΑΕΔ"), "promoter"),
        ("Időszak", ("2007-2013", "2014-2020"), "period"),
        ("Programming period", ("2014-2020",), "period"),
        ("Period", ("2014–2020", "2007–2013"), "period"),
        ("Támogatási intenzitás", ("85%", "50%"), "cofinancing-rate"),
        ("Förderquote", ("85,5 %", "50 %"), "cofinancing-rate"),
        ("% completed", ("85%", "50%"), "published"),
        ("Umsetzungsstand in %", ("85%", "50%"), "published"),
        ("Percentage of women", ("85%", "50%"), "published"),
        ("VAT", ("1,234.50", "210.25"), "published"),
        ("VAT number", ("5250000001", "5250000002"), "promoter-number"),
        ("Postcode", ("1012 JS", "1013 AB"), "postcode"),
        ("CAP", ("70121", "70122"), "postcode"),
        ("Pays", ("France",), "country"),
        ("Χώρα", ("Ελλάδα",), "country"),
        ("Laatst gewijzigd", ("14.05.2021", "15.05.2021"), "modified"),
        ("Last changed", ("2021-05-14", "2021-05-15"), "modified"),
        ("Projekta īstenotājs", ("SIA „Tilts”", "Talsu novads"), "promoter"),
        ("Pieteicējs", ("SIA „Tilts”", "Talsu novads"), "promoter"),
        ("Īstenotāja juridiskā adrese", ("Upes iela 1, Ludza", "Talsi"), "promoter-address"),
    ],
)
def test_columns_are_what_they_say(
    tmp_path: Path, heading: str, cells: tuple[str, ...], field: str
) -> None:
    column = one(tmp_path, heading, *cells)
    assert (column.choice.meaning.field, column.active) == (field, True)


@pytest.mark.parametrize(
    ("heading", "component"),
    [
        ("Pašvaldības finansējums, EUR", "municipal-public"),
        ("Pašvaldības līdzfinansējums", "municipal-public"),
        ("Valsts finansējums", "national-public"),
        ("Valsts līdzfinansējums, EUR", "national-public"),
    ],
)
def test_whose_money_a_latvian_heading_names(tmp_path: Path, heading: str, component: str) -> None:
    column = one(tmp_path, heading, "1234,50", "99000,25")
    assert (column.choice.meaning.field, column.active) == ("amount", True)
    assert column.options["component"] == component


def test_a_total_of_a_fund_is_its_money(tmp_path: Path) -> None:
    column = one(tmp_path, "Fundo Total Aprovado", "1.234,50 €", "99.000,25 €")
    assert column.options["component"] == "fund"


def test_a_code_of_a_fund_is_no_region(tmp_path: Path) -> None:
    rows = (f"ESF.01.0{n};Kurz pro mladé lidi {n};ESF" for n in range(1, 9))
    made = written(tmp_path, "Kód;Název projektu;Fond", *rows)
    assert made.country.value == "CZ"


KOHESIO = {
    "Operation_Unique_Identifier": ("number", "Q{n}"),
    "Operation_Name_English": ("title", "Training of young people {n}"),
    "Operation_Name_Programme_Language": ("title", "Usposabljanje mladih {n}"),
    "Operation_Summary_English": ("abstract", "The project trains the young and the employed {n}"),
    "Operation_Summary_Programme_Language": ("abstract", "Projekt je za mlade, ki so v regiji {n}"),
    "Operation_Start_Date": ("start", "2016-05-01"),
    "Operation_End_Date": ("end", "2019-04-30"),
    "Operation_Total_Eligible_Expenditure_Amount": ("amount", "10{n}000.25"),
    "Operation_Union_Co-financing_Rate": ("cofinancing-rate", "0.8"),
    "Category_Of_Intervention_Code": ("intervention-field", "10{n}"),
    "Beneficiary_Name": ("promoter", "Town of Example {n}"),
    "Operation_Country": ("country", "SI"),
    "Fund_Code": ("fund", "ESF"),
    "CCI": ("programme", "2014SI16MAOP001"),
}


def test_names_of_kohesio(tmp_path: Path) -> None:
    cells = [cell for _, cell in KOHESIO.values()]
    rows = (";".join(cell.format(n=n) for cell in cells) for n in range(1, 9))
    made = written(tmp_path, ";".join(KOHESIO), *rows)
    assert chosen(made) == {heading: field for heading, (field, _) in KOHESIO.items()}
    options = {one.choice.heading: one.options for one in made.columns}
    assert options["Operation_Name_Programme_Language"] == {"language": "sl"}
    assert options["Operation_Union_Co-financing_Rate"] == {"unit": "fraction"}
    assert made.country.value == "SI"


def test_languages_in_headings(tmp_path: Path) -> None:
    rows = (f"Opleiding {n};Formation {n};Alfa {n}" for n in range(9))
    made = written(tmp_path, "project.title.nl;project.title.fr;promoter.name", *rows)
    assert list(chosen(made).values()) == ["title", "title", "promoter"]
    spoken = {made.language.value, *(one.options.get("language") for one in made.columns)}
    assert spoken >= {"nl", "fr"}


def test_currencies(tmp_path: Path) -> None:
    made = written(
        tmp_path,
        "Naziv projekta;Ukupna vrijednost;Bespovratna sredstva (EUR)",
        *(f"Tečaj za mlade {n};{n}.000,50 {'kn' if n % 2 else '€'};{n}00,25" for n in range(1, 9)),
    )
    options = {one.choice.heading: one.options.get("currency") for one in made.columns}
    assert options["Ukupna vrijednost"] == "cell"
    assert made.currency.value == "EUR"


LEVELS = ("1.", "1.1.", "1.1.1.", "1.1.2.", "1.2.", "1.2.1.", "2.", "2.1.")


def test_a_tree_of_programme_levels(tmp_path: Path) -> None:
    rows = (f"{number};Gads {number};ESF" for number in LEVELS)
    made = written(tmp_path, "Nr.;Aktivitātes nosaukums;Fonds", *rows)
    assert list(chosen(made).values()) == ["programme", "programme-title", "fund"]
    assert made.holds == "programmes"
    assert '\n# period = "2014-2020"  # write' in made.toml()
    with pytest.raises(UsageError, match="period"):
        made.description()


def test_a_draft_of_a_tree_is_a_description_of_one(tmp_path: Path) -> None:
    rows = (f"{number};Gads {number};ESF;Pabeigts" for number in LEVELS)
    made = written(tmp_path, "Nr.;Aktivitātes nosaukums;Fonds;Statuss", *rows)
    path = tmp_path / "plan-2007-2013.csv"
    path.write_bytes(made.path.read_bytes())
    described = draft(path).description()
    assert (described.holds, described.period) == ("programmes", "2007-2013")
    # Levels have no status.
    assert [column.field for column in described.columns][3] == "published"
    assert not {"currency", "beneficiary_kind"} & set(tomllib.loads(draft(path).toml()))


def test_repeated_headings_are_said(tmp_path: Path) -> None:
    made = written(tmp_path, "Project name;Note;Note", "A;b;c", "B;c;d", "C;d;e")
    if len({one.choice.heading for one in made.columns}) == 1:
        assert '# "Note" cannot be read' in made.toml()
    assert made.description()


def test_repeated_numbers_are_said(tmp_path: Path) -> None:
    rows = (f"P-{n % 6};A course {n}" for n in range(8))
    made = written(tmp_path, "Project number;Project name", *rows)
    assert '\n# repeated = "merge"  # 2 rows' in made.toml()


def test_names_of_registers(tmp_path: Path) -> None:
    made = written(tmp_path, "Project name;Beneficiary", "A course;B Ltd", "C course;D Ltd")
    names = {"2014 Ūdens.csv": "list-2014-udens", "ES_list.csv": "es-list", "§.csv": "list"}
    for file, name in names.items():
        (tmp_path / file).write_bytes(made.path.read_bytes())
        assert draft(tmp_path / file).description().name == name


def test_the_file_name_is_a_hint(tmp_path: Path) -> None:
    made = written(tmp_path, "Project name;Beneficiary", "A course;B Ltd", "C course;D Ltd")
    path = tmp_path / "UK_ESF_2014-2020.csv"
    path.write_bytes(made.path.read_bytes())
    made = draft(path)
    assert made.country.value == "GB"
    assert '# period = "2014-2020"' in made.toml()
    assert '# fund = "ESF"' in made.toml()


def previewed(made: Draft) -> list[str]:
    return list(preview(made, Reference({}, {}, {}), load_code_lists(concept_files())))


def test_preview(tmp_path: Path) -> None:
    told = previewed(draft(write_list(tmp_path, "fr")))
    assert [line for line in told if not line.startswith(" ")] == [
        "Record 1",
        "Record 2",
        "Record 3",
    ]
    assert "  title (fr): Formation des salariés 1" in told
    assert "  granted fund: 12345.50 EUR" in told
    assert any(line.startswith("  promoter: held back; beneficiary_kind = ") for line in told)
    assert all(len(line) < 140 for line in told if not line.startswith("  !"))


def test_preview_says_what_would_be_left_out(tmp_path: Path) -> None:
    rows = (f"A course {n};{'soon' if n == 1 else f'0{n}.04.2015'};Q{n}" for n in range(1, 9))
    told = previewed(written(tmp_path, "Project name;Start date;Operation ID", *rows))
    assert told[0] == "Record 1"
    assert told[1].startswith("  ! Start date: “soon” is not a date")
    assert "  start: 2015-04-02" in told


def test_preview_of_levels_and_of_what_is_no_description_yet(tmp_path: Path) -> None:
    rows = (f"{number};Gads {number};ESF" for number in LEVELS)
    made = written(tmp_path, "Nr.;Aktivitātes nosaukums;Fonds", *rows)
    (told,) = previewed(made)
    assert told.startswith("No preview yet: ")
    path = tmp_path / "plan-2007-2013.csv"
    path.write_bytes(made.path.read_bytes())
    told = "\n".join(previewed(draft(path)))
    assert "programme: 1.1.1\n" in told
    assert "  parent: 1.1\n  fund: ESF" in told


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "empty.csv").write_bytes(b"")
    for path in (tmp_path / "empty.csv", tmp_path / "missing.csv", tmp_path):
        with pytest.raises(SourceError):
            draft(path)
