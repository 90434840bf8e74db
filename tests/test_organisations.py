# SPDX-License-Identifier: EUPL-1.2
"""Spellings of one organisation meet in one key; different organisations do not."""

import pytest

from fundgraph.organisations import near_misses, organisation_name


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ('Biedrība "Izglītības iniciatīvu centrs"', "biedrība „Izglītības  iniciatīvu centrs”"),
        ("Biedrība ”Jēkabpils NVO resursu centrs”", "Biedrība “Jēkabpils NVO resursu centrs“"),
        ("SIA „Alfa”", "Sabiedrība ar ierobežotu atbildību Alfa"),
        ("SIA Alfa", "Alfa, SIA"),
        ("Alfa\u00a0Beta", "ALFA BETA"),
    ],
)
def test_spellings_of_one(one: str, other: str) -> None:
    assert organisation_name(one, "LV").key == organisation_name(other, "LV").key
    assert organisation_name(one, "LV").slug == organisation_name(other, "LV").slug


@pytest.mark.parametrize(
    ("one", "other"),
    [("SIA Alfa", "AS Alfa"), ("SIA Alfa", "Alfa"), ("Alfa", "Alfas"), ("Siatons", "SIA tons")],
)
def test_different_ones(one: str, other: str) -> None:
    assert organisation_name(one, "LV").key != organisation_name(other, "LV").key


def test_country_keeps_apart() -> None:
    assert organisation_name("Alfa", "LV").slug == "lv-alfa"
    assert organisation_name("Alfa", "LT").slug == "lt-alfa"


@pytest.mark.parametrize(
    ("published", "legal_name"),
    [
        ('Biedrība "A b"', "Biedrība „A b”"),
        ("Biedrība ”A b”", "Biedrība „A b”"),
        ("Biedrība ”A b", "Biedrība ”A b"),
        ("A  b", "A b"),
        ('"A" un "B"', "„A” un „B”"),
    ],
)
def test_legal_name(published: str, legal_name: str) -> None:
    assert organisation_name(published, "LV").legal_name == legal_name


def test_slug_of_the_seed() -> None:
    name = organisation_name('Biedrība "Izglītības iniciatīvu centrs"', "LV")
    assert name.slug == "lv-biedriba-izglitibas-iniciativu-centrs"


@pytest.mark.parametrize(
    ("one", "other", "country"),
    [
        ("UAB „Tiltas“", "Uždaroji akcinė bendrovė Tiltas", "LT"),
        ("Izdomāta Sp. z o.o.", "IZDOMĀTA spółka z ograniczoną odpowiedzialnością", "PL"),
        ("Brücke GmbH", "brücke gmbh", "DE"),
        ("Most d.o.o.", "Most društvo s ograničenom odgovornošću", "HR"),
    ],
)
def test_forms_of_other_countries(one: str, other: str, country: str) -> None:
    assert organisation_name(one, country).key == organisation_name(other, country).key


def test_near_misses_are_listed_and_different_ones_are_not() -> None:
    names = [
        "SIA Izdomātais tilts",
        "Izdomātais tilts",
        "Biedrība Jaunatnes iniciatīvas",
        "Biedrība Jaunatnes iniciatīva",
        "Izdomātā skola nr. 1",
        "Izdomātā skola nr. 2",
        "SIA Alfa",
        "SIA Alba",
    ]
    keys = {organisation_name(name, "LV").key: name for name in names}
    pairs = {frozenset((keys[one], keys[other])) for one, other in near_misses(list(keys))}
    assert pairs == {frozenset(names[:2]), frozenset(names[2:4])}
