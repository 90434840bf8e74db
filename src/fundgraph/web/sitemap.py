# SPDX-License-Identifier: EUPL-1.2
"""The site map, for search engines: an index, the pages about everything but projects, and the
projects in parts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from xml.sax.saxutils import escape

from flask import Blueprint, Response

from fundgraph.errors import NotFound
from fundgraph.vocabulary import SITEMAP
from fundgraph.web.addresses import encoded
from fundgraph.web.site import release, site

blueprint = Blueprint("sitemap", __name__)
# The protocol allows 50,000 addresses a file; each page is there once for each language.
PROJECTS_A_PART = 20_000
MOST_ORGANISATIONS = 20_000
PAGES = ("", "projects", "organisations", "regions", "programmes", "data", "about")


@blueprint.get("/sitemap.xml")
def index() -> Response:
    """The list of the parts."""
    projects = release().index.figures().totals.projects
    parts = range(-(-projects // PROJECTS_A_PART) + 1)
    addresses = (f"sitemap-{number}.xml" for number in parts)
    return _xml("sitemapindex", "sitemap", addresses)


@blueprint.get("/sitemap-<int(max=999999):number>.xml")
def part(number: int) -> Response:
    """A part: the pages about other things than projects (0), or some of the projects."""
    found = list(_pages() if number == 0 else _projects(number))
    if not found:
        raise NotFound("The site map has no such part.")
    languages = site().settings.languages
    return _xml("urlset", "url", (f"{code}/{below}" for below in found for code in languages))


def _pages() -> Iterator[str]:
    known = release().index
    yield from PAGES
    yield from (f"region/{row.slug}" for row in known.regions())
    yield from (f"place/{row.slug}" for row in known.places())
    organisations = known.organisations(limit=MOST_ORGANISATIONS)
    yield from (f"organisation/{row.slug}" for row in organisations)
    waiting = known.programmes()
    while waiting:
        level = waiting.pop()
        yield f"programme/{level.slug}"
        waiting += known.programmes(level.slug)


def _projects(number: int) -> Iterator[str]:
    first = (number - 1) * PROJECTS_A_PART
    slugs = islice(release().index.digests(), first, first + PROJECTS_A_PART)
    return (f"project/{slug}" for slug, _ in slugs)


def _xml(root: str, element: str, below: Iterable[str]) -> Response:
    base = site().settings.base_iri
    lines = [
        f"<{element}><loc>{escape(base + encoded(address))}</loc></{element}>" for address in below
    ]
    content = "\n".join(
        [
            '<?xml version="1.0" encoding="UTF-8"?>',
            f'<{root} xmlns="{SITEMAP}">',
            *lines,
            f"</{root}>",
        ]
    )
    return Response(content + "\n", content_type="application/xml; charset=utf-8")
