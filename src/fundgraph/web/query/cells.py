# SPDX-License-Identifier: EUPL-1.2
"""The cells of a result as people read them: names for things, numbers and days as the language
writes them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from typing import Final

from markupsafe import Markup

from fundgraph.vocabulary import XSD
from fundgraph.web import texts
from fundgraph.web.i18n import gettext as _
from fundgraph.web.markup import written
from fundgraph.web.query.names import Name, named
from fundgraph.web.views.statements import Words

INTEGERS: Final = {str(kind) for kind in (XSD.integer, XSD.long, XSD.int)}
DECIMAL: Final = str(XSD.decimal)
NUMBERS: Final = {DECIMAL, *INTEGERS, *map(str, (XSD.double, XSD.float))}
_DATES: Final = {str(kind) for kind in (XSD.date, XSD.gYear, XSD.gYearMonth)}
_DAY: Final = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
_BOOLEAN: Final = str(XSD.boolean)
# A year is an integer to SPARQL: numbers are grouped from five digits on.
_GROUPED: Final = 10_000
_DIGITS: Final = 20
_CENTS: Final = 2

Row = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Cell:
    """A value: its text, its language; where it leads; its number or day, by which it sorts.

    `name` is what stands for it in a chart, `iri` the thing that it is.
    """

    text: str
    language: str | None = None
    href: str | None = None
    iri: str | None = None
    note: str = ""
    number: Decimal | None = None
    day: str | None = None
    is_number: bool = False
    name: Words | None = None


def cells(
    variables: Sequence[str], rows: Iterable[Row], language: str
) -> tuple[tuple[Cell | None, ...], ...]:
    """The cells of rows; None where a variable has no value."""
    found = list(rows)
    names = named(_iris(found), language)
    return tuple(_row(variables, row, names, language) for row in found)


def _iris(rows: Iterable[Row]) -> Iterator[str]:
    seen = {each["value"] for row in rows for each in row.values() if each["type"] == "uri"}
    yield from sorted(seen)


def _row(
    variables: Sequence[str], row: Row, names: Mapping[str, Name], language: str
) -> tuple[Cell | None, ...]:
    made = tuple(_cell(row[each], names, language) if each in row else None for each in variables)
    said = {cell.text for cell in made if cell and not cell.iri}
    title = next(
        (cell for cell, name in zip(made, variables, strict=True) if name == "title"), None
    )
    if title is None or title.iri:
        return tuple(cell and _numbered(cell, names, said) for cell in made)
    project = next((cell for cell in made if cell and _number_of(cell, names)), None)
    return tuple(_titled(cell, names, title) if cell and cell is project else cell for cell in made)


def _number_of(cell: Cell, names: Mapping[str, Name]) -> str | None:
    """The number of the project that a cell is."""
    return names[cell.iri].number if cell.iri else None


def _numbered(cell: Cell, names: Mapping[str, Name], said: set[str]) -> Cell:
    """A project by its number, where its title stands in the row already."""
    number = _number_of(cell, names)
    return replace(cell, text=number, language=None) if number and cell.text in said else cell


def _titled(project: Cell, names: Mapping[str, Name], title: Cell) -> Cell:
    """A project by its number; charts call it by the title that stands beside it."""
    number = _number_of(project, names) or project.text
    name = Words(title.text, title.language)
    return replace(project, text=number, language=None, name=name)


def _cell(binding: Mapping[str, str], names: Mapping[str, Name], language: str) -> Cell:
    value, datatype = binding["value"], binding.get("datatype")
    if binding["type"] == "uri":
        name = names[value]
        whole = Words(f"{name.code} {name.text}".strip(), name.language)
        return Cell(name.text, name.language, name.href, value, name.note, name=whole)
    if datatype in NUMBERS:
        return Cell(_number(value, datatype, language), number=_exact(value), is_number=True)
    if datatype in _DATES and (day := _DAY.match(value)):
        return Cell(texts.table_day(day[0], language), day=day[0])
    if datatype == _BOOLEAN:
        return Cell({"true": _("yes"), "false": _("no")}.get(value, value))
    return Cell(value, binding.get("xml:lang"))


def _exact(value: str) -> Decimal | None:
    """A number that can be compared and drawn; None for what is none or has too many digits."""
    try:
        number = Decimal(value)
    except InvalidOperation:
        return None
    small = number.is_finite() and abs(number.adjusted()) <= _DIGITS
    return number if small and len(value) <= _DIGITS else None


def _number(value: str, datatype: str, language: str) -> str:
    """A number as the language writes it, all its places kept, decimals with two at least; small
    integers, and what is no number or has more digits than people read, as they are."""
    number = _exact(value)
    if number is None:
        return value
    places = max(0, -int(number.as_tuple().exponent))
    if places > _DIGITS:
        return value
    if datatype in INTEGERS and abs(number) < _GROUPED:
        return str(number).replace("-", texts.MINUS)
    least = _CENTS if datatype == DECIMAL else 0
    return texts.number(number, language, places=max(places, least))


def columns_of_numbers(rows: Sequence[Sequence[Cell | None]], width: int) -> frozenset[int]:
    """The columns that hold numbers only, and at least one."""
    return frozenset(
        column
        for column in range(width)
        if any(row[column] for row in rows)
        and all((cell := row[column]) is None or cell.is_number for row in rows)
    )


def html(cell: Cell | None, language: str) -> Markup:
    """A cell of the table; `data-value` is what it sorts by, where its text is not."""
    if cell is None:
        nothing = written(_("no value"))
        return Markup(f'<td class="muted"><span class="vh">{nothing}</span></td>')
    if cell.is_number:
        key = "" if cell.number is None else f' data-value="{cell.number:f}"'
        return Markup(f'<td class="r num"{key}>{written(cell.text)}</td>')
    if cell.day:
        time = f'<time datetime="{cell.day}">{written(cell.text)}</time>'
        return Markup(f'<td class="num" data-value="{cell.day}">{time}</td>')
    return Markup(f"<td{_class(cell)}{_language(cell, language)}>{_content(cell)}</td>")


def _class(cell: Cell) -> str:
    return ' class="iri"' if cell.iri and cell.text in cell.iri else ""


def _language(cell: Cell, language: str) -> str:
    other = cell.language and cell.language != language
    return f' lang="{written(cell.language)}"' if other else ""


def _content(cell: Cell) -> str:
    """The text, linked where it leads somewhere, with its IRI to point at."""
    shown = texts.breakable(cell.text) if cell.iri else written(cell.text)
    title = f' title="{written(cell.iri)}"' if cell.iri else ""
    note = f'<span class="small muted">{written(cell.note)}</span>' if cell.note else ""
    if cell.href:
        shown = f'<a href="{written(cell.href)}"{title}>{shown}</a>'
    elif cell.iri:
        shown = f"<span{title}>{shown}</span>"
    return f"{shown} {note}".rstrip()
