# SPDX-License-Identifier: EUPL-1.2
"""Projects without numbers, and numbers that several rows repeat."""

import csv
import random
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from fundgraph.codes import CodeLists
from fundgraph.errors import SourceError, UsageError
from fundgraph.iris import Minter
from fundgraph.mapping import Mapper
from fundgraph.organisations import SameAs
from fundgraph.pipeline import projects, similar_names
from fundgraph.record import GENERATED
from fundgraph.reference import Reference
from fundgraph.sources import Source
from fundgraph.sources.description import describe
from fundgraph.sources.identity import NumberGiver, Secret
from fundgraph.sources.same_as import read_same_as
from fundgraph.tally import Project, Tally
from fundgraph.vocabulary import DCTERMS, ESF, FOAF

HEADING = ["No", "Title", "Promoter", "Start", "Town", "Granted"]
FIELDS: dict[str, Any] = {
    "No": "number",
    "Title": "title",
    "Promoter": "promoter",
    "Start": "start",
    "Town": "town",
    "Granted": {"field": "amount", "stage": "granted", "component": "total", "currency": "EUR"},
}
BRIDGE = ["1", "Izdomāts tilts", "SIA A", "2012", "Talsi", "100.50"]
ROAD = ["2", "Izdomāts ceļš", "SIA B", "2013", "Ludza", "7"]


class Run:
    """Reads and maps rows through a description."""

    def __init__(self, folder: Path, reference: Reference, codes: CodeLists) -> None:
        self.path = folder / "izdomats.csv"
        self.reference, self.codes = reference, codes

    def __call__(
        self,
        rows: Sequence[Sequence[str]],
        *,
        numbers: bool = True,
        contacts: bool = False,
        **keys: Any,
    ) -> tuple[list[Project], Tally]:
        left = 0 if numbers else 1
        with self.path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([HEADING[left:], *[row[left:] for row in rows]])
        columns = {name: FIELDS[name] for name in HEADING[left:]}
        base = {"name": "izdomats", "form": "csv", "country": "LV", "language": "lv"}
        keys = {"beneficiary_kind": "organisations", **keys}
        given = {**base, "columns": columns, **keys}
        values = {key: value for key, value in given.items() if value is not None}
        description = describe(values, origin="izdomats.toml")
        tally = Tally()
        mapper = Mapper(Minter("http://localhost:8000/"), self.reference, contacts=contacts)
        source = Source(description, (self.path,))
        found = list(projects([source], mapper, self.codes, tally))
        assert tally.rows == tally.projects + tally.merged + tally.refused + tally.skipped
        return found, tally


@pytest.fixture
def run(tmp_path: Path, reference: Reference, codes: CodeLists) -> Run:
    return Run(tmp_path, reference, codes)


def rules(tally: Tally) -> list[str]:
    return [finding.rule for finding in tally.findings]


def test_numbers_are_drawn_from_what_a_row_says(run: Run) -> None:
    rows = [[str(n), f"Projekts {n}", "SIA A", "2012", "Talsi", f"{n}.00"] for n in range(30)]
    found, tally = run(rows, numbers=False)
    numbers = {project.record.title: project.record.number for project in found}
    assert len(set(numbers.values())) == 30
    assert all(number.startswith(GENERATED) for number in numbers.values())
    assert "generated-numbers" in rules(tally)
    random.Random(1).shuffle(rows)
    again, _ = run(rows, numbers=False)
    assert {project.record.title: project.record.number for project in again} == numbers


@pytest.mark.parametrize("kind", ["both", "persons", None])
def test_a_generated_number_does_not_hang_on_what_is_published(run: Run, kind: str | None) -> None:
    plain, _ = run([BRIDGE, ROAD], numbers=False)
    held, tally = run([BRIDGE, ROAD], numbers=False, beneficiary_kind=kind)
    assert [one.record.number for one in held] == [one.record.number for one in plain]
    assert rules(tally).count("held-back-person") == 2


