# SPDX-License-Identifier: EUPL-1.2
"""Statements → rows of the search index."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from fundgraph.iris import Minter
from fundgraph.mapping import Mapper
from fundgraph.record import Figure, Moment, Party, ProgrammeLevel, Record, Site, SourceFile, Text
from fundgraph.reference import load_reference
from fundgraph.release.rows import located, project_row, shared_row, texts
from fundgraph.resources import folder
from fundgraph.store.index import OrganisationRow, PlaceRow, ProgrammeRow, ProjectRow, RegionRow
from fundgraph.vocabulary import DCTERMS, ESF

MINTER = Minter("http://localhost:8000/")
DAY = Moment("2012-09-01", date(2012, 9, 1), date(2012, 9, 1))
RECORD = Record(
    SourceFile("sif", "page.html", "00ff"),
    7,
    "A/1",
    "LV",
    (Text("Nosaukums", "lv"),),
    period="2007-2013",
    programme=ProgrammeLevel("1.5.2"),
    status="completed",
    start=DAY,
    regions=("lv-latgale",),
    parties=(Party(Text("SIA A", "lv"), "promoter", "LV"), Party(Text("B", "lv"), "partner", "LV")),
    figures=(Figure("granted", "total", "EUR", Decimal("25.10"), "Granted"),),
    modified=date(2013, 10, 30),
)


def mapper() -> Mapper:
    return Mapper(MINTER, load_reference(folder("data") / "reference"))


def row(record: Record) -> ProjectRow:
    mapped = mapper().map(record)
    return project_row(mapped.project, mapped.slug, "g", mapped.triples, record.row)


def test_project_row() -> None:
    found = row(RECORD)
    assert found == ProjectRow(
        slug="A-1",
        iri="http://localhost:8000/id/project/A-1",
        number="A/1",
        title="Nosaukums",
        title_language="lv",
        graph="g",
        status="completed",
        period="2007-2013",
        programme="lv-2007-2013-1.5.2",
        start="2012-09-01",
        granted=2510,
        promoter="lv-sia-a",
        modified="2013-10-30",
        row=7,
        digest=found.digest,
        regions=("lv-latgale",),
        organisations=(("lv-sia-a", "promoter"), ("lv-b", "partner")),
    )


@pytest.mark.parametrize(
    ("said", "counted"), [((), ("lv-kurzeme",)), (("lv-latgale",), ("lv-latgale",))]
)
def test_a_project_that_names_no_region_counts_in_those_of_its_sites(
    said: tuple[str, ...], counted: tuple[str, ...]
) -> None:
    sites = (Site("Talsi", region="lv-kurzeme"), Site("Kuldīga", region="lv-kurzeme"))
    assert row(replace(RECORD, regions=said, sites=sites)).regions == counted


def test_a_project_that_names_towns_only_counts_in_their_regions() -> None:
    sites = (Site("Rēzekne", town="lv-rezekne"), Site("Talsi", town="lv-talsi"))
    assert row(replace(RECORD, regions=(), sites=sites)).regions == ("lv-latgale", "lv-kurzeme")


def test_a_project_is_located_by_its_regions_and_by_what_its_sites_say() -> None:
    sites = (Site("Rēzeknē: Iela 1", town="lv-rezekne"), Site("visā Latvijā"))
    mapped = mapper().map(replace(RECORD, regions=("lv-riga",), sites=sites))
    assert located(mapped.project, mapped.triples) == [
        ("region", "lv-riga"),
        ("place", "lv-rezekne"),
        ("region", "lv-latgale"),
        ("words", "Rēzeknē: Iela 1"),
        ("words", "visā Latvijā"),
    ]


def test_digest_changes_with_the_statements_only() -> None:
    assert row(RECORD).digest == row(RECORD).digest
    assert row(RECORD).digest != row(replace(RECORD, status="ongoing")).digest
    figures = (RECORD.figures[0]._replace(value=Decimal("25.20")),)
    assert row(RECORD).digest != row(replace(RECORD, figures=figures)).digest


def test_a_project_is_no_other_for_the_hash_of_its_file() -> None:
    source = replace(RECORD.source, sha256="11ff", retrieved=date(2021, 6, 25))
    assert row(RECORD).digest == row(replace(RECORD, source=source)).digest


def test_a_project_is_no_other_for_its_row() -> None:
    mapped = mapper().map(replace(RECORD, row=7))
    assert any(predicate == ESF.row.n3() for _, predicate, _ in mapped.triples)
    assert row(replace(RECORD, row=7)).digest == row(replace(RECORD, row=8)).digest


@pytest.mark.parametrize("amount", ["9" * 39, "-" + "9" * 39])
def test_an_amount_beyond_the_index_is_left_out_of_sums(amount: str) -> None:
    figures = (Figure("granted", "total", "EUR", Decimal(amount), "Granted"),)
    assert row(replace(RECORD, figures=figures)).granted is None


def test_texts_are_those_of_all_languages() -> None:
    record = replace(
        RECORD,
        title=(Text("Nosaukums", "lv"), Text("A title", "en")),
        abstract=(Text("Par „ko”", "lv"),),
        results=(Text("Kas\nir", "lv"), Text("What is", "en")),
    )
    mapped = mapper().map(record)
    found = texts(mapped.project, mapped.triples)
    assert sorted((title.value, title.language) for title in found.titles) == [
        ("A title", "en"), ("Nosaukums", "lv"),
    ]  # fmt: skip
    assert found.texts == ["Par „ko”", "Kas\nir", "What is"]


def test_shared_rows() -> None:
    mapped = mapper().map(RECORD)
    groups: dict[str, list[tuple[str, str, str]]] = {}
    for triple in mapped.shared:
        groups.setdefault(triple[0], []).append(triple)
    rows = [shared_row(group, MINTER) for group in groups.values()]
    assert OrganisationRow("lv-sia-a", "SIA A", "lv") in rows
    assert RegionRow("lv-latgale", "Latgale", "Latgale") in rows
    (level,) = [r for r in rows if isinstance(r, ProgrammeRow) and r.identifier == "1.5.2"]
    assert level.parent == "lv-2007-2013-1.5"
    assert level.level == "measure"


def test_place_row() -> None:
    triples = [
        (f"<{MINTER.thing('place', 'lv-talsi')}>", "<http://purl.org/dc/terms/isPartOf>",
         f"<{MINTER.thing('region', 'lv-kurzeme')}>"),
    ]  # fmt: skip
    assert shared_row(triples, MINTER) == PlaceRow("lv-talsi", None, None, "lv-kurzeme")


def test_a_stranger_has_no_row() -> None:
    assert shared_row([("<http://elsewhere/>", "<p>", "<o>")], MINTER) is None


def test_a_thing_that_another_replaced_has_no_row() -> None:
    losing, winning = (f"<{MINTER.thing('organisation', slug)}>" for slug in ("lv-b", "lv-a"))
    assert shared_row([(losing, DCTERMS.isReplacedBy.n3(), winning)], MINTER) is None
