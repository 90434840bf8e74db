# SPDX-License-Identifier: EUPL-1.2
"""The page of the list of projects: as a list, a table or a map."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from flask import Blueprint, Response, request

from fundgraph.store.index import Found, Index
from fundgraph.web import maps
from fundgraph.web.i18n import gettext as _
from fundgraph.web.layout import href
from fundgraph.web.listing import Choice, paging, without_empty
from fundgraph.web.marks import sought
from fundgraph.web.projects import filters
from fundgraph.web.projects.amounts import plain
from fundgraph.web.projects.asked import SORTS, VIEWS, Asked, read
from fundgraph.web.projects.chips import Chip, chips
from fundgraph.web.projects.excerpts import Excerpt, excerpts
from fundgraph.web.projects.labels import Labels, labels
from fundgraph.web.projects.notes import notes
from fundgraph.web.projects.takeaway import take_away
from fundgraph.web.rendering import render_template
from fundgraph.web.site import release
from fundgraph.web.views.rows import Rows

blueprint = Blueprint("projects", __name__)
PAGE = 25


@dataclass(frozen=True, slots=True)
class Region:
    """A region in the view as a map: its projects, their sum, the list of them."""

    slug: str
    label: str
    projects: int
    granted: int
    href: str


@blueprint.get("/<language:language>/projects")
def projects(language: str) -> str | Response:
    """The projects that fit the filters, paged and sorted."""
    if clean := without_empty():
        return clean
    asked = read(request.args, language)
    index, known = release().index, labels(language)
    totals = index.totals(asked.selection)
    page = paging(totals.projects, PAGE, lambda page: href(request.path + asked.query(page)))
    found = index.search(
        asked.selection,
        sort=asked.order,
        limit=_rows(asked),
        offset=page.offset,
        language=language,
    )
    return render_template(
        "projects.html",
        section="projects",
        asked=asked,
        totals=found.totals,
        counted=found.totals,
        notes=notes(asked),
        words=sought(asked.selection.text),
        projects=Rows(index, language).hits(found.projects),
        excerpts=_excerpts(asked, found, language),
        questioned=found.questioned,
        paging=page,
        **_controls(asked, found, known, index),
        **take_away(asked, language, found.totals.projects),
        **(_map(asked, found, known) if asked.view == "map" else {}),
    )


def _excerpts(asked: Asked, found: Found, language: str) -> dict[str, Excerpt]:
    """What the list shows of the texts that the words stand in; a table has no room for them."""
    listed = found.projects if asked.view == VIEWS[0] else ()
    return excerpts(listed, sought(asked.selection.text), language)


def _rows(asked: Asked) -> int:
    return 0 if asked.view == "map" else PAGE


def _address(asked: Asked) -> str:
    return href(request.path + asked.query())


def _controls(asked: Asked, found: Found, known: Labels, index: Index) -> dict[str, Any]:
    """Filters, chips, orders and views."""
    used = chips(asked, known, index)
    return {
        "groups": filters.groups(found.facets, asked, known),
        "years": filters.years(found.facets, asked),
        "amounts": filters.amounts(found.facets, asked, known.language),
        "chips": [_choice(chip) for chip in used],
        "rescues": [] if found.totals.projects else _rescues(used, index),
        "sorts": _sorts(asked),
        "views": _views(asked),
        "cleared": href(request.path),
        "typed": _typed(asked, known.language),
    }


def _typed(asked: Asked, language: str) -> dict[str, str]:
    """The amounts as a reader would type them."""
    ends = {"least": asked.selection.least, "most": asked.selection.most}
    shown = {name: "" if end is None else plain(end) for name, end in ends.items()}
    mark = "," if language == "lv" else "."
    return {name: end.replace(".", mark) for name, end in shown.items()}


def _choice(chip: Chip) -> Choice:
    return Choice(chip.words.text, _address(chip.without), language=chip.words.language)


def _rescues(used: list[Chip], index: Index) -> list[tuple[Choice, int]]:
    """The filters that could be taken away from a list that is empty, with what is found then."""
    tried = (chip for chip in used if chip.widens)
    counted = ((chip, index.totals(chip.without.selection).projects) for chip in tried)
    return [(_choice(chip), projects) for chip, projects in counted if projects]


def _sorts(asked: Asked) -> list[Choice]:
    names = {
        "best": _("best match"),
        "-granted": _("most granted"),
        "-spent": _("most spent"),
        "-start": _("newest"),
        "title": _("title"),
    }
    offered = SORTS if asked.selection.text else SORTS[1:]
    return [
        Choice(names[sort], _address(asked.sorted(sort)), current=sort == asked.order)
        for sort in offered
    ]


def _views(asked: Asked) -> list[Choice]:
    names = {"list": _("List"), "table": _("Table"), "map": _("Map")}
    return [
        Choice(names[view], _address(asked.shown_as(view)), current=view == asked.view)
        for view in VIEWS
    ]


def _map(asked: Asked, found: Found, known: Labels) -> dict[str, Any]:
    """The regions with what they have of the list, whatever regions are chosen; no drawing where
    the outlines lack one of them."""
    regions = [
        Region(
            count.value,
            known.regions.get(count.value, count.value),
            count.projects,
            count.granted,
            _address(asked.having(regions=(count.value,)).shown_as(VIEWS[0])),
        )
        for count in found.facets.regions
        if count.value is not None
    ]
    sums = {region.slug: Decimal(region.granted) / 100 for region in regions}
    return {
        "regions": sorted(regions, key=lambda region: region.label),
        "drawing": maps.ramp(sums),
        "elsewhere": next((c.projects for c in found.facets.regions if c.value is None), 0),
    }