def test_a_number_tells_nothing_of_a_name_or_a_telephone(run: Run) -> None:
    (one,), _ = run([BRIDGE], numbers=False)
    (other,), _ = run([[*BRIDGE[:2], "Anna Izdomāta", *BRIDGE[3:]]], numbers=False)
    assert one.record.number == other.record.number
    called = [[BRIDGE[0], f"Tilts, tālr. {n}", *BRIDGE[2:]] for n in (67123456, 67123457)]
    numbers = {
        run([row], numbers=False, contacts=contacts)[0][0].record.number
        for row in called
        for contacts in (True, False)
    }
    assert len(numbers) == 1


@pytest.mark.parametrize("repeated", ["refuse", "merge"])
def test_rows_that_differ_in_their_promoter_alone_are_two_projects(run: Run, repeated: str) -> None:
    other = [*BRIDGE[:2], "SIA C", *BRIDGE[3:]]
    found, tally = run([BRIDGE, other, ROAD, other], numbers=False, repeated=repeated)
    numbers = [one.record.number for one in found]
    assert numbers[1] == f"{numbers[0]}/2"
    assert (tally.projects, tally.merged) == ((3, 1) if repeated == "merge" else (4, 0))
    (said,) = [one for one in tally.findings if one.rule == "same-row-of-other"]
    assert (said.row, "row 2" in said.message) == (3, True)
    same = [one for one in tally.findings if one.rule == "same-row"]
    assert [(one.row, "row 3" in one.message) for one in same] == (
        [] if repeated == "merge" else [(5, True)]
    )


def test_a_generated_number_keeps_what_it_is_drawn_from_apart(run: Run) -> None:
    (project,), _ = run([BRIDGE], numbers=False)
    numbers = {
        NumberGiver(merged=False)
        .numbered(project.record, Secret(project.record.title, "", places))[0]
        .number
        for places in (("Talsi", ""), ("", "Talsi"), ("Tal", "si"))
    }
    assert len(numbers) == 3


def test_a_generated_number_does_not_hang_on_how_money_is_written(run: Run) -> None:
    (one,), _ = run([BRIDGE], numbers=False)
    (other,), _ = run([[*BRIDGE[:-1], "100,5"]], numbers=False)
    assert one.mapped.slug == other.mapped.slug
    assert one.mapped.slug.startswith("generated-")
    (third,), _ = run([[*BRIDGE[:-1], "100,6"]], numbers=False)
    assert third.mapped.slug != one.mapped.slug


def test_rows_that_say_the_same_are_both_counted_and_said(run: Run) -> None:
    found, tally = run([BRIDGE, ROAD, BRIDGE], numbers=False)
    assert tally.projects == 3
    assert found[2].record.number == f"{found[0].record.number}/2"
    assert tally.graph_sums == tally.file_sums == {("Granted", "EUR"): Decimal("208.00")}
    (same,) = [finding for finding in tally.findings if finding.rule == "same-row"]
    assert (same.row, "row 2" in same.message) == (4, True)


def test_the_same_row_can_be_merged_instead(run: Run) -> None:
    found, tally = run([BRIDGE, ROAD, BRIDGE], numbers=False, repeated="merge")
    assert (tally.projects, tally.merged) == (2, 1)
    assert found[0].record.figures[0].value == Decimal("201.00")


def test_one_project_in_two_places(run: Run) -> None:
    there = [*BRIDGE[:4], "Ludza", BRIDGE[5]]
    found, tally = run([BRIDGE, there], numbers=False)
    assert "same-row" not in rules(tally)
    assert found[0].mapped.slug != found[1].mapped.slug
    (project,), tally = run([BRIDGE, there], numbers=False, repeated="merge")
    assert [site.town for site in project.record.sites] == ["lv-talsi", "lv-ludza"]
    assert "merged-same-amounts" in rules(tally)


