# SPDX-License-Identifier: EUPL-1.2
"""The search index: rows come back, lists are selected and sorted, sums are right."""

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from itertools import chain
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from fundgraph.errors import ReleaseError
from fundgraph.report import Finding, Severity
from fundgraph.store.index import (
    AmountCount,
    FacetCount,
    Figures,
    FindingChoice,
    Index,
    IndexBuilder,
    OrganisationRow,
    PlaceRow,
    ProgrammeRow,
    ProjectRow,
    RegionRow,
    Selection,
    Totals,
    YearCount,
    YearRow,
)
from fundgraph.store.index.builder import sort_key
from fundgraph.store.index.selection import SORTS
from fundgraph.writers.terms import Term

FIRST = ProjectRow(
    slug="A-1",
    iri="x:A-1",
    number="A/1",
    title="„Ēna” un saule",
    title_language="lv",
    graph="x:sif",
    status="completed",
    fund="ESF",
    period="2007-2013",
    programme="p-1.5.2",
    start="2012-09-01",
    end="2013-08-31",
    granted=2_562_318,
    spent=2_857_834,
    promoter="iic",
    modified="2013-10-30",
    made_up=True,
    row=12,
    digest="d1",
    regions=("kurzeme", "latgale"),
    organisations=(("iic", "promoter"), ("nvo", "partner")),
)
SECOND = replace(
    FIRST, slug="A-2", iri="x:A-2", number="A/2", title="Avots", programme="p-1.5", start=None,
    end=None, granted=None, spent=100, regions=("latgale",), row=None, digest="d2",
    organisations=(("iic", "promoter"), ("iic", "partner")), made_up=False,
)  # fmt: skip
THIRD = replace(
    FIRST, slug="B-1", iri="x:B-1", number="B/1", title="Koalīcija", programme="p-2",
    start="2010-01-01", granted=5_000_000, spent=None, promoter="nvo", regions=(), digest="d3",
    organisations=(("nvo", "promoter"), ("ghost", "partner")),
)  # fmt: skip
PROGRAMMES = (
    ProgrammeRow("p-1", "1", "Pirmā", "First", "programme", None, "ESF", "2007-2013"),
    ProgrammeRow("p-1.5.2", "1.5.2", parent="p-1.5", period="2007-2013"),
    ProgrammeRow("p-1.5", "1.5", parent="p-1", period="2007-2013"),
    ProgrammeRow("p-1.10", "1.10", parent="p-1", period="2007-2013"),
)
FINDINGS = (
    Finding(Severity.WARNING, "Amount-parts", {"en": "A.", "lv": "Ā."}, "a.txt", 3, "ESF", "A/1",
            "A-1", "0.01"),
    Finding(Severity.INFO, "Site-region", {"en": "B.", "lv": "B."}, "a.txt", 4, slug="A-1"),
    Finding(Severity.WARNING, "Amount-parts", {"en": "C.", "lv": "C."}, "b.txt",
            refused=True),
)  # fmt: skip


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Index:
    path = tmp_path_factory.mktemp("index") / "search.sqlite"
    with IndexBuilder(path) as builder:
        builder.add_project(
            FIRST,
            titles=[Term("literal", "Shadow and sun", "en")],
            texts=["Avota teksts", "Źródło"],
        )
        builder.add(SECOND)
        builder.add(THIRD)
        builder.add(OrganisationRow("iic", "Izglītības centrs", "lv", "association-or-foundation"))
        builder.add(OrganisationRow("nvo", "NVO centrs", "lv"))
        builder.add(OrganisationRow("nvo", "A second time", "lv"))
        builder.add(OrganisationRow("sif", "Fonds", "lv"))
        for programme in PROGRAMMES:
            builder.add(programme)
        builder.add(RegionRow("kurzeme", "Kurzeme", "Courland"))
        builder.add(RegionRow("latgale", "Latgale", "Latgale"))
        builder.add(RegionRow("vidzeme", "Vidzeme"))
        builder.add(PlaceRow("talsi", "Talsi", "Talsi", "kurzeme"))
        builder.add(PlaceRow("riga", "Rīga"))
        builder.add_findings(FINDINGS)
    return Index.open(path)


def test_projects_with_an_amount_that_the_checks_question_are_known(index: Index) -> None:
    assert index.questioned_among(["A-1", "A-2", "B-1"]) == {"A-1"}
    assert index.questioned_among(["A-2"]) == index.questioned_among([]) == set()
    assert index.questioned() == index.questioned(Selection(regions=("kurzeme",))) == 1
    assert index.questioned(Selection(programmes=("p-2",))) == 0
    assert index.search(Selection(text="saule")).questioned == index.search().questioned == 1


