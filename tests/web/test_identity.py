# SPDX-License-Identifier: EUPL-1.2
"""An IRI sends on to a page or a document, by Accept and Accept-Language."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from flask.testing import FlaskClient

from tests.web.conftest import PLAIN, UNICODE

CHROMIUM = (
    "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8,"
    "application/signed-exchange;v=b3;q=0.7"
)
RDFLIB = "application/rdf+xml, text/n3, text/turtle, application/n-triples, application/ld+json"

ACCEPTS = [
    (None, "/lv/project/MU-2013-7"),
    ("", "/lv/project/MU-2013-7"),
    ("*/*", "/lv/project/MU-2013-7"),
    (CHROMIUM, "/lv/project/MU-2013-7"),
    (RDFLIB, "/data/project/MU-2013-7.ttl"),
    ("text/turtle", "/data/project/MU-2013-7.ttl"),
    ("TEXT/Turtle; charset=utf-8", "/data/project/MU-2013-7.ttl"),
    ("text/html;q=0.1, text/turtle", "/data/project/MU-2013-7.ttl"),
    ("text/*;q=0.5, application/n-triples", "/data/project/MU-2013-7.nt"),
    ("text/turtle;q=0, application/n-triples;q=0.1", "/data/project/MU-2013-7.nt"),
    ("text/html;q=0, */*", "/data/project/MU-2013-7.ttl"),
    ("application/ld+json;profile=\"http://www.w3.org/ns/json-ld#compacted\"",
     "/data/project/MU-2013-7.jsonld"),
    ("image/png, application/rdf+xml;q=0.2", "/data/project/MU-2013-7.rdf"),
    ("text/csv", "/data/project/MU-2013-7.csv"),
]  # fmt: skip


@pytest.mark.parametrize(("accept", "location"), ACCEPTS)
def test_sends_on_by_accept(client: FlaskClient, accept: str | None, location: str) -> None:
    headers = {} if accept is None else {"Accept": accept}
    answer = client.get(f"/id/project/{PLAIN}", headers=headers)
    assert (answer.status_code, answer.headers["Location"]) == (303, location)
    assert {"Accept", "Accept-Language"} <= set(answer.vary)
    assert answer.headers["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize(
    ("languages", "expected"),
    [("en", "en"), ("en-GB, lv;q=0.5", "en"), ("lv", "lv"), ("de", "lv"), ("de, en;q=0.1", "en")],
)
def test_sends_on_by_language(client: FlaskClient, languages: str, expected: str) -> None:
    headers = {"Accept": "text/html", "Accept-Language": languages}
    answer = client.get("/id/organisation/lv-alfa", headers=headers)
    assert answer.headers["Location"] == f"/{expected}/organisation/lv-alfa"


def test_place_has_a_page(client: FlaskClient) -> None:
    answer = client.get("/id/place/lv-talsi", headers={"Accept": "text/html"})
    assert answer.headers["Location"] == "/lv/place/lv-talsi"
    answer = client.get("/id/place/lv-talsi", headers={"Accept": "text/turtle"})
    assert answer.headers["Location"] == "/data/place/lv-talsi.ttl"


@pytest.mark.parametrize("accept", ["image/png", "application/zip", "text/turtle;q=0"])
def test_nothing_acceptable(client: FlaskClient, accept: str) -> None:
    answer = client.get(f"/id/project/{PLAIN}", headers={"Accept": accept})
    assert answer.status_code == 406
    assert "text/turtle" in answer.get_data(as_text=True)


@pytest.mark.parametrize("accept", [";;;", "text", "a/b;q=x", ",", "text/turtle;q=9", "*" * 3000])
def test_malformed_accept(client: FlaskClient, accept: str) -> None:
    assert client.get(f"/id/project/{PLAIN}", headers={"Accept": accept}).status_code < 500


def test_what_was_replaced(client: FlaskClient) -> None:
    for address, location in (
        ("/id/organisation/lv-alpha", "/id/organisation/lv-alfa"),
        ("/data/organisation/lv-alpha", "/data/organisation/lv-alfa"),
        ("/data/organisation/lv-alpha.ttl", "/data/organisation/lv-alfa.ttl"),
        ("/en/organisation/lv-alpha", "/en/organisation/lv-alfa"),
    ):
        answer = client.get(address)
        assert (answer.status_code, answer.headers["Location"]) == (301, location)
        assert client.get(location, follow_redirects=True).status_code == 200


def test_links(client: FlaskClient) -> None:
    links = client.get(f"/id/project/{PLAIN}").headers["Link"].split(", ")
    assert f'</data/project/{PLAIN}>; rel="describedby"' in links
    assert f'</en/project/{PLAIN}>; rel="alternate"; type="text/html"; hreflang="en"' in links
    assert f'</data/project/{PLAIN}.rdf>; rel="alternate"; type="application/rdf+xml"' in links


@pytest.mark.parametrize("encoded", [quote(UNICODE), quote(UNICODE).lower().replace("m", "M")])
def test_letters_beyond_ascii(client: FlaskClient, encoded: str) -> None:
    answer = client.get(f"/id/project/{encoded}", headers={"Accept": "text/turtle"})
    location = answer.headers["Location"]
    assert location == f"/data/project/{quote(UNICODE)}.ttl"
    assert UNICODE in client.get(location).get_data(as_text=True)


def test_other_forms_of_an_address(client: FlaskClient) -> None:
    decomposed = quote("U\u0304M-2014-1.5")
    for path in (f"/id/project/{decomposed}?a=1", f"/id/project/{quote(UNICODE)}/?a=1"):
        answer = client.get(path)
        assert answer.status_code == 308
        assert answer.headers["Location"] == f"/id/project/{quote(UNICODE)}?a=1"
    twice = quote(quote(UNICODE))
    assert client.get(f"/id/project/{twice}").status_code == 404


HOSTILE = [
    "no-such-thing", "%00", "%ff%fe", "%2e%2e%2f%2e%2e%2fetc%2fpasswd", "%0d%0aX-Injected:%201",
    "%3Cscript%3Ealert(1)%3C/script%3E", "%3E%20%3Chttp://x%3E", "%22%20%7D%20DROP%20ALL",
    "x" * 6000, "%", "%zz", "%F0%9F%92%A9", "..%5c..", "'", "%60%5C%5E%7B%7D", "%ed%a0%80", "",
    "%5B1%5D", "%F3%B8%8B%AA", "%F0%9F%BF%BE", "%EF%B7%90", "%F3%A0%80%81", "%F4%8F%BF%BF",
]  # fmt: skip


@pytest.mark.parametrize("accept", ["text/html", "text/turtle", "application/json"])
@pytest.mark.parametrize("slug", HOSTILE)
@pytest.mark.parametrize("below", ["id", "data", "lv"])
def test_hostile_slugs(client: FlaskClient, below: str, slug: str, accept: str) -> None:
    answer = client.get(f"/{below}/project/{slug}", headers={"Accept": accept})
    assert 400 <= answer.status_code < 500
    assert "X-Injected" not in answer.headers
    assert b"<script>alert" not in answer.data


def test_unknown_types_and_methods(client: FlaskClient) -> None:
    assert client.get("/id/person/someone").status_code == 404
    for method in ("POST", "PUT", "DELETE", "PATCH"):
        answer = client.open(f"/id/project/{PLAIN}", method=method, data=b"x")
        assert answer.status_code == 405
        assert "GET" in answer.headers["Allow"]


@pytest.mark.parametrize("accept", ["text/turtle", "text/html"])
def test_head_is_get_without_content(client: FlaskClient, accept: str) -> None:
    headers = {"Accept": accept}
    got = client.get(f"/id/project/{PLAIN}", headers=headers)
    head = client.head(f"/id/project/{PLAIN}", headers=headers)
    for answer in (got, head):
        del answer.headers["X-Request-ID"]
    assert (head.status_code, list(head.headers)) == (got.status_code, list(got.headers))
    assert not head.data


def test_lookup(client: FlaskClient) -> None:
    answer = client.get("/lookup?number=MU/2013/7")
    assert (answer.status_code, answer.headers["Location"]) == (303, f"/id/project/{PLAIN}")
    assert client.get("/lookup?number=%C5%AAM/2014/1.5").status_code == 303
    assert client.get("/lookup?number=none").status_code == 404
    assert client.get("/lookup").status_code == 404
