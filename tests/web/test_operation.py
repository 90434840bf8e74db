# SPDX-License-Identifier: EUPL-1.2
"""Dumps, health, site map, errors, and a site below a path or without a release."""

from __future__ import annotations

import gzip
from pathlib import Path
from xml.etree import ElementTree

import pytest
from flask import Flask
from flask.testing import FlaskClient

from fundgraph.config import Settings
from fundgraph.web.addresses import below
from fundgraph.web.app import create_app
from tests.web.conftest import BASE, FIRST, PLAIN

DUMP = f"/dumps/{FIRST}/projects.nq.gz"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


@pytest.mark.parametrize(
    ("base", "target", "reached"),
    [
        ("https://x.example/", "/lv/?q=a", "/lv/?q=a"),
        ("https://x.example/open/data/", "/lv/?q=a", "/open/data/lv/?q=a"),
        ("https://x.example/open/data/", "/open/data/lv/", "/open/data/lv/"),
        ("https://x.example/open/data/", "/open/database", "/open/data/open/database"),
    ],
)
def test_paths_as_clients_reach_them(base: str, target: str, reached: str) -> None:
    assert below(target, base) == reached


def test_dump(client: FlaskClient, releases: Path) -> None:
    answer = client.get(DUMP)
    content = (releases / FIRST / "dumps" / "projects.nq.gz").read_bytes()
    assert answer.data == content
    assert answer.mimetype == "application/gzip"
    assert int(answer.headers["Content-Length"]) == len(content)
    assert "immutable" in answer.headers["Cache-Control"]
    assert "Content-Encoding" not in answer.headers
    assert b"MU/2013/7" in gzip.decompress(content)


def test_ranges(client: FlaskClient) -> None:
    whole = client.get(DUMP)
    for sent, expected in (("0-9", whole.data[:10]), ("5-", whole.data[5:])):
        part = client.get(DUMP, headers={"Range": f"bytes={sent}"})
        assert (part.status_code, part.data) == (206, expected)
        assert part.headers["ETag"] == whole.headers["ETag"]
    etag = {"Range": "bytes=0-9", "If-Range": '"another"'}
    assert client.get(DUMP, headers=etag).status_code == 200
    outside = client.get(DUMP, headers={"Range": "bytes=99999999-"})
    assert outside.status_code == 416


def test_latest_dump(client: FlaskClient) -> None:
    answer = client.get("/dumps/latest/projects.nq.gz")
    assert (answer.status_code, answer.headers["Location"]) == (307, DUMP)
    assert client.get("/dumps/latest/none.gz").status_code == 404


@pytest.mark.parametrize(
    "below",
    [
        f"{FIRST}/none.gz", f"{FIRST}/../manifest.json", f"{FIRST}/..%2fmanifest.json",
        f"{FIRST}/manifest.json", "current/projects.nq.gz", "../projects.nq.gz", "..%2fetc/passwd",
        "2026-11-22T101500Z-ffff/projects.nq.gz", ".lock/projects.nq.gz", "%00/projects.nq.gz",
        f"{FIRST}%2fdumps/projects.nq.gz", f"{FIRST}/%2fetc%2fpasswd", f"./{FIRST}/.",
    ],
)  # fmt: skip
def test_no_way_out_of_the_dumps(client: FlaskClient, below: str) -> None:
    assert client.get(f"/dumps/{below}").status_code == 404


@pytest.mark.parametrize(
    ("suffix", "kind"), [("ttl", "text/turtle"), ("json", "application/json"), ("csv", "text/csv")]
)
def test_findings(client: FlaskClient, suffix: str, kind: str) -> None:
    named = client.get(f"/data/report.{suffix}")
    asked = client.get("/data/report", headers={"Accept": kind})
    assert (named.status_code, named.mimetype) == (200, kind)
    assert (asked.mimetype, asked.data) == (kind, named.data)
    assert asked.headers["Content-Location"] == f"/data/report.{suffix}"
    again = client.get("/data/report", headers={"Accept": kind, "If-None-Match": "*"})
    assert again.status_code == 304
    assert client.get(f"/data/report.{suffix}x").status_code == 404


def test_health(client: FlaskClient) -> None:
    assert client.get("/healthz").status_code == 200
    ready = client.get("/readyz").get_json()
    assert (ready["release"], ready["counts"]["projects"]) == (FIRST, 2)


def locations(content: bytes) -> list[str]:
    tree = ElementTree.fromstring(content)
    days = [element.text for element in tree.iter(f"{SITEMAP}lastmod")]
    assert days == ["2026-11-22"] * len(tree)
    return [element.text or "" for element in tree.iter(f"{SITEMAP}loc")]


def test_robots_and_sitemap(client: FlaskClient) -> None:
    assert f"Sitemap: {BASE}sitemap.xml" in client.get("/robots.txt").get_data(as_text=True)
    found = []
    for part in locations(client.get("/sitemap.xml").data):
        found += locations(client.get(part.removeprefix(BASE.rstrip("/"))).data)
    assert len(found) == len(set(found))
    assert f"{BASE}lv/project/{PLAIN}" in found
    assert f"{BASE}en/project/%C5%AAM-2014-1.5" in found
    assert f"{BASE}en/organisation/lv-alfa" in found
    assert f"{BASE}code/status?lang=lv" in found
    for number in ("2", "99999999999999999999999"):
        assert client.get(f"/sitemap-{number}.xml").status_code == 404


ERRORS = [
    ("text/html", "text/html"),
    ("application/json", "application/problem+json"),
    ("text/turtle", "application/problem+json"),
    ("text/plain", "text/plain"),
    ("*/*", "application/problem+json"),
]


@pytest.mark.parametrize(("accept", "kind"), ERRORS)
@pytest.mark.parametrize("address", ["/nowhere", "/id/project/none", "/data/project/none.ttl"])
def test_errors_are_negotiated(client: FlaskClient, address: str, accept: str, kind: str) -> None:
    answer = client.get(address, headers={"Accept": accept})
    assert (answer.status_code, answer.mimetype) == (404, kind)
    assert "Accept" in answer.vary


def test_unexpected_error(settings: Settings, caplog: pytest.LogCaptureFixture) -> None:
    app = create_app(settings)

    @app.get("/broken")
    def broken() -> str:
        raise RuntimeError("a secret")

    answer = app.test_client().get("/broken")
    assert answer.status_code == 500
    assert "secret" not in answer.get_data(as_text=True)
    assert "a secret" in caplog.text


def bare(tmp_path: Path, base: str = BASE) -> Flask:
    return create_app(Settings(base_iri=base, releases_dir=str(tmp_path)))


def test_before_the_first_release(tmp_path: Path) -> None:
    client = bare(tmp_path).test_client()
    for address in ("/healthz", "/readyz", f"/id/project/{PLAIN}", "/sparql", "/catalog"):
        assert client.get(address).status_code == 503
    assert "fundgraph publish" in client.get("/healthz").get_json()["detail"]
    assert client.get("/ns/esf.ttl").status_code == 200
    assert client.get("/nowhere").status_code == 404


@pytest.mark.parametrize("prefix", ["/open/data", ""])
def test_below_a_path(releases: Path, prefix: str) -> None:
    settings = Settings(base_iri="https://x.example/open/data/", releases_dir=str(releases))
    app = create_app(settings)
    headers = {"Host": "x.example"}
    answer = app.test_client().get(f"{prefix}/dumps/latest/projects.nq.gz", headers=headers)
    assert answer.headers["Location"] == f"/open/data{DUMP}"
