# SPDX-License-Identifier: EUPL-1.2
"""Cells and words of a length that no person writes: read without end they would take hours."""

import json
from pathlib import Path

import pytest

from fundgraph.codes import CodeLists
from fundgraph.reference import Reference
from fundgraph.sources import Source, read
from fundgraph.sources.describe import draft
from fundgraph.sources.describe.lexicon import read as read_words
from fundgraph.sources.describe.lexicon import tokens
from fundgraph.sources.description import describe
from fundgraph.sources.findings import LONGEST, found
from fundgraph.sources.lookups import forms

LONG = 100_000
FIELDS = (
    "title", "abstract", "status", "regions", "partners", "intervention-field", "place", "town",
    "promoter-number", "promoter-address", "promoter-homepage", "cofinancing-rate", "end",
)  # fmt: skip
PIECES = ["a", "1", "1 ", "A,", "(1", "„", "1 - ", "- ", "a@", "€ ", "Ludzā: ", "Q1 ", "SIA „"]


@pytest.mark.parametrize("piece", ["a", "projekt", "1", "(", "A-"])
def test_words(piece: str) -> None:
    assert read_words(tokens(piece * LONG)).words <= LONG
    assert next(forms(piece * LONG)) == piece * LONG


def test_compounds_are_still_read() -> None:
    assert read_words(tokens("Projektbeschreibung")).ideas == ("project", "summary")


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("115 - label", ["115 - label", "115", "label"]),
        ("Wien (NUTS)", ["Wien (NUTS)", "Wien", "NUTS"]),
        ("AT13: Wien (NUTS)", ["AT13: Wien (NUTS)", "AT13", "Wien (NUTS)", "Wien", "NUTS"]),
        ("a: b", ["a: b"]),
        ("—: b", ["—: b"]),
    ],
)
def test_forms_of_a_word(word: str, expected: list[str]) -> None:
    assert list(forms(word)) == expected


@pytest.mark.parametrize("piece", PIECES)
def test_cells(piece: str, tmp_path: Path, reference: Reference, codes: CodeLists) -> None:
    """A record whose every text is long is read or refused."""
    path = tmp_path / "a.json"
    text = piece * (LONG // len(piece))
    record = {"number": "X/1", "promoter": text, "amount": "1", **dict.fromkeys(FIELDS, text)}
    path.write_text(json.dumps([record], ensure_ascii=False), encoding="utf-8")
    amount = {"field": "amount", "stage": "granted", "component": "total"}
    description = describe(
        {
            "name": "x", "form": "json", "country": "LV", "language": "lv", "currency": "EUR",
            "columns": {**{name: name for name in record}, "amount": amount},
        },
        origin="x.toml",
    )  # fmt: skip
    (entry,) = read(Source(description, (path,)), reference, codes)
    assert entry.findings
    assert entry.record is None or entry.record.number == "X/1"


@pytest.mark.parametrize("piece", ["a", "projekt ", "1 ", "„"])
def test_drafts(piece: str, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    rows = [["No", "Title", piece * 50], *([str(n), "Tilts", piece * 9000] for n in range(9))]
    path.write_text("\n".join(",".join(row) for row in rows), encoding="utf-8")
    assert draft(path).description().columns


def test_findings_tell_the_beginning_of_a_long_value() -> None:
    told = found("garbled-date", file="a.csv", row=2, label="End", value="x" * LONG)
    assert told.value == "x" * LONGEST + "…"
    assert len(told.message) < LONGEST + 200
    assert found("garbled-date", file="a.csv", value="x" * LONGEST).value == "x" * LONGEST
