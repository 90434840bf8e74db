# SPDX-License-Identifier: EUPL-1.2
"""The list of projects: words and filters, orders, pages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import Blueprint, request

from fundgraph.store.index.selection import Selection
from fundgraph.web.i18n import gettext as _
from fundgraph.web.listing import Choice, address, chosen, paging, sort_choices
from fundgraph.web.rendering import render_template
from fundgraph.web.site import release
from fundgraph.web.views.rows import Level, Rows, programme_title

blueprint = Blueprint("project_list", __name__)
PAGE = 25
INDENT = "\N{NO-BREAK SPACE}" * 2


@dataclass(frozen=True, slots=True)
class Filters:
    """What the address asks for: words, and slugs of a region, programme and organisation."""

    q: str
    region: str
    programme: str
    organisation: str

    @property
    def selection(self) -> Selection:
        """The projects that fit."""
        return Selection(
            organisation=self.organisation or None,
            programmes=_one(self.programme),
            regions=_one(self.region),
            text=self.q or None,
        )

    @property
    def given(self) -> dict[str, str]:
        """The filters in use, by the name of their parameter."""
        named = ("q", "region", "programme", "organisation")
        return {name: value for name in named if (value := getattr(self, name))}


def _one(value: str) -> tuple[str, ...]:
    return (value,) if value else ()


@blueprint.get("/<language:language>/projects")
def projects(language: str) -> str:
    """The projects that fit the filters, paged and sorted."""
    index = release().index
    rows = Rows(index, language)
    filters = _filters()
    totals = index.totals(filters.selection)
    orders = _orders()
    sort, page = chosen(orders), paging(totals.projects, PAGE)
    found = index.projects(filters.selection, sort=sort, limit=PAGE, offset=page.offset)
    return render_template(
        "projects.html",
        section="projects",
        filters=filters,
        options=_options(rows),
        chips=[_chip(name, value, rows) for name, value in filters.given.items()],
        hidden=[(name, value) for name in ("organisation", "sort") if (value := _asked(name))],
        totals=totals,
        counted=totals,
        projects=rows.hits(found),
        sorts=sort_choices(orders, sort),
        paging=page,
    )


def _orders() -> dict[str, str]:
    return {
        "-granted": _("most granted"),
        "-spent": _("most spent"),
        "-start": _("newest"),
        "title": _("title"),
    }


def _asked(name: str) -> str:
    return request.args.get(name, "").strip()


def _filters() -> Filters:
    return Filters(_asked("q"), _asked("region"), _asked("programme"), _asked("organisation"))


def _options(rows: Rows) -> dict[str, list[Any]]:
    """The choices of the filters; those of programmes by programming period."""
    return {
        "regions": [Choice(area.label, value=area.slug) for area in rows.areas()],
        "programmes": [
            (period, [_level_choice(level) for level in levels])
            for period, levels in rows.trees(_("Other"))
        ],
    }


def _level_choice(level: Level) -> Choice:
    label = INDENT * level.depth + level.title
    return Choice(label, value=level.slug, language=level.language)


def _chip(name: str, value: str, rows: Rows) -> Choice:
    """A filter in use, with the address of the list without it."""
    label, language = _filter_label(name, value, rows)
    return Choice(label, address(**{name: None, "page": None}), language=language)


def _filter_label(name: str, value: str, rows: Rows) -> tuple[str, str | None]:
    if name == "region" and (region := rows.index.region(value)):
        return rows.region_label(region), None
    if name == "programme" and (programme := rows.index.programme(value)):
        title = programme_title(programme, rows.language)
        period = f" ({rows.period_label(programme)})" if programme.period else ""
        return f"{programme.identifier} {title.text}{period}", title.language
    if name == "organisation" and (organisation := rows.index.organisation(value)):
        return organisation.name, organisation.language
    return value, None
