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
from fundgraph.web.query.labelling import Cells, labels_of, moment, name_of, years
from fundgraph.web.site import release, site
from fundgraph.web.texts import number as written

BARS: Final = 20
# More labels than columns have room for are drawn as a line.
_COLUMNS: Final = 30
_POINTS: Final = 200


@dataclass(frozen=True, slots=True)
class Shown:
    """A result as the page shows it: the first rows of `total`, the columns of `numbers`, and the
    variable that the query orders the rows by."""

    variables: Sequence[str]
    rows: Cells
    numbers: frozenset[int]
    total: int
    cut: bool = False
    order: str | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    """A column of numbers that can be drawn."""

    name: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture of one column of numbers by another column, or by two. `map` is set in place of
    `chart` where the labels are regions, `bars` are those of a bar chart; `note` says which rows
    are drawn, where some are not."""

    value: str
    label: str
    choices: tuple[Choice, ...]
    note: str
    chart: Markup | None = None
    bars: tuple[Bar, ...] = ()
    map: maps.Map | None = None
    names: dict[str, str] | None = None
    texts: dict[str, str] | None = None


@dataclass(frozen=True, slots=True)
class _Asked:
    """A column to draw, the columns of its labels, and what both are called."""

    value: int
    labels: tuple[int, ...]
    named: tuple[str, str, tuple[Choice, ...]]
    language: str


def drawing(shown: Shown, *, wanted: str, language: str) -> Drawing | None:
    """The picture of a result: of the column `wanted`, else of the first that is neither the
    label's nor one of years; None where rows cannot be told apart, or there is nothing to compare.
    The beginning of a longer result is drawn only in the order of the column that is drawn."""
    labels = labels_of(shown.rows, shown.numbers, len(shown.variables))
    found = sorted(shown.numbers.difference(labels), key=lambda n: (years(shown.rows, n), n))
    if shown.cut:
        found = [column for column in found if shown.variables[column] == shown.order]
    if not labels or not found:
        return None
    value = next((column for column in found if shown.variables[column] == wanted), found[0])
    choices = tuple(Choice(shown.variables[column], column == value) for column in found)
    label = ", ".join(shown.variables[column] for column in labels)
    named = (shown.variables[value], label, choices)
    return _drawn(shown, _Asked(value, labels, named, language))


def _drawn(shown: Shown, asked: _Asked) -> Drawing | None:
    if len(asked.labels) == 1 and not shown.cut:
        [label] = asked.labels
        if found := _map(shown, label, asked):
            return found
        if all(moment(row[label]) for row in shown.rows):
            return _over_time(shown, label, asked)
    return _bars(shown, asked)


def _number(cell: Cell | None) -> Decimal | None:
    return cell.number if cell else None


def _text(cell: Cell | None) -> str:
    return cell.text if cell else "–"


def _over_time(shown: Shown, label: int, asked: _Asked) -> Drawing | None:
    rows = sorted(shown.rows, key=lambda row: moment(row[label]) or "")[:_POINTS]
    by_label = {_text(row[label]): row[asked.value] for row in rows}
    labels = _labels([row[label] for row in rows])
    numbers = [_number(by_label.get(each)) for each in labels]
    series = Series(asked.named[0], numbers, [_text(by_label.get(each)) for each in labels])
    told = _("%(value)s by %(label)s", value=asked.named[0], label=asked.named[1])
    draw = columns if len(labels) <= _COLUMNS else line
    whole = all(number is None or number == int(number) for number in numbers)
    chart = draw(labels, [series], label=told, language=asked.language, whole=whole)
    return Drawing(*asked.named, _some(len(rows), shown, asked), chart) if chart else None


def _labels(found: Sequence[Cell | None]) -> Sequence[str]:
    """The labels of an axis of time: of years that are numbers also those that no row has."""
    texts = [_text(cell) for cell in found]
    if not all(cell and cell.is_number for cell in found):
        return texts
    every = range(int(texts[0]), int(texts[-1]) + 1)
    return [str(year) for year in every] if len(every) <= _POINTS else texts


def _bars(shown: Shown, asked: _Asked) -> Drawing | None:
    """The first rows, where the query orders them by what is drawn; else the largest."""
    known = [row for row in shown.rows if _number(row[asked.value]) is not None]
    first = shown.order == asked.named[0]
    if not first:
        known.sort(key=lambda row: _number(row[asked.value]) or Decimal(0), reverse=True)
    drawn = known[:BARS]
    if len({_number(row[asked.value]) for row in drawn}) < 2:
        return None  # bars of one length say nothing
    rows = tuple(_bar(row, asked) for row in drawn)
    whole = len(drawn) == len(known) and not shown.cut
    note = _some(len(drawn), shown, asked) if whole else _part(len(drawn), first, shown, asked)
    return Drawing(*asked.named, note, bars(rows), rows)


def _bar(row: Sequence[Cell | None], asked: _Asked) -> Bar:
    found = [row[column] for column in asked.labels]
    name = name_of(found, asked.language)
    only = found[0] if len(found) == 1 else None
    href = (only.href if only else None) or ""
    value = row[asked.value]
    return Bar(name.text, _number(value), _text(value), href, name.language or "")


def _part(drawn: int, first: bool, shown: Shown, asked: _Asked) -> str:
    """What is said of the beginning of a result, or of its largest rows."""
    count, total = (written(each, asked.language) for each in (drawn, shown.total))
    if first:
        return _(
            "The first %(shown)s of %(total)s rows are drawn, in the order of the query.",
            shown=count,
            total=total,
        )
    return _(
        "The largest %(shown)s of %(total)s rows are drawn; the table has them all.",
        shown=count,
        total=total,
    )


def _some(drawn: int, shown: Shown, asked: _Asked) -> str:
    """What is said where rows cannot be drawn; nothing where all are."""
    if drawn == shown.total:
        return ""
    count, total = (written(each, asked.language) for each in (drawn, shown.total))
    return _(
        "%(shown)s of the %(total)s rows are drawn; the table has them all.",
        shown=count,
        total=total,
    )


def _by_region(rows: Cells, label: int) -> dict[str, Sequence[Cell | None]]:
    """The rows by the slugs of their regions, that without one left out; nothing where anything
    else is in the column."""
    known = [row for row in rows if row[label]]
    found = [
        site().minter.split((cell and cell.iri) or "") for row in known for cell in [row[label]]
    ]
    slugs = [each[1] for each in found if each and each[0] == "region"]
    return dict(zip(slugs, known, strict=True)) if len(slugs) == len(known) else {}


def _map(shown: Shown, label: int, asked: _Asked) -> Drawing | None:
    rows = {slug: row[asked.value] for slug, row in _by_region(shown.rows, label).items()}
    sums = {slug: n for slug, cell in rows.items() if (n := _number(cell)) is not None}
    drawn = maps.ramp(sums)
    if drawn is None:
        return None
    outlined = {shape.slug for shape in drawn.shapes}
    labels = release().index.labels("region", outlined, asked.language)
    return Drawing(
        *asked.named,
        _some(len(outlined & set(sums)), shown, asked),
        map=drawn,
        names={slug: labels[slug].text if slug in labels else slug for slug in outlined},
        texts={slug: _text(rows.get(slug)) for slug in outlined},
    )
