# SPDX-License-Identifier: EUPL-1.2
"""Made-up lists of the levels of a programme: read, told apart, joined with the carried tree."""

import gzip
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from fundgraph.config import Settings
from fundgraph.errors import UsageError
from fundgraph.pipeline import projects
from fundgraph.publish import Outcome, Publisher
from fundgraph.sources import locate
from fundgraph.tally import Tally
from fundgraph.tools import Tools, Watch

DESCRIPTION = """
name = "izdomata-programma"
form = "csv"
holds = "programmes"
country = "{country}"
language = "lv"
period = "{period}"
{more}
[columns]
"Nr." = "programme"
"Nosaukums" = {{field = "programme-title", language = "lv"}}
"In English" = {{field = "programme-title", language = "en"}}
"Iestāde" = "published"
"Fonds" = "fund"
{columns}
"""
HEADING = "Nr.;Nosaukums;In English;Iestāde;Fonds"
LIST = [
    "1.;Izdomāta programma;A made-up programme;IEST;",
    "1.1.;Izdomāta prioritāte;;IEST;ESF",
    "1.1.1.;Izdomāts pasākums;;IEST;ESF+",
    "Otrā nodaļa;;;;",
    "2.;Vēl viena programma;;IEST;KF",
]
TERM = "<http://localhost:8000/id/programme/xx-2021-2027-{}>"
PART_OF = "<http://purl.org/dc/terms/isPartOf>"
RULES_OF_TEXTS = {"text-with-e-mail", "doubled-encoding"}
TITLE = "<http://purl.org/dc/terms/title>"
FUND = "<https://w3id.org/fundgraph/esf#fund>"
LEVEL = "<https://w3id.org/fundgraph/esf#level>"


