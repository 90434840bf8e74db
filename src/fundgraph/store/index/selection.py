# SPDX-License-Identifier: EUPL-1.2
"""Which projects a list holds: conditions put together from fixed SQL, their values bound."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

_WORD: Final = re.compile(r"[^\W_]+")  # the index parts words at `_` too
_MOST_WORDS: Final = 12

_ORGANISATION: Final = "SELECT project FROM participation JOIN organisation ON organisation.id"
# By field: the projects as a set (sought when there are few) and as a test of one project (when
# there are many, so that the list can be read in the order of an index).
_CONDITIONS: Final = {
    "organisation": (
        f"id IN ({_ORGANISATION} = participation.organisation WHERE slug = :organisation)",
        "EXISTS (SELECT 1 FROM participation WHERE project = project.id AND organisation ="
        " (SELECT id FROM organisation WHERE slug = :organisation))",
    ),
    "role": (
        f"id IN ({_ORGANISATION} = participation.organisation"
        " WHERE slug = :organisation AND role = :role)",
        "EXISTS (SELECT 1 FROM participation WHERE project = project.id AND role = :role"
        " AND organisation = (SELECT id FROM organisation WHERE slug = :organisation))",
    ),
    "programme": (
        "programme IN (SELECT programme FROM programme_within WHERE ancestor = :programme)",
        "EXISTS (SELECT 1 FROM programme_within"
        " WHERE ancestor = :programme AND programme = project.programme)",
    ),
    "region": (
        "id IN (SELECT project FROM project_region WHERE region = :region)",
        "EXISTS (SELECT 1 FROM project_region WHERE region = :region AND project = project.id)",
    ),
    "text": (
        "id IN (SELECT rowid FROM words WHERE words MATCH :text)",
        "id IN (SELECT rowid FROM words WHERE words MATCH :text)",
    ),
}

SORTS: Final = {
    "granted": "granted",
    "spent": "spent",
    "start": "start",
    "title": "title_key",
    "number": "number",
}


@dataclass(frozen=True, slots=True)
class Selection:
    """Projects of an organisation (in a role), programme (with what is below it), region, with
    words in title, number or promoter; every field that is given must hold."""

    organisation: str | None = None
    role: str | None = None
    programme: str | None = None
    region: str | None = None
    text: str | None = None

    def parameters(self) -> dict[str, str | None]:
        """The values to bind."""
        return {
            "organisation": self.organisation,
            "role": self.role,
            "programme": self.programme,
            "region": self.region,
            "text": match(self.text) if self.text else None,
        }

    def where(self, *, many: bool) -> str:
        """The WHERE clause over `project`; empty for all projects."""
        if self.role and not self.organisation:
            raise ValueError("a role needs an organisation")
        chosen = [
            condition[many]
            for name, condition in _CONDITIONS.items()
            if getattr(self, name) is not None and not (name == "organisation" and self.role)
        ]
        return f" WHERE {' AND '.join(chosen)}" if chosen else ""


def order(sort: str, *, many: bool) -> str:
    """The ORDER BY clause of a sort such as `title` or `-granted` (falling); projects without a
    value come last. Raises KeyError for an unknown one."""
    column = SORTS[sort.removeprefix("-")]
    way = "DESC" if sort.startswith("-") else "ASC"
    # A unary plus keeps the engine from reading the whole list by the index of the sort.
    return f" ORDER BY {'' if many else '+'}{column} {way} NULLS LAST, id {way}"


def match(text: str) -> str:
    """The words of a text as a query of the word index: all of them, each as the start of one.

    A text without words matches nothing.
    """
    words = _WORD.findall(text)[:_MOST_WORDS]
    return " ".join(f'"{word}"*' for word in words) or '""'
