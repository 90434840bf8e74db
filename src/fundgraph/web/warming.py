# SPDX-License-Identifier: EUPL-1.2
"""The pages that are asked for first, made once before anybody asks: templates are compiled, and
what a release is remembered by is read."""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator
from urllib.parse import urlsplit

from flask import Flask

from fundgraph.store.index import Index
from fundgraph.web.negotiation import HTML
from fundgraph.web.site import Site

LISTS = (
    "", "projects", "projects?q=a&view=table", "organisations", "programmes", "regions", "data",
)  # fmt: skip


def begin(app: Flask) -> None:
    """Makes the pages beside the answers that are asked for already: the server is ready without
    waiting for them."""
    threading.Thread(target=warm, args=(app,), name="warming", daemon=True).start()


def warm(app: Flask) -> None:
    """Makes each kind of page in each language; none before the first release. What is loaded by
    then lasts, and is not looked through for garbage."""
    site: Site = app.extensions["fundgraph"]
    release = site.releases.current()
    if release is None:
        return
    client, below = app.test_client(), urlsplit(site.settings.base_iri).path.rstrip("/")
    for language in site.settings.languages:
        for page in (*LISTS, *_first(release.index)):
            site.courtesy.let_by()
            client.get(f"{below}/{language}/{page}", headers={"Accept": HTML})
    gc.freeze()


def _first(index: Index) -> Iterator[str]:
    """The page of one thing of each kind."""
    yield from (f"project/{row.slug}" for row in index.projects(limit=1))
    yield from (f"organisation/{row.slug}" for row in index.organisations(limit=1))
    yield from (f"programme/{row.slug}" for row in index.programmes()[:1])
    yield from (f"region/{row.slug}" for row in index.regions()[:1])
