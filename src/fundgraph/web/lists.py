# SPDX-License-Identifier: EUPL-1.2
"""The lists of organisations, programmes and regions."""

from __future__ import annotations

from flask import Blueprint

from fundgraph.web.i18n import gettext as _
from fundgraph.web.layout import things
from fundgraph.web.listing import chosen, paging, sort_choices
from fundgraph.web.rendering import render_template
from fundgraph.web.site import release
from fundgraph.web.views.regions import overview
from fundgraph.web.views.rows import Rows

blueprint = Blueprint("lists", __name__)
PAGE = 50


@blueprint.get("/<language:language>/regions")
def regions(language: str) -> str:
    """All regions: map and sums."""
    index = release().index
    found = overview(index.regions(), things())
    return render_template(
        "regions.html",
        section="regions",
        counted=index.totals(),
        regions=found,
        areas=found.areas,
        whole=True,
    )


@blueprint.get("/<language:language>/programmes")
def programmes(language: str) -> str:
    """All programme trees."""
    index = release().index
    trees = Rows(index, language).trees(_("Other"))
    return render_template(
        "programmes.html", section="programmes", trees=trees, counted=index.totals()
    )


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
    sort, page = chosen(orders), paging(total, PAGE)
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
