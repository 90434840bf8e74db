# SPDX-License-Identifier: EUPL-1.2
"""The whole result of a list as CSV, JSON, JSON-LD and Turtle, streamed as it is read."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Final

from flask import Blueprint, Response, g, request

from fundgraph.errors import DamagedRelease, NotFound
from fundgraph.iris import name_slug, site_prefixes
from fundgraph.vocabulary import PREFIXES
from fundgraph.web import conditional
from fundgraph.web.addresses import path
from fundgraph.web.formats import with_charset
from fundgraph.web.graphs import taken
from fundgraph.web.knowledge import said
from fundgraph.web.layout import href
from fundgraph.web.negotiation import HTML, media_type
from fundgraph.web.projects import summary
from fundgraph.web.projects.asked import Asked, read, selected
from fundgraph.web.projects.takeaway import BELOW, DATA, data_links, data_query
from fundgraph.web.releases import Current
from fundgraph.web.site import Site, release, site
from fundgraph.web.values import Link
from fundgraph.writers import writer

blueprint = Blueprint("downloads", __name__)
CHUNK: Final = 65_536
LONGEST_NAME: Final = 80


@blueprint.get(BELOW)
def projects() -> Response:
    """The result in the format that the client prefers."""
    chosen = media_type([media_type for media_type, _ in DATA.values()])
    suffix = next(suffix for suffix, (kind, _) in DATA.items() if kind == chosen)
    return in_format(suffix)


@blueprint.get(f"{BELOW}.<suffix>")
def in_format(suffix: str) -> Response:
    """The result in one format."""
    if suffix not in DATA:
        raise NotFound("The projects do not come in this format.")
    asked, language = read(request.args, ""), _language()
    query = data_query(asked, language)
    etag = conditional.tag("projects", suffix, query, repr(asked.ignored))
    known = conditional.unchanged(etag)
    chunks = _chunks(suffix, asked, language)
    response = Response(status=304) if known else site().turns.stream(chunks)
    response.content_type = with_charset(DATA[suffix][0])
    response.set_etag(known or etag)
    # What was not understood is not in this address: whoever reads a file sees no page's sentence.
    response.headers["Content-Location"] = path(f"{BELOW}.{suffix}") + query
    name = _file_name(asked, suffix)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    g.links = (*_pages(asked), *data_links(asked, language))
    return response


def _language() -> str | None:
    """The language whose titles are asked for; None for each project's own."""
    asked = request.args.get("lang")
    return asked if asked in site().settings.languages else None


def _pages(asked: Asked) -> tuple[Link, ...]:
    query = asked.query()
    return tuple(
        Link(href(f"/{language}/projects{query}"), "alternate", HTML, language)
        for language in site().settings.languages
    )


def _file_name(asked: Asked, suffix: str) -> str:
    """A name that says what is in the file."""
    said = " ".join(["projects", *(value for _, value in selected(asked.selection))])
    return f"{name_slug(said, longest=LONGEST_NAME)}.{suffix}"


def _chunks(suffix: str, asked: Asked, language: str | None) -> Iterator[bytes]:
    # The request is over when most of it is sent: nothing below may ask for it.
    if suffix == "json":
        return summary.chunks(release(), asked, site(), CHUNK, language)
    return _statements(release(), asked, site(), suffix, language)


def _statements(
    current: Current, asked: Asked, running: Site, suffix: str, language: str | None
) -> Iterator[bytes]:
    """What is said of each project, as the writer of a format writes it."""
    out = BytesIO()
    prefixes = {**PREFIXES, **site_prefixes(running.settings.base_iri)}
    with writer(suffix, out, prefixes=prefixes, context=running.context) as opened:
        for row in current.index.matching(asked.selection, sort=asked.order, language=language):
            found = said(current, running.minter, row.iri)
            if not found:
                raise DamagedRelease(f"Nothing is said of {row.iri}.")
            opened.write(found)
            running.courtesy.let_by()
            if out.tell() >= CHUNK:
                yield taken(out)
    yield taken(out)
