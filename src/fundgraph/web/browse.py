# SPDX-License-Identifier: EUPL-1.2
"""The home page, and the lists of organisations, programmes and regions."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from flask import Blueprint, g

from fundgraph.web import maps
from fundgraph.web.i18n import gettext as _
from fundgraph.web.info import statement_counts
from fundgraph.web.listing import chosen, paging, sort_choices
from fundgraph.web.negotiation import vary
from fundgraph.web.query_page import examples
from fundgraph.web.rendering import render_template
from fundgraph.web.site import release
from fundgraph.web.views.rows import Rows

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
    programmes = index.programmes()
    largest = sorted(programmes, key=lambda row: -row.totals.granted)[:PROGRAMMES]
    return render_template(
        "home.html",
        figures=index.figures(),
        counted=index.totals(),
        statements=statement_counts(release().manifest),
        years=index.years(),
        programmes=rows.levels(row for row in programmes if row in largest),
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
    index = release().index
    overview = region_overview(Rows(index, language))
    return render_template("regions.html", section="regions", counted=index.totals(), **overview)


@blueprint.get("/<language:language>/programmes")
def programmes(language: str) -> str:
    """All programme trees."""
    index = release().index
    trees = Rows(index, language).trees(_("Other"))
    counted = index.totals()
    return render_template("programmes.html", section="programmes", trees=trees, counted=counted)


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
        counted=index.totals(),
        rows=Rows(index, language).bodies(found),
        sorts=sort_choices(orders, sort),
        paging=page,
    )
