# SPDX-License-Identifier: EUPL-1.2
"""The filters of the list: boxes with counts, ranges with histograms."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from markupsafe import Markup

from fundgraph.store.index import AmountCount, FacetCount, Facets
from fundgraph.store.index.selection import NONE
from fundgraph.web import charts, texts
from fundgraph.web.i18n import gettext as _
from fundgraph.web.projects.asked import LISTS, Asked
from fundgraph.web.projects.labels import Labels

# A list that is longer shows so many, and the others when it is opened.
MOST: Final = 10
FEW: Final = 7
_LIFE: Final = (
    "approved", "contracted", "ongoing", "completed", "terminated", "withdrawn",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Option:
    """A value that can be chosen; `depth` is how far below the top of its tree it stands."""

    value: str
    label: str
    language: str | None
    projects: int
    chosen: bool
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Group:
    """A filter with boxes: those shown at once, and those of the opened list."""

    name: str
    legend: str
    shown: tuple[Option, ...]
    more: tuple[Option, ...]

    @property
    def size(self) -> int:
        """How many values there are."""
        return len(self.shown) + len(self.more)


@dataclass(frozen=True, slots=True)
class Range:
    """A histogram with what stands at its ends, and its classes with their projects; empty where
    there is nothing to draw. `unstated` are the projects that it cannot show."""

    drawing: Markup
    first: str = ""
    last: str = ""
    unstated: int = 0
    rows: tuple[tuple[str, int], ...] = ()


def groups(facets: Facets, asked: Asked, labels: Labels) -> list[Group]:
    """The filters with boxes; one that leaves no choice is left out."""
    legends = {
        "region": _("Region"),
        "programme": _("Programme"),
        "status": _("Status"),
        "fund": _("Source of funding"),
        "period": _("Programming period"),
    }
    found = (_group(name, legends[name], facets, asked, labels) for name in LISTS)
    return [group for group in found if group.size > 1 or any(one.chosen for one in group.shown)]


def _group(name: str, legend: str, facets: Facets, asked: Asked, labels: Labels) -> Group:
    field = LISTS[name]
    chosen: tuple[str, ...] = getattr(asked.selection, field)
    counts: tuple[FacetCount, ...] = getattr(facets, field)
    options = _ordered(field, list(_options(field, counts, chosen, labels)), labels)
    if len(options) <= MOST:
        return Group(name, legend, tuple(options), ())
    best = sorted(options, key=lambda one: -one.projects)[:FEW]
    shown = tuple(one for one in options if one.chosen or one in best)
    return Group(name, legend, shown, tuple(one for one in options if one not in shown))


def _options(
    field: str, counts: Iterable[FacetCount], chosen: tuple[str, ...], labels: Labels
) -> Iterator[Option]:
    """The values of a filter, and what is chosen though nothing has it."""
    known = {count.value or NONE: count.projects for count in counts}
    for value in (*known, *(one for one in chosen if one not in known)):
        picked, projects = value in chosen, known.get(value, 0)
        if value == NONE:
            if projects or picked:
                yield Option(value, _("not stated"), None, projects, picked)
            continue
        name, level = labels.of(field, value), labels.programmes.get(value)
        depth = level.depth if field == "programmes" and level else 0
        yield Option(value, name.text, name.language, projects, picked, depth)


def _ordered(field: str, options: list[Option], labels: Labels) -> list[Option]:
    """The values in an order that choosing does not change; those who state none last."""
    places = {slug: place for place, slug in enumerate(labels.programmes)}
    orders: dict[str, Callable[[Option], tuple[int, str]]] = {
        "programmes": lambda one: (places.get(one.value, len(places)), one.label),
        "statuses": lambda one: (_place(one.value), one.label),
    }
    by_label: Callable[[Option], tuple[int, str]] = lambda one: (0, one.label)  # noqa: E731
    key = orders.get(field, by_label)
    found = sorted(options, key=lambda one: (one.value == NONE, *key(one)))
    return _hits_first(found) if field == "programmes" else found


def _hits_first(options: list[Option]) -> list[Option]:
    """Levels of a tree with those first that have projects; the others lose their place in the
    tree, as what stands above them need not stand there."""
    empty = [replace(one, depth=0) for one in options if not one.projects]
    return [*(one for one in options if one.projects), *empty]


def _place(status: str) -> int:
    return _LIFE.index(status) if status in _LIFE else len(_LIFE)


def years(facets: Facets, asked: Asked) -> Range:
    """The projects by the year of their start, years without any between the others."""
    if not facets.years:
        return Range(Markup(""), unstated=facets.without_year)
    known = {count.year: count.projects for count in facets.years}
    span = range(min(known), max(known) + 1)
    values = [known.get(year, 0) for year in span]
    first, last = asked.selection.first_year, asked.selection.last_year
    chosen = None
    if first is not None or last is not None:
        ends = max(first or span.start, span.start), min(last or span.stop, span.stop - 1)
        chosen = range(ends[0] - span.start, max(ends[0], ends[1] + 1) - span.start)
    label = _("Projects by the year of their start")
    drawing = charts.histogram(values, label=label, chosen=chosen)
    rows = tuple(zip(map(str, span), values, strict=True))
    return Range(drawing, rows[0][0], rows[-1][0], facets.without_year, rows)


def amounts(facets: Facets, asked: Asked, language: str) -> Range:
    """The projects by what was granted, in classes."""
    counts = facets.amounts
    if not counts:
        return Range(Markup(""), unstated=facets.without_amount)
    least, most = asked.selection.least, asked.selection.most
    chosen = None
    if least is not None or most is not None:
        fits = [place for place, one in enumerate(counts) if _overlaps(one, least, most)]
        chosen = range(fits[0], fits[-1] + 1) if fits else range(0)
    values = [one.projects for one in counts]
    drawing = charts.histogram(values, label=_("Projects by funding granted"), chosen=chosen)
    rows = tuple((_class(one, language), one.projects) for one in counts)
    most_of_all = counts[-1].most
    last = rows[-1][0] if most_of_all is None else _euros(most_of_all, language)
    return Range(drawing, _euros(counts[0].least, language), last, facets.without_amount, rows)


def _overlaps(count: AmountCount, least: int | None, most: int | None) -> bool:
    below = least is not None and count.most is not None and count.most < least
    return not (below or (most is not None and count.least > most))


def _class(count: AmountCount, language: str) -> str:
    least = _euros(count.least, language)
    return f"{least}+" if count.most is None else f"{least}–{_euros(count.most, language)}"


def _euros(cents: int, language: str) -> str:
    return texts.short_money(Decimal(cents) / 100, language)
