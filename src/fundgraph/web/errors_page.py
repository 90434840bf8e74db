# SPDX-License-Identifier: EUPL-1.2
"""The page of an error: what happened and what to do, in the page's language."""

from __future__ import annotations

from fundgraph.errors import QueryFailed, QueryTimedOut
from fundgraph.web.i18n import gettext as _
from fundgraph.web.rendering import render_template
from fundgraph.web.sentences import spoken
from fundgraph.web.values import Problem
from fundgraph.web.views.statements import Words

# Heading and advice say all that there is to say.
_TOLD = (404, 405, 500)


def render_error(problem: Problem) -> str:
    """The page of an error; it is nothing for search engines."""
    return render_template(
        "error.html",
        problem=problem,
        heading=heading_of(problem),
        advice=advice_of(problem),
        said=_said(problem),
        canonical=None,
    )


def _said(problem: Problem) -> Words | None:
    """What else is known of the error; None where the page says that already."""
    if problem.choices or problem.status in _TOLD or not problem.detail:
        return None
    said = spoken(problem.detail)
    return None if said.text.rstrip(".") == heading_of(problem) else said


def heading_of(problem: Problem) -> str:
    """What happened."""
    if problem.title == QueryTimedOut.title:
        return _("The query took too long")
    if problem.title == QueryFailed.title:
        return _("The query could not be answered")
    headings = {
        400: _("This request cannot be understood"),
        403: _("The data can be read only"),
        404: _("There is nothing at this address"),
        405: _("This address does not work that way"),
        406: _("There is no such format"),
        410: _("This was removed"),
        412: _("This has changed in the meantime"),
        413: _("This is too large"),
        414: _("This address is too long"),
        415: _("This kind of request is not supported"),
        416: _("There is no such part"),
        431: _("This is too large"),
        429: _("Too many requests at a time"),
        503: _("This cannot be answered now"),
    }
    return headings.get(problem.status) or _("Something went wrong")


def advice_of(problem: Problem) -> str:
    """What to do."""
    advice = {
        400: _("Look for a typing mistake in the address, or search for what you want."),
        406: _("Ask for one of the formats below, or for any (Accept: */*)."),
        404: _("The address may be misspelt, or the thing may not be in this release."),
        410: _("Search for what may have come in its place, or look at the list of projects."),
        413: _("Send less at a time; the data page has everything as files."),
        429: _("Wait until one of your requests has been answered, then try again."),
        503: _("Try again in a moment, or ask for less at a time."),
    }
    if problem.status == 503 and problem.title == "Nothing is published yet":
        return _("Nothing is published yet: this site has no release so far.")
    general = _("Go on from the home page or the list of projects.")
    if problem.status == 406 and not problem.choices:  # there are no formats to choose from
        return general
    return advice.get(problem.status) or general
