# SPDX-License-Identifier: EUPL-1.2
"""Whether the codes of a column are those of a list that is known here."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from fundgraph.codes import CodeLists, load_code_lists
from fundgraph.reference import Reference
from fundgraph.resources import concept_files
from fundgraph.sources.describe.choice import Choice
from fundgraph.sources.describe.meanings import Meaning
from fundgraph.sources.describe.profile import Profile
from fundgraph.sources.lookups import FIELDS, Lookups

# Below this share of known codes a column has those of another list.
_LEAST = 0.5
_CONFIDENCE = 0.7


def of_known_codes(choice: Choice, column: Profile) -> Choice:
    """The choice; a column of intervention fields most of whose codes are unknown as published."""
    if choice.meaning.field != FIELDS or not column.values:
        return choice
    lookups = Lookups(Reference({}, {}, {}), _lists(), language="")
    strange = [
        cell
        for cell in column.values
        if not any(lookups.code(FIELDS, word) for word in lookups.coded(cell, None))
    ]
    if len(strange) <= (1 - _LEAST) * len(column.values):
        return choice
    why = f"most of its codes are in no list known here, as {strange[0][:60]!r}; else {FIELDS!r}"
    return replace(choice, meaning=Meaning("published"), confidence=_CONFIDENCE, why=why)


@cache
def _lists() -> CodeLists:
    return load_code_lists(concept_files())
