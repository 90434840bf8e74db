# SPDX-License-Identifier: EUPL-1.2
"""The picture of a result, where its shape allows one: columns or a line over years, bars, a map.

The table of the result stands beside it and has the same figures, exactly.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from markupsafe import Markup

from fundgraph.web import maps
from fundgraph.web.charts import Bar, Series, bars, columns, line
from fundgraph.web.i18n import gettext as _
from fundgraph.web.query.cells import Cell
from fundgraph.web.site import release, site
from fundgraph.web.views.statements import Words

BARS: Final = 20
# More labels than columns have room for are drawn as a line.
_COLUMNS: Final = 30
_POINTS: Final = 200
_YEARS: Final = range(1900, 2101)

Cells = Sequence[Sequence[Cell | None]]


@dataclass(frozen=True, slots=True)
class Choice:
    """A column of numbers that can be drawn."""

    name: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture of one column of numbers by another column. `map` is set in place of `chart` where
    the labels are regions; `shown` of `total` rows are drawn."""

    value: str
    label: str
    choices: tuple[Choice, ...]
    shown: int
    total: int
    chart: Markup | None = None
    map: maps.Map | None = None
    names: dict[str, str] | None = None
    texts: dict[str, str] | None = None


def drawing(
    variables: Sequence[str], rows: Cells, numbers: frozenset[int], *, wanted: str, language: str
) -> Drawing | None:
    """The picture of a result: of the column `wanted`, else of the first that is not the label's;
    None where rows cannot be told apart by one column, or there is nothing to compare."""
    label = _label(rows, numbers, len(variables))
    drawn = [column for column in sorted(numbers) if column != label]
    if label is None or not drawn or len(rows) < 2:
        return None
    value = next((column for column in drawn if variables[column] == wanted), drawn[0])
    choices = tuple(Choice(variables[column], column == value) for column in drawn)
    named = (variables[value], variables[label], choices)
    if (regions := _regions(rows, label)) and (
        found := _map(rows, regions, value, named, language)
    ):
        return found
    if all(_moment(row[label]) for row in rows):
        return _over_time(rows, label, value, named, language)
    return _bars(rows, label, value, named, language)


_Named = tuple[str, str, tuple[Choice, ...]]


def _label(rows: Cells, numbers: frozenset[int], width: int) -> int | None:
    """The first column whose values are all there and all different: years and days before any
    other."""
    different = [column for column in range(width) if _differ(rows, column)]
    times = [each for each in different if all(_moment(row[each]) for row in rows)]
    words = [each for each in different if each not in numbers]
    return next(iter([*times, *words]), None)


def _differ(rows: Cells, column: int) -> bool:
    found = [cell.iri or cell.text for row in rows if (cell := row[column])]
    return len(found) == len(rows) == len(set(found))


def _moment(cell: Cell | None) -> str | None:
    """The year or day of a cell, for sorting."""
    if cell is None or cell.day:
        return cell.day if cell else None
    # Digits alone are an integer's: all other numbers are grouped or have places.
    year = cell.number in _YEARS and cell.text.isdigit()
    return cell.text if year else None


def _number(cell: Cell | None) -> Decimal | None:
    return cell.number if cell else None


def _text(cell: Cell | None) -> str:
    return cell.text if cell else "–"


def _over_time(rows: Cells, label: int, value: int, named: _Named, language: str) -> Drawing | None:
    ordered = sorted(rows, key=lambda row: _moment(row[label]) or "")[:_POINTS]
    labels = [_text(row[label]) for row in ordered]
    numbers = [_number(row[value]) for row in ordered]
    series = Series(named[0], numbers, [_text(row[value]) for row in ordered])
    told = _("%(value)s by %(label)s", value=named[0], label=named[1])
    draw = columns if len(labels) <= _COLUMNS else line
    whole = all(number is None or number == int(number) for number in numbers)
    chart = draw(labels, [series], label=told, language=language, whole=whole)
    return Drawing(*named, len(ordered), len(rows), chart) if chart else None


def _bars(rows: Cells, label: int, value: int, named: _Named, language: str) -> Drawing | None:
    known = [row for row in rows if _number(row[value]) is not None]
    shown = sorted(known, key=lambda row: _number(row[value]) or Decimal(0), reverse=True)[:BARS]
    if not shown:
        return None
    found = (_bar(row[label], row[value], language) for row in shown)
    return Drawing(*named, len(shown), len(rows), bars(found))


def _bar(label: Cell | None, value: Cell | None, language: str) -> Bar:
    assert label is not None
    name = label.name or Words(label.text, label.language)
    other = name.language if name.language != language else None
    return Bar(name.text, _number(value), _text(value), label.href or "", other or "")


def _regions(rows: Cells, label: int) -> tuple[str, ...]:
    """The slugs of the regions in a column of them; none where anything else is in it."""
    found = [site().minter.split(cell.iri or "") for row in rows if (cell := row[label])]
    slugs = [each[1] for each in found if each and each[0] == "region"]
    return tuple(slugs) if len(slugs) == len(rows) else ()


def _map(
    rows: Cells, regions: Sequence[str], value: int, named: _Named, language: str
) -> Drawing | None:
    by_region = dict(zip(regions, rows, strict=True))
    sums = {slug: n for slug, row in by_region.items() if (n := _number(row[value])) is not None}
    drawn = maps.ramp(sums)
    if drawn is None:
        return None
    outlined = {shape.slug for shape in drawn.shapes}
    labels = release().index.labels("region", outlined, language)
    values = {slug: _text(row[value]) for slug, row in by_region.items()}
    return Drawing(
        *named,
        len(outlined & set(sums)),
        len(rows),
        map=drawn,
        names={slug: labels[slug].text if slug in labels else slug for slug in outlined},
        texts={slug: values.get(slug, "–") for slug in outlined},
    )
