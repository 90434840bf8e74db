# SPDX-License-Identifier: EUPL-1.2
"""The data documents: what is known of a thing, in each format."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from functools import lru_cache
from io import BytesIO

from flask import Blueprint, Response, g

from fundgraph.errors import NotAcceptable, NotFound
from fundgraph.iris import TYPES, site_prefixes
from fundgraph.vocabulary import PREFIXES
from fundgraph.web import conditional, signposts
from fundgraph.web.addresses import document_links, moved, normalised, path
from fundgraph.web.formats import (
    BY_MEDIA_TYPE,
    BY_SUFFIX,
    FORMS,
    JSON,
    RDF,
    DocumentFormat,
    formats_of,
    media_types,
)
from fundgraph.web.knowledge import statements
from fundgraph.web.negotiation import HTML, media_type, profile
from fundgraph.web.presence import published
from fundgraph.web.site import Site, site
from fundgraph.writers import Triple, writer
from fundgraph.writers.expanded import expanded, flattened
from fundgraph.writers.rdfxml import CharacterError

blueprint = Blueprint("documents", __name__)
KINDS = ", ".join(TYPES)
Statements = Callable[[], Collection[Triple]]


@blueprint.get(f"/data/<any({KINDS}):kind>/<name>")
def thing(kind: str, name: str) -> Response:
    """The document of a project, organisation, programme, region or place."""
    slug, suffix = split_suffix(name)
    if slug != normalised(slug):
        return moved(f"/data/{kind}/{normalised(name)}")
    ending = f".{suffix}" if suffix else ""
    iri = published(kind, slug, lambda other: f"/data/{kind}/{other}{ending}")
    return document(
        f"/data/{kind}/{slug}",
        suffix,
        lambda: statements(iri),
        formats=formats_of(kind),
        links=signposts.header_of_document(kind, slug),
    )


def split_suffix(name: str) -> tuple[str, str | None]:
    """A name without its suffix, and the suffix where it is one of a document's."""
    stem, dot, suffix = name.rpartition(".")
    return (stem, suffix) if dot and stem and suffix in BY_SUFFIX else (name, None)


def described(
    below: str,
    suffix: str | None,
    statements: Statements,
    *,
    page: Callable[[], str] | None = None,
    turtle: Callable[[], bytes] | None = None,
    data_first: bool = False,
) -> Response:
    """The document at an address, or the page about the same for whoever prefers one.

    Who likes both as much gets the page, with `data_first` the document.
    `turtle` gives the document in Turtle as somebody wrote it.
    """
    if page and not suffix:
        _checked(statements())
        g.links = document_links(below)
        offered = (*media_types(RDF), HTML) if data_first else (HTML, *media_types(RDF))
        if media_type(offered) == HTML:
            return Response(page(), content_type=f"{HTML}; charset=utf-8")

    def content(fmt: DocumentFormat) -> bytes:
        return turtle() if turtle and fmt.name == "ttl" else serialised(statements(), fmt)

    return _answer(below, suffix, RDF, content)


def document(
    below: str,
    suffix: str | None,
    statements: Statements,
    *,
    formats: tuple[DocumentFormat, ...] = RDF,
    links: str | None = None,
) -> Response:
    """The document at an address, in the format of its suffix or the one the client prefers.

    `links` is its `Link` header, where there is more to say than its formats. Raises NotFound where
    there are no statements, NothingAcceptable where no format fits.
    """
    if suffix is None:
        _checked(statements())  # what does not exist is not negotiated
    response = _answer(below, suffix, formats, lambda fmt: serialised(_checked(statements()), fmt))
    g.link_header = links
    if links is None:
        g.links = document_links(below, formats)
    return response


def _answer(
    below: str,
    suffix: str | None,
    formats: tuple[DocumentFormat, ...],
    content: Callable[[DocumentFormat], bytes],
) -> Response:
    if suffix is None:
        fmt = BY_MEDIA_TYPE.get(media_type(media_types(formats)))
    else:
        fmt = BY_SUFFIX.get(suffix)
    if fmt is None or fmt not in (*formats, JSON):
        raise NotFound("This document does not come in that format.")
    form = form_of(fmt)
    response = respond(below, form, lambda: content(form))
    if suffix is None:
        response.headers["Content-Location"] = path(f"{below}.{fmt.suffix}")
    return response


def form_of(fmt: DocumentFormat) -> DocumentFormat:
    """The form of JSON-LD that the client asks for by its profile; other formats as they are."""
    if fmt.name != "jsonld" or fmt == JSON:
        return fmt
    return FORMS.get(profile(fmt.media_type, FORMS) or "", fmt)


def respond(below: str, fmt: DocumentFormat, content: Callable[[], bytes]) -> Response:
    """An answer in a format whose content follows from the release and the address alone; made
    only where the client does not have it already."""
    etag = conditional.tag("document", below, fmt.content_type)
    known = conditional.unchanged(etag)
    response = Response(status=304) if known else Response(content())
    response.content_type = fmt.content_type
    response.set_etag(known or etag)
    return response


def serialised(statements: Collection[Triple], fmt: DocumentFormat) -> bytes:
    """Statements in a format, as this site writes them."""
    return written(statements, fmt, site())


def written(statements: Collection[Triple], fmt: DocumentFormat, running: Site) -> bytes:
    """Statements in a format; JSON-LD names its context by its address. Raises NotAcceptable where
    the format cannot hold them."""
    if fmt.name == "flattened":
        return flattened(statements)
    if fmt.name == "expanded":
        return expanded(statements, running.context)
    out = BytesIO()
    prefixes = _prefixes(running.settings.base_iri)
    try:
        with writer(fmt.name, out, prefixes=prefixes, context=running.context) as opened:
            opened.write(statements)
    except CharacterError as error:
        told = f"RDF/XML cannot hold the character {error.code}. Ask for another format."
        raise NotAcceptable(told) from error
    return out.getvalue()


@lru_cache(maxsize=16)
def _prefixes(base_iri: str) -> Mapping[str, str]:
    return {**PREFIXES, **site_prefixes(base_iri)}


def _checked(statements: Collection[Triple]) -> Collection[Triple]:
    if not statements:
        raise NotFound("Nothing of this name is published here.")
    return statements
