# SPDX-License-Identifier: EUPL-1.2
"""Search: facets, sums, histograms are those that one counts by hand; ranks; older versions."""

import tracemalloc
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from fundgraph.store.index import (
    AmountCount,
    FacetCount,
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
)
from fundgraph.store.index.amounts import bounds
from fundgraph.store.index.schema import READABLE, WITH_WORDS
from fundgraph.store.index.selection import NONE, SORTS
from fundgraph.writers.terms import Term
from tests.store.older import make_older

PROJECTS, SELECTIONS = 400, 300
LEVELS = {"p": None, "p-1": "p", "p-1-1": "p-1", "p-2": "p", "q": None, "unused": None}
REGIONS = ("east", "north", "south", "unused")
STATUSES, FUNDS, PERIODS = ("ongoing", "completed"), ("CF", "ERDF", "ESF"), ("2007-2013",)
ORGANISATIONS = {"one": "Ādažu skola", "two": "Biedrība „Kopā”", "three": "SIA Koks"}
WORDS = ("koks", "koka", "Kokle", "skola", "ŠKOLA", "upe", "Ūpis", "zeme")
ROLES = ("promoter", "partner")


def made_up(draw: Random, number: int) -> tuple[ProjectRow, str]:
    """A project, and its summary."""
    parts = draw.sample(sorted(ORGANISATIONS), draw.randint(1, 2))
    start = f"{draw.randint(2007, 2012)}-05-01" if draw.random() < 0.9 else None
    row = ProjectRow(
        slug=f"P-{number}",
        iri=f"x:P-{number}",
        number=f"K/{number:03}",
        title=" ".join(draw.choices(WORDS, k=2)),
        title_language="lv",
        graph="x:g",
        status=draw.choice((*STATUSES, None)),
        fund=draw.choice((*FUNDS, None)),
        period=draw.choice((*PERIODS, None)),
        programme=draw.choice((*(level for level in LEVELS if level != "unused"), None)),
        start=start,
        granted=draw.choice((None, 0, draw.randint(1, 10**9), 10**14)),
        spent=draw.choice((None, draw.randint(0, 10**6))),
        promoter=parts[0],
        made_up=draw.random() < 0.5,
        regions=tuple(sorted(draw.sample(REGIONS[:3], draw.randint(0, 2)))),
        organisations=tuple(zip(parts, ROLES, strict=False)),
    )
    return row, " ".join(draw.choices(WORDS, k=3))


@pytest.fixture(scope="module")
def told() -> list[tuple[ProjectRow, str]]:
    draw = Random(7)
    return [made_up(draw, number) for number in range(PROJECTS)]


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory, told: list[tuple[ProjectRow, str]]) -> Index:
    path = tmp_path_factory.mktemp("search") / "search.sqlite"
    write(path, told)
    return Index.open(path)


def write(path: Path, told: Iterable[tuple[ProjectRow, str]]) -> None:
    with IndexBuilder(path) as builder:
        for row, summary in told:
            builder.add_project(row, titles=[Term("literal", row.title, "lv")], texts=[summary])
        for slug, name in ORGANISATIONS.items():
            builder.add(OrganisationRow(slug, name, "lv"))
        for slug, parent in LEVELS.items():
            builder.add(ProgrammeRow(slug, slug, parent=parent))
        for slug in REGIONS:
            builder.add(RegionRow(slug, slug, slug))


def drawn(draw: Random) -> Selection:
    """A selection of two or three fields."""

    def some(values: Iterable[str]) -> tuple[str, ...]:
        return tuple(draw.sample([*values, NONE, "strange"], draw.randint(1, 2)))

    years, cents = sorted(draw.choices(range(2006, 2014), k=2)), (0, 1, 10**6, 10**8, 10**14)
    low, high = sorted(draw.choices(cents, k=2))
    fields: dict[str, Callable[[], dict[str, object]]] = {
        "text": lambda: {
            "text": draw.choice(("kok", "SKOLĀ", "upe zeme", "k", "adazu ko", "K/01"))
        },
        "programmes": lambda: {"programmes": some(LEVELS)},
        "regions": lambda: {"regions": some(REGIONS)},
        "statuses": lambda: {"statuses": some(STATUSES)},
        "funds": lambda: {"funds": some(FUNDS)},
        "periods": lambda: {"periods": some(PERIODS)},
        "part": lambda: {"organisation": "one", "role": draw.choice((None, *ROLES))},
        "first": lambda: {"first_year": years[0]},
        "last": lambda: {"last_year": years[1]},
        "least": lambda: {"least": low},
        "most": lambda: {"most": high},
    }
    chosen = draw.sample(sorted(fields), draw.randint(0, 3))
    return Selection(**{key: value for name in chosen for key, value in fields[name]().items()})