def write(
    folder: Path,
    rows: list[str],
    *,
    heading: str = HEADING,
    country: str = "XX",
    period: str = "2021-2027",
    more: str = "",
    columns: str = "",
) -> Path:
    lines = [heading, *rows]
    (folder / "tree.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    told = DESCRIPTION.format(country=country, period=period, more=more, columns=columns)
    path = folder / "tree.toml"
    path.write_text(told, encoding="utf-8")
    return path


def read(*paths: Path) -> Tally:
    tools, tally = Tools.load(Settings()), Tally()
    sources = locate([str(path) for path in paths], Settings())
    list(projects(sources, tools.mapper(), tools.codes, tally))
    assert tally.rows == (
        tally.projects + tally.levels + tally.merged + tally.refused + tally.skipped
    )
    assert len(tally.shared) == len(set(tally.shared))
    return tally


def said(tally: Tally, number: str, predicate: str, term: str = TERM) -> list[str]:
    subject = term.format(number)
    found = [o for s, p, o in tally.shared if (s, p) == (subject, predicate)]
    return sorted(one.rpartition("/")[2].rstrip(">") if one[0] == "<" else one for one in found)


def test_rows_are_levels_by_the_depth_of_their_numbers(tmp_path: Path) -> None:
    tally = read(write(tmp_path, LIST))
    assert (tally.rows, tally.levels, tally.skipped, tally.refused) == (5, 4, 1, 0)
    assert [finding.rule for finding in tally.findings] == ["section-row"]
    assert said(tally, "1.1.1", PART_OF) == ["xx-2021-2027-1.1"]
    assert said(tally, "1.1.1", FUND) == ["ESF-PLUS"]
    assert said(tally, "1.1.1", LEVEL) == ["measure"]
    assert said(tally, "2", PART_OF) == []
    assert said(tally, "1", TITLE) == ['"A made-up programme"@en', '"Izdomāta programma"@lv']


def test_levels_may_have_other_names_and_stand_in_any_order(tmp_path: Path) -> None:
    more = 'levels = ["priority", "specific-objective", "measure"]'
    tally = read(write(tmp_path, LIST[::-1], more=more))
    assert said(tally, "1.1", LEVEL) == ["specific-objective"]
    assert said(tally, "1.1.1", PART_OF) == ["xx-2021-2027-1.1"]


def test_a_level_that_stands_twice_is_refused(tmp_path: Path) -> None:
    tally = read(write(tmp_path, [*LIST, "1.1;Tas pats;;IEST;ESF"]))
    assert (tally.levels, tally.refused) == (4, 1)
    (repeated,) = (one for one in tally.findings if one.rule == "level-repeated")
    assert (repeated.row, repeated.field, repeated.value) == (7, "Nr.", "1.1")
    assert "row 3" in repeated.message
    assert said(tally, "1.1", TITLE) == ['"Izdomāta prioritāte"@lv']


def test_a_missing_level_is_named_with_what_to_write(tmp_path: Path) -> None:
    tally = read(write(tmp_path, [*LIST, "2.3.1.;Bez vecāka;;IEST;ESF"]))
    (missing,) = (one for one in tally.findings if one.rule == "missing-parent")
    assert (missing.row, missing.field, missing.value) == (7, "Nr.", "2.3")
    assert "write one" in missing.message
    assert said(tally, "2.3.1", PART_OF) == ["xx-2021-2027-2"]


@pytest.mark.parametrize("number", ["", "Pavisam nekas", "1." * 100])
def test_a_row_without_a_number_is_refused(tmp_path: Path, number: str) -> None:
    tally = read(write(tmp_path, [*LIST, f"{number};Nosaukums;;IEST;ESF"]))
    assert (tally.levels, tally.refused) == (4, 1)
    assert [one.rule for one in tally.findings if one.refused] == ["no-level-number"]


def test_an_unknown_fund_is_said(tmp_path: Path) -> None:
    tally = read(write(tmp_path, [*LIST, "3.;Cita;;IEST;Izdomāts fonds"]))
    assert said(tally, "3", FUND) == ["unknown"]
    assert [one.value for one in tally.findings if one.rule == "unknown-fund"] == ["Izdomāts fonds"]


def test_columns_may_say_what_a_level_is_and_where_it_lies(tmp_path: Path) -> None:
    rows = ["A;Alfa;;;;Prioritāte;", "B;Beta;;;;Pasākums;A", "C;Cēta;;;;Nekas;D"]
    path = write(
        tmp_path,
        rows,
        heading=f"{HEADING};Kas;Virs",
        columns='"Kas" = "level"\n"Virs" = "parent"',
    )
    tally = read(path)
    assert said(tally, "b", PART_OF) == ["xx-2021-2027-a"]
    assert said(tally, "b", LEVEL) == ["measure"]
    assert {one.rule: one.value for one in tally.findings} == {
        "unknown-level": "Nekas",
        "missing-parent": "D",
    }


@pytest.mark.parametrize(
    ("number", "above", "nearest"),
    [
        ("1.9.99", "1.9", "1"),
        ("1.1.7", "X.4", "1.1"),
        ("Z", "1.1.8.8", "1.1"),
        ("1.1.8", "1.1.8.8", "1.1"),
    ],
)
def test_a_level_whose_parent_is_missing_lies_in_the_nearest(
    number: str, above: str, nearest: str, tmp_path: Path
) -> None:
    rows = ["1;Programma;;;;", "1.1;Prioritāte;;;;1", f"{number};Bez vecāka;;;;{above}"]
    path = write(tmp_path, rows, heading=f"{HEADING};Virs", columns='"Virs" = "parent"')
    tally = read(path)
    (missing,) = (one for one in tally.findings if one.rule == "missing-parent")
    assert (missing.row, missing.field, missing.value) == (4, "Virs", above)
    assert f"{number} lies, so that it was put in {nearest};" in missing.message
    assert said(tally, number.lower(), PART_OF) == [f"xx-2021-2027-{nearest}"]


def test_a_level_without_any_above_it_lies_at_the_top(tmp_path: Path) -> None:
    rows = ["1;Programma;;;;", "Z;Bez vecāka;;;;Y"]
    tally = read(write(tmp_path, rows, heading=f"{HEADING};Virs", columns='"Virs" = "parent"'))
    (missing,) = (one for one in tally.findings if one.rule == "missing-parent")
    assert "Z lies, so that it was put in XX 2021-2027" in missing.message
    assert said(tally, "z", PART_OF) == []


def test_levels_that_lead_round_have_an_end(tmp_path: Path) -> None:
    rows = ["A;Alfa;;;;B", "B;Beta;;;;A"]
    path = write(tmp_path, rows, heading=f"{HEADING};Virs", columns='"Virs" = "parent"')
    tally = read(path)
    assert tally.levels == 2
    (found,) = tally.findings
    assert (found.rule, found.row, found.field) == ("level-without-end", 2, "Virs")
    assert said(tally, "a", PART_OF) == []
    assert said(tally, "b", PART_OF) == ["xx-2021-2027-a"]


def test_the_carried_tree_stays_and_grows(tmp_path: Path) -> None:
    rows = [
        "1.5.2.2.2.;Cits nosaukums;Another title;IEST;ERAF",
        "1.5.2.2.9.;Pavisam jauna apakšaktivitāte;;IEST;ESF",
    ]
    tally = read(write(tmp_path, rows, country="LV", period="2007-2013"))
    term = TERM.replace("xx-2021-2027", "lv-2007-2013")
    assert said(tally, "1.5.2.2.9", PART_OF, term) == ["lv-2007-2013-1.5.2.2"]
    assert said(tally, "1.5.2.2.2", FUND, term) == ["ESF"]
    titles = said(tally, "1.5.2.2.2", TITLE, term)
    assert titles == [
        '"Administrative Capacity Building of NGOs"@en',
        '"NVO administratīvās kapacitātes stiprināšana"@lv',
    ]
    others = said(tally, "1.5.2.2.2", "<http://purl.org/dc/terms/alternative>", term)
    assert others == ['"Another title"@en', '"Cits nosaukums"@lv']
    (differs,) = (one for one in tally.findings if one.rule == "level-differs")
    assert (differs.row, differs.field, differs.value) == (2, "Fonds", "ERDF")


def test_projects_find_levels_of_a_tree_that_comes_after_them(tmp_path: Path) -> None:
    register = tmp_path / "saraksts.toml"
    register.write_text(
        'name = "izdomats"\nform = "csv"\ncountry = "XX"\nlanguage = "lv"\nperiod = "2021-2027"\n'
        'beneficiary_kind = "organisations"\n[columns]\n"No" = "number"\n"Title" = "title"\n'
        '"Level" = "programme"\n"Who" = "promoter"\n',
        encoding="utf-8",
    )
    (tmp_path / "saraksts.csv").write_text(
        "No,Title,Level,Who\nIZD/1,Izdomāts,1.1.1.,Biedrība Alfa\n", encoding="utf-8"
    )
    tally = read(register, write(tmp_path, LIST))
    assert (tally.projects, tally.levels) == (1, 4)
    assert said(tally, "1.1.1", PART_OF) == ["xx-2021-2027-1.1"]


class Silent:
    def stage(self, name: str) -> None:
        pass

    def advance(self, projects: int) -> None:
        pass


def test_a_tree_is_published_alone(tmp_path: Path) -> None:
    settings = Settings(releases_dir=str(tmp_path / "releases"))
    sources = locate([str(write(tmp_path, LIST))], settings)
    publisher = Publisher(
        sources, Tools.load(settings), Watch(Silent()), datetime(2026, 11, 22, tzinfo=UTC)
    )
    done = publisher.publish()
    assert done.outcome is Outcome.PUBLISHED
    assert done.release is not None
    folder = Path(settings.releases_dir) / done.release
    counts = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))["counts"]
    assert (counts["rows"], counts["levels"], counts["projects"]) == (5, 4, 0)
    with gzip.open(folder / "dumps" / "projects.nq.gz", "rt", encoding="utf-8") as dump:
        lines = [line for line in dump if line.startswith(TERM.format("1.1.1"))]
    assert {line.split()[-2] for line in lines} == {"<http://localhost:8000/data/graph/shared>"}


