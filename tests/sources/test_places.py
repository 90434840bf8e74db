# SPDX-License-Identifier: EUPL-1.2
"""Sites and addresses in free text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fundgraph.record import Site
from fundgraph.reference import Reference
from fundgraph.sources.places import PlaceReader
from fundgraph.sources.values import clean

SEED = (
    "Latgalē - Jēkabpilī: Brīvības 229 un Rīgas 216b, Kurzemē- Talsos: Valdemāra 17a, "
    "Zemgalē- Jelgavā: Sarmas 4, Vidzemē- Madonā: Parka 4 vai/un Alūksnē"
)


@pytest.fixture(scope="session")
def places(reference: Reference) -> PlaceReader:
    return PlaceReader(reference)


def read(places: PlaceReader, text: str) -> list[tuple[str, str | None, str | None, str | None]]:
    return [
        (site.published, site.town, site.region, site.address and site.address.full.value)
        for site in places.sites(text, language="lv")
    ]


def test_the_seeds_five_towns(places: PlaceReader) -> None:
    assert read(places, SEED) == [
        (
            "Latgalē - Jēkabpilī: Brīvības 229 un Rīgas 216b",
            "lv-jekabpils",
            "lv-latgale",
            "Brīvības 229; Rīgas 216b, Jēkabpils",
        ),
        ("Kurzemē- Talsos: Valdemāra 17a", "lv-talsi", "lv-kurzeme", "Valdemāra 17a, Talsi"),
        ("Zemgalē- Jelgavā: Sarmas 4", "lv-jelgava", "lv-zemgale", "Sarmas 4, Jelgava"),
        ("Vidzemē- Madonā: Parka 4", "lv-madona", "lv-vidzeme", "Parka 4, Madona"),
        ("vai/un Alūksnē", "lv-aluksne", "lv-vidzeme", None),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rīgā", [("Rīgā", "lv-riga", None, None)]),
        (
            "Cēsīs: Rīgas iela 5, Ausekļa 2",
            [
                (
                    "Cēsīs: Rīgas iela 5, Ausekļa 2",
                    "lv-cesis",
                    None,
                    "Rīgas iela 5; Ausekļa 2, Cēsis",
                )
            ],
        ),
        ("Cēsīs; Saldū", [("Cēsīs", "lv-cesis", None, None), ("Saldū", "lv-saldus", None, None)]),
        (
            "Kurzemē – Talsos un Saldū",
            [
                ("Kurzemē – Talsos", "lv-talsi", "lv-kurzeme", None),
                ("un Saldū", "lv-saldus", "lv-kurzeme", None),
            ],
        ),
        (
            "Kurzemē - Talsos, Cēsīs",
            [
                ("Kurzemē - Talsos", "lv-talsi", "lv-kurzeme", None),
                ("Cēsīs", "lv-cesis", None, None),
            ],
        ),
        ("Latgales reģions", [("Latgales reģions", None, "lv-latgale", None)]),
        (
            "Latgalē - Preiļu novadā: Raiņa 5",
            [("Latgalē - Preiļu novadā: Raiņa 5", None, "lv-latgale", None)],
        ),
        ("Jelgavā: kultūras namā", [("Jelgavā: kultūras namā", "lv-jelgava", None, None)]),
        ("Visa Latvija", [("Visa Latvija", None, None, None)]),
        ("Skola, Rīgā un Ogrē", [("Skola, Rīgā un Ogrē", None, None, None)]),
        ("Ogresgalā", [("Ogresgalā", None, None, None)]),
        ("", []),
        (" ,; ", []),
    ],
)
def test_sites(
    places: PlaceReader, text: str, expected: list[tuple[str, str | None, str | None, str | None]]
) -> None:
    assert read(places, text) == expected


def test_an_address_with_a_town_is_a_site_there(places: PlaceReader) -> None:
    (site,) = places.sites("Rīgas iela 216B, Jēkabpils, LV-5202", language="lv")
    assert site.town == "lv-jekabpils"
    assert site.address is not None
    assert site.address.thoroughfare == "Rīgas iela"


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (
            "Rīgas iela 216B, Jēkabpils, LV-5202",
            ("Rīgas iela", "216B", "Jēkabpils", "LV-5202"),
        ),
        ("Jēkabpils, Rīgas iela 216B, LV 5202", ("Rīgas iela", "216B", "Jēkabpils", "LV-5202")),
        ("Brīvības iela 40-37, Rīga", ("Brīvības iela", "40-37", "Rīga", None)),
        ("Pils laukums 4, Ādaži, Ādažu novads, LV2164", ("Pils laukums", "4", "Ādaži", "LV-2164")),
        (
            "Kr. Valdemāra iela 17A/2, Talsi, 3201",
            ("Kr. Valdemāra iela", "17A/2", "Talsi", "LV-3201"),
        ),
        ("„Kalni”, Sunākstes pagasts, LV-5117", (None, None, None, "LV-5117")),
        ("nav zināma", (None, None, None, None)),
    ],
)
def test_addresses(places: PlaceReader, text: str, parts: tuple[str | None, ...]) -> None:
    address = places.address(text, language="lv")
    assert address.full.value == text
    assert address.full.language == "lv"
    found = (address.thoroughfare, address.designator, address.post_name, address.post_code)
    assert found == parts


@given(st.data())
def test_listed_towns_are_found_again(
    places: PlaceReader, reference: Reference, data: st.DataObject
) -> None:
    towns = data.draw(st.lists(st.sampled_from(sorted(reference.towns)), min_size=1, max_size=6))
    names = [reference.towns[town].names[1].capitalize() for town in towns]
    assert [site.town for site in places.sites(", ".join(names), language="lv")] == towns


@given(st.text(max_size=120))
def test_any_text_gives_sites_that_publish_it(places: PlaceReader, text: str) -> None:
    sites = places.sites(text, language="lv")
    assert all(isinstance(site, Site) and site.published in clean(text) for site in sites)
    assert bool(sites) == bool(clean(text).strip(" ,;"))
