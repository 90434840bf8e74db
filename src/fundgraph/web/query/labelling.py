# SPDX-License-Identifier: EUPL-1.2
"""Which columns of a result tell its rows apart, and what a row is called by them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from typing import Final

from fundgraph.web.i18n import gettext as _
from fundgraph.web.query.cells import Cell
from fundgraph.web.views.statements import Words

_YEARS: Final = range(1900, 2101)
# So many columns are looked at in pairs.
_LOOKED_AT: Final = 6

Cells = Sequence[Sequence[Cell | None]]


def labels_of(rows: Cells, numbers: frozenset[int], width: int) -> tuple[int, ...]:
    """The first column whose values are all different, years and days before any other; else the
    first two that are so together; empty for none. One row may have no value there."""
    times = [each for each in range(width) if all(moment(row[each]) for row in rows)]
    words = [each for each in range(width) if each not in numbers and each not in times]
    singles = ((each,) for each in (*times, *words))
    pairs = combinations(sorted((*times, *words))[:_LOOKED_AT], 2)
    return next((each for each in (*singles, *pairs) if _differ(rows, each)), ())


def _differ(rows: Cells, columns: tuple[int, ...]) -> bool:
    found = [tuple(_identity(row[column]) for column in columns) for row in rows]
    known = [each for each in found if any(each)]
    return len(known) > 1 and len(found) == len(set(found))


def _identity(cell: Cell | None) -> str:
    return (cell.iri or cell.text) if cell else ""


def moment(cell: Cell | None) -> str | None:
    """The year or day of a cell, for sorting."""
    if cell is None or cell.day:
        return cell.day if cell else None
    # Digits alone are an integer's: all other numbers are grouped or have places.
    year = cell.number in _YEARS and cell.text.isdigit()
    return cell.text if year else None


def years(rows: Cells, column: int) -> bool:
    """Whether a column has years only."""
    return all(moment(row[column]) for row in rows)


def name_of(cells: Sequence[Cell | None], language: str) -> Words:
    """What a row is called by its labels, with its language where that is another."""
    found = [_name(cell) for cell in cells]
    spoken = {name.language for name in found if name.language}
    other = spoken - {language}
    return Words(" · ".join(name.text for name in found), next(iter(other), None))


def _name(cell: Cell | None) -> Words:
    if cell is None:
        return Words(_("no value"))
    return cell.name or Words(cell.text, cell.language)
