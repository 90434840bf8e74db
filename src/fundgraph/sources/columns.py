# SPDX-License-Identifier: EUPL-1.2
"""The columns of a table, as its description maps them to fields."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from fundgraph.config import unknown_key
from fundgraph.errors import UsageError

# field → the options that it takes
TEXTS = ("title", "abstract", "results", "programme-title")
LISTS = ("regions", "partners", "contractors", "intervention-field")
# Fields whose values are brought together where several columns have them.
JOINED = (*LISTS, "place")
PLAIN = (
    "number", "programme", "status", "fund", "period", "currency", "town", "town-region",
    "postcode", "country", "promoter", "promoter-legal-form", "promoter-number",
    "promoter-address", "promoter-postcode", "promoter-country", "promoter-homepage", "level",
    "parent", "contact", "published", "ignored",
)  # fmt: skip
DATES = ("start", "end", "dates", "modified")
MONEY = ("stage", "component", "currency")
CELL = "cell"  # the currency stands in each cell
OPTIONS: dict[str, frozenset[str]] = {
    **{name: frozenset({"language"}) for name in TEXTS},
    **{name: frozenset({"separator"}) for name in JOINED},
    **{name: frozenset() for name in PLAIN},
    **{name: frozenset({"dates"}) for name in DATES},
    "amount": frozenset({*MONEY, "part_of", "decimal", "unit"}),
    "cofinancing-rate": frozenset({"decimal", "unit"}),
}
# What the numbers of an amount count.
UNITS = {"one": 1, "thousand": 1_000, "million": 1_000_000}
# option → the values that it takes; those of a unit depend on the field
CHOICES: dict[str, tuple[str, ...]] = {"decimal": (",", "."), "dates": ("dmy", "mdy", "ymd")}
UNITS_OF = {"amount": tuple(UNITS), "cofinancing-rate": ("percent", "fraction")}
# Fields that more than one column may have.
MANY = frozenset({*TEXTS, *JOINED, "amount", "contact", "published", "ignored"})


LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")


@dataclass(frozen=True, slots=True)
class Column:
    """A heading of the table and the field it holds, with the options of that field."""

    heading: str
    field: str
    language: str | None = None
    separator: str | None = None
    stage: str | None = None
    component: str | None = None
    currency: str | None = None
    part_of: str | None = None
    decimal: str | None = None
    dates: str | None = None
    unit: str | None = None


def read_columns(values: Mapping[str, Any], *, origin: str) -> tuple[Column, ...]:
    """The columns of a description's table `[columns]`.

    Raises UsageError for an unknown field or option (naming the nearest), for an amount without
    its stage or component, and for a field that two columns claim.
    """
    columns = tuple(_column(heading, value, origin) for heading, value in values.items())
    taken: dict[str, str] = {}
    for column in columns:
        if column.field in taken and column.field not in MANY:
            raise UsageError(
                f"{origin}: {column.heading!r} and {taken[column.field]!r} are both "
                f"{column.field!r}; keep one, and write 'published' for the other"
            )
        taken[column.field] = column.heading
    return columns


def _column(heading: str, value: Any, origin: str) -> Column:
    place = f"{origin}: [columns] {heading!r}"
    options = {"field": value} if isinstance(value, str) else value
    if not isinstance(options, dict) or not all(isinstance(one, str) for one in options.values()):
        raise UsageError(f'{place} is {value!r}; write a field, or {{field = "…", …}}')
    name = options.get("field", "")
    if name not in OPTIONS:
        known_fields = f"; the fields are {', '.join(sorted(OPTIONS))}"
        raise UsageError(unknown_key(name, set(OPTIONS), origin=f"{place}, field") + known_fields)
    known = {"field"} | OPTIONS[name]
    for option in options:
        if option not in known:
            raise UsageError(unknown_key(option, known, origin=place))
    for option, choices in {**CHOICES, "unit": UNITS_OF.get(name, ())}.items():
        if option in options and options[option] not in choices:
            raise UsageError(
                f"{place}: {option} is {options[option]!r}; write {' or '.join(choices)}"
            )
    language = options.get("language")
    if language is not None and not LANGUAGE.fullmatch(language):
        raise UsageError(f"{place}: language is {language!r}; write a language tag such as lv")
    if name == "amount" and not {"stage", "component"} <= options.keys():
        raise UsageError(f"{place}: an amount needs a stage and a component")
    return Column(heading, **options)
