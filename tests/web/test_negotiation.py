# SPDX-License-Identifier: EUPL-1.2
"""The table: address × Accept → status, type, where it leads, what it varies by."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from flask.testing import FlaskClient

from fundgraph.config import Settings
from fundgraph.web.app import create_app
from tests.web.conftest import (
    BASE,
    FIRST,
    PLAIN,
    SECOND,
    UNICODE,
    BufferedClient,
    build_release,
)

TTL, NT, RDF, LD, JSON = (
    "text/turtle", "application/n-triples", "application/rdf+xml", "application/ld+json",
    "application/json",
)  # fmt: skip
CSV, HTML, PNG, PROBLEM = "text/csv", "text/html", "image/png", "application/problem+json"
PROFILE = "http://www.w3.org/ns/json-ld#"
THING, DOCUMENT, PAGE = f"/id/project/{PLAIN}", f"/data/project/{PLAIN}", f"/lv/project/{PLAIN}"

# address, Accept, status, type (of what it sends on to: None), Location or Content-Location
TABLE = [
    (THING, "*/*", 303, None, PAGE),
    (THING, "text/*", 303, None, PAGE),
    (THING, "application/*", 303, None, f"{DOCUMENT}.jsonld"),
    (THING, f"{TTL};q=0.3, {LD};q=0.7", 303, None, f"{DOCUMENT}.jsonld"),
    (THING, f"{HTML};q=0, {TTL};q=0, */*;q=0.1", 303, None, f"{DOCUMENT}.jsonld"),
    (THING, PNG, 406, PROBLEM, None),
    (f"{THING}/", TTL, 308, None, THING),
    (f"{DOCUMENT}/", TTL, 308, None, DOCUMENT),
    (f"/id/project/{quote(UNICODE)}", NT, 303, None, f"/data/project/{quote(UNICODE)}.nt"),
    (f"/id/project/{UNICODE}", NT, 303, None, f"/data/project/{quote(UNICODE)}.nt"),
    (DOCUMENT, "", 200, TTL, f"{DOCUMENT}.ttl"),
    (DOCUMENT, " , ,", 200, TTL, f"{DOCUMENT}.ttl"),
    (DOCUMENT, "*/*", 200, TTL, f"{DOCUMENT}.ttl"),
    (DOCUMENT, HTML, 406, HTML, None),
    (DOCUMENT, f"{HTML}, {RDF};q=0.1", 200, RDF, f"{DOCUMENT}.rdf"),
    (DOCUMENT, f"{TTL};q=0, */*", 200, LD, f"{DOCUMENT}.jsonld"),
    (DOCUMENT, f"{PNG}, text/*;q=0.2, {CSV};q=0.3", 200, CSV, f"{DOCUMENT}.csv"),
    (DOCUMENT, JSON, 200, JSON, f"{DOCUMENT}.jsonld"),
    (DOCUMENT, f"{TTL};q=0", 406, PROBLEM, None),
    (f"{DOCUMENT}.nt", PNG, 200, NT, None),
    (f"{DOCUMENT}.xyz", TTL, 404, PROBLEM, None),
    (PAGE, HTML, 200, HTML, None),
    ("/data/region/lv-kurzeme", CSV, 406, PROBLEM, None),
    ("/data/graph/made-up", "*/*", 200, TTL, "/data/graph/made-up.ttl"),
    ("/data/graph/made-up", f"{NT}, {TTL};q=0.9", 200, NT, "/data/graph/made-up.nt"),
    ("/data/graph/made-up", RDF, 200, RDF, "/data/graph/made-up.rdf"),
    ("/data/graph/made-up", JSON, 200, JSON, "/data/graph/made-up.jsonld"),
    ("/data/graph/made-up", CSV, 406, PROBLEM, None),
    ("/data/source/made-up/projects.csv", LD, 200, LD, "/data/source/made-up/projects.csv.jsonld"),
    ("/data/report", JSON, 200, JSON, "/data/report.json"),
    ("/data/report", PNG, 406, PROBLEM, None),
    ("/ns/esf", HTML, 200, HTML, None),
    ("/ns/esf", RDF, 200, RDF, "/ns/esf.rdf"),
    ("/ns/esf", PNG, 406, PROBLEM, None),
    ("/ns/shapes", TTL, 200, TTL, "/ns/shapes.ttl"),
    ("/ns/context.jsonld", PNG, 200, LD, None),
    ("/code/status", NT, 200, NT, "/code/status.nt"),
    ("/code/status/completed", "text/html;q=0.2", 200, HTML, None),
    ("/code/status/completed", f"{PNG}, {LD};q=0.2", 200, LD, "/code/status/completed.jsonld"),
    ("/catalog", RDF, 200, RDF, "/catalog.rdf"),
    ("/catalog", HTML, 303, None, "/lv/data"),
    ("/catalog", PNG, 406, PROBLEM, None),
    ("/.well-known/void", NT, 200, NT, "/catalog.nt"),
    ("/.well-known/void", PNG, 406, PROBLEM, None),
    ("/nowhere", HTML, 404, HTML, None),
    ("/nowhere", TTL, 404, PROBLEM, None),
    ("/nowhere", "text/plain", 404, "text/plain", None),
    ("/sitemap.xml", "*/*", 200, "application/xml", None),
    (f"/dumps/{FIRST}/projects.nq.gz", "*/*", 200, "application/gzip", None),
    (f"/dumps/{FIRST}/none.gz", LD, 404, PROBLEM, None),
]
NEGOTIATED = [row for row in TABLE if (row[4] and row[2] in (200, 303)) or row[2] == 406]


@pytest.mark.parametrize(("address", "accept", "status", "kind", "location"), TABLE)
def test_table(
    client: FlaskClient, address: str, accept: str, status: int, kind: str | None, location: str
) -> None:
    answer = client.get(address, headers={"Accept": accept})
    assert answer.status_code == status
    if kind:
        assert answer.mimetype == kind
    header = "Content-Location" if status == 200 else "Location"
    assert answer.headers.get(header) == location
    assert ("ETag" in answer.headers) == (status == 200)


@pytest.mark.parametrize(("address", "accept", "status", "kind", "location"), NEGOTIATED)
def test_varies(
    client: FlaskClient, address: str, accept: str, status: int, kind: str | None, location: str
) -> None:
    assert "Accept" in client.get(address, headers={"Accept": accept}).vary


@pytest.mark.parametrize("address", [THING, DOCUMENT, "/ns/esf", "/catalog", "/data/graph/shared"])
def test_every_choice_of_a_406_can_be_had(client: FlaskClient, address: str) -> None:
    refused = client.get(address, headers={"Accept": PNG}).get_json()
    for choice in refused["choices"]:
        assert choice in refused["detail"]
        answer = client.get(address, headers={"Accept": choice}, follow_redirects=True)
        assert (answer.status_code, answer.mimetype) == (200, choice)


@pytest.mark.parametrize("form", ["compacted", "expanded", "flattened"])
@pytest.mark.parametrize("address", [THING, DOCUMENT, f"{DOCUMENT}.jsonld", "/catalog"])
def test_profiles(client: FlaskClient, address: str, form: str) -> None:
    accept = f'{LD};profile="{PROFILE}{form}"'
    answer = client.get(address, headers={"Accept": accept}, follow_redirects=True)
    assert answer.headers["Content-Type"] == accept
    assert "Accept" in answer.vary
    document = answer.get_json()
    assert ("@context" in document) == (form == "compacted")
    if form != "compacted":
        assert {"@id"} <= set(document[0])
    plain = client.get(address, headers={"Accept": LD}, follow_redirects=True)
    assert plain.headers["Content-Type"] == LD
    assert plain.headers["ETag"] != answer.headers["ETag"]


@pytest.mark.parametrize(
    ("accept", "expected"),
    [
        (f'{LD};q=0.5;profile="{PROFILE}expanded", {LD};q=0.9', LD),
        (f'{LD};profile="http://a.example/b"', LD),
        (f'{LD};profile="http://a.example/b {PROFILE}flattened"', "flattened"),
        (f'{LD};profile="{PROFILE}expanded";q=0, {LD};q=0.1', LD),
        (f"{LD};profile=", LD),
    ],
)
def test_which_profile(client: FlaskClient, accept: str, expected: str) -> None:
    found = client.get(f"{DOCUMENT}.jsonld", headers={"Accept": accept}).headers["Content-Type"]
    assert found == (LD if expected == LD else f'{LD};profile="{PROFILE}{expected}"')


def test_signposts(client: FlaskClient) -> None:
    page = client.get(PAGE).headers["Link"].split(", ")
    for link in (
        f'<{BASE}id/project/{PLAIN}>; rel="cite-as"',
        f'<{BASE}lv/project/{PLAIN}>; rel="canonical"',
        '<https://schema.org/AboutPage>; rel="type"',
        f'<{DOCUMENT}.ttl>; rel="describedby"; type="text/turtle"',
        f'<{DOCUMENT}.ttl>; rel="alternate"; type="text/turtle"',
        f'<{THING}>; rel="describes"',
        '</catalog>; rel="collection"',
    ):
        assert link in page
    document = client.get(f"{DOCUMENT}.nt").headers["Link"].split(", ")
    assert f'<{BASE}data/project/{PLAIN}>; rel="canonical"' in document
    assert f'<{BASE}id/project/{PLAIN}>; rel="cite-as"' in document


@pytest.fixture
def later(tmp_path: Path) -> Iterator[FlaskClient]:
    """A site whose release before had one project more."""
    build_release(tmp_path, FIRST, more=["MU-gone"])
    build_release(tmp_path, SECOND)
    app = create_app(Settings(base_iri=BASE, releases_dir=str(tmp_path), licence="CC0-1.0"))
    yield BufferedClient(app, app.response_class)
    app.extensions["fundgraph"].releases.close()


@pytest.mark.parametrize("accept", [HTML, TTL, JSON])
@pytest.mark.parametrize(
    "address", ["/id/project/MU-gone", "/data/project/MU-gone.ttl", "/en/project/MU-gone"]
)
def test_what_an_earlier_release_had_is_gone(later: FlaskClient, address: str, accept: str) -> None:
    answer = later.get(address, headers={"Accept": accept})
    assert answer.status_code == 410
    assert answer.mimetype == (HTML if accept == HTML else PROBLEM)
    assert later.get(address.replace("gone", "never")).status_code == 404


def test_licence(later: FlaskClient) -> None:
    links = later.get(PAGE).headers["Link"].split(", ")
    assert '<https://spdx.org/licenses/CC0-1.0>; rel="license"' in links
