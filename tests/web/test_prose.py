# SPDX-License-Identifier: EUPL-1.2
"""What the site says of itself is so: what is logged and held back, who runs it, what failed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from fundgraph import __version__
from tests.published import TOP
from tests.web.conftest import BASE, FIRST, SECOND, build_release
from tests.web.reading import read, said, served
from tests.web.running import serving
from tests.web.test_watch import line_of

WRITTEN = {"timestamp", "ms", "method", "path", "status", "bytes", "request_id"}
ABOUT_THE_LINE = {"logger", "event", "level"}
TESTS = {
    "rules of axe-core": "test_pages.py",
    "keyboard alone": "test_keyboard.py",
    "200 % zoom": "test_room.py",
    "scripts switched off": "test_tasks.py",
    "HTML is valid": "test_html.py",
}


def main(client: FlaskClient, address: str, *, status: int = 200, **headers: str) -> str:
    return said(read(client, address, status=status, **headers).xpath("//main")[0])


def text(releases: Path, address: str, **settings: Any) -> str:
    """What a page says on a site with these settings."""
    with served(releases, **settings) as client:
        return main(client, address)


def test_what_is_logged_is_what_the_page_of_privacy_lists(releases: Path) -> None:
    with serving(releases, workers=1) as running:
        asked = "/en/projects?q=secretword"
        headers = {"User-Agent": "SomeBrowser", "Referer": "http://elsewhere.example/"}
        status, answered, _ = running.headers(asked, **headers)
        line = line_of(running, answered["X-Request-ID"])
        output = running.output()
    assert (status, line["path"]) == (200, "/en/projects")
    assert set(line) == WRITTEN | ABOUT_THE_LINE
    for secret in ("secretword", "SomeBrowser", "elsewhere.example", "127.0.0.1"):
        assert secret not in output
    listed = text(releases, "/en/privacy")
    for words in ("the time", "the method and the address", "status and the size", "random number"):
        assert words in listed


def test_no_page_sets_a_cookie(client: FlaskClient) -> None:
    for address in ("/", "/lv/", "/en/privacy", "/en/projects?q=x", "/sparql", "/nothing"):
        assert "Set-Cookie" not in client.get(address).headers


@pytest.mark.parametrize(
    ("settings", "words"),
    [({}, "held back and not published"), ({"publish_contacts": True}, "are published here")],
)
def test_privacy_tells_whether_contacts_are_published(
    releases: Path, settings: dict[str, object], words: str
) -> None:
    assert words in text(releases, "/en/privacy", **settings)


@pytest.mark.parametrize("page", ["about", "accessibility", "privacy"])
@pytest.mark.parametrize("language", ["lv", "en"])
def test_pages_name_the_publisher_where_the_settings_do(
    releases: Path, page: str, language: str
) -> None:
    name = "Paraugu pārvalde"
    assert name in text(releases, f"/{language}/{page}", publisher=name)
    assert name not in text(releases, f"/{language}/{page}")


def test_the_accessibility_statement_has_the_parts_of_the_model(client: FlaskClient) -> None:
    page = read(client, "/en/accessibility")
    assert [said(heading) for heading in page.xpath("//main//h2")] == [
        "Compliance status", "What is not accessible", "What was done",
        "How this statement was prepared", "If something does not work for you",
        "If the answer does not help",
    ]  # fmt: skip
    whole = said(page)
    assert BASE in whole
    assert f"version {__version__}" in whole
    assert "No independent audit has been made" in whole
    for claim, file in TESTS.items():
        assert claim in whole
        assert (TOP / "tests" / "browser" / file).is_file()


def test_about_lists_the_registers(client: FlaskClient) -> None:
    (row,) = read(client, "/en/about").xpath("//table//tbody/tr")
    assert [said(cell) for cell in row] == ["A made-up register made up, not real", "Nobody", "2"]


def test_before_the_first_release_these_pages_are_there(tmp_path: Path) -> None:
    for page in ("about", "accessibility", "privacy"):
        assert len(text(tmp_path, f"/en/{page}")) > 400


GONE = "/en/project/OLD-1"
ERRORS = [
    (404, "/en/project/nothing", {}, "may be misspelt"),
    (406, "/data/graph/shared", {"Accept": "text/html"}, "Ask for one of the formats"),
    (410, GONE, {}, "Search for what may have come"),
]


@pytest.mark.parametrize(("status", "address", "headers", "advice"), ERRORS)
def test_errors_say_what_to_do_and_have_a_search_box(
    tmp_path: Path, status: int, address: str, headers: dict[str, str], advice: str
) -> None:
    build_release(tmp_path, FIRST, more=("OLD-1",))
    build_release(tmp_path, SECOND)
    with served(tmp_path) as client:
        page = read(client, address, status=status, **{"Accept-Language": "en", **headers})
    assert advice in said(page.xpath("//main")[0])
    (form,) = page.xpath("//main//form[@role='search']")
    assert form.get("action") == "/en/projects"
    assert form.xpath(".//input/@name") == ["q"]


def test_a_request_that_is_not_understood_gets_advice(client: FlaskClient) -> None:
    advice = main(client, "/en/projects", status=400, Host="elsewhere.example")
    assert "Look for a typing mistake in the address" in advice


def test_without_a_release_there_is_nothing_to_search(tmp_path: Path) -> None:
    with served(tmp_path) as client:
        page = read(client, "/en/projects", status=503)
    assert "Nothing is published yet" in said(page.xpath("//main")[0])
    assert not page.xpath("//main//form")