@pytest.mark.parametrize(
    ("wrong", "right", "sentence"),
    [
        ('period = "2021-2027"', "", "the key 'period' is missing"),
        ('period = "2021-2027"', 'period = "2021"', "did you mean|nearest"),
        ('holds = "programmes"', 'holds = "programs"', "projects or programmes"),
        ('holds = "programmes"', "", 'write holds = "programmes" and period'),
        ('"Iestāde" = "published"', '"Iestāde" = "promoter"', "no field of a programme"),
        ('"Nr." = "programme"', '"Nr." = "ignored"', "no column for 'programme'"),
        ('language = "lv"\n', 'language = "lv"\nlevels = ["priorty"]\n', "priority"),
        ('language = "lv"\n', 'language = "lv"\nlevels = "priority"\n', "write a list"),
        ('language = "lv"\n', 'language = "lv"\ntop = ["1DP"]\n', "write a table"),
    ],
)
def test_a_wrong_description_is_one_sentence(
    tmp_path: Path, wrong: str, right: str, sentence: str
) -> None:
    path = write(tmp_path, LIST)
    told = path.read_text(encoding="utf-8")
    assert wrong in told
    path.write_text(told.replace(wrong, right, 1), encoding="utf-8")
    with pytest.raises(UsageError, match=sentence):
        read(path)


