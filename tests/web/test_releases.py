# SPDX-License-Identifier: EUPL-1.2
"""The next release is noticed, the one before lives as long as a request that reads it."""

from __future__ import annotations

import gc
import logging
import weakref
from pathlib import Path

import pytest

from fundgraph.config import Settings
from fundgraph.release.switch import make_current
from fundgraph.web.app import create_app
from fundgraph.web.releases import Releases
from tests.web.conftest import BASE, FIRST, PLAIN, SECOND, build_release


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    build_release(tmp_path, FIRST)
    return tmp_path


def test_the_next_release_is_noticed(folder: Path) -> None:
    app = create_app(Settings(base_iri=BASE, releases_dir=str(folder)))
    client = app.test_client()
    address = f"/data/project/{PLAIN}.ttl"
    before = client.get(address)
    build_release(folder, SECOND, title="Ceļš")
    headers = {"If-None-Match": before.headers["ETag"]}
    after = client.get(address, headers=headers)
    assert after.status_code == 200
    assert b"Tilts" in before.data
    assert "Ceļš" in after.get_data(as_text=True)
    assert client.get("/readyz").get_json()["release"] == SECOND
    make_current(folder, FIRST)
    assert client.get(address, headers=headers).status_code == 304
    app.extensions["fundgraph"].releases.close()


def test_a_release_lives_as_long_as_its_readers(folder: Path) -> None:
    releases = Releases(Settings(base_iri=BASE, releases_dir=str(folder)))
    reader = releases.current()
    assert reader is not None
    assert releases.current() is reader
    build_release(folder, SECOND)
    assert releases.current() is not reader
    assert reader.store.statements(f"{BASE}id/project/{PLAIN}")
    assert reader.index.project(PLAIN) is not None
    seen = weakref.ref(reader)
    del reader
    gc.collect()
    assert seen() is None
    releases.close()


@pytest.mark.parametrize("damage", ["manifest.json", "search.sqlite"])
def test_a_damaged_release_is_not_opened(
    folder: Path, damage: str, caplog: pytest.LogCaptureFixture
) -> None:
    releases = Releases(Settings(base_iri=BASE, releases_dir=str(folder)))
    first = releases.current()
    build_release(folder, SECOND)
    (folder / SECOND / damage).write_bytes(b"{}")
    with caplog.at_level(logging.ERROR):
        assert releases.current() is first
        assert releases.current() is first
    assert [SECOND in record.getMessage() for record in caplog.records] == [True]
    releases.close()


def test_nothing_published(tmp_path: Path) -> None:
    assert Releases(Settings(releases_dir=str(tmp_path / "none"))).current() is None
