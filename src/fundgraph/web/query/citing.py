# SPDX-License-Identifier: EUPL-1.2
"""How the result of a query is cited: which question, of which release, when, and where."""

from __future__ import annotations

from datetime import date
from typing import Final

from fundgraph.web import texts
from fundgraph.web.citations import Citation, ended, entry, escaped
from fundgraph.web.i18n import gettext as _
from fundgraph.web.i18n import language
from fundgraph.web.layout import site_title
from fundgraph.web.site import release, site
from fundgraph.web.views.statements import Words

_DRAW: Final = "draw:"
_LONGEST: Final = 200


def citation(query: str, address: str, *, today: date) -> Citation:
    """The citation of a query's result in the language of the page, up to the address, which may be
    long: BibTeX has it. The title is the comment that the query begins with."""
    current, name = release(), site_title()
    title = title_of(query) or _("Result of a query")
    author = site().settings.publisher or name
    where = "" if author == name else f" {ended(name)}"
    version = _("Release %(release)s", release=current.id)
    seen = texts.table_day(today.isoformat(), language())
    read = _("Retrieved %(day)s from", day=seen)
    kind = _("Data set")
    fields = {
        "author": "{" + escaped(author) + "}",
        "title": "{" + escaped(title) + "}",
        "year": str(current.issued.year),
        "howpublished": f"\\url{{{address}}}",
        "note": escaped(f"{version}. {name}"),
        "urldate": today.isoformat(),
    }
    return Citation(
        before=f"{ended(author)} ({current.issued.year}).",
        title=Words(title),
        after=f"({version}) [{kind}].{where} {read}",
        bibtex=entry(f"query-{current.id}", fields),
    )


def title_of(query: str) -> str:
    """The comment that a query begins with, but for that of what is drawn; empty for none."""
    lines = filter(None, map(str.strip, query.split("\n")))
    first = next((line for line in lines if not _comment(line).startswith(_DRAW)), "")
    return _comment(first)[:_LONGEST]


def _comment(line: str) -> str:
    """What a line of nothing but a comment says; empty for any other."""
    return line[1:].strip() if line.startswith("#") else ""