def plain(text: str) -> list[str]:
    """The words of a made-up text in plain letters."""
    return text.lower().translate(str.maketrans("āšūīž/„”", "asuiz   ")).split()


def above(programme: str | None) -> set[str | None]:
    """A level and those that it is in; none for a project that states none."""
    found: set[str | None] = {programme}
    while programme and (programme := LEVELS[programme]):
        found.add(programme)
    return found


def year(row: ProjectRow) -> int | None:
    return int(row.start[:4]) if row.start else None


def said(row: ProjectRow, summary: str = "") -> list[str]:
    names = " ".join(ORGANISATIONS[slug] for slug, _ in row.organisations)
    return plain(f"{row.title} {row.number} {names} {summary}")


def says(words: list[str], text: str) -> bool:
    return all(any(word.startswith(one) for word in words) for one in plain(text))


VALUES: dict[str, Callable[[ProjectRow], set[str | None]]] = {
    "regions": lambda row: set(row.regions) or {None},
    "programmes": lambda row: above(row.programme),
    "statuses": lambda row: {row.status},
    "funds": lambda row: {row.fund},
    "periods": lambda row: {row.period},
}


def fits(row: ProjectRow, chosen: Selection, without: str = "") -> bool:
    """Whether a selection holds a project, but for its words and one kind of its fields."""
    boxes = all(
        {None if one == NONE else one for one in wanted} & values(row)
        for name, values in VALUES.items()
        if (wanted := getattr(chosen, name)) and name != without
    )
    parts = [(slug, role) for slug, role in row.organisations if slug == chosen.organisation]
    part = not chosen.organisation or any(chosen.role in (None, role) for _, role in parts)
    started = without == "years" or within(year(row), chosen.first_year, chosen.last_year)
    granted = without == "amounts" or within(row.granted, chosen.least, chosen.most)
    return boxes and part and started and granted


def within(value: int | None, low: int | None, high: int | None) -> bool:
    if low is None and high is None:
        return True
    return value is not None and (low is None or value >= low) and (high is None or value <= high)


def counted(
    found: list[ProjectRow], values: Callable[[ProjectRow], set[str | None]], known: set[str | None]
) -> tuple[FacetCount, ...]:
    projects: Counter[str | None] = Counter()
    cents: Counter[str | None] = Counter()
    for row in found:
        for value in values(row):
            projects[value] += 1
            cents[value] += row.granted or 0
    ordered = sorted(known, key=lambda one: (one is None, one or ""))
    return tuple(FacetCount(value, projects[value], cents[value]) for value in ordered)


def test_counts_are_those_that_one_counts_by_hand(
    index: Index, told: list[tuple[ProjectRow, str]]
) -> None:
    draw = Random(11)
    rows = [row for row, _ in told]
    spoken = [(row, said(row, summary)) for row, summary in told]
    listed: dict[str, set[str | None]] = {"regions": {*REGIONS}, "programmes": {*LEVELS}}
    known = {
        name: {value for row in rows for value in values(row)} | listed.get(name, set())
        for name, values in VALUES.items()
    }
    starts = bounds(0, 10**14)
    for _ in range(SELECTIONS):
        chosen = drawn(draw)

        saying = [row for row, words in spoken if says(words, chosen.text or "")]

        def without(
            name: str, chosen: Selection = chosen, saying: list[ProjectRow] = saying
        ) -> list[ProjectRow]:
            return [row for row in saying if fits(row, chosen, name)]

        fitting = without("")
        found = index.search(chosen, limit=PROJECTS)
        assert {row.slug for row in found.projects} == {row.slug for row in fitting}, chosen
        assert found.totals == index.totals(chosen) == totals(fitting)
        for name, values in VALUES.items():
            expected = counted(without(name), values, known[name])
            assert getattr(found.facets, name) == expected, (chosen, name)
        years = [year(row) for row in without("years")]
        assert found.facets.years == tuple(YearCount(y, years.count(y)) for y in range(2007, 2013))
        granted = [row.granted for row in without("amounts") if row.granted is not None]
        ends = [*(start - 1 for start in starts[1:]), None]
        assert found.facets.amounts == tuple(
            AmountCount(low, high, sum(within(cents, low, high) for cents in granted))
            for low, high in zip(starts, ends, strict=True)
        )
        by_year = {row.year: row.totals for row in index.years(chosen)}
        assert by_year == {
            one: totals([row for row in fitting if year(row) == one]) for one in map(year, fitting)
        }


