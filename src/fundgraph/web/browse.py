# SPDX-License-Identifier: EUPL-1.2
"""The lists: projects with filters, organisations, programmes, regions; and the home page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from typing import Any
from urllib.parse import urlencode

from flask import Blueprint, abort, g, render_template, request

from fundgraph.store.index.selection import Selection
from fundgraph.web import maps
from fundgraph.web.i18n import gettext as _
from fundgraph.web.layout import href
from fundgraph.web.negotiation import vary
from fundgraph.web.query_page import examples
from fundgraph.web.site import release
from fundgraph.web.views.rows import Rows, programme_title
from fundgraph.web.views.statements import concept_label

blueprint = Blueprint("browse", __name__)
PAGE = 25
ORGANISATIONS_PAGE = 50
QUESTIONS, PROGRAMMES = 5, 6
FILTERS = ("q", "region", "programme", "organisation")


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several: an option of a filter, an order, a filter in use."""

    label: str
    href: str = ""
    value: str = ""
    language: str | None = None
    current: bool = False


@blueprint.get("/")
def root() -> str:
    """The home page in the reader's language."""
    vary("Accept-Language")
    return _home()


@blueprint.get("/<language:language>/")
def home(language: str) -> str:
    """The home page."""
    return _home()


def _home() -> str:
    index = release().index
    rows = Rows(index, g.language)
    largest = sorted(index.programmes(), key=lambda row: -row.totals.granted)[:PROGRAMMES]
    return render_template(
        "home.html",
        figures=index.figures(),
        years=index.years(),
        programmes=rows.levels(largest),
        examples=examples(g.language)[:QUESTIONS],
        **region_overview(rows),
    )


def region_overview(rows: Rows) -> dict[str, Any]:
    """What map and table of all regions need."""
    areas = rows.areas()
    return {
        "regions": areas,
        "region_names": {area.slug: area.label for area in areas},
        "drawing": maps.ramp({area.slug: Decimal(area.totals.granted) / 100 for area in areas}),
    }


@blueprint.get("/<language:language>/regions")
def regions(language: str) -> str:
    """All regions: map and sums."""
    overview = region_overview(Rows(release().index, language))
    return render_template("regions.html", section="regions", **overview)


@blueprint.get("/<language:language>/programmes")
def programmes(language: str) -> str:
    """All programme trees."""
    index = release().index
    rows = Rows(index, language)
    trees = [
        {
            "label": concept_label("period", period, language) if period else _("Other"),
            "levels": [level for top in tops for level in rows.tree(top)],
        }
        for period, tops in groupby(index.programmes(), key=lambda row: row.period)
    ]
    return render_template("programmes.html", section="programmes", trees=trees)


@blueprint.get("/<language:language>/organisations")
def organisations(language: str) -> str:
    """The organisations, paged and sorted."""
    index = release().index
    orders = {
        "-granted": _("most granted"),
        "-projects": _("most projects"),
        "name": _("name"),
    }
    sort = chosen(orders, "sort")
    total = index.figures().organisations
    page, pages = paging(total, ORGANISATIONS_PAGE)
    found = index.organisations(
        sort=sort, limit=ORGANISATIONS_PAGE, offset=(page - 1) * ORGANISATIONS_PAGE
    )
    rows = [
        {
            "slug": row.slug,
            "name": row.name,
            "language": row.language,
            "legal_form": row.legal_form and concept_label("legal-form", row.legal_form, language),
            "projects": row.projects,
            "totals": row.totals,
        }
        for row in found
    ]
    return render_template(
        "organisations.html",
        section="organisations",
        total=total,
        rows=rows,
        sorts=sort_choices(orders, sort),
        page=page,
        pages=pages,
        address=page_address,
    )


@blueprint.get("/<language:language>/projects")
def projects(language: str) -> str:
    """The projects that fit the filters, paged and sorted."""
    index = release().index
    rows = Rows(index, language)
    filters = {name: request.args.get(name, "").strip() for name in FILTERS}
    selection = Selection(
        organisation=filters["organisation"] or None,
        programme=filters["programme"] or None,
        region=filters["region"] or None,
        text=filters["q"] or None,
    )
    orders = {
        "-granted": _("most granted"),
        "-spent": _("most spent"),
        "-start": _("newest"),
        "title": _("title"),
    }
    sort = chosen(orders, "sort")
    totals = index.totals(selection)
    page, pages = paging(totals.projects, PAGE)
    found = index.projects(selection, sort=sort, limit=PAGE, offset=(page - 1) * PAGE)
    return render_template(
        "projects.html",
        section="projects",
        filters=filters,
        options=_options(rows),
        chips=_chips(filters, rows),
        hidden=[
            (n, v)
            for n, v in (
                ("organisation", filters["organisation"]),
                ("sort", request.args.get("sort", "")),
            )
            if v
        ],
        totals=totals,
        projects=rows.hits(found),
        sorts=sort_choices(orders, sort),
        page=page,
        pages=pages,
        address=page_address,
    )


def _options(rows: Rows) -> dict[str, list[Choice]]:
    """The choices of the filters."""
    levels = [level for top in rows.index.programmes() for level in rows.tree(top)]
    return {
        "regions": [Choice(area.label, value=area.slug) for area in rows.areas()],
        "programmes": [
            Choice(
                "\N{NO-BREAK SPACE}" * 2 * level.depth + level.title,
                value=level.slug,
                language=level.language,
            )
            for level in levels
        ],
    }


def _chips(filters: Mapping[str, str], rows: Rows) -> list[Choice]:
    """The filters in use, each with the address of the list without it."""
    chips = []
    for name, value in filters.items():
        if value:
            label, language = _filter_label(name, value, rows)
            chips.append(Choice(label, address(**{name: None, "page": None}), language=language))
    return chips


def _filter_label(name: str, value: str, rows: Rows) -> tuple[str, str | None]:
    if name == "region" and (region := rows.index.region(value)):
        return rows.region_label(region), None
    if name == "programme" and (programme := rows.index.programme(value)):
        title = programme_title(programme, rows.language)
        return f"{programme.identifier} {title.text}", title.language
    if name == "organisation" and (organisation := rows.index.organisation(value)):
        return organisation.name, organisation.language
    return value, None


def chosen(orders: Mapping[str, str], name: str) -> str:
    """The order that the address names, where there is such a one; else the first."""
    wanted = request.args.get(name, "")
    return wanted if wanted in orders else next(iter(orders))


def sort_choices(orders: Mapping[str, str], current: str) -> list[Choice]:
    """The orders as links."""
    return [
        Choice(label, address(sort=name, page=None), current=name == current)
        for name, label in orders.items()
    ]


def paging(total: int, size: int) -> tuple[int, int]:
    """The page that the address asks for and the number of pages. 404 beyond the last."""
    pages = max(1, -(-total // size))
    wanted = request.args.get("page", "1")
    page = int(wanted) if wanted.isascii() and wanted.isdigit() and len(wanted) < 10 else 0
    if not 1 <= page <= pages:
        abort(404)
    return page, pages


def page_address(page: int) -> str:
    """The address of a page of this list."""
    return address(page=str(page) if page > 1 else None)


def address(**changes: str | None) -> str:
    """The address of this list with some parameters changed; None takes one away."""
    parameters = {**request.args.to_dict(), **changes}
    query = urlencode({name: value for name, value in parameters.items() if value})
    return href(request.path + (f"?{query}" if query else ""))
