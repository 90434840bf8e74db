# SPDX-License-Identifier: EUPL-1.2
"""What machines ask of a site: the catalogue, is it alive, what may be crawled."""

from __future__ import annotations

from flask import Blueprint, Response, g, jsonify
from prometheus_client import CONTENT_TYPE_PLAIN_0_0_4

from fundgraph.errors import DamagedRelease, HttpError, QueryFailed
from fundgraph.turtle_files import read_turtle
from fundgraph.web import dumps, signposts
from fundgraph.web.addresses import see_other
from fundgraph.web.documents import document
from fundgraph.web.formats import RDF, media_types
from fundgraph.web.layout import LISTS
from fundgraph.web.negotiation import HTML, media_type, vary
from fundgraph.web.site import release, site
from fundgraph.writers import Triple

blueprint = Blueprint("operation", __name__)
TEXT = "text/plain; charset=utf-8"


@blueprint.get("/catalog")
def catalog() -> Response:
    """The catalogue in RDF; a browser is sent to the page about the data."""
    if media_type((*media_types(RDF), HTML)) == HTML:
        vary("Accept-Language")
        return see_other(f"/{g.language}/data")
    return _described(None)


@blueprint.get("/catalog.<suffix>")
def catalog_in(suffix: str) -> Response:
    """The catalogue in one format."""
    return _described(suffix)


@blueprint.get("/.well-known/void")
def void() -> Response:
    """The same, where VoID has its well-known address."""
    return _described(None)


def _described(suffix: str | None) -> Response:
    response = document("/catalog", suffix, _catalogue)
    g.links = (*g.links, *signposts.of_catalogue(), *dumps.items())
    return response


def _catalogue() -> list[Triple]:
    # Not from the store: the engine turns each kind of integer into xsd:integer.
    return read_turtle((release().file("catalog.ttl"),))


@blueprint.get("/healthz")
def healthz() -> Response:
    """200 once a release is open."""
    release()
    return _fresh(Response("ok\n", content_type=TEXT))


@blueprint.get("/readyz")
def readyz() -> Response:
    """The release that is served, with its counts, once queries are answered, and in place of
    which damaged one it stands in. 503 says what is missing."""
    manifest, damage = release().manifest, site().releases.damage
    if damage and damage.release == manifest.release:
        raise DamagedRelease(f"{damage.reason}. No older release can stand in for it.")
    _check_queries()
    stands_in = {"in_place_of": damage.release, "reason": damage.reason} if damage else {}
    told = {"release": manifest.release, "counts": dict(manifest.counts), **stands_in}
    return _fresh(jsonify(told))


def _check_queries() -> None:
    """Raises QueryFailed where the workers of our own questions or of strangers' do not answer."""
    try:
        release().queries.ready()
    except HttpError as error:
        raise QueryFailed(f"Queries are not answered: {error}") from error


@blueprint.get("/metrics")
def metrics() -> Response:
    """Counts of all web processes, and what is served now, for Prometheus."""
    text = site().metrics.text(g.get("release"))
    return _fresh(Response(text, content_type=CONTENT_TYPE_PLAIN_0_0_4))


@blueprint.get("/robots.txt")
def robots() -> Response:
    """Everything may be crawled but queries and the states of lists, which have no end."""
    lines = (
        "User-agent: *",
        *(f"Allow: /sparql?lang={code}$" for code in site().settings.languages),
        "Disallow: /sparql?",
        *(f"Allow: /*/{name}?page=" for name in LISTS),
        *(f"Disallow: /*/{name}?" for name in LISTS),
        f"Sitemap: {site().settings.base_iri}sitemap.xml",
    )
    return Response("\n".join(lines) + "\n", content_type=TEXT)


def _fresh(response: Response) -> Response:
    response.headers["Cache-Control"] = "no-store"
    return response