def test_receivers_are_ranked_by_what_they_were_granted_here(
    index: Index, told: list[tuple[ProjectRow, str]], tmp_path: Path
) -> None:
    older = tmp_path / "older.sqlite"
    write(older, told)
    make_older(older, 4)
    chosen = Selection(regions=("south",), first_year=2009)
    theirs: dict[str, list[ProjectRow]] = {slug: [] for slug in ORGANISATIONS}
    for row, _ in told:
        if fits(row, chosen):
            theirs[row.organisations[0][0]].append(row)
    ranked = sorted(theirs, key=lambda slug: -totals(theirs[slug]).granted)
    for opened in (index, Index.open(older)):
        found = opened.receivers(chosen, limit=2)
        assert [row.slug for row in found] == ranked[:2]
        assert [row.totals for row in found] == [totals(theirs[slug]) for slug in ranked[:2]]
    assert index.receivers(Selection(regions=("unused",))) == []


def test_nobody_receives_what_is_not_stated(tmp_path: Path) -> None:
    nothing = ProjectRow("P-1", "x:P-1", "1", "Ceļš", "lv", "x:g", promoter="one")
    with IndexBuilder(tmp_path / "search.sqlite") as builder:
        builder.add(OrganisationRow("one", "SIA Koks", "lv"))
        builder.add_project(replace(nothing, organisations=(("one", "promoter"),)))
        builder.add_project(replace(nothing, slug="P-2", iri="x:P-2", promoter=None, granted=100))
    assert Index.open(tmp_path / "search.sqlite").receivers(Selection()) == []


def test_projects_are_found_by_where_they_are(tmp_path: Path) -> None:
    plain = ProjectRow("P-1", "x:P-1", "1", "Ceļš", "lv", "x:g", regions=("lv-riga",))
    told: dict[str, dict[str, list[tuple[str, str]]]] = {
        "region": {"located": [("region", "lv-riga")]},
        "town": {"located": [("place", "lv-riga"), ("place", "xx-unknown")]},
        "words": {"located": [("words", "Cēsīs: Rīgas iela 1"), ("words", "visur")]},
    }
    with IndexBuilder(tmp_path / "search.sqlite") as builder:
        builder.add_project(replace(plain, slug="text", iri="x:text"), texts=["Par Rīgu"])
        for slug, where in told.items():
            builder.add_project(replace(plain, slug=slug, iri=f"x:{slug}"), **where)
        builder.add_project(replace(plain, slug="title", iri="x:title", title="Rīgas ceļš"))
        builder.add(RegionRow("lv-riga", "Rīgas reģions", "Riga Region"))
        builder.add(PlaceRow("lv-riga", "Rīga"))
    index = Index.open(tmp_path / "search.sqlite")

    def found(text: str) -> list[str]:
        return [row.slug for row in index.search(Selection(text=text)).projects]

    first, *same, last = found("RĪG")
    assert (first, sorted(same), last) == ("title", ["region", "town", "words"], "text")
    assert found("region") == ["region"]
    assert sorted(found("rīga")) == ["region", "title", "town", "words"]
    assert found("cesu") == []
    assert found("visur cesi") == ["words"]


def totals(rows: list[ProjectRow]) -> Totals:
    return Totals(
        len(rows),
        sum(row.granted or 0 for row in rows),
        sum(row.spent or 0 for row in rows),
        sum(row.granted is None for row in rows),
        sum(row.spent is None for row in rows),
        sum(row.made_up for row in rows),
    )


