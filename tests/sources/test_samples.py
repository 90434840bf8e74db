# SPDX-License-Identifier: EUPL-1.2
"""The registers in the repository: they read without a finding, and what is made up says so."""

from pathlib import Path

import pytest

from fundgraph import resources
from fundgraph.codes import CodeLists
from fundgraph.config import Settings
from fundgraph.record import Record
from fundgraph.reference import Reference
from fundgraph.sources import Entry, locate, read

SEED = Path(__file__).parents[3] / "shared" / "seed" / "000_e7c571c301c3f806.txt"
OWN_TEXTS = {"abstract", "results", "source", "rows", "labels", "published"}


@pytest.fixture(scope="module")
def registers(reference: Reference, codes: CodeLists) -> dict[str, list[Entry]]:
    sources = locate([str(resources.folder("data"))], Settings())
    return {one.description.name: list(read(one, reference, codes)) for one in sources}


def records(registers: dict[str, list[Entry]], name: str) -> list[Record]:
    return [entry.record for entry in registers[name] if entry.record]


def test_every_page_is_read_without_a_finding(registers: dict[str, list[Entry]]) -> None:
    assert set(registers) == {"sif", "sif-made-up"}
    entries = [entry for register in registers.values() for entry in register]
    assert len(entries) == 6
    assert all(entry.record and not entry.findings for entry in entries)


def test_what_is_made_up_says_so(registers: dict[str, list[Entry]]) -> None:
    for record in records(registers, "sif-made-up"):
        assert record.source.made_up
        assert record.number.startswith("IZDOMATS/")
        assert record.title[0].value.startswith("Izdomāts: ")
        assert all("zdomāt" in party.name.value for party in record.parties)
        notes = " ".join(text.value for text in record.source.attribution)
        assert "izdomāta" in notes or "made up" in notes


def test_made_up_pages_name_no_real_organisation(registers: dict[str, list[Entry]]) -> None:
    (real,) = records(registers, "sif")
    names = {party.name.value for party in real.parties}
    for record in records(registers, "sif-made-up"):
        assert not names & {party.name.value for party in record.parties}
        assert record.source.publisher is None


def test_the_variants_are_there(registers: dict[str, list[Entry]]) -> None:
    found = records(registers, "sif-made-up")
    assert {"completed", "ongoing", "terminated", "contracted"} == {one.status for one in found}
    assert any(len(one.parties) == 1 for one in found)
    assert any(not one.results for one in found)
    assert any(not one.sites for one in found)
    assert any(one.programme is None for one in found)
    labels = {dict(one.labels)["number"] for one in found}
    assert labels == {"Project number", "Projekta numurs"}
    spellings = {one.parties[0].name.value for one in found}
    assert {"Biedrība „Izdomātais piemērs”", 'Biedrība "Izdomātais piemērs"'} <= spellings


def test_the_parts_of_made_up_money_add_up(registers: dict[str, list[Entry]]) -> None:
    for record in records(registers, "sif-made-up"):
        for total in (figure for figure in record.figures if figure.component == "total"):
            parts = [
                figure.value
                for figure in record.figures
                if (figure.stage, figure.currency) == (total.stage, total.currency)
                and figure.part_of
            ]
            assert sum(parts) == total.value


def test_the_real_page_has_the_seeds_facts_and_texts_of_our_own(
    registers: dict[str, list[Entry]], reference: Reference, codes: CodeLists
) -> None:
    if not SEED.exists():
        pytest.skip("the seed page is not at hand")
    (ours,) = records(registers, "sif")
    (source,) = locate([str(SEED)], Settings())
    (entry,) = read(source, reference, codes)
    theirs = entry.record
    assert theirs is not None
    for field in Record.__slots__:
        if field not in OWN_TEXTS | {"parties", "figures"}:
            assert getattr(ours, field) == getattr(theirs, field), field
    assert [party.name for party in ours.parties] == [party.name for party in theirs.parties]
    assert [f.value for f in ours.figures] == [f.value for f in theirs.figures]
    assert ours.abstract[0].value not in theirs.abstract[0].value
    assert len(ours.results[0].value) < len(theirs.results[0].value) / 3


def test_the_repository_quotes_no_long_text_of_the_seed() -> None:
    if not SEED.exists():
        pytest.skip("the seed page is not at hand")
    lines = SEED.read_text(encoding="utf-8").splitlines()
    words = f"{lines[16]} {lines[18]}".split()
    runs = {" ".join(words[i : i + 8]) for i in range(len(words) - 8)}
    for path in resources.folder("data").rglob("*.*"):
        text = " ".join(path.read_text(encoding="utf-8").split())
        assert not [run for run in runs if run in text], path
