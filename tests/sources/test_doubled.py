# SPDX-License-Identifier: EUPL-1.2
"""Texts that were encoded twice are told, those that only look odd are not."""

from __future__ import annotations

from pathlib import Path

import pytest

from fundgraph.codes import CodeLists
from fundgraph.reference import Reference
from fundgraph.sources import Source, read
from fundgraph.sources.description import describe
from fundgraph.sources.doubled import is_doubled

TEXTS = (
    "Zemgalē šodien", "Īstenošana", "Žāvēšana, šķūnis", "Malta’s SME’s", "“quoted”", "Małopolska",
    "Österåker", "Příbram", "São Tomé", "Ærø", "Ħamrun", "Rīga", "18 °C", "Łódź", "Żurawia",
)  # fmt: skip


@pytest.mark.parametrize("encoding", ["latin-1", "cp1252"])
@pytest.mark.parametrize("text", TEXTS)
def test_what_was_encoded_twice_is_found(text: str, encoding: str) -> None:
    assert not is_doubled(text)
    twice = text.encode().decode(encoding, errors="ignore")
    if any(letter in text for letter in "ēīžšāķū’“”åéãěřł°Ż"):
        assert is_doubled(twice)


@pytest.mark.parametrize(
    "text",
    [
        "„GÖ” un „PÅ”", "MANHÃ\xa0de sol", "«Â»", "Â", "«PÅ», «GÄ».", "»SÅ«, »KÄ« un",
        "ÄŪ", "CAFÉ “Ä”", "pâté", "âge", "ÅR 2014",
        "Ä, Ö, Ü", "FÖRSTÄRKT", "SJÄLÖ", "Ã,", "10 Å", "Ä–Ö",
    ],
)  # fmt: skip
def test_odd_texts_are_left_in_peace(text: str) -> None:
    assert not is_doubled(text)


def test_a_table_tells_the_columns_of_such_texts(
    tmp_path: Path, reference: Reference, codes: CodeLists
) -> None:
    columns = {"Nr": "number", "Nosaukums": "title", "Kas": "promoter", "Cits": "ignored"}
    keys = {"name": "izdomats", "form": "csv", "country": "LV", "language": "lv"}
    path = tmp_path / "izdomats.csv"
    path.write_text("Nr,Nosaukums,Kas,Cits\n1,RÄ«ga,SIA A,Å¡\n2,Rīga,SIA B,\n", encoding="utf-8")
    source = Source(describe({**keys, "columns": columns}, origin="izdomats.toml"), (path,))
    told = [one for entry in read(source, reference, codes) for one in entry.findings]
    found = [(one.row, one.field, one.value) for one in told if one.rule == "doubled-encoding"]
    assert found == [(2, "Nosaukums", None), (2, "Cits", None)]
