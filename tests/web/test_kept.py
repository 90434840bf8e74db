# SPDX-License-Identifier: EUPL-1.2
"""Answers that are kept: the same as the first one, never somebody else's."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from fundgraph.config import Settings
from fundgraph.web.app import create_app
from fundgraph.web.kept import Kept
from tests.web.conftest import BASE, FIRST, PLAIN, SECOND, BufferedClient, build_release

PAGE, DOCUMENT = f"/en/project/{PLAIN}", f"/data/project/{PLAIN}"


class Counting:
    """Counts how often the application is asked."""

    def __init__(self, application: Any) -> None:
        self.application, self.asked = application, 0

    def __call__(self, environ: Any, start: Any) -> Iterable[bytes]:
        self.asked += 1
        answer: Iterable[bytes] = self.application(environ, start)
        return answer


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    build_release(tmp_path, FIRST)
    return tmp_path


@pytest.fixture
def flask(folder: Path) -> Iterator[Flask]:
    made = create_app(Settings(base_iri=BASE, releases_dir=str(folder)))
    yield made
    made.extensions["fundgraph"].releases.close()


@pytest.fixture
def counting(flask: Flask) -> Counting:
    kept = flask.wsgi_app.application  # type: ignore[attr-defined]
    assert isinstance(kept, Kept)
    kept._application = Counting(kept._application)
    found = kept._application
    assert isinstance(found, Counting)
    return found


@pytest.fixture
def client(flask: Flask, counting: Counting) -> FlaskClient:
    return BufferedClient(flask, flask.response_class)


@pytest.mark.parametrize(
    "address", [PAGE, DOCUMENT, f"{DOCUMENT}.nt", f"/id/project/{PLAIN}", "/ns/esf", "/sitemap.xml"]
)
@pytest.mark.parametrize("coding", ["", "br"])
def test_the_second_answer_is_the_first(
    client: FlaskClient, counting: Counting, address: str, coding: str
) -> None:
    headers = {"Accept": "*/*", "Accept-Encoding": coding}
    first, second = (client.get(address, headers=headers) for _ in range(2))
    assert counting.asked == 1
    assert first.headers.pop("X-Request-ID") != second.headers.pop("X-Request-ID")
    assert (second.status, list(second.headers)) == (first.status, list(first.headers))
    assert second.data == first.data
    head = client.head(address, headers=headers)
    assert (counting.asked, head.status, head.data) == (1, first.status, b"")
    assert head.headers.get("Content-Length") == first.headers.get("Content-Length")


@pytest.mark.parametrize("address", [PAGE, f"{DOCUMENT}.ttl"])
def test_304_without_the_application(client: FlaskClient, counting: Counting, address: str) -> None:
    first = client.get(address)
    tag, modified = first.headers["ETag"], first.headers["Last-Modified"]
    for headers in (
        {"If-None-Match": tag},
        {"If-None-Match": f'"nope", W/{tag}'},
        {"If-None-Match": "*"},
        {"If-Modified-Since": modified},
    ):
        again = client.get(address, headers=headers)
        assert (again.status_code, again.data, again.headers["ETag"]) == (304, b"", tag)
        assert again.headers.getlist("Link") == first.headers.getlist("Link")
    for headers in (
        {"If-None-Match": '"nope"', "If-Modified-Since": modified},
        {"If-Modified-Since": "Sun, 22 Nov 2020 10:15:00 GMT"},
        {"If-Modified-Since": "yesterday"},
    ):
        assert client.get(address, headers=headers).status_code == 200
    assert counting.asked == 1


@pytest.mark.parametrize(
    ("address", "header", "one", "other"),
    [
        (DOCUMENT, "Accept", "text/turtle", "application/n-triples"),
        (f"/id/project/{PLAIN}", "Accept", "text/html", "text/turtle"),
        (f"/id/project/{PLAIN}", "Accept-Language", "lv", "en"),
        ("/", "Accept-Language", "lv", "en"),
        ("/code/status", "Accept-Language", "lv", "en"),
        (f"{DOCUMENT}.ttl", "Accept-Encoding", "br", "gzip"),
        (f"{DOCUMENT}.jsonld", "Accept", "*/*", 'application/ld+json;profile="http://www.w3.org/ns/json-ld#expanded"'),
    ],
)  # fmt: skip
def test_nobody_gets_what_another_asked_for(
    client: FlaskClient, counting: Counting, address: str, header: str, one: str, other: str
) -> None:
    base = {"Accept": "text/html"} if header == "Accept-Language" else {}
    answers = [client.get(address, headers={**base, header: each}) for each in (one, other)]
    again = [client.get(address, headers={**base, header: each}) for each in (one, other)]
    assert counting.asked == 2
    for first, second in zip(answers, again, strict=True):
        assert (first.data, first.headers.get("ETag")) == (second.data, second.headers.get("ETag"))
    differ = [(x.data, x.headers.get("Location")) for x in answers]
    assert differ[0] != differ[1]


def test_an_address_that_varies_by_more_for_some(client: FlaskClient) -> None:
    page = {"Accept": "text/html"}
    asked: list[tuple[dict[str, str], str | None]] = [
        ({**page, "Accept-Language": "lv"}, "/lv/data"),
        ({"Accept": "text/turtle"}, None),
        ({**page, "Accept-Language": "en"}, "/en/data"),
        ({"Accept": "text/turtle", "Accept-Encoding": "br"}, None),
        (page, "/lv/data"),
    ]
    for headers, location in asked * 3:
        assert client.get("/catalog", headers=headers).headers.get("Location") == location


def test_forged_hosts_get_nothing_kept(client: FlaskClient, counting: Counting) -> None:
    assert client.get(PAGE).status_code == 200
    for host in ("evil.example", "localhost.evil.example"):
        assert client.get(PAGE, headers={"Host": host}).status_code == 400
    assert "evil" not in client.get(PAGE).get_data(as_text=True)


@pytest.mark.parametrize(
    "address", ["/nowhere", "/healthz", "/sparql?query=ASK%7B%7D", f"/dumps/{FIRST}/projects.nq.gz"]
)
def test_what_is_not_kept(client: FlaskClient, counting: Counting, address: str) -> None:
    for _ in range(2):
        client.get(address)
    assert counting.asked == 2


def test_requests_that_are_passed_on(client: FlaskClient, counting: Counting) -> None:
    client.get(PAGE)
    client.get(PAGE, headers={"Range": "bytes=0-1"})
    client.get(PAGE, data=b"body")
    client.open(PAGE, method="OPTIONS")
    assert counting.asked == 4


def test_a_new_release_is_another_answer(
    client: FlaskClient, counting: Counting, folder: Path
) -> None:
    before = client.get(PAGE)
    build_release(folder, SECOND, title="Jauns tilts")
    after = client.get(PAGE)
    assert "Jauns tilts" in after.get_data(as_text=True)
    assert after.headers["ETag"] != before.headers["ETag"]
    assert counting.asked == 2


def test_only_so_much_is_kept(flask: Flask) -> None:
    releases = flask.extensions["fundgraph"].releases
    small = Kept(flask.wsgi_app.application, releases, trusted=False, most=40_000)  # type: ignore[attr-defined]
    small._application = counting = Counting(small._application)
    flask.wsgi_app = small  # type: ignore[method-assign]
    client = BufferedClient(flask, flask.response_class)
    for number in range(40):
        assert client.get(f"{DOCUMENT}.ttl?{number}").status_code == 200
        assert small._size <= 40_000
    client.get(f"{DOCUMENT}.ttl?39")
    assert counting.asked == 40
    client.get(f"{DOCUMENT}.ttl?0")
    assert counting.asked == 41
