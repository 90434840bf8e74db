# SPDX-License-Identifier: EUPL-1.2
"""Addresses of the site as paths, never with a host; converters; the links between them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import TYPE_CHECKING, Final
from unicodedata import normalize
from urllib.parse import quote, urlsplit

from flask import Response, request
from werkzeug.routing import BaseConverter

from fundgraph.web.formats import RDF, DocumentFormat
from fundgraph.web.values import Link

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

# The characters of an address that a page links: somewhat fewer than the server takes
# (`store/limits.py`), as those on the way may take less. What is longer is sent by a form.
LONGEST_LINK: Final = 7500
# What RFC 3986 allows in a path segment without percent-encoding.
_SAFE = "/:@!$&'()*+,;=~-._"
# A part of a route, as Werkzeug writes it.
_PART = re.compile(r"<(?:[^:<>]+:)?(\w+)>")
# What no IRI of a thing holds (RFC 3987): asking the store for it would be an error.
_NO_SLUG = re.compile(
    r"[\x00-\x20\x7f-\x9f<>\"{}|^`\[\]\\%?#/\ud800-\uf8ff\ufdd0-\ufdef\ufff0-\uffff"
    + "".join(rf"\U{plane:04x}fffe-\U{plane:04x}ffff" for plane in range(1, 15))
    + r"\U000e0000-\U000e0fff\U000f0000-\U0010ffff]"
)


def path(below: str) -> str:
    """The percent-encoded path of an address of this site, given as `/data/project/…`."""
    return request.script_root + encoded(below)


@lru_cache(maxsize=4096)
def encoded(text: str) -> str:
    """An IRI's path in ASCII (RFC 3987, 3.1)."""
    return quote(text, safe=_SAFE)


def with_query(below: str) -> str:
    """An address of this site in ASCII, its query string left as it is."""
    address, mark, query = below.partition("?")
    return encoded(address) + mark + query


@lru_cache(maxsize=256)
def template(rule: str) -> str:
    """The address of a route with its parts in braces, `/data/{kind}/{name}`."""
    return _PART.sub(r"{\1}", rule)


def is_slug(text: str) -> bool:
    """Whether a slug of ours could be this text."""
    return not _NO_SLUG.search(text) and len(text) <= 1000


def normalised(text: str) -> str:
    """The slug in the form that is minted (NFC)."""
    return normalize("NFC", text)


def moved(below: str) -> Response:
    """308 to an address of this site, with the query of the request."""
    query = request.query_string.decode("latin-1")
    return sent_on(308, path(below) + (f"?{query}" if query else ""))


def replaced(below: str) -> Response:
    """301 to the address of what stands in for a thing."""
    return sent_on(301, path(below))


def see_other(below: str) -> Response:
    """303 to an address of this site."""
    return sent_on(303, path(below))


def temporarily(below: str) -> Response:
    """307 to an address of this site, which may be another tomorrow."""
    response = sent_on(307, path(below))
    response.headers["Cache-Control"] = "no-cache"
    return response


def sent_on(status: int, location: str) -> Response:
    """A redirect to a location."""
    response = Response(status=status, headers={"Location": location})
    del response.headers["Content-Type"]  # there is no content
    return response


def document_links(below: str, formats: tuple[DocumentFormat, ...] = RDF) -> tuple[Link, ...]:
    """One alternate for each format of the document at an address without suffix."""
    at = path(below)
    return tuple(
        Link(f"{at}.{fmt.suffix}", "alternate", fmt.media_type, label=fmt.label) for fmt in formats
    )


def page_links(kind: str, slug: str, languages: Iterable[str]) -> tuple[Link, ...]:
    """The pages of an entity, one for each language."""
    return tuple(
        Link(path(f"/{language}/{kind}/{slug}"), "alternate", "text/html", language)
        for language in languages
    )


def language_converter(languages: tuple[str, ...]) -> type[BaseConverter]:
    """The converter `<language:…>` of the languages that the site has."""

    class LanguageConverter(BaseConverter):
        regex = "|".join(languages)

    return LanguageConverter


def prefix_of(base_iri: str) -> str:
    """The path that a site lies below; empty for one at the root of its host."""
    return urlsplit(base_iri).path.rstrip("/")


def below(target: str, base_iri: str) -> str:
    """A path, with its query, as clients reach it, whether a proxy strips that of `base_iri` or
    not."""
    prefix = prefix_of(base_iri)
    there = target == prefix or target.startswith((f"{prefix}/", f"{prefix}?"))
    return target if there else f"{prefix}{target}"


class Below:
    """Serves an application below the path of `base_iri`, whether a proxy strips it or not."""

    def __init__(self, application: Callable[..., Iterable[bytes]], base_iri: str) -> None:
        self.application = application
        self.prefix = prefix_of(base_iri)

    def __call__(self, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        found = environ.get("PATH_INFO", "")
        if self.prefix and (found == self.prefix or found.startswith(f"{self.prefix}/")):
            environ["PATH_INFO"] = found[len(self.prefix) :] or "/"
        environ["SCRIPT_NAME"] = self.prefix
        return self.application(environ, start)
