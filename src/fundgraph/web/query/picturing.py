# SPDX-License-Identifier: EUPL-1.2
"""The drawing of a query's result, on the page and as a file."""

from __future__ import annotations

from collections.abc import Iterator

from flask import request

from fundgraph.store.queries import Query
from fundgraph.web.i18n import gettext as _
from fundgraph.web.i18n import language, ngettext
from fundgraph.web.layout import site_title
from fundgraph.web.query.cells import cells, columns_of_numbers
from fundgraph.web.query.citing import title_of
from fundgraph.web.query.drawing import Drawing, Shown, drawing
from fundgraph.web.query.labelling import Cells
from fundgraph.web.query.ordering import ordered_by
from fundgraph.web.query.picture import picture
from fundgraph.web.query.questions import drawn
from fundgraph.web.site import release, site
from fundgraph.web.texts import number
from fundgraph.web.values import QueryResult


def drawing_of(query: Query, result: QueryResult, rows: Cells) -> Drawing | None:
    """The drawing of a result: of the column that the address names, else the query."""
    numbers = columns_of_numbers(rows, len(result.variables))
    order = ordered_by(query.text)
    shown = Shown(result.variables, rows, numbers, result.total, cut=result.cut, order=order)
    wanted = request.args.get("draw") or drawn(query.text)
    return drawing(shown, wanted=wanted, language=language())


def query_picture(query: Query, result: QueryResult) -> str | None:
    """The drawing of a result as an SVG document; None for a result without one."""
    found = drawing_of(query, result, cells(result.variables, result.rows, language()))
    if found is None:
        return None
    return picture(found, title_of(query.text), tuple(_notes(found)), language())


def _notes(found: Drawing) -> Iterator[str]:
    """What the colours of a map stand for where they go by rank, whose outlines it has, what of the
    data is made up, and where it all comes from."""
    if found.map:
        if found.map.ranked:
            yield _(
                "Each colour stands for about as many regions:"
                " with equal steps most would have the same."
            )
        dash = ".–" if language() == "lv" else "–"
        edition = found.map.edition.replace("-", dash)
        told = "Map: planning regions of %(edition)s, drawn from Natural Earth data."
        yield _(told, edition=edition)
    counted = release().index.totals()
    if counted.made_up == counted.projects:
        yield _("Every project here is made up, for show.")
    elif counted.made_up:
        yield ngettext(
            "%(count)s of %(all)s projects here is made up, for show.",
            "%(count)s of %(all)s projects here are made up, for show.",
            counted.made_up,
            count=number(counted.made_up, language()),
            all=number(counted.projects, language()),
        )
    named = _("Release %(release)s", release=release().id)
    yield f"{site_title()}. {named}. {site().settings.base_iri}"
