# SPDX-License-Identifier: EUPL-1.2
"""The things themselves: an IRI sends on (303) to a page or to a data document about it."""

from __future__ import annotations

from flask import Blueprint, Response, g, request

from fundgraph.errors import NotFound
from fundgraph.web import signposts
from fundgraph.web.addresses import moved, normalised, see_other
from fundgraph.web.documents import KINDS
from fundgraph.web.formats import BY_MEDIA_TYPE, JSON, formats_of, media_types
from fundgraph.web.negotiation import HTML, media_type, vary
from fundgraph.web.presence import published
from fundgraph.web.site import release

blueprint = Blueprint("identity", __name__)


@blueprint.get(f"/id/<any({KINDS}):kind>/<slug>")
def thing(kind: str, slug: str) -> Response:
    """303 to the page of a thing (in the reader's language) or to its data document."""
    if slug != normalised(slug):
        return moved(f"/id/{kind}/{normalised(slug)}")
    published(kind, slug, lambda other: f"/id/{kind}/{other}")
    vary("Accept-Language")
    g.links = signposts.of_thing(kind, slug)
    chosen = media_type((HTML, *media_types(formats_of(kind))))
    if chosen == HTML:
        return see_other(f"/{g.language}/{kind}/{slug}")
    return see_other(f"/data/{kind}/{slug}{_suffix(chosen)}")


@blueprint.get("/lookup")
def lookup() -> Response:
    """303 to the project with a number."""
    number = request.args.get("number", "").strip()
    slug = release().index.slug_of_number(number) if number else None
    if slug is None:
        raise NotFound("There is no project with this number; ask with ?number=…")
    return see_other(f"/id/project/{slug}")


def _suffix(chosen: str) -> str:
    """The suffix of the document; none for plain JSON, so that it is negotiated once more."""
    if chosen == JSON.media_type:
        return ""
    return f".{BY_MEDIA_TYPE[chosen].suffix}"