def test_what_lies_above_all_rows_may_be_told(tmp_path: Path) -> None:
    rows = ["1.1.;Prioritāte;;;ESF", "7.1.;Cita prioritāte;;;ESF", "1DP;Programma;;;"]
    tally = read(write(tmp_path, rows, more='top = {"1" = "1DP", "7" = "7DP"}'))
    assert said(tally, "1.1", PART_OF) == ["xx-2021-2027-1dp"]
    assert [one.value for one in tally.findings] == ["7DP"]


def test_keys_of_programmes_say_nothing_of_projects(tmp_path: Path) -> None:
    path = tmp_path / "saraksts.toml"
    path.write_text(
        'name = "izdomats"\nform = "csv"\ncountry = "XX"\nlanguage = "lv"\nlevels = ["priority"]\n'
        '[columns]\n"No" = "number"\n"Title" = "title"\n',
        encoding="utf-8",
    )
    (tmp_path / "saraksts.csv").write_text("No,Title\n", encoding="utf-8")
    with pytest.raises(UsageError, match="levels says something of programmes only"):
        read(path)


def test_levels_do_not_tell_contact_data_and_tell_what_was_encoded_twice(tmp_path: Path) -> None:
    address = "anna.izdomata@example.net"
    asked, heading = f"Iestāde, {address}", HEADING.replace("Iestāde", f"Iestāde, {address}")
    rows = [f"1.;Izdomāta programma, {address};;raksti {address};", "1.1.;Ä«stenoÅ¡ana;;;"]
    path = write(tmp_path, rows, heading=heading)
    path.write_text(path.read_text("utf-8").replace('"Iestāde"', f'"{asked}"'), encoding="utf-8")
    tally = read(path)
    assert tally.levels == 2
    assert "example.net" not in repr((tally.shared, tally.findings, tally.origins))
    assert any("Iestāde, [kontakt" in term and ": raksti [" in term for *_, term in tally.shared)
    found = {(one.row, one.rule) for one in tally.findings if one.rule in RULES_OF_TEXTS}
    assert found == {(2, "text-with-e-mail"), (3, "doubled-encoding")}
