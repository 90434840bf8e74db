# SPDX-License-Identifier: EUPL-1.2
"""The web application: settings in, Flask application out; nothing is global."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from flask import Flask, Response, g, request
from werkzeug.middleware.proxy_fix import ProxyFix
from werkzeug.routing import RequestRedirect

from fundgraph.config import Settings
from fundgraph.errors import BadRequest
from fundgraph.iris import Minter
from fundgraph.resources import ontology_file
from fundgraph.store.limits import LONGEST_BODY
from fundgraph.web import (
    access,
    byte_order,
    documents,
    dumps,
    findings,
    graphs,
    headers,
    identity,
    openapi,
    operation,
    organisation_files,
    pages,
    problems,
    sitemap,
    sparql,
    vocabularies,
)
from fundgraph.web.addresses import Below, language_converter, moved
from fundgraph.web.alike import Alike
from fundgraph.web.kept import Kept
from fundgraph.web.metrics import Metrics
from fundgraph.web.negotiation import language
from fundgraph.web.projects import downloads
from fundgraph.web.releases import Releases
from fundgraph.web.site import Site, site
from fundgraph.writers import load_context

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication
    from flask.typing import ResponseReturnValue

METHODS = ("GET", "HEAD", "OPTIONS", "POST")
LOOPBACK = ("localhost", "127.0.0.1", "::1")
_HOST = re.compile(r"(?:[A-Za-z0-9._-]+|\[[0-9A-Fa-f:.]+\])(?::[0-9]{0,5})?")
PARTS = (
    pages, identity, documents, graphs, vocabularies, dumps, findings, sparql, sitemap, operation,
    openapi, downloads, organisation_files,
)  # fmt: skip


class _Application(Flask):
    """Flask, but for its own redirects: they name the host and the scheme of the request."""

    def dispatch_request(self) -> ResponseReturnValue:
        """The answer of a view, or a redirect to an address of this site by its path."""
        found = request.routing_exception
        if isinstance(found, RequestRedirect):
            return moved(f"{request.path}/")
        return super().dispatch_request()


def create_app(settings: Settings) -> Flask:
    """The site of these settings."""
    app = _Application("fundgraph.web", static_folder=None)
    app.config["MAX_CONTENT_LENGTH"] = LONGEST_BODY
    app.json.sort_keys = False  # type: ignore[attr-defined]
    app.url_map.merge_slashes = False
    app.url_map.converters["language"] = language_converter(settings.languages)
    app.extensions["fundgraph"] = running = _site(settings)
    trusted = bool(settings.trusted_proxies)
    access.register(app, running.metrics)
    app.before_request(_begin)
    headers.register(app)
    byte_order.register(app)
    problems.register(app)
    pages.setup(app)
    for part in PARTS:
        app.register_blueprint(part.blueprint)
    made = running.courtesy.around(Alike(app.wsgi_app, running))
    kept = Kept(made, running.releases, trusted=trusted)
    app.wsgi_app = _as_reached(kept, settings)  # type: ignore[method-assign,assignment]
    return app


def _as_reached(application: WSGIApplication, settings: Settings) -> WSGIApplication:
    """An application below the path of `base_iri` that knows its clients behind trusted proxies;
    nothing else that a proxy says is believed."""
    below = Below(application, settings.base_iri)
    if not settings.trusted_proxies:
        return below
    return ProxyFix(below, x_for=settings.trusted_proxies, x_proto=0, x_host=0)


def _site(settings: Settings) -> Site:
    minter = Minter(settings.base_iri)
    context = load_context(ontology_file("context.jsonld"), address=minter.context())
    return Site(settings, minter, context, Releases(settings), Metrics())


def _begin() -> Response | None:
    """Gives the request its release and its language; refuses one for another host, answers one
    that is of the server as such (`OPTIONS *`)."""
    running = site()
    g.language = language(running.settings.languages)
    _check_host(running.settings.base_iri)
    if (request.method, request.environ["PATH_INFO"]) == ("OPTIONS", "*"):
        return Response(headers={"Allow": ", ".join(METHODS)})
    g.release = running.releases.current()
    return None


def _check_host(base_iri: str) -> None:
    """Raises BadRequest for a forged Host. Werkzeug's own check knows no IPv6 address and repeats
    the name that was forged."""
    host = request.environ.get("HTTP_HOST")
    if host is None and request.environ.get("SERVER_PROTOCOL") != "HTTP/1.1":
        return
    name = _hostname(f"//{host}") if host and _HOST.fullmatch(host) else None
    if name not in LOOPBACK and name != _hostname(base_iri):
        raise BadRequest("This server does not go by the name that the request calls it.")


@lru_cache(maxsize=256)
def _hostname(address: str) -> str | None:
    try:
        return urlsplit(address).hostname
    except ValueError:
        return None
