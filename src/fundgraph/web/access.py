# SPDX-License-Identifier: EUPL-1.2
"""A request as it is written down: its id, which is in its answer too, and what it asked for."""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING

from flask import Flask, Response, g, request

from fundgraph.web.addresses import template
from fundgraph.web.metrics import Metrics
from fundgraph.web.site import site

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment

HEADER = "X-Request-ID"
SEEN = "fundgraph.seen"  # where the server finds it: in the request's environment
IDENTIFIER = re.compile(r"[A-Za-z0-9._-]{8,64}")
_METHODS = ("GET", "HEAD", "POST", "OPTIONS")


@dataclass(frozen=True, slots=True)
class Seen:
    """What is known of a request once its answer has been made, or found (`kept`)."""

    identifier: str
    method: str
    path: str
    route: str
    media_type: str
    metrics: Metrics
    kept: bool = False

    def count(self, status: int, seconds: float) -> None:
        """Adds the request to the counts, under names that are ours alone."""
        method = self.method if self.method in _METHODS else "other"
        self.metrics.request(
            route=self.route,
            method=method,
            status=status,
            format=self.media_type,
            kept=self.kept,
            seconds=seconds,
        )


def register(app: Flask, metrics: Metrics) -> None:
    """Gives each request of an application an id, and the server what it writes down.

    To be called before anything else looks at requests.
    """

    def note(response: Response) -> Response:
        response.headers[HEADER] = g.request_id
        request.environ[SEEN] = Seen(
            g.request_id,
            request.method,
            request.path,
            template(request.url_rule.rule) if request.url_rule else "none",
            response.mimetype or "none",
            metrics,
        )
        return response

    app.before_request(_identify)
    app.after_request(note)  # those registered later run before it


def _identify() -> None:
    g.request_id = identifier(request.environ, trusted=bool(site().settings.trusted_proxies))


def identifier(environ: WSGIEnvironment, *, trusted: bool) -> str:
    """The id that a proxy gave a request, if it is one and the proxy is trusted; else a new one."""
    given = environ.get("HTTP_X_REQUEST_ID", "") if trusted else ""
    return given if IDENTIFIER.fullmatch(given) else secrets.token_hex(8)
