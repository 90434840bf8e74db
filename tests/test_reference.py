# SPDX-License-Identifier: EUPL-1.2
"""The reference tables: what they hold, and that they agree with what others publish."""

import csv
import json
import re
import unicodedata
from datetime import date
from pathlib import Path

import pytest

from fundgraph import resources
from fundgraph.errors import MachineRefuses
from fundgraph.iris import name_slug
from fundgraph.reference import Reference, load_reference

SHARED = Path(__file__).parents[2] / "shared"
TREE = "lv-2007-2013"


@pytest.fixture(scope="module")
def reference() -> Reference:
    return load_reference(resources.folder("data") / "reference")


def given(name: str) -> Path:
    path = SHARED / name
    if not path.exists():
        pytest.skip(f"{name} is not at hand")
    return path


def codes(reference: Reference, region: str, start: date | None, end: date | None) -> list[str]:
    return [nuts.code for nuts in reference.nuts_of(region, start, end)]


def test_the_five_planning_regions(reference: Reference) -> None:
    assert {region.labels["lv"] for region in reference.regions.values()} == {
        "Kurzeme", "Latgale", "Rīga", "Vidzeme", "Zemgale",
    }  # fmt: skip
    assert {region.country for region in reference.regions.values()} == {"LV"}


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Kurzemes region", "lv-kurzeme"),
        ("Latgales region", "lv-latgale"),
        ("Vidzemes region", "lv-vidzeme"),
        ("Zemgales region", "lv-zemgale"),
        ("Kurzemes reģions", "lv-kurzeme"),
        ("KURZEMES  plānošanas\u00a0reģions", "lv-kurzeme"),
        ("Latgalē", "lv-latgale"),
        ("Riga region", "lv-riga"),
        ("Rīgas reģions", "lv-riga"),
        ("Pierīga", "lv-riga"),
        ("Sēlija", None),
        ("", None),
    ],
)
def test_regions_by_the_names_that_sources_use(
    reference: Reference, name: str, code: str | None
) -> None:
    assert reference.find_region(name) == code


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Jēkabpilī", "lv-jekabpils"),
        ("Talsos", "lv-talsi"),
        ("Cēsīs", "lv-cesis"),
        ("Saldū", "lv-saldus"),
        ("pļaviņās", "lv-plavinas"),
        ("Rīga", "lv-riga"),
        ("Rīgas", None),
    ],
)
def test_towns_in_nominative_and_locative(
    reference: Reference, name: str, code: str | None
) -> None:
    assert reference.find_town(name) == code


def test_every_town_of_latvia_once_in_a_region(reference: Reference) -> None:
    assert len(reference.towns) == 81
    assert all(town.region in reference.regions for town in reference.towns.values())
    assert all(
        town.code == f"lv-{name_slug(town.labels['lv'])}" for town in reference.towns.values()
    )
    names = [name for town in reference.towns.values() for name in town.names]
    assert len(names) == len(set(names))
    assert reference.towns["lv-jekabpils"].region == "lv-zemgale"


def plain(name: str) -> str:
    return unicodedata.normalize("NFKD", name.casefold()).encode("ascii", "ignore").decode()


def test_towns_lie_where_their_municipality_does(reference: Reference) -> None:
    text = given("reference/geo/municipalities.geojson").read_text(encoding="utf-8")
    properties = [feature["properties"] for feature in json.loads(text)["features"]]
    region_of = {plain(p["name"]): f"lv-{plain(p['region'])}" for p in properties}
    checked = 0
    for town in reference.towns.values():
        stem = re.sub(r"(ene|ne|is|e|a|i|s|us|as)$", "", plain(town.labels["lv"]))
        found = {region for name, region in region_of.items() if name.startswith(stem)}
        if len(found) == 1:
            assert found == {town.region}, town.code
            checked += 1
    assert checked > 55


