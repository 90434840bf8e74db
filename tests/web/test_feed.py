# SPDX-License-Identifier: EUPL-1.2
"""The feed of changes: well-formed Atom, the releases, what the current one added and changed."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from lxml import etree

from fundgraph.release.manifest import NAME
from fundgraph.store.index.history import since
from fundgraph.vocabulary import ATOM
from tests.web.conftest import BASE, FIRST, PLAIN, SECOND, build_release, index
from tests.web.reading import read, served

NAMES = {"a": ATOM}
LANG = "{http://www.w3.org/XML/1998/namespace}lang"


@pytest.fixture
def client(tmp_path: Path) -> Iterator[FlaskClient]:
    """A site whose second release added a project."""
    build_release(tmp_path, FIRST)
    build_release(tmp_path, SECOND, more=("tilts",))
    path = tmp_path / SECOND / NAME
    manifest = json.loads(path.read_text(encoding="utf-8"))
    manifest["changes"] = {"before": FIRST, "added": 1, "changed": 0, "removed": 0}
    path.write_text(json.dumps(manifest), encoding="utf-8")
    with served(tmp_path) as opened:
        yield opened


def feed(client: FlaskClient, language: str = "lv") -> etree._Element:
    answer = client.get(f"/{language}/changes.atom")
    assert (answer.status_code, answer.mimetype) == (200, "application/atom+xml")
    return etree.fromstring(answer.data)


def texts(element: etree._Element, path: str) -> list[str]:
    return [str(found.text) for found in element.findall(path, NAMES)]


def test_it_has_what_atom_asks_for(client: FlaskClient) -> None:
    found = feed(client)
    assert texts(found, "a:id") == [f"{BASE}lv/changes.atom"]
    assert found.find("a:author/a:name", NAMES) is not None
    entries = found.findall("a:entry", NAMES)
    assert len(set(texts(found, "a:entry/a:id"))) == len(entries)
    for part in (found, *entries):
        assert all(part.find(f"a:{name}", NAMES) is not None for name in ("id", "title"))
        (updated,) = texts(part, "a:updated")
        assert datetime.fromisoformat(updated).tzinfo


def test_it_tells_the_releases_and_what_the_last_one_added(client: FlaskClient) -> None:
    found = feed(client, "en")
    assert texts(found, "a:entry/a:id") == [
        f"{BASE}#{SECOND}", f"{BASE}#{FIRST}", f"{BASE}id/project/tilts",
    ]  # fmt: skip
    summaries = texts(found, "a:entry/a:summary")
    assert summaries[0] == "Projects added: 1, changed: 0, removed: 0"
    assert summaries[1].startswith("Projects: ")
    assert summaries[2].startswith("Added")
    titles = found.findall("a:entry/a:title", NAMES)
    assert [title.get(LANG) for title in titles] == [None, None, "lv"]
    for link in found.findall("a:entry/a:link", NAMES):
        page = client.get("/" + link.get("href", "").removeprefix(BASE).partition("#")[0])
        assert page.status_code == 200


def test_what_is_other_than_before_is_found_new_or_not(tmp_path: Path) -> None:
    before, after = tmp_path / "before.sqlite", tmp_path / "after.sqlite"
    index(before, ())
    index(after, ("tilts",))
    with closing(sqlite3.connect(after)) as database, database:
        odd = "Tilts & <ceļš> \x01"
        database.execute("UPDATE project SET digest = 'x', title = ? WHERE slug = ?", (odd, PLAIN))
    assert set(since(before, after, 9)) == {("tilts", True), (PLAIN, False)}
    assert len(since(before, after, 1)) == 1
    assert since(tmp_path / "none", after, 9) == ()


def test_what_xml_cannot_hold_is_replaced(client: FlaskClient, tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / SECOND / "search.sqlite")) as database, database:
        odd = "Tilts & <ceļš> \x01"
        database.execute("UPDATE project SET title = ? WHERE slug = 'tilts'", (odd,))
    titles = texts(feed(client), "a:entry/a:title")
    assert titles[-1] == "Tilts & <ceļš> \ufffd"


@pytest.mark.parametrize("language", ["lv", "en"])
def test_pages_lead_to_it(client: FlaskClient, language: str) -> None:
    page = read(client, f"/{language}/data")
    address = [f"/{language}/changes.atom"]
    assert page.xpath("//head/link[@type='application/atom+xml']/@href") == address
    assert page.xpath("//main//a[contains(@href, 'atom')]/@href") == address