def test_what_histograms_cannot_show_is_counted(index: Index) -> None:
    facets = index.search().facets
    assert (facets.without_year, facets.without_amount) == (1, 1)
    facets = index.search(Selection(first_year=2012, programmes=("p-1.5",))).facets
    assert (facets.without_year, facets.without_amount) == (1, 0)


def slugs(index: Index, selection: Selection | None = None, **page: int) -> list[str]:
    return [row.slug for row in index.projects(selection, **page)]


def test_a_project_comes_back_as_it_went_in(index: Index) -> None:
    named = replace(FIRST, promoter_name="Izglītības centrs", promoter_language="lv")
    assert index.project("A-1") == named
    assert index.by_number("A/1") == named
    assert index.slug_of_number("A/1") == "A-1"
    assert index.project("A-9") is index.by_number("a/1") is index.slug_of_number("") is None


def test_lists_are_sorted_with_what_is_missing_last(index: Index) -> None:
    assert slugs(index) == ["B-1", "A-1", "A-2"]
    found = {sort: [row.slug for row in index.projects(sort=sort)] for sort in SORTS}
    assert found == {
        "granted": ["A-1", "B-1", "A-2"],
        "spent": ["A-2", "A-1", "B-1"],
        "start": ["B-1", "A-1", "A-2"],
        "end": ["A-1", "B-1", "A-2"],
        "title": ["A-2", "A-1", "B-1"],
        "number": ["A-1", "A-2", "B-1"],
    }
    assert slugs(index, limit=1, offset=1) == ["A-1"]
    with pytest.raises(KeyError):
        index.projects(sort="granted; DROP TABLE project")


SELECTIONS = [
    (Selection(organisation="iic"), ["A-1", "A-2"]),
    (Selection(organisation="nvo"), ["B-1", "A-1"]),
    (Selection(organisation="nvo", role="partner"), ["A-1"]),
    (Selection(organisation="iic", role="contractor"), []),
    (Selection(programmes=("p-1",)), ["A-1", "A-2"]),
    (Selection(programmes=("p-1.5.2",)), ["A-1"]),
    (Selection(programmes=("p-2",)), ["B-1"]),
    (Selection(programmes=("p-1.10",)), []),
    (Selection(regions=("latgale",)), ["A-1", "A-2"]),
    (Selection(regions=("latgale",), organisation="nvo"), ["A-1"]),
    (Selection(regions=("nowhere",)), []),
    (Selection(text="koalicija"), ["B-1"]),
    (Selection(text="ĒNA sau"), ["A-1"]),
    (Selection(text="a/2"), ["A-2"]),
    (Selection(text="izglitibas"), ["A-1", "A-2"]),
    (Selection(text="shadow"), ["A-1"]),
    (Selection(text="zrodlo"), ["A-1"]),
    (Selection(text="avot centrs"), ["A-1", "A-2"]),
    (Selection(text="nvo"), ["B-1", "A-1"]),
    (Selection(text='"*" OR ()'), []),
    (Selection(text="NEAR"), []),
]


@pytest.mark.parametrize(("selection", "expected"), SELECTIONS)
def test_selections(index: Index, selection: Selection, expected: list[str]) -> None:
    assert slugs(index, selection) == expected
    assert index.totals(selection).projects == len(expected)
    assert sum(year.totals.projects for year in index.years(selection)) == len(expected)


def test_sums_leave_out_what_has_no_euro(index: Index) -> None:
    assert index.totals() == Totals(3, 7_562_318, 2_857_934, 1, 1, 2)
    assert index.totals(Selection(regions=("latgale",))) == Totals(2, 2_562_318, 2_857_934, 1, 0, 1)
    assert index.totals(Selection(regions=("nowhere",))) == Totals()
    assert index.figures() == Figures(index.totals(), 3)
    assert index.years() == [
        YearRow(2010, Totals(1, 5_000_000, 0, 0, 1, 1)),
        YearRow(2012, Totals(1, 2_562_318, 2_857_834, 0, 0, 1)),
        YearRow(None, Totals(1, 0, 100, 1, 0)),
    ]


def test_organisations(index: Index) -> None:
    found = {row.slug: row for row in index.organisations()}
    assert list(found) == ["nvo", "iic", "ghost"]
    totals = Totals(2, 2_562_318, 2_857_934, 1, 0, 1)
    name = "Izglītības centrs"
    expected = OrganisationRow("iic", name, "lv", "association-or-foundation", 2, 1, totals)
    assert found["iic"] == index.organisation("iic") == expected
    assert (found["nvo"].name, found["nvo"].projects) == ("NVO centrs", 2)
    assert found["ghost"] == OrganisationRow("ghost", "ghost", None, None, 1, 1, Totals())
    assert [row.slug for row in index.organisations(sort="name", limit=2)] == ["ghost", "iic"]
    assert index.organisation("sif") == OrganisationRow("sif", "Fonds", "lv")
    assert index.organisation("none") is None


