# SPDX-License-Identifier: EUPL-1.2
"""The next release, the end of the server, the next version of the software: with requests under
way, none is lost."""

from __future__ import annotations

import signal
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote

import pytest

from fundgraph.config import Settings
from fundgraph.errors import ReleaseError
from fundgraph.release.build import seal
from fundgraph.release.current import open_current
from fundgraph.release.manifest import read_manifest
from fundgraph.store.index.schema import READABLE, VERSION
from fundgraph.web.app import create_app
from fundgraph.web.server import serve
from tests.published import DATA, fundgraph, releases
from tests.store.older import make_older
from tests.web.conftest import BASE, FIRST, PLAIN, SECOND, build_release
from tests.web.running import Running, serving

THIRD = "2026-11-24T101500Z-0003"
TITLE = f"SELECT ?t {{ <{BASE}id/project/{PLAIN}> <http://purl.org/dc/terms/title> ?t }}"
ASKED = (f"/data/project/{PLAIN}.ttl", f"/lv/project/{PLAIN}", f"/sparql?query={quote(TITLE)}")
TITLES = ("Tilts", "Ceļš", "Osta")
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"


def asking(server: Running, path: str, stop: threading.Event) -> tuple[set[int], set[str]]:
    """The statuses and the titles of all answers until it is enough."""
    statuses, titles = set(), set()
    while not stop.is_set():
        status, _, content = server.ask(path, Accept="text/html" if "/lv/" in path else "*/*")
        statuses.add(status)
        titles |= {title for title in TITLES if title in content.decode()}
    return statuses, titles


def test_the_next_release_loses_no_request(tmp_path: Path) -> None:
    build_release(tmp_path, FIRST)
    stop = threading.Event()
    with serving(tmp_path) as server, ThreadPoolExecutor() as clients:
        asked = [clients.submit(asking, server, path, stop) for path in ASKED]
        for identifier, title in ((SECOND, TITLES[1]), (THIRD, TITLES[2])):
            time.sleep(0.5)
            build_release(tmp_path, identifier, title=title)
            wait_for(server, title)
        stop.set()
        for future in asked:
            statuses, titles = future.result()
            assert (statuses, titles) == ({200}, set(TITLES))


def wait_for(server: Running, title: str) -> None:
    """Waits until every process answers with a title."""
    for _ in range(200):
        if all(title in server.ask(path)[2].decode() for path in ASKED for _ in range(4)):
            return
        time.sleep(0.05)
    raise AssertionError("not within ten seconds")


def test_the_end_waits_for_requests(tmp_path: Path) -> None:
    build_release(tmp_path, FIRST)
    with serving(tmp_path, query_timeout_s=3) as server, ThreadPoolExecutor() as clients:
        assert server.ask("/readyz")[0] == 200
        slow = clients.submit(server.ask, f"/sparql?query={quote(ENDLESS)}", Accept="text/csv")
        time.sleep(1)
        server.process.send_signal(signal.SIGTERM)
        status, _, content = slow.result()
        assert (status, b"query_timeout_s" in content) == (503, True)
        assert server.process.wait(20) == 0


def made_by(folder: Path, software: str, *, index: int) -> None:
    """Makes a release one of another version: its index in an earlier form, its manifest sealed."""
    make_older(folder / "search.sqlite", index)
    seal(folder, replace(read_manifest(folder), software=software))


@pytest.mark.parametrize("index", [known for known in READABLE if known != VERSION])
def test_a_release_of_an_older_version_serves(tmp_path: Path, index: int) -> None:
    build_release(tmp_path, FIRST)
    made_by(tmp_path / FIRST, "0.0.9", index=index)
    app = create_app(Settings(base_iri=BASE, releases_dir=str(tmp_path)))
    client = app.test_client()
    for path in (*ASKED, "/en/projects?q=til"):
        assert "Tilts" in client.get(path).text
    assert 'software="0.0.9"' in client.get("/metrics").text
    app.extensions["fundgraph"].releases.close()


def test_a_release_of_a_version_too_old_is_built_anew(tmp_path: Path) -> None:
    fundgraph(tmp_path, "publish", str(DATA))
    folder = releases(tmp_path)
    before = open_current(folder)
    assert before is not None
    made_by(before.folder, "0.0.1", index=1)
    with pytest.raises(ReleaseError, match=r"run `fundgraph publish` again: .* version 1"):
        serve(Settings(releases_dir=str(folder)), "127.0.0.1", 0)
    fundgraph(tmp_path, "publish", str(DATA))
    after = open_current(folder)
    assert after is not None
    assert after.id != before.id
    assert after.manifest.software != "0.0.1"