def test_a_repeated_number_is_refused_unless_the_description_merges(run: Run) -> None:
    later = ["1", "Izdomāts tilts", "SIA A", "2014-05", "Ludza", "50"]
    _, tally = run([BRIDGE, ROAD, later])
    assert (tally.projects, tally.refused, tally.merged) == (2, 1, 0)
    (finding,) = tally.findings
    assert (finding.rule, finding.row, finding.field) == ("number-repeated", 4, "No")
    assert finding.refused
    assert "the number 1 stands already in izdomats.csv:2" in finding.message
    found, tally = run([BRIDGE, ROAD, later], repeated="merge")
    assert (tally.projects, tally.refused, tally.merged) == (2, 0, 1)
    record = found[0].record
    assert record.figures[0].value == Decimal("150.50")
    assert [site.town for site in record.sites] == ["lv-talsi", "lv-ludza"]
    assert record.start is not None
    assert record.start.value == "2012"
    assert tally.graph_sums == tally.file_sums
    assert rules(tally) == []


def test_findings_of_a_row_are_tied_to_its_project_unless_it_was_refused(run: Run) -> None:
    said = [*BRIDGE[:1], "Tilts, tālr. 67123456", *BRIDGE[2:]]
    (project,), tally = run([said])
    assert [(one.rule, one.slug) for one in tally.findings] == [
        ("text-with-phone", project.mapped.slug)
    ]
    _, tally = run([BRIDGE, ROAD, said])
    assert [(one.rule, one.row, one.slug) for one in tally.findings] == [
        ("text-with-phone", 4, None),
        ("number-repeated", 4, None),
    ]
    (project,), tally = run([BRIDGE, said], repeated="merge")
    assert {one.rule for one in tally.findings} >= {"text-with-phone", "merged-differs"}
    assert {one.slug for one in tally.findings} == {project.mapped.slug}


def test_a_merged_project_keeps_the_record_of_each_row(run: Run) -> None:
    later = [*BRIDGE[:-1], "50"]
    (project,), _ = run([BRIDGE, later], repeated="merge")
    triples = project.mapped.triples
    row, topic = ESF.row.n3(), FOAF.primaryTopic.n3()
    subjects = {s.partition("#")[2][:-1]: o for s, p, o in triples if p == row}
    assert {name: o.partition("^")[0] for name, o in subjects.items()} == {
        "source": '"2"',
        "source-row-3": '"3"',
    }
    assert sum(p == topic for _, p, _ in triples) == 2
    assert any("Granted: 50" in o for s, _, o in triples if "#source-row-3" in s)


def test_what_merged_rows_do_not_agree_on_is_said(run: Run) -> None:
    other = ["1", "Cits nosaukums", "SIA C", "2012", "Talsi", "100.50"]
    (project,), tally = run([BRIDGE, other], repeated="merge")
    assert sorted(rules(tally)) == ["merged-differs", "merged-promoters", "merged-same-amounts"]
    assert [text.value for text in project.record.title] == ["Izdomāts tilts"]
    roles = [(party.name.value, party.role) for party in project.record.parties]
    assert roles == [("SIA A", "promoter"), ("SIA C", "partner")]
    assert project.record.figures[0].value == Decimal("201.00")


def test_a_curated_table_merges_organisations(run: Run, tmp_path: Path) -> None:
    table = tmp_path / "same-as.csv"
    table.write_text("name,same_as\nSIA B,SIA A\n", encoding="utf-8")
    found, tally = run([BRIDGE, ROAD], same_as=str(table))
    promoters = {o for p in found for _, q, o in p.mapped.triples if q == ESF.promoter.n3()}
    assert promoters == {"<http://localhost:8000/id/organisation/lv-sia-a>"}
    replaced = [triple for triple in tally.shared if triple[1] == DCTERMS.isReplacedBy.n3()]
    assert replaced == [
        (
            "<http://localhost:8000/id/organisation/lv-sia-b>",
            DCTERMS.isReplacedBy.n3(),
            "<http://localhost:8000/id/organisation/lv-sia-a>",
        )
    ]
    names = [o for _, p, o in tally.shared if p == DCTERMS.alternative.n3()]
    assert names == ['"SIA B"@lv']
    roads = [o for s, p, o in found[1].mapped.triples if s.endswith("#promoter>")]
    assert '"SIA B"' in roads


