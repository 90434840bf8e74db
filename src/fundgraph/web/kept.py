# SPDX-License-Identifier: EUPL-1.2
"""Answers kept whole: a release never changes, so what it answered once it answers again, without
the application being asked."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Final

from flask import Response, request
from werkzeug.http import is_entity_header, parse_set_header

from fundgraph.web import access
from fundgraph.web.conditional import is_lasting
from fundgraph.web.preconditions import GUARDS, is_known
from fundgraph.web.releases import Current, Releases

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

LARGEST: Final = 1_000_000
MOST: Final = 48_000_000  # bytes a process, with what comes with an answer
MARK: Final = "fundgraph.kept"
_AROUND: Final = 1000
_ADDRESS: Final = 3  # path, query string, host
_STATUSES: Final = (200, 301, 303, 308)
# Requests that are not just for what is there, as it is.
_PASSED_ON: Final = (*GUARDS, "HTTP_RANGE", "CONTENT_LENGTH")
_NOT_MODIFIED: Final = "304 NOT MODIFIED"
_STAYS: Final = ("expires", "content-location")  # of the headers of a content, in a 304

Headers = list[tuple[str, str]]
Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer to GET: `unchanged` are the headers of the 304 that can stand in for it."""

    status: str
    headers: Headers
    unchanged: Headers
    body: bytes
    tag: str | None
    modified: str | None
    seen: access.Seen | None

    @property
    def size(self) -> int:
        """About the bytes of memory that it takes."""
        return len(self.body) + 2 * sum(len(n) + len(v) for n, v in self.headers) + _AROUND


def mark(response: Response) -> None:
    """Lets an answer of the application be kept: to be called when all else is done to it.

    Not kept are errors, what is never the same twice, streams and files, and what `/sparql` says:
    results have a place of their own.
    """
    whole = not (response.is_streamed or response.direct_passthrough)
    asked = request.method == "GET" and request.path != "/sparql"
    if whole and asked and response.status_code in _STATUSES and is_lasting(response):
        request.environ[MARK] = True


class Kept:
    """An application whose answers are kept, up to `most` bytes, the longest unused let go first.

    What it answers again is counted and logged as what the application itself answers.

    An answer is found by its address, the host, and the request headers that it says it varies by.
    """

    def __init__(
        self, application: WSGIApplication, releases: Releases, *, trusted: bool, most: int = MOST
    ) -> None:
        self._application, self._releases = application, releases
        self._trusted, self._most = trusted, most
        self._lock = threading.Lock()
        self._release: Current | None = None
        self._answers: OrderedDict[Key, Answer] = OrderedDict()
        self._varies: dict[Key, Key] = {}
        self._size = 0

    def __call__(self, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        method = environ["REQUEST_METHOD"]
        if method not in ("GET", "HEAD") or any(environ.get(name) for name in _PASSED_ON):
            return self._application(environ, start)
        release = self._releases.current()
        at = (environ["PATH_INFO"], environ.get("QUERY_STRING", ""), environ.get("HTTP_HOST", ""))
        answer = self._find(release, at, environ)
        if answer is not None:
            return self._again(answer, environ, start)
        return self._anew(release, at, environ, start)

    def _find(self, release: Current | None, at: Key, environ: WSGIEnvironment) -> Answer | None:
        with self._lock:
            if release is not self._release:
                self._empty(release)
            varies = self._varies.get(at)
            if varies is None:
                return None
            key = _key(at, varies, environ)
            answer = self._answers.get(key)
            if answer is not None:
                self._answers.move_to_end(key)
            return answer

    def _again(
        self, answer: Answer, environ: WSGIEnvironment, start: StartResponse
    ) -> Iterable[bytes]:
        identifier = access.identifier(environ, trusted=self._trusted)
        if answer.seen:
            seen = replace(
                answer.seen, identifier=identifier, method=str(environ["REQUEST_METHOD"]), kept=True
            )
            environ[access.SEEN] = seen
        own = (access.HEADER, identifier)
        if answer.tag and is_known(environ, answer.tag, answer.modified):
            start(_NOT_MODIFIED, [*answer.unchanged, own])
            return ()
        start(answer.status, [*answer.headers, own])
        return () if environ["REQUEST_METHOD"] == "HEAD" else (answer.body,)

    def _anew(
        self, release: Current | None, at: Key, environ: WSGIEnvironment, start: StartResponse
    ) -> Iterable[bytes]:
        begun: list[tuple[str, Headers]] = []

        def note(status: str, headers: Headers, *more: Any) -> Callable[[bytes], object]:
            begun.append((status, headers))
            return start(status, headers, *more)

        chunks = self._application(environ, note)
        if release is None or MARK not in environ or len(begun) != 1:
            return chunks
        try:
            body = b"".join(chunks)
        finally:
            close = getattr(chunks, "close", None)
            if close:
                close()
        self._keep(release, at, environ, _answer(*begun[0], body, environ))
        return (body,)

    def _keep(self, release: Current, at: Key, environ: WSGIEnvironment, answer: Answer) -> None:
        if len(answer.body) > LARGEST or self._releases.current() is not release:
            return
        with self._lock:
            if release is not self._release:
                return
            # One address may vary by more for some than for others: all of it counts for all.
            varies = tuple(sorted({*_varies_by(answer.headers), *self._varies.get(at, ())}))
            self._varies[at] = varies
            key = _key(at, varies, environ)
            before = self._answers.pop(key, None)
            self._answers[key] = answer
            self._size += _weight(key, answer) - (_weight(key, before) if before else 0)
            self._let_go()

    def _let_go(self) -> None:
        while self._size > self._most:
            oldest, dropped = self._answers.popitem(last=False)
            self._size -= _weight(oldest, dropped)
        if len(self._varies) > 4 * len(self._answers) + 1000:
            held = {key[:_ADDRESS] for key in self._answers}
            self._varies = {at: names for at, names in self._varies.items() if at in held}

    def _empty(self, release: Current | None) -> None:
        self._release, self._size = release, 0
        self._answers.clear()
        self._varies.clear()


def _answer(status: str, headers: Headers, body: bytes, environ: WSGIEnvironment) -> Answer:
    kept = [(name, value) for name, value in headers if name != access.HEADER]
    values = {name.lower(): value for name, value in kept}
    unchanged = [each for each in kept if not _is_of_content(each[0])]
    tag = values.get("etag") if status.startswith(str(HTTPStatus.OK.value)) else None
    seen = environ.get(access.SEEN)
    return Answer(status, kept, unchanged, body, tag, values.get("last-modified"), seen)


@lru_cache(maxsize=256)
def _is_of_content(name: str) -> bool:
    return is_entity_header(name) and name.lower() not in _STAYS


def _varies_by(headers: Headers) -> set[str]:
    """The names that a WSGI environment has for the headers that an answer varies by."""
    named = [_environment_names(value) for name, value in headers if name.lower() == "vary"]
    return set().union(*named)


@lru_cache(maxsize=256)
def _environment_names(vary: str) -> frozenset[str]:
    return frozenset(f"HTTP_{each.upper().replace('-', '_')}" for each in parse_set_header(vary))


def _key(at: Key, varies: Key, environ: WSGIEnvironment) -> Key:
    return (*at, *varies, *(environ.get(name, "") for name in varies))


def _weight(key: Key, answer: Answer) -> int:
    return answer.size + sum(map(len, key))
