# SPDX-License-Identifier: EUPL-1.2
"""Named graphs, streamed, and what is known of the files that they come from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from io import BytesIO
from itertools import groupby, islice

from flask import Blueprint, Response, g

from fundgraph.errors import NotFound
from fundgraph.iris import site_prefixes
from fundgraph.vocabulary import PREFIXES
from fundgraph.web import conditional, signposts
from fundgraph.web.addresses import document_links, is_slug, path
from fundgraph.web.documents import described, split_suffix
from fundgraph.web.formats import BY_MEDIA_TYPE, BY_SUFFIX, RDF, DocumentFormat, media_types
from fundgraph.web.negotiation import media_type
from fundgraph.web.site import Site, release, site
from fundgraph.web.source_page import source_page
from fundgraph.writers import Triple, writer

blueprint = Blueprint("graphs", __name__)
_BATCH = 2000


@blueprint.get("/data/source/<register>/<name>")
def source(register: str, name: str) -> Response:
    """What is known of a source file; never the file itself."""
    if not is_slug(register):
        raise NotFound("There is no such register.")
    store, minter = release().store, site().minter
    suffix = None
    # `projects.csv` is the name of a file before it is a document in CSV.
    if not store.statements(minter.source_file(register, name)):
        name, suffix = split_suffix(name)
    iri = minter.source_file(register, name)
    return described(
        f"/data/source/{register}/{name}",
        suffix,
        lambda: store.statements(iri),
        page=lambda: source_page(register, iri),
        data_first=True,
    )


@blueprint.get("/data/graph/<name>")
def graph(name: str) -> Response:
    """A named graph in each format of RDF, streamed."""
    stem, suffix = split_suffix(name)
    iri = site().minter.graph(stem)
    if iri not in release().store.graph_names() or (suffix and BY_SUFFIX[suffix] not in RDF):
        raise NotFound("There is no such graph.")
    fmt = BY_SUFFIX[suffix] if suffix else BY_MEDIA_TYPE[media_type(media_types(RDF))]
    below = f"/data/graph/{stem}"
    g.links = (*signposts.common(), *document_links(below))
    response = _streamed(iri, fmt, conditional.tag("graph", below, fmt.content_type))
    if not suffix:
        response.headers["Content-Location"] = path(f"{below}.{fmt.suffix}")
    return response


def _streamed(iri: str, fmt: DocumentFormat, etag: str) -> Response:
    known = conditional.unchanged(etag)
    triples = release().store.graph_triples(iri)
    response = Response(status=304) if known else Response(_chunks(triples, fmt, site()))
    response.content_type = fmt.content_type
    response.set_etag(known or etag)
    return response


def _chunks(triples: Iterable[Triple], fmt: DocumentFormat, running: Site) -> Iterator[bytes]:
    """The statements written a few thousand at a time, those of one subject together."""
    out, prefixes = BytesIO(), {**PREFIXES, **site_prefixes(running.settings.base_iri)}
    subjects = groupby(triples, lambda triple: triple[0])
    with writer(fmt.name, out, prefixes=prefixes, context=running.context) as opened:
        while batch := [list(group) for _, group in islice(subjects, _BATCH // 10)]:
            for group in batch:
                opened.write(group)
            yield taken(out)
    yield taken(out)


def taken(out: BytesIO) -> bytes:
    """What was written, taken away so that there is room for more."""
    content = out.getvalue()
    out.seek(0)
    out.truncate()
    return content
