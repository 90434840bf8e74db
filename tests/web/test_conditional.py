# SPDX-License-Identifier: EUPL-1.2
"""Tags, 304, codings and the headers of every answer."""

from __future__ import annotations

import gzip
from collections.abc import Callable

import brotli  # type: ignore[import-untyped]
import pytest
import zstandard
from flask.testing import FlaskClient

from tests.web.conftest import PLAIN

ASK = "/sparql?query=ASK%7B%7D"
ADDRESSES = [
    f"/data/project/{PLAIN}.ttl",
    f"/data/project/{PLAIN}",
    "/data/graph/made-up.nt",
    "/ns/esf.ttl",
    "/ns/context.jsonld",
    "/code/status.nt",
    "/catalog.jsonld",
    "/robots.txt",
    "/sitemap.xml",
    "/dumps/2026-11-22T101500Z-0001/projects.nq.gz",
    ASK,
    "/sparql",
]
SMALL = (ASK, "/robots.txt", "/sitemap.xml")
# What no two answers have in common.
UNLIKE = ("Date", "Content-Length", "X-Request-ID")
CODED = [each for each in ADDRESSES if "dumps" not in each and each not in SMALL]


@pytest.mark.parametrize("address", ADDRESSES)
def test_304(client: FlaskClient, address: str) -> None:
    first = client.get(address)
    etag = first.headers["ETag"]
    assert first.status_code == 200
    assert etag.startswith('"')
    for sent in (etag, f'"nope", {etag}', "*", f"W/{etag}"):
        again = client.get(address, headers={"If-None-Match": sent})
        assert (again.status_code, again.data) == (304, b"")
        for name in ("ETag", "Vary", "Cache-Control", "Link", "Content-Location"):
            assert again.headers.getlist(name) == first.headers.getlist(name)
    assert client.get(address, headers={"If-None-Match": '"nope"'}).status_code == 200


@pytest.mark.parametrize("address", ADDRESSES)
def test_not_modified_since(client: FlaskClient, address: str) -> None:
    assert client.get(address).headers["Last-Modified"] == "Sun, 22 Nov 2026 10:15:00 GMT"
    headers = {"If-Modified-Since": "Sun, 22 Nov 2026 10:15:00 GMT"}
    assert client.get(address, headers=headers).status_code == 304
    headers = {"If-Modified-Since": "Sun, 22 Nov 2026 10:14:59 GMT"}
    assert client.get(address, headers=headers).status_code == 200


def _unzstd(content: bytes) -> bytes:
    return zstandard.ZstdDecompressor().decompressobj().decompress(content)


UNPACKED: dict[str, Callable[[bytes], bytes]] = {
    "gzip": gzip.decompress,
    "br": brotli.decompress,
    "zstd": _unzstd,
}


@pytest.mark.parametrize("coding", UNPACKED)
@pytest.mark.parametrize("address", CODED)
def test_codings(client: FlaskClient, address: str, coding: str) -> None:
    plain = client.get(address)
    coded = client.get(address, headers={"Accept-Encoding": coding})
    assert coded.headers["Content-Encoding"] == coding
    assert UNPACKED[coding](coded.data) == plain.data
    assert len(coded.data) < len(plain.data)
    assert {"Accept-Encoding"} <= set(coded.vary) & set(plain.vary)
    assert coded.headers["ETag"] == plain.headers["ETag"][:-1] + f'-{coding}"'
    headers = {"If-None-Match": coded.headers["ETag"], "Accept-Encoding": coding}
    again = client.get(address, headers=headers)
    assert (again.status_code, again.headers["ETag"]) == (304, coded.headers["ETag"])


def test_a_tag_of_another_coding_is_another_representation(client: FlaskClient) -> None:
    coded = client.get("/ns/esf.ttl", headers={"Accept-Encoding": "br"}).headers["ETag"]
    headers = {"If-None-Match": coded, "Accept-Encoding": "gzip"}
    assert client.get("/ns/esf.ttl", headers=headers).status_code == 200


