# SPDX-License-Identifier: EUPL-1.2
"""What each route of the site takes and answers: one table, by the name of the route."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Final

from fundgraph.config import Settings
from fundgraph.resources import vocabulary_versions
from fundgraph.store.formats import GRAPH_TYPES, SOLUTION_TYPES
from fundgraph.store.limits import Limit, limits
from fundgraph.vocabulary import SCHEMES
from fundgraph.web import clients
from fundgraph.web.chosen_findings import PARAMETERS as CHOSEN
from fundgraph.web.dumps import GZIP
from fundgraph.web.feed import TYPE as ATOM
from fundgraph.web.findings import TYPES as REPORT_TYPES
from fundgraph.web.formats import DOCUMENTS, JSON, RDF, media_types
from fundgraph.web.negotiation import HTML
from fundgraph.web.openapi_schemas import DOCUMENT_NAME, Json, choice, named
from fundgraph.web.organisation_files import TYPES as ORGANISATIONS
from fundgraph.web.projects.asked import LISTS
from fundgraph.web.projects.takeaway import DATA
from fundgraph.web.protocol import FORM, QUERY
from fundgraph.web.result_types import GRAPH_ALIASES, SOLUTION_ALIASES, SVG

TEXT: Final = "text/plain"
XML: Final = "application/xml"
STATIC: Final = ("text/css", "text/javascript", "image/svg+xml")
_RDF: Final = media_types(RDF)
_RESULTS: Final = (*SOLUTION_TYPES, *GRAPH_TYPES, *SOLUTION_ALIASES, *GRAPH_ALIASES)


@dataclass(frozen=True, slots=True)
class Operation:
    """A route: the media types of its answer, its parameters, the other statuses it may have.

    `query` names parameters of the table of them, `path` overrides the usual form of a part of the
    address; `redirects` are statuses with a Location; `bodies` the media types of a POST; `schema`
    names the form of an answer in plain JSON that has one of its own; `limits` are those of the
    route under some settings, with what is `told` before them.
    """

    summary: str
    tag: str
    types: tuple[str, ...] = ()
    query: tuple[str, ...] = ()
    path: dict[str, Json] = field(default_factory=dict)
    redirects: tuple[int, ...] = ()
    errors: tuple[int, ...] = (404, 503)
    bodies: tuple[str, ...] = ()
    ranges: bool = False
    negotiated: bool = False
    cached: bool = True
    schema: str = ""
    told: str = ""
    limits: Callable[[Settings], tuple[Limit, ...]] | None = None


def _page(summary: str, *query: str) -> Operation:
    return Operation(summary, "pages", (HTML,), query)


def _list(summary: str, *query: str) -> Operation:
    """A list that is chosen by a form: empty parameters are left out of its address."""
    return Operation(summary, "pages", (HTML,), query, redirects=(303,))


def _about(summary: str, *query: str) -> Operation:
    """The page of a thing: it may have moved, or gone."""
    return Operation(summary, "pages", (HTML,), query, redirects=(301, 308), errors=(404, 410, 503))


def _document(summary: str, *types: str, **path: Json) -> Operation:
    return Operation(summary, "data", types or _RDF, path=path, errors=(404, 503), negotiated=True)


def _file(summary: str, *types: str, **path: Json) -> Operation:
    return Operation(summary, "data", types, path=path)


def _whole_list(summary: str, types: tuple[str, ...], query: tuple[str, ...]) -> Operation:
    """A list of any length, of which so many are sent at a time."""
    return Operation(
        summary, "data", types, query, errors=(404, 429, 503), told="The whole list, streamed.",
        limits=lambda _: clients.LIMITS,
    )  # fmt: skip


def _machine(summary: str, *types: str) -> Operation:
    return Operation(summary, "operation", types, errors=(503,), cached=False)


_FILTERS: Final = (
    "q", *LISTS, "organisation", "role", "from", "to", "min", "max", "sort",
)  # fmt: skip
_LISTS: Final = tuple(media_type for media_type, _ in DATA.values())
_QUERY: Final = ("query", "default-graph-uri", "named-graph-uri", "format")

OPERATIONS: Final[dict[str, Operation]] = {
    "browse.root": _page("The home page in the reader's language"),
    "browse.home": _page("The home page"),
    "lists.regions": _page("All regions: map and sums"),
    "lists.programmes": _page("All programmes"),
    "lists.organisations": _list("The organisations", "q", "form", "sort", "page"),
    "projects.projects": _list("The projects that fit the filters", *_FILTERS, "page", "view"),
    "downloads.projects": replace(
        _whole_list("All projects that fit the filters", _LISTS, (*_FILTERS, "lang", "bom")),
        negotiated=True, schema="projects",
    ),
    "downloads.in_format": replace(
        _whole_list(
            "All projects that fit the filters, in a format", _LISTS, (*_FILTERS, "lang", "bom")
        ),
        path={"suffix": choice(*DATA)}, schema="projects",
    ),
    "organisation_files.in_format": replace(
        _whole_list(
            "All organisations of a name or legal form, in a format",
            tuple(media_type for media_type, _ in ORGANISATIONS.values()),
            ("q", "form", "sort", "bom"),
        ),
        path={"suffix": choice(*ORGANISATIONS)},
    ),
    "checks.checks": _page("The findings of the current release", *CHOSEN, "page"),
    "info.unspoken": Operation(
        "Sends on to what can be taken away, in the reader's language", "pages", redirects=(303,)
    ),
    "info.data": _page("What can be taken away"),
    "feed.feed": Operation(
        "What the current release added and changed, and the releases (Atom)", "pages", (ATOM,)
    ),
    "info.prose": _page("What the site is, its accessibility, its privacy"),
    "entities.project": _about("A project", "view"),
    "neighbours.organisation": _about("An organisation"),
    "neighbours.programme": _about("A programme level"),
    "places.region": _about("A region"),
    "places.place": _about("A place"),
    "pages.static": Operation(
        "Style sheet, script and icon", "pages", STATIC, errors=(404,), ranges=True
    ),
    "identity.thing": Operation(
        "A thing: sends on to its page or its data", "things",
        redirects=(301, 303, 308), errors=(404, 410, 503), negotiated=True,
    ),
    "identity.lookup": Operation(
        "The project with a number", "things", query=("number",), redirects=(303,)
    ),
    "documents.thing": Operation(
        "What is known of a thing", "data", media_types(DOCUMENTS), ("bom",),
        path={"name": DOCUMENT_NAME},
        redirects=(301, 308), errors=(404, 410, 503), negotiated=True,
    ),
    "graphs.source": _document("What is known of a source file", *_RDF, HTML),
    "graphs.graph": _document("A named graph, streamed"),
    "vocabularies.namespace": _document(
        "The vocabulary, its shapes, the JSON-LD context", *_RDF, HTML,
        name={"type": "string", "oneOf": [named("esf", "shapes"), choice("context.jsonld")]},
    ),
    "vocabularies.version": _document(
        "A version of the vocabulary", *_RDF, HTML,
        name=named(*(version.replace(".", r"\.") for version in vocabulary_versions())),
    ),
    "vocabularies.schemes": _document("All code lists", *_RDF, HTML),
    "vocabularies.schemes_in": _file("All code lists in a format", *_RDF),
    "vocabularies.scheme": _document("A code list", *_RDF, HTML, name=named(*SCHEMES)),
    "vocabularies.concept": _document(
        "A concept of a code list", *_RDF, HTML, name=choice(*SCHEMES)
    ),
    "dumps.latest": Operation("A dump of the current release", "data", redirects=(307,)),
    "dumps.dump": Operation(
        "A dump of a release, whole or in ranges", "data", (GZIP,), ("download",), ranges=True
    ),
    "findings.report": _document("The findings of the current release", *REPORT_TYPES.values()),
    "findings.chosen": _whole_list(
        "The findings that fit the filters, as a table", (REPORT_TYPES["csv"],), (*CHOSEN, "bom")
    ),
    "findings.in_format": replace(
        _file("The findings in a format", *REPORT_TYPES.values(), suffix=choice(*REPORT_TYPES)),
        query=("bom",),
    ),
    "sparql.sparql": Operation(
        "SPARQL 1.1 Protocol, read only", "query", (*_RDF, HTML, *_RESULTS, SVG),
        (*_QUERY, "lang", "draw"),
        errors=(403, 413, 429, 503), bodies=(FORM, QUERY), negotiated=True,
        told="Queries only; SERVICE is refused.", limits=limits,
    ),
    "sparql.terms": _file("The terms, codes and prefixes that the editor offers", JSON.media_type),
    "operation.catalog": Operation(
        "The catalogue (DCAT-AP) with statistics", "data", _RDF,
        redirects=(303,), errors=(503,), negotiated=True,
    ),
    "operation.catalog_in": _file("The catalogue in a format", *_RDF),
    "operation.void": _document("The catalogue at VoID's well-known address"),
    "operation.healthz": _machine("Whether a release is open", TEXT),
    "operation.readyz": Operation(
        "Whether a release is open and queries are answered", "operation", (JSON.media_type,),
        errors=(503,), cached=False, schema="ready",
    ),
    "operation.metrics": _machine("Counts for Prometheus", TEXT),
    "operation.robots": Operation("What may be crawled", "operation", (TEXT,), errors=()),
    "openapi.description": Operation("This document", "operation", (JSON.media_type,), errors=()),
    "sitemap.index": Operation("The list of the site map's parts", "operation", (XML,)),
    "sitemap.part": Operation("A part of the site map", "operation", (XML,)),
}  # fmt: skip
