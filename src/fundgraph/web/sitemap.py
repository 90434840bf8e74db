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
from fundgraph.vocabulary import SCHEMES, SITEMAP, XHTML
from fundgraph.web.layout import BY_PARAMETER
from fundgraph.web.signposts import absolute
from fundgraph.web.site import release, site

blueprint = Blueprint("sitemap", __name__)
# The protocol allows 50,000 addresses and 50 MB a file: with their versions in other languages, so
# many take 4 MB, and may be a dozen times as long.
MOST, _BATCH = 10_000, 10_000
PAGES = (
    "", "projects", "organisations", "regions", "programmes", "data", "checks", "about",
    "accessibility", "privacy", "ns/esf", "ns/shapes", "code", "sparql",
    *(f"code/{scheme}" for scheme in SCHEMES),
)  # fmt: skip


@blueprint.get("/sitemap.xml")
def index() -> Response:
    """The list of the parts."""
    others = sum(1 for _ in _others(release().index))
    projects = release().index.figures().totals.projects
    names = [f"sitemap-{number}.xml" for number in range(_parts(others) + _parts(projects))]
    return _xml("sitemapindex", (_entry("sitemap", absolute(f"/{name}")) for name in names))


@blueprint.get("/sitemap-<int(max=999999):number>.xml")
def part(number: int) -> Response:
    """A part: first of the pages about other things than projects, then of the projects."""
    known = release().index
    first = _part(_others(known), number)
    found = first or _part(_projects(known), number - _parts(sum(1 for _ in _others(known))))
    if not found:
        raise NotFound("The site map has no such part.")
    return _xml("urlset", (entry for below in found for entry in _page(below)))


def _size() -> int:
    """The pages of a part; each is there once for each language."""
    return MOST // len(site().settings.languages)


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


def _page(below: str) -> Iterator[str]:
    """A page in each language of the site, each with all of them."""
    versions = {code: _address(below, code) for code in site().settings.languages}
    anybody = absolute("/") if not below else next(iter(versions.values()))
    alternates = "".join(
        f'<xhtml:link rel="alternate" hreflang="{code}" href="{escape(address)}"/>'
        for code, address in {**versions, "x-default": anybody}.items()
    )
    return (_entry("url", address, alternates) for address in versions.values())


def _address(below: str, code: str) -> str:
    """The address of a page in a language."""
    if f"/{below}".startswith(BY_PARAMETER):
        return absolute(f"/{below}", f"?lang={code}")
    return absolute(f"/{code}/{below}")


def _entry(element: str, address: str, more: str = "") -> str:
    """An address; a page is as new as the release: sums and neighbours may have changed."""
    day = release().issued.date().isoformat()
    return f"<{element}><loc>{escape(address)}</loc><lastmod>{day}</lastmod>{more}</{element}>"


def _xml(root: str, entries: Iterable[str]) -> Response:
    head = (
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<{root} xmlns="{SITEMAP}" xmlns:xhtml="{XHTML}">',
    )
    content = "\n".join(chain(head, entries, (f"</{root}>", "")))
    return Response(content, content_type="application/xml; charset=utf-8")
