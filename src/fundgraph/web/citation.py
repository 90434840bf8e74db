# SPDX-License-Identifier: EUPL-1.2
"""How a record is cited: one line for people, BibTeX for programs."""

from __future__ import annotations

import re

from fundgraph.web.views.project import ProjectView

_SPECIAL = re.compile(r"([\\{}$&#^_%~])")


def sentence(view: ProjectView, site_title: str, *, release: str, year: int) -> str:
    """The citation after APA: who published, when, what, where."""
    publisher = publisher_of(view, site_title)
    where = "" if publisher == site_title else f" {site_title}."
    return f"{publisher} ({year}). {view.title.text} [{view.number}; {release}].{where} {view.iri}"


def bibtex(view: ProjectView, site_title: str, *, release: str, year: int) -> str:
    """The citation as a BibTeX entry."""
    fields = {
        "author": "{" + _escaped(publisher_of(view, site_title)) + "}",
        "title": _escaped(view.title.text),
        "year": str(year),
        "howpublished": f"\\url{{{view.iri}}}",
        "note": _escaped(f"{view.number}; {site_title}, {release}"),
    }
    key = re.sub(r"[^A-Za-z0-9]+", "-", view.iri.rpartition("/")[2]).strip("-")
    lines = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items())
    return f"@misc{{{key},\n{lines}\n}}"


def publisher_of(view: ProjectView, site_title: str) -> str:
    """The publisher of the register; the site where the source names none."""
    publisher = view.source.publisher if view.source else None
    return publisher.name.text if publisher else site_title


def _escaped(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", text)
