# SPDX-License-Identifier: EUPL-1.2
"""The lists of organisations, programmes and regions."""

from __future__ import annotations

from flask import Blueprint, Response, g

from fundgraph.web.i18n import gettext as _
from fundgraph.web.layout import things
from fundgraph.web.listing import chosen, paging, sort_choices, without_empty
from fundgraph.web.organisation_files import ORDERS, asked, file_links
from fundgraph.web.rendering import render_template
from fundgraph.web.site import release
from fundgraph.web.views.regions import of_release
from fundgraph.web.views.rows import Rows
from fundgraph.web.views.statements import concept_label

blueprint = Blueprint("lists", __name__)
PAGE = 50


@blueprint.get("/<language:language>/regions")
def regions(language: str) -> str:
    """All regions: map and sums."""
    index = release().index
    found = of_release(index, things())
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
def organisations(language: str) -> str | Response:
    """The organisations whose names have some words, of a legal form, paged and sorted."""
    if clean := without_empty():
        return clean
    index = release().index
    forms = index.legal_forms()
    choice = asked({code for code, _count in forms})
    total = index.organisation_count(choice)
    orders = dict(zip(ORDERS, (_("most granted"), _("most projects"), _("name")), strict=True))
    sort, page = chosen(orders), paging(total, PAGE)
    found = index.organisations(choice, sort=sort, limit=page.size, offset=page.offset)
    g.links = file_links(choice, sort)
    return render_template(
        "organisations.html",
        section="organisations",
        asked=choice,
        forms=[(code, concept_label("legal-form", code, language), n) for code, n in forms],
        total=total,
        counted=index.totals(),
        rows=Rows(index, language).bodies(found),
        order="" if sort == next(iter(orders)) else sort,
        sorts=sort_choices(orders, sort),
        paging=page,
    )