def test_nuts_codes_are_those_in_force_in_the_projects_time(reference: Reference) -> None:
    then = (date(2012, 9, 1), date(2013, 8, 31))
    now = (date(2024, 1, 1), date(2024, 12, 31))
    assert codes(reference, "lv-kurzeme", *then) == ["LV003"]
    assert codes(reference, "lv-riga", *then) == ["LV006", "LV007"]
    assert codes(reference, "lv-kurzeme", *now) == ["LV00B"]
    assert codes(reference, "lv-vidzeme", *now) == ["LV00C"]
    assert codes(reference, "lv-riga", *now) == ["LV00A"]
    assert codes(reference, "lv-kurzeme", date(2023, 12, 31), date(2024, 1, 1)) == [
        "LV003",
        "LV00B",
    ]


def test_nuts_of_a_project_with_one_bound_or_none(reference: Reference) -> None:
    assert codes(reference, "lv-kurzeme", date(2023, 12, 31), None) == ["LV003"]
    assert codes(reference, "lv-kurzeme", None, date(2024, 1, 1)) == ["LV00B"]
    assert codes(reference, "lv-kurzeme", None, None) == []
    assert codes(reference, "lv-nowhere", date(2012, 1, 1), None) == []


def test_nuts_2024_are_the_codes_of_the_official_list(reference: Reference) -> None:
    text = given("reference/codes/nuts_nuts-lva-lvl3.gc").read_text(encoding="utf-8")
    rows = re.findall(r"<Row>.*?</Row>", text, re.DOTALL)
    pairs = (re.findall(r"<SimpleValue>([^<]*)", row) for row in rows)
    official = {code: name for code, name, *_ in pairs if not code.endswith("ZZZ")}
    ours = {
        nuts.code: region.labels["lv"]
        for region in reference.regions.values()
        for nuts in region.nuts
        if nuts.edition == "2024"
    }
    assert ours == official


def test_nuts_2021_are_in_the_official_table(reference: Reference) -> None:
    text = given("reference/codes/ted-rdf-mapping_nuts.json").read_text(encoding="utf-8")
    official = set(re.findall(r"\bLV\d{3}\b", text))
    ours = {nuts.code for region in reference.regions.values() for nuts in region.nuts}
    assert official <= ours
    assert ours - official == {"LV00A", "LV00B", "LV00C"}


def test_the_path_of_the_seeds_sub_activity(reference: Reference) -> None:
    path = reference.path(TREE, "1.5.2.2.2")
    assert [(level.identifier, level.level) for level in path] == [
        ("1DP", "programme"),
        ("1.5", "priority"),
        ("1.5.2", "measure"),
        ("1.5.2.2", "activity"),
        ("1.5.2.2.2", "sub-activity"),
    ]
    assert path[-1].labels == {
        "lv": "NVO administratīvās kapacitātes stiprināšana",
        "en": "Administrative Capacity Building of NGOs",
    }
    assert path[-1].fund == "ESF"
    assert path[-1].period == "2007-2013"
    assert path[0].parent is None


def test_an_unknown_level_has_no_path(reference: Reference) -> None:
    assert reference.path(TREE, "9.9") == ()
    assert reference.path("xx-2007-2013", "1.5") == ()


def test_every_level_hangs_in_its_tree(reference: Reference) -> None:
    for tree, identifier in reference.levels:
        assert reference.path(tree, identifier)[0].level == "programme"


def test_the_tree_is_that_of_the_official_list(reference: Reference) -> None:
    path = given("samples/LV_2007-2013_activities.csv")
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = [row for row in csv.reader(file) if row[0].startswith("1.5.")]
    assert len(rows) == 18
    for row in rows:
        level = reference.levels[TREE, row[0].rstrip(".")]
        assert level.labels["lv"] == row[1]
        assert level.fund == (row[5] or "ESF")


def test_a_missing_folder_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(MachineRefuses, match="reference tables are missing"):
        load_reference(tmp_path / "none")