def test_what_nobody_states_is_no_nought(index: Index) -> None:
    years = {row.year: row.totals for row in index.years()}
    assert (years[2010].known_granted, years[2010].known_spent) == (5_000_000, None)
    assert (years[None].known_granted, years[None].known_spent) == (None, 100)
    assert (Totals().known_granted, Totals().known_spent) == (None, None)


def test_organisations_that_only_made_up_projects_name(index: Index) -> None:
    found = {row.slug: row.only_made_up for row in index.organisations()}
    assert found == {"nvo": True, "iic": False, "ghost": True}
    assert not OrganisationRow("sif", "Fonds").only_made_up


def test_funds_and_places(index: Index) -> None:
    assert index.funds() == {"ESF"}
    assert index.place("talsi") == PlaceRow("talsi", "Talsi", "Talsi", "kurzeme")
    assert index.place("none") is None
    assert index.projects_of(["A-1", "B-1", "none"]) == [
        index.project("B-1"),
        index.project("A-1"),
    ]


def test_who_worked_with_whom(index: Index) -> None:
    found = [(row.slug, shared) for row, shared in index.worked_with("nvo")]
    assert found == [("ghost", 1), ("iic", 1)]
    assert index.worked_with("none") == []


def test_the_programme_tree_sums_up(index: Index) -> None:
    assert index.programme("p-1") == replace(
        PROGRAMMES[0], totals=index.totals(Selection(organisation="iic"))
    )
    assert [row.slug for row in index.programmes()] == ["p-1"]
    assert [row.slug for row in index.programmes("p-1")] == ["p-1.5", "p-1.10"]
    assert [row.totals.projects for row in index.programmes("p-1")] == [2, 0]
    path = [row.slug for row in index.programme_path("p-1.5.2")]
    assert path == ["p-1", "p-1.5", "p-1.5.2"]
    assert index.programme_path("none") == []


def test_the_programmes_are_read_once(index: Index) -> None:
    [(_, _, path)] = index._all("PRAGMA database_list")
    asked: list[str] = []
    with closing(Index.open(Path(path))) as opened:
        opened._connection().set_trace_callback(asked.append)
        rows = opened.programmes(), opened.programmes("p-1"), opened.programme_path("p-1.5.2")
        for row in chain(*rows):
            assert opened.programme(row.slug) == row
    assert len(asked) == 1


def test_regions_and_places(index: Index) -> None:
    assert [(row.slug, row.totals.projects) for row in index.regions()] == [
        ("kurzeme", 1), ("latgale", 2), ("vidzeme", 0),
    ]  # fmt: skip
    region = index.region("kurzeme")
    assert region == RegionRow("kurzeme", "Kurzeme", "Courland", index.years()[1].totals)
    assert index.region("none") is None
    assert [row.slug for row in index.places()] == ["riga", "talsi"]
    assert index.places("kurzeme") == [PlaceRow("talsi", "Talsi", "Talsi", "kurzeme")]


def test_findings(index: Index) -> None:
    assert index.findings("A-1") == list(FINDINGS[:2])
    assert index.findings("A-2") == []
    assert [(found.rule, found.severity, found.count) for found in index.finding_counts()] == [
        ("Amount-parts", "warning", 1), ("Amount-parts", "warning", 1), ("Site-region", "info", 1),
    ]  # fmt: skip


def test_findings_are_chosen_by_kind_and_place(index: Index) -> None:
    def chosen(**fields: str | bool) -> list[Finding]:
        return list(index.chosen_findings(FindingChoice(**fields)))  # type: ignore[arg-type]

    by_gravity = sorted(FINDINGS, key=lambda found: found.severity is Severity.INFO)
    assert chosen() == by_gravity
    assert list(index.chosen_findings(FindingChoice(), limit=1, offset=1)) == by_gravity[1:2]
    for found in FINDINGS:
        for field in ("severity", "rule", "file"):
            value = getattr(found, field)
            wanted = [one for one in by_gravity if getattr(one, field) == value]
            assert chosen(**{field: str(value)}) == wanted
    assert chosen(refused=True) == [found for found in by_gravity if found.refused]
    assert chosen(rule="nothing") == []


def test_digests(index: Index) -> None:
    assert list(index.digests()) == [("A-1", "d1"), ("A-2", "d2"), ("B-1", "d3")]


def test_many_threads_read_at_once(index: Index) -> None:
    with ThreadPoolExecutor(8) as threads:
        found = list(threads.map(lambda _: slugs(index), range(100)))
    assert found == [["B-1", "A-1", "A-2"]] * 100