def test_a_winner_may_have_a_number(tmp_path: Path) -> None:
    table = tmp_path / "same-as.csv"
    table.write_text("name,same_as,number\nSIA B,SIA A,40000000000\n", encoding="utf-8")
    (winner,) = read_same_as(table, "LV").values()
    assert winner == SameAs("SIA A", "40000000000")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a,b\n", "the heading must be"),
        ("name,same_as\nSIA B,\n", "row 2: write the losing and the winning name"),
        ("name,same_as\nSIA B,SIA A\nB SIA,SIA C\n", "row 3: 'B SIA' stands there already"),
        ("name,same_as\nSIA B,SIA A\nSIA A,SIA C\n", "'SIA A' both loses and wins"),
    ],
)
def test_wrong_tables_of_names(text: str, words: str, tmp_path: Path) -> None:
    table = tmp_path / "same-as.csv"
    table.write_text(text, encoding="utf-8")
    with pytest.raises(UsageError) as caught:
        read_same_as(table, "LV")
    assert words in str(caught.value)


def test_a_table_of_names_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="cannot be read"):
        read_same_as(tmp_path / "same-as.csv", "LV")


def test_near_misses_are_said(run: Run) -> None:
    _, tally = run([BRIDGE, ["2", "Izdomāts ceļš", "A", "2013", "Ludza", "7"]])
    assert tally.findings == []
    (finding,) = similar_names(tally)
    assert (finding.rule, finding.row, finding.severity) == ("near-miss", 3, "info")
    assert "“A” may be the organisation “SIA A”" in finding.message


def numbered(run: Run, *names: str, **keys: Any) -> Tally:
    """What is found of organisations with these names and one registration number."""
    rows = [
        [str(n), f"Tilts {n}", name, "2012", "40003000000", "1"] for n, name in enumerate(names)
    ]
    return run(rows, columns={**FIELDS, "Town": "promoter-number"}, **keys)[1]


def test_a_registration_number_of_two_names_is_said_once(run: Run) -> None:
    tally = numbered(run, "Utrehtas dome", "Amsterdamas dome", "Amsterdamas dome")
    (finding,) = tally.findings
    assert (finding.rule, finding.row, finding.field) == ("number-of-two-names", 3, "Town")
    assert (finding.value, finding.severity) == ("40003000000", "warning")
    assert "“Amsterdamas dome” here" in finding.message
    assert "“Utrehtas dome” in izdomats.csv:2" in finding.message


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ('SIA "Izdomātais tilts"', "Sabiedrība ar ierobežotu atbildību Izdomātais tilts"),
        ("Izdomātais tilts", "IZDOMATAIS TILTS"),
        ("Izdomātā universitāte", "Izdomātā universitāte, Tiltu fakultāte"),
        ("Universitāte Izdomātā", "Izdomātā universitāte"),
    ],
)
def test_a_spelling_beside_a_registration_number_is_no_other_name(
    run: Run, one: str, other: str
) -> None:
    assert numbered(run, one, other).findings == []


def test_names_that_a_table_calls_one_may_share_a_number(run: Run, tmp_path: Path) -> None:
    table = tmp_path / "same-as.csv"
    table.write_text("name,same_as\nJaunais vārds,Vecais tilts\n", encoding="utf-8")
    assert numbered(run, "Vecais tilts", "Jaunais vārds", same_as=str(table)).findings == []
    assert numbered(run, "Vecais tilts", "Cits nosaukums", same_as=str(table)).findings != []
