# SPDX-License-Identifier: EUPL-1.2
"""IRIs: readable, injective where they must be, never ending in a suffix."""

import re

import pyoxigraph
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from fundgraph.iris import SUFFIXES, Minter, name_slug, number_slug

MINTER = Minter("http://localhost:8000/")
numbers = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40)


@pytest.mark.parametrize(
    ("number", "slug"),
    [
        ("1DP/1.5.2.2.2/12/APIA/SIF/176", "1DP-1.5.2.2.2-12-APIA-SIF-176"),
        ("A-1/2_3", "A_-1-2__3"),
        ("VP1-1.1-SADM-01-K-01-001/ŪM", "VP1_-1.1_-SADM_-01_-K_-01_-001-ŪM"),
        ("a b", "a_20.b"),
        ("page.ttl", "page.ttl_."),
        ("..", ".._."),
    ],
)
def test_number_slug(number: str, slug: str) -> None:
    assert number_slug(number) == slug


def test_number_slug_with_hyphens() -> None:
    assert number_slug("A-1/2", separator="-") == "A-1_-2"


@given(st.tuples(numbers, numbers), st.sampled_from("/-"))
def test_number_slug_is_injective(pair: tuple[str, str], separator: str) -> None:
    first, second = (number_slug(number, separator=separator) for number in pair)
    same = MINTER.project(pair[0]) == MINTER.project(pair[1])
    assert (first == second) == same
    if pair[0].isascii() and pair[1].isascii():
        assert (first == second) == (pair[0] == pair[1])


@given(numbers)
def test_number_slug_stays_one_segment(number: str) -> None:
    slug = number_slug(number)
    assert not set(slug) & set('/?#%<>"{}|\\^` ')
    assert slug.strip(".")
    assert not slug.lower().endswith(tuple(f".{suffix}" for suffix in SUFFIXES))


@given(numbers)
@example("[A]\x85\ue000\ufff0\U0001fffe")
def test_number_slug_makes_a_valid_iri(number: str) -> None:
    line = f"<{MINTER.project(number)}> <x:p> <x:o> .\n"
    assert len(list(pyoxigraph.parse(line, pyoxigraph.RdfFormat.N_TRIPLES))) == 1


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Izglītības iniciatīvu centrs", "izglitibas-iniciativu-centrs"),
        ("Łódź & Søn", "lodz-son"),
    ],
)
def test_name_slug(name: str, slug: str) -> None:
    assert name_slug(name) == slug


def test_name_without_latin_letters() -> None:
    assert re.fullmatch("[0-9a-f]{8}", name_slug("Εταιρεία"))
    assert name_slug("Εταιρεία") != name_slug("Компания")


def test_long_names_keep_apart() -> None:
    first, second = name_slug("a " * 80 + "b"), name_slug("a " * 80 + "c")
    assert first != second
    assert len(first) <= 90


def test_things_of_a_site() -> None:
    assert MINTER.thing("region", "lv-latgale") == "http://localhost:8000/id/region/lv-latgale"
    assert MINTER.split("http://localhost:8000/id/region/lv-latgale") == ("region", "lv-latgale")
    assert MINTER.split("http://localhost:8000/id/region/lv-latgale#x") is None
    assert MINTER.split("https://example.org/id/region/lv-latgale") is None
    assert MINTER.source_file("sif", "a b/ū.txt").endswith("/data/source/sif/a%20b%2F%C5%AB.txt")
    with pytest.raises(KeyError):
        MINTER.thing("person", "x")
