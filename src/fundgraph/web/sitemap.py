# SPDX-License-Identifier: EUPL-1.2
"""The site map, for search engines: an index, the pages about everything but projects, and the
projects, in parts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain, count, islice
from xml.sax.saxutils import escape

from flask import Blueprint, Response

from fundgraph.errors import NotFound
from fundgraph.store.index import Index
from fundgraph.vocabulary import SITEMAP
from fundgraph.web.signposts import absolute
from fundgraph.web.site import release, site

blueprint = Blueprint("sitemap", __name__)
# The protocol allows 50,000 addresses a file.
_MOST, _BATCH = 50_000, 10_000
PAGES = (
    "", "projects", "organisations", "regions", "programmes", "data", "checks", "about",
    "accessibility", "privacy",
)  # fmt: skip


@blueprint.get("/sitemap.xml")
def index() -> Response:
    """The list of the parts."""
    others = sum(1 for _ in _others(release().index))
    projects = release().index.figures().totals.projects
    names = [f"sitemap-{number}.xml" for number in range(_parts(others) + _parts(projects))]
    return _xml("sitemapindex", "sitemap", names)


@blueprint.get("/sitemap-<int(max=999999):number>.xml")
def part(number: int) -> Response:
    """A part: first of the pages about other things than projects, then of the projects."""
    known = release().index
    first = _part(_others(known), number)
    found = first or _part(_projects(known), number - _parts(sum(1 for _ in _others(known))))
    if not found:
        raise NotFound("The site map has no such part.")
    languages = site().settings.languages
    return _xml("urlset", "url", (f"{code}/{below}" for below in found for code in languages))


def _size() -> int:
    """The pages of a part; each is there once for each language."""
    return _MOST // len(site().settings.languages)


def _parts(pages: int) -> int:
    return -(-pages // _size())


def _part(pages: Iterable[str], number: int) -> list[str]:
    return list(islice(pages, number * _size(), (number + 1) * _size())) if number >= 0 else []


def _others(known: Index) -> Iterator[str]:
    yield from PAGES
    yield from (f"region/{row.slug}" for row in known.regions())
    yield from (f"place/{row.slug}" for row in known.places())
    waiting = known.programmes()
    while waiting:
        level = waiting.pop()
        yield f"programme/{level.slug}"
        waiting += known.programmes(level.slug)
    batches = (known.organisations(limit=_BATCH, offset=_BATCH * n) for n in count())
    for batch in iter(batches.__next__, []):
        yield from (f"organisation/{row.slug}" for row in batch)


def _projects(known: Index) -> Iterator[str]:
    return (f"project/{slug}" for slug, _ in known.digests())


def _xml(root: str, element: str, below: Iterable[str]) -> Response:
    """A site map. A page is as new as the release: sums and neighbours may have changed."""
    day = f"<lastmod>{release().issued.date().isoformat()}</lastmod>"
    lines = (
        f"<{element}><loc>{escape(absolute(f'/{address}'))}</loc>{day}</{element}>"
        for address in below
    )
    head = ('<?xml version="1.0" encoding="UTF-8"?>', f'<{root} xmlns="{SITEMAP}">')
    content = "\n".join(chain(head, lines, (f"</{root}>", "")))
    return Response(content, content_type="application/xml; charset=utf-8")
