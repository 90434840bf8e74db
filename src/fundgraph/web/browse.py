# SPDX-License-Identifier: EUPL-1.2
"""The home page, and the lists of organisations, programmes and regions."""

from __future__ import annotations

from decimal import Decimal
from itertools import groupby
from typing import Any

from flask import Blueprint, g, render_template

from fundgraph.web import maps
from fundgraph.web.i18n import gettext as _
from fundgraph.web.listing import chosen, paging, sort_choices
from fundgraph.web.negotiation import vary
from fundgraph.web.query_page import examples
from fundgraph.web.site import release
from fundgraph.web.views.rows import Rows
from fundgraph.web.views.statements import concept_label

blueprint = Blueprint("browse", __name__)
ORGANISATIONS_PAGE = 50
QUESTIONS, PROGRAMMES = 5, 6


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
    total = index.figures().organisations
    orders = {
        "-granted": _("most granted"),
        "-projects": _("most projects"),
        "name": _("name"),
    }
    sort, page = chosen(orders), paging(total, ORGANISATIONS_PAGE)
    found = index.organisations(sort=sort, limit=page.size, offset=page.offset)
    return render_template(
        "organisations.html",
        section="organisations",
        total=total,
        rows=Rows(index, language).bodies(found),
        sorts=sort_choices(orders, sort),
        paging=page,
    )
