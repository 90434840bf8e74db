# SPDX-License-Identifier: EUPL-1.2
"""Whether a thing is published here: its IRI, or what there is to say in place of it."""

from __future__ import annotations

from collections.abc import Callable

from flask import abort, request

from fundgraph.errors import Gone, NotFound
from fundgraph.iris import TYPES
from fundgraph.release.current import older_ids
from fundgraph.store.index.history import knew
from fundgraph.vocabulary import DCTERMS, RDF
from fundgraph.web.addresses import is_slug, replaced
from fundgraph.web.i18n import gettext as _
from fundgraph.web.site import release, site

# The releases before this one that are asked about something that is missing, the newest first.
REMEMBERED = 10


def published(kind: str, slug: str, address: Callable[[str], str]) -> str:
    """The IRI of a thing that is published.

    Ends the request otherwise: with 301 to the address of what replaced it, or by raising Gone for
    what an earlier release had, NotFound for all else. `address` gives the path for a slug.
    """
    if kind not in TYPES or not is_slug(slug):
        raise NotFound(_missing())
    iri = site().minter.thing(kind, slug)
    if release().store.objects(iri, str(RDF.type)):
        return iri
    winner = _replacement(iri)
    if winner:
        abort(replaced(address(winner)))
    if _was_published(kind, slug):
        raise Gone(_gone())
    raise NotFound(_missing())


def _missing() -> str:
    """In the language of the page; documents speak English, as all their errors do."""
    if _is_page():
        return _("Nothing of this name is published here.")
    return "Nothing of this name is published here."


def _gone() -> str:
    if _is_page():
        return _("An earlier release had this; it is not published any more.")
    return "An earlier release had this; it is not published any more."


def _is_page() -> bool:
    return "language" in (request.view_args or {})


def _replacement(iri: str) -> str | None:
    """The slug of the thing that stands in for one of the same kind."""
    for term in release().store.objects(iri, str(DCTERMS.isReplacedBy)):
        found = site().minter.split(term[1:-1])
        if found and iri == site().minter.thing(found[0], iri.rpartition("/")[2]):
            return found[1]
    return None


def _was_published(kind: str, slug: str) -> bool:
    folder = site().releases.folder
    older = older_ids(folder, release().id)[:REMEMBERED]
    return any(knew(folder / each / "search.sqlite", kind, slug) for each in older)
