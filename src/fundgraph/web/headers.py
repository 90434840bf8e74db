# SPDX-License-Identifier: EUPL-1.2
"""The headers of every answer: security, CORS, links, what it varies by, freshness."""

from __future__ import annotations

from http import HTTPStatus

from flask import Flask, Response, g, request

from fundgraph.web import conditional, kept, problems
from fundgraph.web.negotiation import HTML, vary
from fundgraph.web.result_types import JSON_LD
from fundgraph.web.values import Link, Problem

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
_ALWAYS = [(name, name.lower(), value) for name, value in ALWAYS.items()]
PREFLIGHT = {
    "Access-Control-Allow-Headers": (
        "Accept, Accept-Language, Content-Type, If-Match, If-Modified-Since, If-None-Match, "
        "If-Range, If-Unmodified-Since, Range"
    ),
    "Access-Control-Max-Age": "86400",
}
LONGEST_LINKS = 2500
_UNMET = (
    "What is at this address now is not what the conditions of the request (If-Match, "
    "If-Unmodified-Since) ask for."
)


def register(app: Flask) -> None:
    """Has every answer of an application carry the headers."""
    app.after_request(_finish)


def _finish(response: Response) -> Response:
    headers = response.headers
    there = {name.lower() for name, _ in headers}  # asking for one that is missing costs more
    headers.extend([(name, value) for name, known, value in _ALWAYS if known not in there])
    if request.method == "OPTIONS":
        return _preflight(response)
    if links := g.get("link_header") or _link_header():
        headers["Link"] = _tokens(links) if response.mimetype == JSON_LD else links
    html = response.mimetype == HTML and response.status_code != 304  # those made early have none
    if html and g.get("language_negotiated"):
        vary("Accept-Language")
    succeeded = response.status_code == HTTPStatus.OK
    finished = conditional.finish(response)
    if succeeded and finished.status_code == HTTPStatus.PRECONDITION_FAILED:
        return _refused(finished)
    headers.pop("Date", None)  # the server says it, of kept answers too
    _vary(finished)
    kept.mark(finished)
    return finished


def _refused(response: Response) -> Response:
    """What is said in place of a response that the request does not want as it is now."""
    response.close()
    status = HTTPStatus.PRECONDITION_FAILED
    return _finish(problems.answer(Problem(status, status.phrase.capitalize(), _UNMET)))


def _link_header() -> str:
    """The links; of an address that is long, those that repeat it are left to the page: proxies
    take a head of 4 to 8 kB."""
    links: tuple[Link, ...] = g.get("links", ())
    header = ", ".join([link.header() for link in links])
    if len(header) <= LONGEST_LINKS:
        return header
    return ", ".join([link.header() for link in links if "?" not in link.href])


def _tokens(links: str) -> str:
    """Links with their alternates as tokens, which RFC 8288 takes as well: PyLD fails to load a
    JSON-LD document that has several of them in quotes."""
    return links.replace('rel="alternate"', "rel=alternate")


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
    _vary(response)
    return response
