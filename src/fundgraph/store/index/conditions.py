# SPDX-License-Identifier: EUPL-1.2
"""A selection as conditions over the table of projects: fixed SQL, its values bound."""

from __future__ import annotations

import json
from typing import Any, Final

from fundgraph.store.index.selection import NONE, Selection, match

_PART: Final = """
  project.id IN (
    SELECT project FROM participation JOIN organisation ON organisation.id = organisation
    WHERE slug = :organisation AND (:role IS NULL OR role = :role)
  )
"""
_GIVEN: Final = "(SELECT value FROM json_each(:{}))"
_IN_REGION: Final = f"""
  (project.id IN (SELECT project FROM project_region WHERE region IN {_GIVEN.format("regions")})
  OR :none_regions AND project.id NOT IN (SELECT project FROM project_region))
"""
_BELOW: Final = f"""
  (programme IN (
    SELECT programme FROM programme_within WHERE ancestor IN {_GIVEN.format("programmes")}
  ) OR :none_programmes AND programme IS NULL)
"""


def _any(field: str, column: str) -> str:
    return f"({column} IN {_GIVEN.format(field)} OR :none_{field} AND {column} IS NULL)"


_CONDITIONS: Final = {
    "text": "project.id IN (SELECT rowid FROM words WHERE words MATCH :text)",
    "programmes": _BELOW,
    "regions": _IN_REGION,
    "statuses": _any("statuses", "status"),
    "funds": _any("funds", "fund"),
    "periods": _any("periods", "period"),
    "organisation": _PART,
    "first_year": "year >= :first_year",
    "last_year": "year <= :last_year",
    "least": "granted >= :least",
    "most": "granted <= :most",
}
_MANY: Final = ("programmes", "regions", "statuses", "funds", "periods")
_BOUNDS: Final = ("first_year", "last_year", "least", "most")
_LARGEST: Final = (1 << 63) - 1


def where(selection: Selection, *without: str) -> str:
    """The WHERE clause of a selection, but for some of its fields."""
    chosen = [
        condition
        for name, condition in _CONDITIONS.items()
        if getattr(selection, name) not in (None, (), "") and name not in without
    ]
    return f" WHERE {' AND '.join(chosen)}" if chosen else ""


def parameters(selection: Selection) -> dict[str, Any]:
    """The values to bind."""
    bound: dict[str, Any] = {
        "text": match(selection.text or ""),
        "number": _sound((selection.text or "").strip()),
        "organisation": _sound(selection.organisation),
        "role": _sound(selection.role),
    }
    for name in _MANY:
        values = getattr(selection, name)
        bound[name] = json.dumps([_sound(value) for value in values])
        bound[f"none_{name}"] = NONE in values
    for name in _BOUNDS:
        value = getattr(selection, name)
        bound[name] = value and max(-_LARGEST, min(value, _LARGEST))
    return bound


def _sound(text: str | None) -> str | None:
    """A text without halves of surrogate pairs, which no file can hold."""
    return text and text.encode(errors="replace").decode()
