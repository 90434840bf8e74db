# SPDX-License-Identifier: EUPL-1.2
"""Texts that were encoded twice are told, those that only look odd are not."""

from __future__ import annotations

import pytest

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
