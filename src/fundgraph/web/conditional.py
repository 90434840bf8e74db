# SPDX-License-Identifier: EUPL-1.2
"""Entity tags, 304 and gzip: one tag for each representation, each coding a tag of its own."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterable, Iterator
from hashlib import blake2b

from flask import Response, g, request

from fundgraph import __version__
from fundgraph.web.negotiation import vary

_CODED = "-gzip"
_SMALLEST = 500
_LEVEL = 5
_COMPRESSIBLE = ("text/", "application/json", "application/n-", "application/trig")
_STRUCTURED = ("+json", "+xml", "/xml", "/javascript")
# A release never changes, yet the next one comes at the same address: ask again, get a 304.
REVALIDATE = "public, max-age=0, must-revalidate"


def tag(*parts: str) -> str:
    """The entity tag of a representation that follows from the release and these parts alone."""
    release = g.release.id if g.get("release") else ""
    return _digest("\0".join((__version__, release, *parts)).encode())


def unchanged(etag: str) -> str | None:
    """The tag, in the coding the client has, of a representation that it has already: known
    before any work is done. None where it has to be sent."""
    vary("Accept-Encoding")
    known = request.if_none_match
    if request.method not in ("GET", "HEAD") or not known:
        return None
    wanted = etag + _CODED if _accepts_gzip() else etag
    candidates = (wanted, etag, etag + _CODED)
    return next((candidate for candidate in candidates if known.contains_weak(candidate)), None)


def finish(response: Response) -> Response:
    """The response with its entity tag, coded where the client takes it, or a 304."""
    coded = _is_compressible(response) and _accepts_gzip()
    if response.status_code in (200, 304) and request.method in ("GET", "HEAD"):
        _date(response)
        if response.status_code == 200 and not response.cache_control.no_store:
            _tag(response, coded=coded)
            response.make_conditional(request.environ)
    if coded and response.status_code != 304:
        _compress(response)
    return response


def _date(response: Response) -> None:
    if g.get("release") and "Last-Modified" not in response.headers:
        response.last_modified = g.release.issued
    response.headers.setdefault("Cache-Control", REVALIDATE)


def _tag(response: Response, *, coded: bool) -> None:
    if "ETag" not in response.headers and not response.is_streamed:
        response.set_etag(_digest(response.get_data()))
    etag, _ = response.get_etag()
    if etag and coded:
        response.set_etag(etag + _CODED)


def _digest(content: bytes) -> str:
    return blake2b(content, digest_size=12).hexdigest()


def _accepts_gzip() -> bool:
    return request.accept_encodings.quality("gzip") > 0


def _is_compressible(response: Response) -> bool:
    """Whether the answer comes in gzip as well; marks it as varying if so."""
    kind = response.mimetype or ""
    if response.status_code in (204, 206, 304) or "Content-Encoding" in response.headers:
        return False
    if response.direct_passthrough:
        return False
    if not (kind.startswith(_COMPRESSIBLE) or kind.endswith(_STRUCTURED)):
        return False
    if response.is_streamed or len(response.get_data()) >= _SMALLEST:
        response.vary.add("Accept-Encoding")
        return True
    return False


def _compress(response: Response) -> None:
    response.headers["Content-Encoding"] = "gzip"
    if response.is_streamed:
        response.headers.pop("Content-Length", None)
        response.response = _gzipped(response.response)
    else:
        response.set_data(gzip.compress(response.get_data(), _LEVEL, mtime=0))


def _gzipped(chunks: Iterable[bytes | str]) -> Iterator[bytes]:
    packer = zlib.compressobj(_LEVEL, wbits=31)
    for chunk in chunks:
        packed = packer.compress(chunk.encode() if isinstance(chunk, str) else chunk)
        if packed:
            yield packed
    yield packer.flush()
