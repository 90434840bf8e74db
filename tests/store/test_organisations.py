# SPDX-License-Identifier: EUPL-1.2
"""Organisations found by the words of their names and by legal form."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from fundgraph.store.index import Index, IndexBuilder, OrganisationRow, ProjectRow
from fundgraph.store.index.organisations import Bodies

NAMES = {
    "iic": ("Biedrība „Izglītības iniciatīvu centrs”", "association"),
    "zala": ('SIA "Zaļā māja"', "company"),
    "lodz": ("Miasto Łódź", None),
    "idle": ("Biedrība bez projekta", "association"),
}


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    path = tmp_path_factory.mktemp("index") / "search.sqlite"
    with IndexBuilder(path) as built:
        for slug, (name, form) in NAMES.items():
            built.add(OrganisationRow(slug, name, "lv", form))
        taking_part = tuple((slug, "partner") for slug in NAMES if slug != "idle")
        built.add(ProjectRow("p", "urn:p", "1", "Title", "lv", "urn:g", organisations=taking_part))
    opened = Index.open(path)
    yield opened
    opened.close()


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("", {"iic", "zala", "lodz"}),
        ("izglitibas", {"iic"}),
        ("IZGLĪT centr", {"iic"}),
        ("centrs biedriba", {"iic"}),
        ("zala", {"zala"}),
        ("lodz", {"lodz"}),
        ("aja", set()),
        ("bez", set()),
        ("%", {"iic", "zala", "lodz"}),
        ("'; DROP TABLE organisation", set()),
    ],
)
def test_words_begin_words_of_names(index: Index, name: str, found: set[str]) -> None:
    chosen = Bodies(name)
    assert {row.slug for row in index.organisations(chosen)} == found
    assert index.organisation_count(chosen) == len(found)


def test_legal_forms_are_those_that_take_part(index: Index) -> None:
    assert index.legal_forms() == [("association", 1), ("company", 1)]
    assert [row.slug for row in index.organisations(Bodies(None, "company"))] == ["zala"]
    assert index.organisation_count(Bodies("izglitibas", "company")) == 0


def test_a_page_of_what_was_found(index: Index) -> None:
    found = index.organisations(Bodies("", None), sort="name", limit=1, offset=1)
    assert [row.slug for row in found] == ["lodz"]