def test_an_index_is_read_only(index: Index) -> None:
    with pytest.raises(sqlite3.OperationalError):
        index._all("DELETE FROM project")


def test_a_search_gives_a_page_with_sums_and_facets(index: Index) -> None:
    found = index.search(Selection(regions=("latgale",), least=1), limit=1)
    assert found.totals == Totals(1, 2_562_318, 2_857_834, 0, 0, 1)
    assert [row.slug for row in found.projects] == ["A-1"]
    facets = found.facets
    assert [(count.value, count.projects, count.granted) for count in facets.regions] == [
        ("kurzeme", 1, 2_562_318), ("latgale", 1, 2_562_318), ("vidzeme", 0, 0),
        (None, 1, 5_000_000),
    ]  # fmt: skip
    assert [(count.value, count.projects) for count in facets.programmes] == [
        ("p-1", 1), ("p-1.10", 0), ("p-1.5", 1), ("p-1.5.2", 1), ("p-2", 0),
    ]  # fmt: skip
    assert facets.funds == (FacetCount("ESF", 1, 2_562_318),)
    assert facets.years == (YearCount(2010, 0), YearCount(2012, 1))
    assert facets.amounts == (AmountCount(0, 4_999_999, 1), AmountCount(5_000_000, None, 0))


def test_what_states_nothing_can_be_chosen(index: Index) -> None:
    assert slugs(index, Selection(regions=("none",))) == ["B-1"]
    assert slugs(index, Selection(regions=("none", "kurzeme"))) == ["B-1", "A-1"]
    assert slugs(index, Selection(funds=("none",))) == []


def test_bounds(index: Index) -> None:
    assert slugs(index, Selection(first_year=2011)) == ["A-1"]
    assert slugs(index, Selection(last_year=2010)) == ["B-1"]
    assert slugs(index, Selection(least=2_562_318, most=1 << 80)) == ["B-1", "A-1"]


def test_a_role_by_itself_says_nothing(index: Index) -> None:
    assert slugs(index, Selection(role="partner")) == ["B-1", "A-1", "A-2"]


def test_all_of_a_selection_is_streamed(index: Index) -> None:
    assert list(index.matching(Selection(text="centrs"))) == index.projects(
        Selection(text="centrs")
    )


def test_long_lists_are_in_order(tmp_path: Path) -> None:
    path = tmp_path / "search.sqlite"
    with IndexBuilder(path) as builder:
        for number in range(5000):
            row = replace(FIRST, slug=f"P-{number}", number=f"{number}", granted=number)
            builder.add(row)
    index = Index.open(path)
    selection = Selection(regions=("latgale",), organisation="iic")
    assert slugs(index, selection, limit=3) == ["P-4999", "P-4998", "P-4997"]
    assert len(slugs(index, limit=100_000)) == 5000
    assert index.totals(selection) == Totals(5000, sum(range(5000)), 5000 * 2_857_834, 0, 0, 5000)
    index.close()


def test_an_empty_release(tmp_path: Path) -> None:
    path = tmp_path / "search.sqlite"
    with IndexBuilder(path):
        pass
    index = Index.open(path)
    assert index.projects() == index.organisations() == index.regions() == index.years() == []
    assert index.figures() == Figures(Totals(), 0)


def test_what_is_no_index_of_ours(tmp_path: Path) -> None:
    other = tmp_path / "other.sqlite"
    sqlite3.connect(other).close()
    for path in (tmp_path / "none.sqlite", other, Path(__file__)):
        with pytest.raises(ReleaseError):
            Index.open(path)


def test_an_unfinished_index_is_none(tmp_path: Path) -> None:
    path = tmp_path / "search.sqlite"
    with pytest.raises(KeyError), IndexBuilder(path) as builder:
        builder.add(FIRST)
        raise KeyError
    with pytest.raises(ReleaseError):
        Index.open(path)


def test_names_sort_as_people_read_them() -> None:
    names = ["Zeme", "„Ābols”", "abols", "Ada", "āda", "Ābele", '  "Aka"']
    assert sorted(names, key=sort_key) == [
        "abols", "Ada", "  \"Aka\"", "Ābele", "„Ābols”", "āda", "Zeme",
    ]  # fmt: skip


@settings(deadline=None)
@example("0_0")
@example("\ud800 NEAR(a, b) \x00 *")
@example("ā" * 10_000)
@example("שלום 👩‍👩‍👧 A/1")
@given(st.text())
def test_any_text_can_be_searched(index: Index, text: str) -> None:
    found = index.search(Selection(text=text, organisation=text, funds=(text,)))
    assert found.totals.projects == len(found.projects)
    assert index.search(Selection(text=text)).totals.projects <= 3
