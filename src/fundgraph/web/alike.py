# SPDX-License-Identifier: EUPL-1.2
"""Documents of a kind in a format have heads that are alike: the application makes the first one,
those of others differ by the slug, the entity tag and the length alone.

What is not plainly of that sort (conditions, codings, profiles, unusual slugs, what is missing) is
left to the application, always.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from fundgraph.errors import HttpError
from fundgraph.iris import TYPES
from fundgraph.web import access
from fundgraph.web.conditional import SMALLEST, tag_of
from fundgraph.web.documents import written
from fundgraph.web.formats import BY_SUFFIX, RDF
from fundgraph.web.kept import MARK, Headers
from fundgraph.web.knowledge import said
from fundgraph.web.preconditions import CONDITIONS
from fundgraph.web.presence import is_thing
from fundgraph.web.releases import Current
from fundgraph.web.site import Site

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

MOST: Final = 500
# Slugs that stand in IRIs, paths and headers as they are.
_PATH: Final = re.compile(
    rf"/data/({'|'.join(TYPES)})/([A-Za-z0-9._~-]{{3,200}})\.({'|'.join(f.suffix for f in RDF)})"
)
# What else of a request an answer may depend on.
_AROUND: Final = (
    "SCRIPT_NAME", "HTTP_HOST", "HTTP_ACCEPT", "HTTP_ACCEPT_ENCODING", "HTTP_ACCEPT_LANGUAGE",
)  # fmt: skip
_LEFT: Final = (*CONDITIONS, "HTTP_RANGE", "CONTENT_LENGTH", "HTTP_TRANSFER_ENCODING")

Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """A document that is asked for."""

    kind: str
    slug: str
    suffix: str
    release: Current

    @property
    def tag(self) -> str:
        """The `ETag` of the document as it is, in no coding."""
        content_type = BY_SUFFIX[self.suffix].content_type
        below = f"/data/{self.kind}/{self.slug}"
        return f'"{tag_of(self.release.id, "document", below, content_type)}"'


@dataclass(frozen=True, slots=True)
class Head:
    """What the heads of documents have in common; `links` has a mark in place of the slug."""

    headers: Headers
    links: str
    seen: access.Seen


class Alike:
    """An application, and in front of it the documents that need it no more."""

    def __init__(self, application: WSGIApplication, site: Site) -> None:
        self._application, self._site = application, site
        self._trusted = bool(site.settings.trusted_proxies)
        self._heads: dict[Key, Head] = {}

    def __call__(self, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        asked = self._asked(environ)
        if asked is None:
            return self._application(environ, start)
        around = [environ.get(name, "") for name in _AROUND]
        key = (asked.release.id, asked.kind, asked.suffix, *around)
        head = self._heads.get(key)
        if head is None:
            return self._learn(key, asked, environ, start)
        content = self._content(asked)
        if content is None:
            return self._application(environ, start)
        identifier = access.identifier(environ, trusted=self._trusted)
        seen = replace(head.seen, identifier=identifier, path=environ["PATH_INFO"])
        environ[access.SEEN], environ[MARK] = seen, True
        own = [
            ("ETag", asked.tag),
            ("Content-Length", str(len(content))),
            ("Link", head.links.replace(_mark(asked.kind), f"/{asked.kind}/{asked.slug}")),
            (access.HEADER, identifier),
        ]
        start("200 OK", [*head.headers, *own])
        return (content,)

    def _asked(self, environ: WSGIEnvironment) -> Asked | None:
        if environ["REQUEST_METHOD"] != "GET" or environ.get("QUERY_STRING"):
            return None
        found = _PATH.fullmatch(environ["PATH_INFO"])
        if found is None or any(environ.get(name) for name in _LEFT):
            return None
        release = self._site.releases.current()
        return Asked(found[1], found[2], found[3], release) if release else None

    def _content(self, asked: Asked) -> bytes | None:
        """The document; None where there is more to say than what is known of a thing."""
        minter = self._site.minter
        iri = minter.thing(asked.kind, asked.slug)
        try:
            statements = said(asked.release, minter, iri)
        except (HttpError, sqlite3.Error, OSError):
            return None  # the application says what is wrong
        if not is_thing(iri, statements):
            return None
        content = written(statements, BY_SUFFIX[asked.suffix], self._site)
        return content if len(content) >= SMALLEST else None

    def _learn(
        self, key: Key, asked: Asked, environ: WSGIEnvironment, start: StartResponse
    ) -> Iterable[bytes]:
        def note(status: str, headers: Headers, *more: Any) -> Callable[[bytes], object]:
            head = _head(asked, headers, environ) if status == "200 OK" else None
            if head:
                if len(self._heads) >= MOST:
                    self._heads.clear()
                self._heads[key] = head
            return start(status, headers, *more)

        return self._application(environ, note)


def _head(asked: Asked, headers: Headers, environ: WSGIEnvironment) -> Head | None:
    """What an answer of the application says of all that are like it; None where it holds anything
    that only this document may have."""
    own = {"ETag", "Content-Length", "Link", access.HEADER}
    said = dict(headers)
    seen = environ.get(access.SEEN)
    if seen is None or MARK not in environ or said.get("ETag") != asked.tag:
        return None
    if not own <= said.keys() or int(said["Content-Length"]) < SMALLEST:
        return None
    links = said["Link"].replace(f"/{asked.kind}/{asked.slug}", _mark(asked.kind))
    shared = [(name, value) for name, value in headers if name not in own]
    if any(asked.slug in value for value in (links, *(value for _, value in shared))):
        return None
    return Head(shared, links, seen)


def _mark(kind: str) -> str:
    return f"/{kind}/\0"
