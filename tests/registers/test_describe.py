# SPDX-License-Identifier: EUPL-1.2
"""Drafts of the real lists, without help, against what their columns hold."""

import tomllib
from functools import lru_cache
from pathlib import Path

import pytest

from fundgraph.sources.describe import Draft, draft
from fundgraph.sources.describe.column import Column

SAMPLES = Path(__file__).parents[3] / "shared" / "samples"
TRUTH = tomllib.loads((Path(__file__).parent / "truth.toml").read_text(encoding="utf-8"))
SURE = 0.8

pytestmark = pytest.mark.skipif(not SAMPLES.is_dir(), reason="the sample lists are not here")


@lru_cache(maxsize=16)
def drafted(name: str) -> Draft:
    return draft(SAMPLES / name)


def truth(name: str) -> dict[str, list[str]]:
    """Each heading of a list with the answers that are right."""
    pairs = (line.rsplit(" = ", 1) for line in TRUTH[name]["columns"])
    return {heading: answers.split(" | ") for heading, answers in pairs}


def answer(column: Column) -> str:
    meaning = column.choice.meaning
    return " ".join(filter(None, (meaning.field, meaning.stage, meaning.component)))


def wrong(name: str) -> list[tuple[str, str, float]]:
    right = truth(name)
    return [
        (column.choice.heading, answer(column), column.choice.confidence)
        for column in drafted(name).columns
        if answer(column) not in right[column.choice.heading]
    ]


@pytest.mark.parametrize("name", TRUTH)
def test_every_column_is_drafted(name: str) -> None:
    assert {column.choice.heading for column in drafted(name).columns} == set(truth(name))


def test_columns_are_right() -> None:
    mistakes = {name: found for name in TRUTH if (found := wrong(name))}
    columns = sum(len(truth(name)) for name in TRUTH)
    assert sum(map(len, mistakes.values())) <= 0.05 * columns, mistakes
    sure = [one for found in mistakes.values() for one in found if one[2] >= SURE]
    assert not sure


@pytest.mark.parametrize("name", TRUTH)
def test_country_language_currency(name: str) -> None:
    made = drafted(name)
    facts = (made.country.value, made.language.value, made.currency.value)
    assert " ".join(facts) == TRUTH[name]["facts"]


@pytest.mark.parametrize("name", TRUTH)
def test_drafts_are_descriptions(name: str) -> None:
    assert drafted(name).description().columns


def test_the_list_of_activities_is_one_of_programmes() -> None:
    holding = {name: drafted(name).description().holds for name in TRUTH}
    trees = [name for name, holds in holding.items() if holds == "programmes"]
    assert trees == ["LV_2007-2013_activities.csv"]
