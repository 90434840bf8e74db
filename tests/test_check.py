# SPDX-License-Identifier: EUPL-1.2
"""What shapes find is said once, at its place in the source, and says of which thing."""

from pathlib import Path

import pytest

from fundgraph.check import check
from fundgraph.config import Settings
from fundgraph.report import Finding
from fundgraph.sources import locate
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


def found(folder: Path, *rows: str, words: str = "") -> list[Finding]:
    """What is found of a list with these rows."""
    path = folder / "izdomats.toml"
    path.write_text(DESCRIPTION.format(words=words), encoding="utf-8")
    (folder / "izdomats.csv").write_text("\n".join([HEADING, *rows]), encoding="utf-8")
    settings = Settings(validation_sample=0)
    return check(locate([str(path)], settings), Tools.load(settings), Watch(Silent())).findings


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


def test_a_list_beside_a_description_that_nobody_read_is_told(tmp_path: Path) -> None:
    found(tmp_path, "1,Tilts,SIA A,SIA,,Pabeigts,ESF")
    (tmp_path / "lost.csv").write_text("A;B\n1;x\n", encoding="utf-8")
    settings = Settings(validation_sample=0)
    sources = locate([str(tmp_path)], settings)
    said = check(sources, Tools.load(settings), Watch(Silent())).findings
    assert [(one.rule, one.file, one.row) for one in said if "unread" in one.rule] == [
        ("unread-file", "lost.csv", None)
    ]
