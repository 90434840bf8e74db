# SPDX-License-Identifier: EUPL-1.2
"""What the address of a list of projects asks for, and the address of what is asked for."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Final, TypeVar
from urllib.parse import urlencode

from werkzeug.datastructures import MultiDict

from fundgraph.store.index import Selection
from fundgraph.web.projects.amounts import cents, plain

# The filters that are lists of boxes: parameter → field of the selection.
LISTS: Final = {
    "region": "regions",
    "programme": "programmes",
    "status": "statuses",
    "fund": "funds",
    "period": "periods",
}
VIEWS: Final = ("list", "table", "map")
SORTS: Final = ("best", "-granted", "-spent", "-start", "title")
MOST_VALUES: Final = 50  # of all filters together
LONGEST: Final = 500  # characters of a value
_YEAR: Final = re.compile(r"[0-9]{4}")
_ALL: Final = Selection()

Arguments = MultiDict[str, str]
Value = TypeVar("Value", str, int)


@dataclass(frozen=True, slots=True)
class Ignored:
    """A value that was not understood: what it was to be (`amount`, `year`, `view`, `sort`,
    `role`, `long`, `many`), the value itself, the parameter that it came in."""

    kind: str
    value: str
    parameter: str


@dataclass(frozen=True, slots=True)
class Asked:
    """A list of projects: which, in what order, shown how. `sort` is empty where the address names
    none; `ignored` is what it says in vain."""

    selection: Selection = _ALL
    sort: str = ""
    view: str = VIEWS[0]
    ignored: tuple[Ignored, ...] = ()

    @property
    def order(self) -> str:
        """The order of the list: the best match first where there are words."""
        return self._usual if self.sort in ("", SORTS[0]) else self.sort

    @property
    def _usual(self) -> str:
        return SORTS[0] if self.selection.text else SORTS[1]

    def having(self, **changes: object) -> Asked:
        """The same with other fields of the selection."""
        return replace(self, selection=replace(self.selection, **changes))  # type: ignore[arg-type]

    def without(self, field: str, value: str) -> Asked:
        """The same without one of the values of a filter."""
        values: tuple[str, ...] = getattr(self.selection, field)
        return self.having(**{field: tuple(one for one in values if one != value)})

    def parameters(self) -> list[tuple[str, str]]:
        """The parameters of its address, in one order whatever they came in."""
        found = selected(self.selection)
        if self.order != self._usual:
            found.append(("sort", self.order))
        if self.view != VIEWS[0]:
            found.append(("view", self.view))
        return found

    def query(self, page: str | None = None) -> str:
        """The query string of its address, with its question mark; empty for all projects."""
        return written([*self.parameters(), *([("page", page)] if page else [])])

    def sorted(self, sort: str) -> Asked:
        """The same in another order."""
        return replace(self, sort=sort)

    def shown_as(self, view: str) -> Asked:
        """The same in another view."""
        return replace(self, view=view)


def written(parameters: list[tuple[str, str]]) -> str:
    """Parameters as a query string with its question mark; empty where there are none."""
    return f"?{urlencode(parameters)}" if parameters else ""


def selected(selection: Selection) -> list[tuple[str, str]]:
    """A selection as parameters, in one order."""
    one: dict[str, object] = {"q": selection.text}
    after: dict[str, object] = {
        "organisation": selection.organisation,
        "role": selection.role,
        "from": selection.first_year,
        "to": selection.last_year,
        "min": None if selection.least is None else plain(selection.least),
        "max": None if selection.most is None else plain(selection.most),
    }
    boxes = [(name, value) for name, field in LISTS.items() for value in getattr(selection, field)]
    return [*_given(one), *boxes, *_given(after)]


def _given(values: dict[str, object]) -> Iterator[tuple[str, str]]:
    return ((name, str(value)) for name, value in values.items() if value not in (None, ""))


def read(arguments: Arguments, language: str) -> Asked:
    """What the parameters of an address ask for, amounts as the language writes them (for data:
    none); what cannot be understood is left out and told."""
    reader = _Reader(arguments, language)
    selection = reader.selection()
    sort, view = reader.choice("sort", SORTS), reader.choice("view", VIEWS)
    return Asked(selection, sort, view or VIEWS[0], tuple(reader.ignored))


class _Reader:
    def __init__(self, arguments: Arguments, language: str) -> None:
        self._arguments, self._language = arguments, language
        self.ignored: list[Ignored] = []

    def selection(self) -> Selection:
        organisation = self._text("organisation")
        return Selection(
            text=self._words(),
            organisation=organisation,
            role=self._role(organisation),
            first_year=self._year("from"),
            last_year=self._year("to"),
            least=self._amount("min"),
            most=self._amount("max"),
            **self._lists(),
        )

    def choice(self, name: str, known: tuple[str, ...]) -> str:
        return self._understood(name, name, lambda value: value if value in known else None) or ""

    def _text(self, name: str) -> str | None:
        return self._arguments.get(name, "").strip()[:LONGEST] or None

    def _words(self) -> str | None:
        text = self._arguments.get("q", "").strip()
        if len(text) > LONGEST:
            self.ignored.append(Ignored("long", text, "q"))
        return self._text("q")

    def _lists(self) -> dict[str, tuple[str, ...]]:
        """The values of the filters by field, of all together as many as count: each value has its
        link, and each link has all the others."""
        found, room = {}, MOST_VALUES
        for name, field in LISTS.items():
            values = self._values(name)
            if len(values) > room:
                self.ignored.append(Ignored("many", name, name))
            found[field] = tuple(values[:room])
            room -= len(found[field])
        return found

    def _values(self, name: str) -> list[str]:
        """The values of a filter, each once, in one order."""
        stripped = (value.strip()[:LONGEST] for value in self._arguments.getlist(name))
        return sorted(set(filter(None, stripped)))

    def _role(self, organisation: str | None) -> str | None:
        return self._understood("role", "role", lambda value: value if organisation else None)

    def _year(self, name: str) -> int | None:
        return self._understood(
            "year", name, lambda value: int(value) if _YEAR.fullmatch(value) else None
        )

    def _amount(self, name: str) -> int | None:
        return self._understood("amount", name, lambda value: cents(value, self._language))

    def _understood(
        self, kind: str, name: str, reading: Callable[[str], Value | None]
    ) -> Value | None:
        """A parameter as it was read; one that could not be is told."""
        value = self._text(name)
        found = reading(value) if value else None
        if value and found is None:
            self.ignored.append(Ignored(kind, value, name))
        return found
