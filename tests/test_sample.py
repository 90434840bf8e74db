# SPDX-License-Identifier: EUPL-1.2
"""The made-up register: deterministic, marked, whole; what is wrong with it is wrong on purpose."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from pathlib import Path

import pytest

from fundgraph.codes import load_code_lists
from fundgraph.config import Settings
from fundgraph.record import Record
from fundgraph.reference import load_reference
from fundgraph.resources import concept_files, folder
from fundgraph.sample import write_sample
from fundgraph.sample.columns import HEADINGS, MONEY, description
from fundgraph.sample.flaws import FLAWS, ONE_IN, VIOLATION_AT, VIOLATION_IN, flaw_of
from fundgraph.sample.money import agree
from fundgraph.sample.register import Row, rows
from fundgraph.sources import Source, read, read_description
from fundgraph.tools import Tools, all_shapes
from fundgraph.validation import Validator

ROWS = list(rows(ONE_IN * len(FLAWS), violations=False, seed=1))
SOUND = [row for index, row in enumerate(ROWS) if flaw_of(index) is None]
CODES = load_code_lists(concept_files())
REFERENCE = load_reference(folder("data") / "reference")


def read_rows(chosen: Iterable[Row], tmp_path: Path) -> tuple[list[Record], set[str]]:
    """The records and the rules found when the table reader reads these rows."""
    table, about = tmp_path / "sample.csv", tmp_path / "sample.toml"
    about.write_text(description(), encoding="utf-8")
    with table.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, HEADINGS, restval="")
        writer.writeheader()
        writer.writerows(chosen)
    entries = list(read(Source(read_description(about), (table,)), REFERENCE, CODES))
    records = [entry.record for entry in entries if entry.record]
    assert len(records) == len(entries), "no row is refused"
    return records, {finding.rule for entry in entries for finding in entry.findings}


def shapes_found(records: list[Record]) -> dict[str, set[str]]:
    """The severities and shapes of what validation finds in the records."""
    tools = Tools.load(Settings())
    mapper = tools.mapper()
    lines = []
    for record in records:
        mapped = mapper.map(record)
        lines += [f"{s} {p} {o} .\n" for s, p, o in mapped.triples + mapped.shared]
    found: dict[str, set[str]] = {}
    for result in Validator(all_shapes(), tools.background()).validate("".join(lines)):
        found.setdefault(str(result.severity), set()).add(result.shape)
    return found


def test_the_same_arguments_give_the_same_bytes(tmp_path: Path) -> None:
    first = [path.read_bytes() for path in write_sample(tmp_path / "a", 40)]
    assert [path.read_bytes() for path in write_sample(tmp_path / "b", 40)] == first
    assert [path.read_bytes() for path in write_sample(tmp_path / "c", 40, seed=2)] != first


def test_everything_says_that_it_is_made_up(tmp_path: Path) -> None:
    _, about = write_sample(tmp_path, 1)
    assert read_description(about).made_up
    assert read_description(about).name == "sample"
    for row in ROWS:
        assert row["Project number"].startswith("IZD/")
        assert "izdomāts" in row["Title"]
        assert row["Summary"].startswith("Šis apraksts ir izdomāts")
        assert "zdomā" in row["Promoter"]
        assert row["Phone"] == "00000000"


def test_numbers_are_unique_and_texts_of_realistic_length() -> None:
    assert len({row["Project number"] for row in ROWS}) == len(ROWS)
    assert all(600 <= len(row["Summary"]) <= 1200 for row in ROWS)
    assert all(500 <= len(row["Results"]) <= 1200 for row in ROWS if "Results" in row)


def test_organisations_are_shared_by_many_projects() -> None:
    names = [name for row in ROWS for name in [row["Promoter"], *row["Partners"].split("; ")]]
    assert len(ROWS) / 20 < len(set(names)) < len(ROWS) / 4
    assert {len(list(filter(None, row["Partners"].split("; ")))) for row in ROWS} == set(range(6))


def test_one_project_in_a_hundred_has_a_flaw() -> None:
    assert [flaw_of(index) for index in range(len(ROWS)) if flaw_of(index)] == list(FLAWS)


def test_parts_add_up_and_currencies_agree() -> None:
    for row in SOUND:
        figures = {
            key: int(row[heading].replace(".", ""))
            for heading, key in MONEY.items()
            if row.get(heading)
        }
        for (stage, component, currency), value in figures.items():
            if currency == "LVL":
                assert agree(figures[stage, component, "EUR"], value)
            if component == "total" and stage != "applied":
                parts = [
                    figures[key]
                    for key in figures
                    if key[::2] == (stage, currency) and key[1] != "total"
                ]
                assert sum(parts) == value
        spent = figures.get(("spent", "total", "EUR"), 0)
        assert spent <= figures.get(("granted", "total", "EUR"), 0)


@pytest.mark.parametrize(
    ("heading", "scheme", "left_out"),
    [
        ("Fund", "fund", {"unknown"}),
        ("Period", "period", set()),
        ("Status", "status", {"unknown"}),
        ("Legal form", "legal-form", {"unknown"}),
        ("Intervention field", "intervention-field", {"unknown"}),
    ],
)
def test_every_value_of_the_code_lists_appears(
    heading: str, scheme: str, left_out: set[str]
) -> None:
    found = {CODES.find(scheme, row[heading]) for row in ROWS if row.get(heading)} - {None}
    assert found == set(CODES.codes(scheme)) - left_out


def test_money_has_every_stage_component_and_currency() -> None:
    used = [key for heading, key in MONEY.items() if any(row.get(heading) for row in ROWS)]
    assert len(used) == len(MONEY)
    assert {stage for stage, _, _ in used} == set(CODES.codes("stage"))
    assert {component for _, component, _ in used} == set(CODES.codes("component"))
    assert {currency for _, _, currency in used} == {"EUR", "LVL"}


def test_programme_levels_are_those_of_the_tree() -> None:
    levels = {
        REFERENCE.levels["lv-2007-2013", row["Programme"]].level
        for row in SOUND
        if ("lv-2007-2013", row["Programme"]) in REFERENCE.levels
    }
    assert levels == {level.level for level in REFERENCE.levels.values()}


def test_sound_projects_are_read_and_mapped_without_a_finding(tmp_path: Path) -> None:
    records, rules = read_rows(SOUND[:40], tmp_path)
    assert rules == set()
    assert shapes_found(records) == {}
    assert {party.role for record in records for party in record.parties} == {
        "promoter", "partner", "contractor",
    }  # fmt: skip


def test_flaws_are_warnings_and_infos(tmp_path: Path) -> None:
    flawed = [row for index, row in enumerate(ROWS) if flaw_of(index)]
    records, rules = read_rows(flawed, tmp_path)
    assert rules == {
        "unknown-status", "unknown-region", "unknown-fund", "unknown-legal-form", "bad-homepage",
    }  # fmt: skip
    found = shapes_found(records)
    assert "violation" not in found
    assert found["info"] == {"Project-end"}
    assert found["warning"] == {
        "Project-spent", "Site-town", "Amount-rounding", "AmountPart-granted", "Amount-currencies",
        "Amount-parts", "Amount-negative", "Project-status-unknown", "Project-fund-unknown",
        "Organisation-companyType-unknown", "Organisation-companyType-one",
    }  # fmt: skip


def test_violations_on_demand(tmp_path: Path) -> None:
    broken = list(rows(VIOLATION_IN * 2, violations=True, seed=1))[VIOLATION_AT::VIOLATION_IN]
    records, _ = read_rows(broken, tmp_path)
    assert shapes_found(records)["violation"] == {"Project-dates"}
