# SPDX-License-Identifier: EUPL-1.2
"""Lists that hold no projects but the levels of a programme, each below the one it begins with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from fundgraph.sources.describe.choice import Choice
from fundgraph.sources.describe.meanings import Meaning
from fundgraph.sources.describe.profile import Profile
from fundgraph.sources.holdings import OF_PROGRAMMES

# What a list of projects has at least one of.
_OF_PROJECTS = frozenset({"amount", "promoter", "start", "end", "dates", "abstract", "place"})
_TREE = {"number": "programme", "title": "programme-title"}
_SURE = 0.75
_WHY = "the rows are levels of a programme, not projects"


def is_tree(
    chosen: Sequence[Choice], profiles: Mapping[int, Profile], cells: Mapping[int, Sequence[str]]
) -> bool:
    """True for a list of programme levels: numbers one below the other, and nothing of projects."""
    fields = {choice.meaning.field: choice.index for choice in chosen}
    number = fields.get("number", fields.get("programme"))
    if number is None or _OF_PROJECTS & fields.keys():
        return False
    return profiles[number].share("level") >= 0.9 and _is_nested(cells[number])


def as_tree(chosen: Sequence[Choice]) -> list[Choice]:
    """The choices for a list of programme levels: its number and title as those of levels, what
    levels do not have as published."""
    return [
        replace(one, meaning=Meaning(field), confidence=_SURE, why=_WHY)
        if (field := _field(one)) != one.meaning.field or field == "published"
        else one
        for one in chosen
    ]


def _field(choice: Choice) -> str:
    if choice.meaning.aside == "programme level":
        return "programme-title"
    field = _TREE.get(choice.meaning.field, choice.meaning.field)
    return field if field in OF_PROGRAMMES else "published"


def _is_nested(numbers: Sequence[str]) -> bool:
    """True for numbers most of which begin with another of them: `1.1.`, `1.1.2.`."""
    levels = {tuple(number.strip(".").split(".")) for number in numbers if number}
    nested = sum(level[:-1] in levels for level in levels)
    return len(levels) > 3 and nested * 2 > len(levels)
