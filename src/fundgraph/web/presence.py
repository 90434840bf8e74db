# SPDX-License-Identifier: EUPL-1.2
"""Whether a thing is published here: its IRI, or what there is to say in place of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from flask import abort

from fundgraph.errors import Gone, NotFound
from fundgraph.iris import TYPES
from fundgraph.release.current import older_ids
from fundgraph.store.index.history import knew
from fundgraph.vocabulary import DCTERMS
from fundgraph.web.addresses import is_slug, replaced
from fundgraph.web.knowledge import statements
from fundgraph.web.site import release, site
from fundgraph.writers.terms import RDF_TYPE, Triple

# The releases before this one that are asked about something that is missing, the newest first.
REMEMBERED = 10
REPLACED_BY = DCTERMS.isReplacedBy.n3()
_MISSING = "Nothing of this name is published here."


def published(kind: str, slug: str, address: Callable[[str], str]) -> str:
    """The IRI of a thing that is published.

    Ends the request otherwise: with 301 to the address of what replaced it, or by raising Gone for
    what an earlier release had, NotFound for all else. `address` gives the path for a slug.
    """
    if kind not in TYPES or not is_slug(slug):
        raise NotFound(_MISSING)
    iri = site().minter.thing(kind, slug)
    said = statements(iri)
    if is_thing(iri, said):
        return iri
    winner = _replacement(kind, said)
    if winner:
        abort(replaced(address(winner)))
    if _was_published(kind, slug):
        raise Gone("An earlier release had this; it is not published any more.")
    raise NotFound(_MISSING)


def is_thing(iri: str, said: Iterable[Triple]) -> bool:
    """Whether something is said to be of a type; of a thing that was replaced, nothing is."""
    return any(predicate == RDF_TYPE and subject == f"<{iri}>" for subject, predicate, _ in said)


def _replacement(kind: str, said: Iterable[Triple]) -> str | None:
    """The slug of the thing of the same kind that stands in for one."""
    others = (site().minter.split(value[1:-1]) for _, name, value in said if name == REPLACED_BY)
    return next((found[1] for found in others if found and found[0] == kind), None)


def _was_published(kind: str, slug: str) -> bool:
    folder = site().releases.folder
    older = older_ids(folder, release().id)[:REMEMBERED]
    return any(knew(folder / each / "search.sqlite", kind, slug) for each in older)
