# SPDX-License-Identifier: EUPL-1.2
"""Entity tags, 304 and codings: one tag for each representation, each coding a tag of its own."""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache
from hashlib import blake2b

from flask import Response, g, request
from werkzeug.http import http_date

from fundgraph import __version__
from fundgraph.web import codings
from fundgraph.web.negotiation import vary
from fundgraph.web.preconditions import CONDITIONS, GUARDS, has, verdict

SMALLEST = 500
_COMPRESSIBLE = ("text/", "application/json", "application/n-", "application/trig")
_STRUCTURED = ("+json", "+xml", "/xml", "/javascript")
# A release never changes, yet the next one comes at the same address: ask again, get a 304.
REVALIDATE = "public, max-age=0, must-revalidate"


def tag(*parts: str) -> str:
    """The entity tag of a representation that follows from the release and these parts alone."""
    return tag_of(g.release.id if g.get("release") else "", *parts)


def tag_of(release: str, *parts: str) -> str:
    """The entity tag of a representation that follows from a release (its id) and these parts."""
    return _digest("\0".join((__version__, release, *parts)).encode())


def unchanged(etag: str) -> str | None:
    """The tag, in the coding the client has, of a representation that it has already: known
    before any work is done. None where it has to be sent."""
    vary("Accept-Encoding")
    environ = request.environ
    tags = environ.get("HTTP_IF_NONE_MATCH")
    if not tags or request.method not in ("GET", "HEAD") or any(map(environ.get, GUARDS)):
        return None
    coding = _coding()
    candidates = (f"{etag}-{coding}" if coding else etag, etag)
    return next((candidate for candidate in candidates if has(tags, candidate)), None)


def finish(response: Response) -> Response:
    """The response with its entity tag, coded where the client takes it, a 304, or a 412 that is
    still to be explained."""
    coding = _coding() if _is_compressible(response) else None
    if response.status_code in (200, 304) and request.method in ("GET", "HEAD"):
        _date(response)
        if response.status_code == 200:
            if is_lasting(response):
                _tag(response, coding)
            _decide(response)
    if coding and response.status_code not in (304, 412):
        _pack(response, coding)
    return response


def _decide(response: Response) -> None:
    """Makes the response what the conditions of its request have it be."""
    if any(name in request.environ for name in CONDITIONS):
        modified = response.headers.get("Last-Modified") if is_lasting(response) else None
        found = verdict(request.environ, response.headers.get("ETag"), modified)
        response.status_code = found or response.status_code


def is_lasting(response: Response) -> bool:
    """Whether an answer may be kept by anybody."""
    return "no-store" not in response.headers.get("Cache-Control", "").lower()


def _date(response: Response) -> None:
    if g.get("release") and "Last-Modified" not in response.headers:
        response.headers["Last-Modified"] = _moment(g.release.issued)
    response.headers.setdefault("Cache-Control", REVALIDATE)


@lru_cache(maxsize=16)
def _moment(issued: datetime) -> str:
    return http_date(issued)


def _tag(response: Response, coding: str | None) -> None:
    if "ETag" not in response.headers and not response.is_streamed:
        response.set_etag(_digest(response.get_data()))
    etag, _ = response.get_etag()
    if etag and coding:
        response.set_etag(f"{etag}-{coding}")


def _digest(content: bytes) -> str:
    return blake2b(content, digest_size=12).hexdigest()


def _coding() -> str | None:
    return codings.chosen(request.environ.get("HTTP_ACCEPT_ENCODING", ""))


def _is_compressible(response: Response) -> bool:
    """Whether the answer comes in codings as well; marks it as varying if so."""
    kind = response.mimetype or ""
    if response.status_code in (204, 206, 304) or "Content-Encoding" in response.headers:
        return False
    if response.direct_passthrough:
        return False
    if not (kind.startswith(_COMPRESSIBLE) or kind.endswith(_STRUCTURED)):
        return False
    if response.is_streamed or len(response.get_data()) >= SMALLEST:
        vary("Accept-Encoding")
        return True
    return False


def _pack(response: Response, coding: str) -> None:
    response.headers["Content-Encoding"] = coding
    if response.is_streamed:
        response.headers.pop("Content-Length", None)
        response.response = codings.stream(response.response, coding)
    else:
        response.set_data(codings.packed(response.get_data(), coding))
