# SPDX-License-Identifier: EUPL-1.2
"""Lists that hold no projects but the levels of a programme, each below the one it begins with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from fundgraph.sources.describe.choice import Choice
from fundgraph.sources.describe.meanings import Meaning
from fundgraph.sources.describe.profile import Profile

# What a list of projects has at least one of.
_OF_PROJECTS = frozenset({"amount", "promoter", "start", "end", "dates", "abstract", "place"})
_TREE = {"number": "programme", "title": "programme-title"}
_SURE = 0.75
_WHY = "the rows are levels of a programme, not projects"


def as_tree(
    chosen: Sequence[Choice], profiles: Mapping[int, Profile], cells: Mapping[int, Sequence[str]]
) -> list[Choice]:
    """The choices, for a list of programme levels its number and title as those of levels."""
    fields = {choice.meaning.field: choice.index for choice in chosen}
    number = fields.get("number", fields.get("programme"))
    if number is None or _OF_PROJECTS & fields.keys():
        return list(chosen)
    if profiles[number].share("level") < 0.9 or not _is_nested(cells[number]):
        return list(chosen)
    return [
        replace(one, meaning=Meaning(level), confidence=_SURE, why=_WHY)
        if (level := _level(one))
        else one
        for one in chosen
    ]


def _level(choice: Choice) -> str | None:
    if choice.meaning.aside == "programme level":
        return "programme-title"
    return _TREE.get(choice.meaning.field)


def _is_nested(numbers: Sequence[str]) -> bool:
    """True for numbers most of which begin with another of them: `1.1.`, `1.1.2.`."""
    levels = {tuple(number.strip(".").split(".")) for number in numbers if number}
    nested = sum(level[:-1] in levels for level in levels)
    return len(levels) > 3 and nested * 2 > len(levels)
