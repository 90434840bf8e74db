# SPDX-License-Identifier: EUPL-1.2
"""What shapes find is said once, at its place in the source, and says of which thing."""

from datetime import date
from pathlib import Path

import pytest

from fundgraph.check import check
from fundgraph.config import Settings
from fundgraph.inputs import fingerprint_of, source_entries
from fundgraph.release.report_files import csv_lines
from fundgraph.report import Finding
from fundgraph.sources import locate
from fundgraph.tally import Tally
from fundgraph.tools import Tools, Watch

DESCRIPTION = """
name = "izdomats"
form = "csv"
country = "LV"
language = "lv"
period = "2014-2020"
beneficiary_kind = "organisations"
{words}
[columns]
"Nr" = "number"
"Nosaukums" = "title"
"Kas" = "promoter"
"Forma" = "promoter-legal-form"
"Līmenis" = "programme"
"Statuss" = "status"
"Fonds" = "fund"
"""
HEADING = "Nr,Nosaukums,Kas,Forma,Līmenis,Statuss,Fonds"


class Silent:
    """A watch without a face."""

    def stage(self, name: str) -> None:
        pass

    def advance(self, projects: int) -> None:
        pass


def tally_of(folder: Path, *rows: str, words: str = "") -> Tally:
    """The run of a list with these rows."""
    (folder / "izdomats.csv").write_text("\n".join([HEADING, *rows]), encoding="utf-8")
    return run(folder, DESCRIPTION.format(words=words))


def run(folder: Path, description: str) -> Tally:
    """The run of the list of a folder, described so."""
    path = folder / "izdomats.toml"
    path.write_text(description, encoding="utf-8")
    settings = Settings(validation_sample=0)
    return check(locate([str(path)], settings), Tools.load(settings), Watch(Silent()))


def found(folder: Path, *rows: str, words: str = "") -> list[Finding]:
    """What is found of a list with these rows."""
    return tally_of(folder, *rows, words=words).findings


def test_a_strange_word_gives_one_warning(tmp_path: Path) -> None:
    said = found(
        tmp_path, "1,Tilts,SIA A,Sīkfirma,,Pabeigts,ESF", "2,Ceļš,SIA B,SIA,,Kaut kas,Zelts"
    )
    unknown = [one for one in said if "unknown" in one.rule]
    assert [(one.rule, one.row, one.field, one.value) for one in unknown] == [
        ("unknown-legal-form", 2, "Forma", "Sīkfirma"),
        ("unknown-fund", 3, "Fonds", "Zelts"),
        ("unknown-status", 3, "Statuss", "Kaut kas"),
    ]


def test_a_word_that_the_description_calls_unknown_is_said_by_the_shape(tmp_path: Path) -> None:
    words = '[words.status]\n"Kaut kas" = "unknown"'
    said = found(tmp_path, "1,Tilts,SIA A,SIA,,Kaut kas,ESF", words=words)
    assert [one.rule for one in said if "unknown" in one.rule] == ["Project-status-unknown"]


@pytest.mark.parametrize("rows", [1, 3])
def test_a_level_without_a_title_is_said_of_its_column(tmp_path: Path, rows: int) -> None:
    lines = [f"{n},Tilts {n},SIA A,SIA,7.7.7.,Pabeigts,ESF" for n in range(rows)]
    (one,) = [one for one in found(tmp_path, *lines) if one.rule == "Programme-named"]
    assert (one.row, one.field, one.value) == (2, "Līmenis", "7.7.7")
    assert (one.project, one.slug) == (None, None)
    assert "programme-title" in one.message
    assert "programme-title" in one.messages["lv"]


def test_what_no_column_tells_is_told_once_of_the_file(tmp_path: Path) -> None:
    rows = [f"{n},Tilts {n},SIA A,SIA,7.{n}.,Pabeigts,ESF" for n in range(1, 4)]
    report = tally_of(tmp_path, *rows).report()
    told = {one.rule: one for one in report.findings}
    assert len(told) == len(report.findings) == len(list(csv_lines(report.findings))) - 1
    ends = told["Project-end"]
    assert (ends.file, ends.row, ends.project, ends.slug) == ("izdomats.csv", None, None, None)
    assert "described as end, so this was found 3 times" in ends.message
    assert "kā end" in ends.messages["lv"] and "skaits: 3" in ends.messages["lv"]
    assert told["Programme-named"].value == "7.1, 7.2, 7.3"


def test_what_a_column_leaves_empty_is_told_of_each_row(tmp_path: Path) -> None:
    words = '[columns]\n"Beigas" = "end"'
    description = DESCRIPTION.replace("[columns]", words)
    rows = [f"{n},Tilts {n},SIA A,SIA,,Pabeigts,ESF," for n in range(1, 4)]
    (tmp_path / "izdomats.csv").write_text("\n".join([f"{HEADING},Beigas", *rows]), "utf-8")
    report = run(tmp_path, description.format(words="")).report()
    ends = [one.row for one in report.findings if one.rule == "Project-end"]
    assert ends == [2, 3, 4]


def test_a_place_is_told_in_the_words_of_the_source(tmp_path: Path) -> None:
    description = DESCRIPTION.replace('"Līmenis" = "programme"', '"Līmenis" = "place"')
    row = "1,Tilts,SIA A,SIA,Latgalē - Talsos,Pabeigts,ESF"
    (tmp_path / "izdomats.csv").write_text(f"{HEADING}\n{row}", "utf-8")
    said = {one.rule: one for one in run(tmp_path, description.format(words="")).findings}
    assert said["Site-town"].value == "Latgalē - Talsos"


def test_a_list_beside_a_description_that_nobody_read_is_told(tmp_path: Path) -> None:
    found(tmp_path, "1,Tilts,SIA A,SIA,,Pabeigts,ESF")
    (tmp_path / "lost.csv").write_text("A;B\n1;x\n", encoding="utf-8")
    settings = Settings(validation_sample=0)
    sources = locate([str(tmp_path)], settings)
    said = check(sources, Tools.load(settings), Watch(Silent())).findings
    assert [(one.rule, one.file, one.row) for one in said if "unread" in one.rule] == [
        ("unread-file", "lost.csv", None)
    ]
    (tmp_path / "lost.csv").unlink()
    before, after = (
        fingerprint_of(each, source_entries(each), settings)
        for each in (sources, locate([str(tmp_path)], settings))
    )
    assert before != after


def test_the_days_of_a_register_are_those_of_its_first_and_last_project(tmp_path: Path) -> None:
    told = DESCRIPTION.format(words="") + '"Sākums" = "start"\n"Beigas" = "end"\n'
    rows = ("1,A,SIA A,,,,,2016,", "2,B,SIA B,,,,,2015-05,03.04.2018.", "3,C,SIA C,,,,,,")
    lines = "\n".join([f"{HEADING},Sākums,Beigas", *rows])
    (tmp_path / "izdomats.csv").write_text(lines, encoding="utf-8")
    assert run(tmp_path, told).days == {"izdomats": (date(2015, 5, 1), date(2018, 4, 3))}
