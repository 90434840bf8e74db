# SPDX-License-Identifier: EUPL-1.2
"""Documents whose heads are alike: what is answered in front of the application is what the
application answers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from werkzeug.test import create_environ
from werkzeug.wsgi import ClosingIterator

from fundgraph.config import Settings
from fundgraph.web.access import HEADER, SEEN
from fundgraph.web.alike import MOST, Alike
from fundgraph.web.app import create_app
from fundgraph.web.kept import MARK
from tests.web.conftest import BASE, FIRST, PLAIN, SECOND, UNICODE, build_release

OTHER = "MU-2014-8"
TTL = "/data/project/{}.ttl".format

Answer = tuple[str, dict[str, str], bytes, object]
Asked = Callable[..., Answer]


class Application:
    """The application by itself, with a list of the paths that it was asked for."""

    def __init__(self, flask: Flask) -> None:
        self.flask, self.paths = flask, list[str]()

    def __call__(self, environ: Any, start: Any) -> Iterable[bytes]:
        self.paths.append(environ["PATH_INFO"])
        return Flask.wsgi_app(self.flask, environ, start)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("alike")
    build_release(made, FIRST, more=[OTHER, "lv-alpha"])
    return made


@pytest.fixture
def application(folder: Path) -> Iterator[Application]:
    flask = create_app(Settings(base_iri=BASE, releases_dir=str(folder)))
    yield Application(flask)
    flask.extensions["fundgraph"].releases.close()


@pytest.fixture
def alike(application: Application) -> Asked:
    return partial(ask, Alike(application, application.flask.extensions["fundgraph"]))


def ask(application: Any, path: str, method: str = "GET", **headers: str) -> Answer:
    """Status, headers but for the id, content, and what is written down of the request."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    environ = create_environ(path, "http://localhost", method=method, headers=named)
    begun: list[tuple[str, list[tuple[str, str]]]] = []
    chunks = ClosingIterator(application(environ, lambda *given: begun.append(given)))
    with closing(chunks):
        content = b"".join(chunks)
    [(status, answered)] = begun
    found = dict(answered)
    assert len(found) == len(answered)
    seen = environ[SEEN]
    assert seen.identifier == found.pop(HEADER)
    told = (seen.method, seen.path, seen.route, seen.media_type, seen.kept, environ.get(MARK))
    return status, found, content, told


@pytest.mark.parametrize("suffix", ["ttl", "jsonld", "nt", "rdf"])
@pytest.mark.parametrize("accept", ["", "application/ld+json"])
def test_the_same_as_the_application(
    alike: Asked, application: Application, suffix: str, accept: str
) -> None:
    for slug in (PLAIN, OTHER, PLAIN):
        path = f"/data/project/{slug}.{suffix}"
        assert alike(path, Accept=accept) == ask(application, path, Accept=accept)


def test_the_application_makes_the_first_one_only(alike: Asked, application: Application) -> None:
    assert alike(TTL(PLAIN))[0] == alike(TTL(OTHER))[0] == "200 OK"
    assert application.paths == [TTL(PLAIN)]


@pytest.mark.parametrize(
    ("path", "method", "headers"),
    [
        (TTL("none-of-this-name"), "GET", {}),
        ("/data/organisation/lv-alpha.ttl", "GET", {}),  # replaced
        (TTL(UNICODE), "GET", {}),
        (TTL(OTHER) + "?lang=en", "GET", {}),
        (TTL(OTHER), "HEAD", {}),
        (TTL(OTHER), "OPTIONS", {}),
        (TTL(OTHER), "POST", {}),
        (TTL(OTHER), "GET", {"If_None_Match": "*"}),
        (TTL(OTHER), "GET", {"If_Match": '"x"'}),
        (TTL(OTHER), "GET", {"If_Modified_Since": "Tue, 24 Nov 2026 10:00:00 GMT"}),
        (TTL(OTHER), "GET", {"Accept_Encoding": "gzip"}),
        (TTL(OTHER), "GET", {"Host": "evil.example"}),
    ],
)
def test_left_to_the_application(
    alike: Asked, application: Application, path: str, method: str, headers: dict[str, str]
) -> None:
    learned = {name: value for name, value in headers.items() if not name.startswith("If_")}
    for known in (TTL(PLAIN), "/data/organisation/lv-alfa.ttl"):
        alike(known, **learned)
    application.paths.clear()
    found = alike(path, method, **headers)
    assert len(application.paths) == 1
    if method != "POST":  # the methods that there are come in any order
        expected = ask(application, path, method, **headers)
        assert (found[0], found[2], found[3]) == (expected[0], expected[2], expected[3])


def test_a_new_release_is_learned_anew(tmp_path: Path) -> None:
    build_release(tmp_path, FIRST, more=[OTHER])
    flask = create_app(Settings(base_iri=BASE, releases_dir=str(tmp_path)))
    application = Application(flask)
    alike = partial(ask, Alike(application, flask.extensions["fundgraph"]))
    before = [alike(TTL(slug)) for slug in (PLAIN, OTHER)]
    build_release(tmp_path, SECOND, title="Ceļš", more=[OTHER])
    after = [alike(TTL(slug)) for slug in (OTHER, PLAIN)]
    assert application.paths == [TTL(PLAIN), TTL(OTHER)]
    assert "Ceļš" in after[1][2].decode()
    assert before[0][1]["ETag"] != after[1][1]["ETag"]
    assert after[1] == ask(application, TTL(PLAIN))
    flask.extensions["fundgraph"].releases.close()


def test_no_client_fills_the_memory(application: Application) -> None:
    alike = Alike(application, application.flask.extensions["fundgraph"])
    for number in range(MOST + 5):
        ask(alike, TTL(PLAIN), Accept=f"text/turtle;q=0.{number}")
    assert 0 < len(alike._heads) <= MOST
