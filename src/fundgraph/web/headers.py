# SPDX-License-Identifier: EUPL-1.2
"""The headers of every answer: security, CORS, links, what it varies by, freshness."""

from __future__ import annotations

from flask import Flask, Response, g, request

from fundgraph.web import conditional, kept
from fundgraph.web.negotiation import HTML, vary

CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": (
        "Accept-Ranges, Allow, Content-Length, Content-Location, Content-Range, ETag, "
        "Last-Modified, Link, Location, Retry-After, X-Request-ID"
    ),
}
PREFLIGHT = {
    "Access-Control-Allow-Headers": "Accept, Accept-Language, Content-Type, If-None-Match, Range",
    "Access-Control-Max-Age": "86400",
}


def register(app: Flask) -> None:
    """Has every answer of an application carry the headers."""
    app.after_request(_finish)


def _finish(response: Response) -> Response:
    response.headers.extend({k: v for k, v in ALWAYS.items() if k not in response.headers})
    if request.method == "OPTIONS":
        return _preflight(response)
    if links := g.get("links"):
        response.headers["Link"] = ", ".join([link.header() for link in links])
    html = response.mimetype == HTML and response.status_code != 304  # those made early have none
    if html and g.get("language_negotiated"):
        vary("Accept-Language")
    finished = conditional.finish(response)
    _vary(finished)
    kept.mark(finished)
    return finished


def _vary(response: Response) -> None:
    """Names the request headers that the answer depends on, all at once."""
    names = {*g.get("vary", ()), *response.vary} if "Vary" in response.headers else g.get("vary")
    if names:
        response.headers["Vary"] = ", ".join(sorted(names))


def _preflight(response: Response) -> Response:
    methods = response.headers.get("Allow", "GET, HEAD, OPTIONS")
    response.headers.extend({**PREFLIGHT, "Access-Control-Allow-Methods": methods})
    if response.status_code == 200:
        response.status_code = 204
        response.headers.pop("Content-Type", None)
    return response