CHOICES = [
    ("", None), ("identity", None), ("gzip;q=0", None), ("deflate", None), ("*;q=0", None),
    ("identity, gzip;q=0.5", None), ("br;q=0, zstd;q=0, gzip;q=0", None), ("br;q=x", None),
    ("gzip", "gzip"), ("GZIP", "gzip"), ("gzip, deflate, br, zstd", "br"), ("*", "br"),
    ("gzip, zstd", "zstd"), ("br;q=0.5, gzip", "gzip"), ("br;q=0, *", "zstd"),
    ("identity;q=0.5, gzip;q=0.5", "gzip"), ("gzip;q=0.1, identity;q=0", "gzip"),
]  # fmt: skip


@pytest.mark.parametrize(("accepted", "coding"), CHOICES)
def test_which_coding(client: FlaskClient, accepted: str, coding: str | None) -> None:
    answer = client.get("/ns/esf.ttl", headers={"Accept-Encoding": accepted})
    assert answer.headers.get("Content-Encoding") == coding


@pytest.mark.parametrize("coding", ["", "gzip", "br", "zstd"])
@pytest.mark.parametrize("address", ADDRESSES)
def test_head(client: FlaskClient, address: str, coding: str) -> None:
    headers = {"Accept-Encoding": coding}
    got, head = client.get(address, headers=headers), client.head(address, headers=headers)
    assert head.status_code == 200
    assert not head.data
    ours = [(name, value) for name, value in got.headers if name not in UNLIKE]
    assert ours == [pair for pair in head.headers if pair[0] not in UNLIKE]
    if "Content-Length" in head.headers:
        assert head.headers["Content-Length"] == got.headers["Content-Length"]


def test_tags_differ_by_representation(client: FlaskClient) -> None:
    accepts = ("text/turtle", "application/n-triples", "application/rdf+xml", "text/csv")
    answers = [client.get(f"/data/project/{PLAIN}", headers={"Accept": each}) for each in accepts]
    assert len({answer.headers["ETag"] for answer in answers}) == len(accepts)


@pytest.mark.parametrize("address", [*ADDRESSES, "/nowhere", f"/id/project/{PLAIN}"])
def test_headers_of_everything(client: FlaskClient, address: str) -> None:
    headers = client.get(address).headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"]
    assert headers["Access-Control-Allow-Origin"] == "*"
    assert headers["Content-Security-Policy"] == (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
        "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )
    assert "Access-Control-Allow-Credentials" not in headers
    assert "Set-Cookie" not in headers


@pytest.mark.parametrize("address", [f"/id/project/{PLAIN}", ASK, "/robots.txt"])
def test_preflight(client: FlaskClient, address: str) -> None:
    headers = {"Origin": "https://app.example", "Access-Control-Request-Method": "GET"}
    answer = client.options(address, headers=headers)
    assert answer.status_code == 204
    assert "GET" in answer.headers["Allow"]
    assert "GET" in answer.headers["Access-Control-Allow-Methods"]
    assert "Content-Type" in answer.headers["Access-Control-Allow-Headers"]
    assert answer.headers["Access-Control-Allow-Origin"] == "*"


def test_preflight_of_nothing(client: FlaskClient) -> None:
    answer = client.options("/nowhere")
    assert (answer.status_code, answer.headers["Vary"]) == (404, "Accept")


HOSTS = ["evil.example", "localhost.evil.example", "evil.example:8000", "localhost@evil", "[::2]"]


@pytest.mark.parametrize("host", HOSTS)
@pytest.mark.parametrize("address", [*ADDRESSES, "/nowhere", f"/id/project/{PLAIN}/"])
def test_forged_hosts(client: FlaskClient, host: str, address: str) -> None:
    answer = client.get(address, headers={"Host": host})
    assert answer.status_code == 400
    assert "evil" not in answer.get_data(as_text=True) + str(answer.headers)


@pytest.mark.parametrize("host", ["localhost", "localhost:8000", "127.0.0.1:9", "[::1]:8000"])
def test_own_hosts(client: FlaskClient, host: str) -> None:
    assert client.get("/healthz", headers={"Host": host}).status_code == 200
