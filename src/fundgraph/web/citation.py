# SPDX-License-Identifier: EUPL-1.2
"""How a record is cited: one line for people, BibTeX for programs."""

from __future__ import annotations

from typing import Final

from fundgraph.web.citations import Citation, ended, entry, escaped
from fundgraph.web.i18n import gettext as _
from fundgraph.web.views.project import ProjectView
from fundgraph.web.views.statements import Words

# The languages of titles as BibLaTeX calls them.
_LANGUAGES: Final = {"lv": "latvian", "en": "english", "ru": "russian"}


def citation(view: ProjectView, site_title: str, *, release: str, year: int) -> Citation:
    """The citation of a project's record, in the language of the page."""
    name = publisher_of(view, site_title)
    publisher = name.text
    where = "" if publisher == site_title else f" {ended(site_title)}"
    version = _("Project %(number)s; release %(release)s", number=view.number, release=release)
    kind = _("Data set")
    return Citation(
        before=f"{ended(publisher)} ({year}).",
        title=view.title,
        after=f"({version}) [{kind}].{where} {view.iri}",
        bibtex=_bibtex(view, publisher, year, f"{version}. {site_title}"),
        language=name.language,
    )


def _bibtex(view: ProjectView, publisher: str, year: int, note: str) -> str:
    fields = {
        "author": "{" + escaped(publisher) + "}",
        "title": "{" + escaped(view.title.text) + "}",
        "year": str(year),
        "howpublished": f"\\url{{{view.iri}}}",
        "note": escaped(note),
        "langid": _LANGUAGES.get(view.title.language or ""),
    }
    return entry(view.iri.rpartition("/")[2], fields)


def publisher_of(view: ProjectView, site_title: str) -> Words:
    """The publisher of the register; the site where the source names none."""
    publisher = view.source.file.publisher if view.source else None
    return publisher.name if publisher else Words(site_title)
