# SPDX-License-Identifier: EUPL-1.2
"""The links that tell machines their way (FAIR signposting, level 2): how a thing is cited, what
kind of thing it is, its licence, its documents, the collection that it belongs to."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from flask import request

from fundgraph.vocabulary import DCAT, SDO, licence
from fundgraph.web.addresses import document_links, encoded, page_links, path
from fundgraph.web.formats import formats_of
from fundgraph.web.site import release, site
from fundgraph.web.values import Link

_TYPES = {
    "project": SDO.Project, "organisation": SDO.Organization, "programme": SDO.FundingScheme,
    "region": SDO.AdministrativeArea, "place": SDO.Place,
}  # fmt: skip

# Stands for a slug: none has it.
_ANY, _ANY_ENCODED = "\x00", "%00"


def absolute(below: str, query: str = "") -> str:
    """An address of this site in full, for other machines; `query` with its question mark."""
    return site().settings.base_iri.rstrip("/") + encoded(below) + query


def of_thing(kind: str, slug: str) -> tuple[Link, ...]:
    """The links of the IRI of a thing: its documents and its pages."""
    return (
        Link(path(f"/data/{kind}/{slug}"), "describedby"),
        *page_links(kind, slug, site().settings.languages),
        *document_links(f"/data/{kind}/{slug}", formats_of(kind)),
    )


def of_page(kind: str, slug: str, language: str) -> tuple[Link, ...]:
    """The links of a page about a thing."""
    documents = document_links(f"/data/{kind}/{slug}", formats_of(kind))
    return (
        Link(path(f"/id/{kind}/{slug}"), "describes"),
        Link(absolute(f"/{language}/{kind}/{slug}"), "canonical"),
        Link(absolute(f"/id/{kind}/{slug}"), "cite-as"),
        Link(str(SDO.AboutPage), "type"),
        Link(str(_TYPES[kind]), "type"),
        *common(),
        *(Link(link.href, "describedby", link.type) for link in documents if link.type),
        *documents,
        *page_links(kind, slug, site().settings.languages),
    )


def of_document(kind: str, slug: str) -> tuple[Link, ...]:
    """The links of a data document about a thing, but for its other formats."""
    return (
        Link(path(f"/id/{kind}/{slug}"), "describes"),
        Link(absolute(f"/data/{kind}/{slug}"), "canonical"),
        Link(absolute(f"/id/{kind}/{slug}"), "cite-as"),
        *common(),
        *page_links(kind, slug, site().settings.languages),
    )


def header_of_document(kind: str, slug: str) -> str:
    """The `Link` header of a data document about a thing, its formats among them: the same for all
    of a kind but for the slug."""
    settings = site().settings
    around = (settings.base_iri, settings.languages, settings.licence, request.script_root)
    return _header_of_document(kind, around).replace(_ANY_ENCODED, encoded(slug))


@lru_cache(maxsize=64)
def _header_of_document(kind: str, around: tuple[object, ...]) -> str:
    formats = document_links(f"/data/{kind}/{_ANY}", formats_of(kind))
    return ", ".join([link.header() for link in (*of_document(kind, _ANY), *formats)])


def of_catalogue() -> Iterator[Link]:
    """The links of the catalogue: how it is cited, its licence, the graphs of its data set."""
    yield Link(absolute("/catalog"), "cite-as")
    yield Link(str(DCAT.Catalog), "type")
    yield from _terms()
    for graph in release().manifest.graphs:
        yield Link(graph, "item")


def of_dump() -> tuple[Link, ...]:
    """The links of a dump."""
    return (Link(path("/catalog"), "describedby"), *common())


def common() -> Iterator[Link]:
    """The licence, where the settings name one, and the collection: the catalogue's data set."""
    yield from _terms()
    yield Link(path("/catalog"), "collection")


def _terms() -> Iterator[Link]:
    terms = licence(site().settings.licence) if site().settings.licence else None
    if terms:
        yield Link(terms, "license")