@pytest.mark.parametrize("sort", ["best", *SORTS, *(f"-{name}" for name in SORTS)])
def test_pages_are_parts_of_what_is_streamed(index: Index, sort: str) -> None:
    chosen = Selection(text="kok", funds=("ESF",))
    whole = list(index.matching(chosen, sort=sort))
    assert len(whole) == index.totals(chosen).projects
    pages: list[ProjectRow] = []
    while page := index.search(chosen, sort=sort, limit=7, offset=len(pages)).projects:
        pages += page
    assert pages == whole
    column = sort.removeprefix("-")
    if column in ("granted", "spent", "start", "end", "number"):
        values = [getattr(row, column) for row in whole]
        stated = [value for value in values if value is not None]
        assert stated == sorted(stated, reverse=sort != column)
        assert values[len(stated) :] == [None] * (len(values) - len(stated))


def test_a_sort_that_nobody_knows(index: Index) -> None:
    with pytest.raises(KeyError):
        index.search(sort="granted; DROP TABLE project")


RANKED = (
    ("number", {"number": "Koks 1", "title": "Upe"}, ""),
    ("title", {"number": "A 1", "title": "Mūsu kokS", "granted": 1}, ""),
    ("larger", {"number": "A 2", "title": "Koks 1", "granted": 9}, "koks"),
    ("beginning", {"number": "A 3", "title": "Koksne 1", "granted": 99}, "koks"),
    ("name", {"number": "A 4", "title": "Upe 1", "organisations": (("three", "partner"),)}, ""),
    ("text", {"number": "A 5", "title": "Zeme 1", "granted": 999}, "Par Koku, koks"),
    ("other", {"number": "A 6", "title": "Upe"}, "par kokli"),
)


def test_titles_go_before_names_before_texts(
    tmp_path: Path, told: list[tuple[ProjectRow, str]]
) -> None:
    plain_row = replace(told[0][0], granted=None, organisations=(), promoter=None)
    rows = [(replace(plain_row, slug=slug, **values), text) for slug, values, text in RANKED]
    write(tmp_path / "search.sqlite", reversed(rows))
    index = Index.open(tmp_path / "search.sqlite")

    def order(text: str) -> list[str]:
        return [row.slug for row in index.search(Selection(text=text)).projects]

    assert order("KÓKS") == ["larger", "title", "beginning", "number", "name", "text"]
    assert order("koks 1") == ["number", "larger", "beginning", "title", "name", "text"]
    assert order(" koks 1 ") == order("koks 1") == order("kokS 1")
    assert order("kok zem") == ["text"]
    assert order("k")[-1] == "other"
    index.close()


@pytest.mark.parametrize("version", [one for one in READABLE if one < WITH_WORDS])
def test_older_indexes_lack_texts_and_partners_only(
    tmp_path: Path, told: list[tuple[ProjectRow, str]], index: Index, version: int
) -> None:
    path = tmp_path / "search.sqlite"
    write(path, told)
    make_older(path, version)
    older = Index.open(path)
    for chosen in (Selection(), Selection(funds=("ESF", NONE), regions=("east",), least=5)):
        assert older.search(chosen) == index.search(chosen)
    found = older.search(Selection(text="skol K/0"), limit=PROJECTS)
    expected = {
        row.slug
        for row, _ in told
        if says(said(replace(row, organisations=row.organisations[:1])), "skol K/0")
    }
    assert {row.slug for row in found.projects} == expected
    older.close()


def test_a_whole_register_is_streamed_in_bounded_memory(
    tmp_path: Path, told: list[tuple[ProjectRow, str]]
) -> None:
    def many(number: int) -> Iterator[tuple[ProjectRow, str]]:
        row, summary = told[0]
        return ((replace(row, slug=f"P-{n}", number=f"{n}"), summary) for n in range(number))

    def peak(number: int) -> int:
        path = tmp_path / f"{number}.sqlite"
        write(path, many(number))
        index = Index.open(path)
        index.search()
        tracemalloc.start()
        assert sum(1 for _ in index.matching(sort="title")) == number
        taken = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        index.close()
        return taken

    assert peak(8000) < peak(2000) + 500_000
