# SPDX-License-Identifier: EUPL-1.2
"""Where the whole result is to be had: as data in four formats, as a query."""

from __future__ import annotations

from typing import Final

from flask import g

from fundgraph.web.addresses import LONGEST_LINK
from fundgraph.web.layout import href
from fundgraph.web.projects.asked import Asked, written
from fundgraph.web.projects.question import query_of
from fundgraph.web.site import site
from fundgraph.web.values import Link
from fundgraph.writers import FORMATS

BELOW: Final = "/data/projects"
# By suffix: the media type and the name. JSON is a plain list; the others say all there is.
DATA: Final = {
    "csv": (FORMATS["csv"].media_type, FORMATS["csv"].label),
    "json": ("application/json", "JSON"),
    "jsonld": (FORMATS["jsonld"].media_type, FORMATS["jsonld"].label),
    "ttl": (FORMATS["ttl"].media_type, FORMATS["ttl"].label),
}
# Of projects found, by words and without; a query for more may meet the usual time limit.
MANY_BY_WORDS: Final = 20_000
MANY: Final = 50_000


def data_links(asked: Asked, language: str | None = None) -> tuple[Link, ...]:
    """The whole list in each format, with the titles of a language."""
    query = data_query(asked, language)
    return tuple(
        Link(href(f"{BELOW}.{suffix}{query}"), "alternate", media_type, label=label)
        for suffix, (media_type, label) in DATA.items()
    )


def data_query(asked: Asked, language: str | None = None) -> str:
    """The query string of the list as data, which has no view but may have a language."""
    spoken = [("lang", language)] if language else []
    return written([*asked.shown_as("list").parameters(), *spoken])


def take_away(asked: Asked, language: str, projects: int) -> dict[str, object]:
    """What a page needs to offer the result: links to the data and to the query (none where that
    would be too long for an address), the query itself, and whether it takes long."""
    # By title, the files have the order of this page.
    g.links = data_links(asked, language if asked.order == "title" else None)
    query = query_of(asked, site().minter, language)
    address = href("/sparql" + written([("lang", language), ("query", query)]))
    short = len(address) <= LONGEST_LINK
    return {
        "query": query,
        "query_address": address if short else None,
        "slow": slow(asked, projects),
    }


def slow(asked: Asked, projects: int) -> bool:
    """Whether the query for so many projects may be ended before it has found them."""
    return projects > (MANY_BY_WORDS if asked.selection.text else MANY)
