# SPDX-License-Identifier: EUPL-1.2
"""How a record is cited: one line for people, BibTeX for programs."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from fundgraph.web.i18n import gettext as _
from fundgraph.web.views.project import ProjectView
from fundgraph.web.views.statements import Words

_SPECIAL: Final = re.compile(r"[\\{}$&#^_%~]")
# What has no sign of its own behind a backslash.
_NAMED: Final = {"\\": r"\textbackslash{}", "^": r"\textasciicircum{}", "~": r"\textasciitilde{}"}
# The languages of titles as BibLaTeX calls them.
_LANGUAGES: Final = {"lv": "latvian", "en": "english", "ru": "russian"}


@dataclass(frozen=True, slots=True)
class Citation:
    """A citation after APA (7th edition, data sets): what stands before the title, the title, which
    is in italics, and what comes after it; and the same as BibTeX."""

    before: str
    title: Words
    after: str
    bibtex: str


def citation(view: ProjectView, site_title: str, *, release: str, year: int) -> Citation:
    """The citation of a project's record, in the language of the page."""
    publisher = publisher_of(view, site_title)
    where = "" if publisher == site_title else f" {ended(site_title)}"
    version = _("Project %(number)s; release %(release)s", number=view.number, release=release)
    kind = _("Data set")
    return Citation(
        before=f"{ended(publisher)} ({year}).",
        title=view.title,
        after=f"({version}) [{kind}].{where} {view.iri}",
        bibtex=_bibtex(view, publisher, year, f"{version}. {site_title}"),
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


def entry(name: str, fields: Mapping[str, str | None]) -> str:
    """A BibTeX entry under a name, without the fields that have no value."""
    key = re.sub(r"[^A-Za-z0-9]+", "-", name).strip("-")
    lines = ",\n".join(f"  {field} = {{{value}}}" for field, value in fields.items() if value)
    return f"@misc{{{key},\n{lines}\n}}"


def publisher_of(view: ProjectView, site_title: str) -> str:
    """The publisher of the register; the site where the source names none."""
    publisher = view.source.publisher if view.source else None
    return publisher.name.text if publisher else site_title


def ended(text: str) -> str:
    """A text that ends with a full stop."""
    return text if text.endswith(".") else f"{text}."


def escaped(text: str) -> str:
    """A text as it stands in a field of BibTeX."""
    return _SPECIAL.sub(lambda found: _NAMED.get(found[0], f"\\{found[0]}"), text)
