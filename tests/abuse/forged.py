# SPDX-License-Identifier: EUPL-1.2
"""Rows 13 and 14: names of other hosts, and paths that lead out of the release."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from tests.abuse.client import Client
from tests.abuse.heavy import HARMFUL
from tests.abuse.lines import Line, counted
from tests.abuse.site import Site

EVIL = "evil.example"
# Heads of requests; {path} and {port} are filled in.
HOSTS = (
    f"Host: {EVIL}",
    f"Host: {EVIL}:{{port}}",
    f"Host: localhost.{EVIL}",
    f"Host: {EVIL}#localhost",
    f"Host: {EVIL}/localhost",
    f"Host: localhost@{EVIL}",
    f"Host: {EVIL}@localhost",
    f"Host: {EVIL}, localhost",
    f"Host: {EVIL}:80@localhost:{{port}}",
    f"Host: localhost:{{port}}.{EVIL}",
    f"Host: localhost\r\nHost: {EVIL}",
    f"Host: {EVIL}\r\nHost: localhost",
    f"Host: localhost\r\nX-Forwarded-Host: {EVIL}",
    f"Host: localhost\r\nX-Forwarded-Host: {EVIL}\r\nX-Forwarded-Proto: ftp",
    f'Host: localhost\r\nForwarded: for=1.2.3.4;host="{EVIL}";proto=https',
    f"Host: localhost\r\nX-Host: {EVIL}\r\nX-HTTP-Host-Override: {EVIL}",
    f"Host: localhost\r\nX-Original-URL: http://{EVIL}/\r\nX-Rewrite-URL: http://{EVIL}/",
    f"Host: localhost\r\nX-Forwarded-Prefix: //{EVIL}\r\nX-Script-Name: //{EVIL}",
    f"Host: localhost\r\nOrigin: http://{EVIL}\r\nReferer: http://{EVIL}/",
    f"Host: localhost\r\n Folded: {EVIL}",
)
ROUTES = (
    "/",
    "/id/project/{slug}",
    "/lv/project/{slug}",
    "/data/project/{slug}",
    "/data/project/{slug}/",
    "/sparql",
    "/sitemap.xml",
    "/catalog",
    "/dumps/latest/projects.nq.gz",
    "/robots.txt",
    "/missing",
)
REDIRECTS = (
    f"//{EVIL}",
    f"//{EVIL}/",
    f"//{EVIL}/%2f..",
    f"///{EVIL}/",
    f"/%2f%2f{EVIL}/",
    f"/\\{EVIL}",
    f"/%5c{EVIL}/",
    f"/.{EVIL}/",
    f"/lv//{EVIL}/",
    f"/id/project//{EVIL}/",
    f"/id//{EVIL}/%2e%2e",
    f"/data/project/{{slug}}/?next=http://{EVIL}/",
    f"http://{EVIL}/id/project/{{slug}}",
    f"/id/project/{{slug}}%0d%0aLocation:%20http://{EVIL}/",
    f"/lookup?number=%0d%0aLocation:%20http://{EVIL}/",
)


def hosts(site: Site, limit: float) -> Iterator[Line]:
    """Row 13: no foreign host in any byte of any answer, then or for those who come after."""
    client, slug = site.client(HARMFUL), _slug(site)
    routes = [route.format(slug=slug) for route in ROUTES]
    answers = [_got(client, route, head) for route in routes for head in HOSTS]
    named = sum(EVIL.encode() in answer.lower() for answer in answers)
    statuses = counted(answer[9:12].decode() or "closed" for answer in answers)
    failed = sum(answer[9:12] == b"500" for answer in answers)
    what = f"{len(HOSTS)} forged hosts × {len(ROUTES)} addresses"
    yield Line(13, what, f"{named} name it; {statuses}", "0, no 500", not (named or failed))
    after = [_got(client, route, "Host: localhost") for route in routes]
    named = sum(EVIL.encode() in answer.lower() for answer in after)
    yield Line(13, "the same addresses afterwards", f"{named} name it", "0", not named)
    yield _redirects(client, slug)


def _redirects(client: Client, slug: str) -> Line:
    paths = [path.format(slug=slug) for path in REDIRECTS]
    sent = [_location(_got(client, path, "Host: localhost")) for path in paths]
    # Browsers take a backslash for a slash. In the rest of our own address the name may stand.
    led = [place for place in sent if EVIL in urlsplit(place.replace("\\", "/")).netloc]
    figure = f"{len(led)} lead away{'; ' if led else ''}{'; '.join(led[:2])}"
    return Line(13, f"{len(sent)} open redirects", figure, "0", not led)


def _slug(site: Site) -> str:
    return site.rows("SELECT slug FROM project ORDER BY slug LIMIT 1")[0][0]


def _got(client: Client, path: str, head: str) -> bytes:
    named = head.format(port=client.port)
    return client.raw(f"GET {path} HTTP/1.1\r\n{named}\r\nConnection: close\r\n\r\n".encode())


def _location(answer: bytes) -> str:
    head = answer.partition(b"\r\n\r\n")[0].decode("latin-1")
    lines = (line.partition(":") for line in head.splitlines())
    return next((value.strip() for name, _, value in lines if name.lower() == "location"), "")


UPS = (
    "../", "..%2f", "%2e%2e/", "%2e%2e%2f", "..%252f", "%252e%252e%252f", "..\\", "..%5c",
    "%2e%2e%5c", "..%c0%af", "%c0%ae%c0%ae/", "..%ef%bc%8f", "....//", "..;/", "..%00/", ".%2e/",
)  # fmt: skip
BELOW = (
    "/dumps/latest/", "/dumps/{release}/", "/dumps/", "/static/", "/data/project/", "/data/graph/",
    "/data/source/sample/", "/id/project/", "/lv/project/", "/ns/", "/code/", "/",
)  # fmt: skip
TARGETS = ("etc/passwd", "manifest.json", "search.sqlite", "current/manifest.json")
STRAIGHT = (
    "/dumps/latest//etc/passwd", "/dumps/latest/%2fetc%2fpasswd", "//etc/passwd",
    "/file:///etc/passwd",
    "/dumps/{release}/manifest.json", "/dumps/{release}/search.sqlite", "/manifest.json",
    "/dumps/{release}/../manifest.json", "/search.sqlite", "/dumps/current/projects.nq.gz",
    "/static/../app.py", "/static/..%2fapp.py", "/static/site.css%00.html",
    "/.env", "/.git/config",
    "/fundgraph.toml", "/dumps/latest/projects.nq.gz%00.txt",
    "/data/source/sample/sample.csv/../..",
)  # fmt: skip
SECRETS = (b"root:x:", b'"sha256"', b"SQLite format", b"fingerprint", b"import annotations")


def traversals(release: str) -> list[str]:
    """Paths that lead out of where they begin."""
    made = [
        f"{below}{up * depth}{target}"
        for below in BELOW
        for number, up in enumerate(UPS)
        for depth, target in ((3 + number % 4, TARGETS[number % len(TARGETS)]),)
    ]
    return [path.replace("{release}", release) for path in (*made, *STRAIGHT)]


def paths(site: Site, limit: float) -> Iterator[Line]:
    """Row 14: no path leads out of the release."""
    client = site.client(HARMFUL)
    asked = traversals(site.release.name)
    answers = {path: _got(client, path, "Host: localhost") for path in asked}
    wrong = [path for path, found in answers.items() if found[9:12] not in (b"404", b"400")]
    told = [path for path, found in answers.items() if any(word in found for word in SECRETS)]
    statuses = counted(found[9:12].decode() or "closed" for found in answers.values())
    figure = statuses + (f"; {len(told)} tell; {'; '.join((*wrong, *told)[:2])}" if wrong else "")
    goal = "404 (400: no path), nothing told"
    yield Line(14, f"{len(asked)} paths that lead out", figure, goal, not (wrong or told))
