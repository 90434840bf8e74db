# SPDX-License-Identifier: EUPL-1.2
"""The next release is noticed, the one before lives as long as a request that reads it."""

from __future__ import annotations

import gc
import json
import logging
import shutil
import sqlite3
import threading
import weakref
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest
from flask import Flask

from fundgraph.config import Settings
from fundgraph.errors import ReleaseError
from fundgraph.release.health import check_servable, healthy_current
from fundgraph.release.switch import make_current
from fundgraph.store.queries import Query
from fundgraph.web.app import create_app
from fundgraph.web.releases import Releases
from tests.web.conftest import BASE, FIRST, PLAIN, SECOND, build_release

THIRD = "2026-11-24T101500Z-0003"


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


def damage_file(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.write_bytes(b"{}")


@pytest.mark.parametrize("damage", ["manifest.json", "search.sqlite", "store"])
def test_a_damaged_release_is_not_opened(
    folder: Path, damage: str, caplog: pytest.LogCaptureFixture
) -> None:
    releases = Releases(Settings(base_iri=BASE, releases_dir=str(folder)))
    first = releases.current()
    build_release(folder, SECOND)
    damage_file(folder / SECOND / damage)
    with caplog.at_level(logging.ERROR):
        assert releases.current() is first
        assert releases.current() is first
    assert [record.getMessage()[:8] for record in caplog.records] == ["release "] * 2
    assert all(SECOND in record.getMessage() for record in caplog.records)
    releases.close()


@pytest.mark.parametrize("damage", ["manifest.json", "search.sqlite", "store"])
def test_an_older_release_stands_in(folder: Path, damage: str) -> None:
    build_release(folder, SECOND, title="Ceļš")
    build_release(folder, THIRD)
    damage_file(folder / THIRD / damage)
    releases = Releases(Settings(base_iri=BASE, releases_dir=str(folder)))
    found = releases.current()
    assert found is not None
    assert found.id == SECOND
    releases.close()


def test_a_store_with_another_count(folder: Path) -> None:
    path = folder / FIRST / "manifest.json"
    manifest = json.loads(path.read_text())
    manifest["counts"]["statements"] += 1
    path.write_text(json.dumps(manifest))
    with pytest.raises(ReleaseError, match="statements"):
        check_servable(folder)
    assert healthy_current(folder) is None


def test_a_store_whose_manifest_is_another(folder: Path) -> None:
    store = folder / FIRST / "store"
    [manifest] = store.glob("MANIFEST-*")
    content = bytearray(manifest.read_bytes())
    content[len(content) // 2] ^= 1
    manifest.write_bytes(content)
    with pytest.raises(ReleaseError, match=r"MANIFEST-.* has not the content"):
        check_servable(folder)


def test_none_that_can_be_opened(folder: Path) -> None:
    damage_file(folder / FIRST / "store")
    app = create_app(Settings(base_iri=BASE, releases_dir=str(folder)))
    answer = app.test_client().get("/healthz")
    assert answer.status_code == 503
    assert "current release cannot be opened (store" in answer.get_json()["detail"]
    build_release(folder, SECOND)
    assert app.test_client().get("/healthz").status_code == 200
    app.extensions["fundgraph"].releases.close()


QUERIES = "/sparql?query=ASK%7B%3Fs%20%3Fp%20%3Fo%7D"


def change_file(path: Path) -> None:
    """Writes a file of the same size in place of one."""
    other = path.with_name("other")
    other.write_bytes(path.read_bytes()[::-1])
    other.replace(path)


@pytest.fixture
def served(folder: Path) -> Iterator[Flask]:
    app = create_app(Settings(base_iri=BASE, releases_dir=str(folder)))
    yield app
    app.extensions["fundgraph"].releases.close()


@pytest.mark.parametrize("file", ["search.sqlite", "store/CURRENT", "store/*.sst"])
@pytest.mark.parametrize("damage", [Path.unlink, change_file, lambda path: path.write_bytes(b"")])
def test_a_store_damaged_under_a_server(
    folder: Path, served: Flask, file: str, damage: Callable[[Path], object]
) -> None:
    build_release(folder, SECOND, title="Ceļš")
    client = served.test_client()
    assert client.get("/readyz").get_json().keys() == {"release", "counts"}
    damage(next((folder / SECOND).glob(file)))
    served.extensions["fundgraph"].releases.look()
    assert client.get(QUERIES).status_code == 200
    told = client.get("/readyz").get_json()
    assert (told["release"], told["in_place_of"]) == (FIRST, SECOND)
    assert told["reason"].startswith(file.partition("*")[0])
    build_release(folder, THIRD)
    assert client.get("/readyz").get_json().keys() == {"release", "counts"}


def test_a_store_damaged_where_there_is_no_older_one(folder: Path, served: Flask) -> None:
    client = served.test_client()
    assert client.get("/readyz").status_code == 200
    change_file(folder / FIRST / "store/CURRENT")
    for _ in range(2):
        served.extensions["fundgraph"].releases.look()
        answer = client.get("/readyz")
        assert answer.status_code == 503
        assert "store/CURRENT" in answer.get_json()["detail"]
        assert "No older release" in answer.get_json()["detail"]
    assert client.get(f"/data/project/{PLAIN}.ttl").status_code == 200  # from the index


def test_a_file_that_was_copied_back(folder: Path, served: Flask) -> None:
    client = served.test_client()
    client.get("/readyz")
    path = folder / FIRST / "search.sqlite"
    shutil.copy(path, folder / "copy")
    (folder / "copy").replace(path)
    served.extensions["fundgraph"].releases.look()
    assert client.get("/readyz").get_json().keys() == {"release", "counts"}


@pytest.mark.parametrize(("version", "made_by"), [(1, "an older"), (99, "a newer")])
def test_a_release_of_another_version_is_not_called_damaged(
    folder: Path, version: int, made_by: str
) -> None:
    with sqlite3.connect(folder / FIRST / "search.sqlite") as index:
        index.execute(f"PRAGMA user_version = {version}")
    index.close()
    with pytest.raises(ReleaseError, match=f"made by {made_by} Fundgraph") as caught:
        check_servable(folder)
    app = create_app(Settings(base_iri=BASE, releases_dir=str(folder)))
    answer = app.test_client().get("/healthz").get_json()
    assert f"made by {made_by} Fundgraph" in answer["detail"]
    assert "damaged" not in f"{caught.value} {answer}"
    app.extensions["fundgraph"].releases.close()


def test_a_link_that_is_gone(folder: Path) -> None:
    releases = Releases(Settings(base_iri=BASE, releases_dir=str(folder)))
    found = releases.current()
    assert found is not None
    (folder / "current").unlink()
    assert releases.current() is found
    releases.close()


def test_healthy_current(folder: Path, caplog: pytest.LogCaptureFixture) -> None:
    assert healthy_current(folder / "none") is None
    found = healthy_current(folder)
    assert found is not None
    assert found.id == FIRST
    (found.dumps / "projects.ttl.gz").write_bytes(b"")
    assert not caplog.records
    assert healthy_current(folder) is None
    assert "projects.ttl.gz has 0 bytes" in caplog.text


def test_queries_of_an_old_release_end_without_a_request(folder: Path) -> None:
    releases = Releases(Settings(base_iri=BASE, releases_dir=str(folder)))
    found = releases.current()
    assert found is not None
    found.queries.run(Query("ASK {}"), solution_type="text/csv", graph_type=None).close()
    started = psutil.Process().children(recursive=True)
    workers = [each for each in started if str(folder / FIRST / "store") in each.cmdline()]
    assert workers
    cycle: list[object] = [found]  # as the traceback of a request that failed is
    cycle.append(cycle)
    closed = threading.Event()
    weakref.finalize(found, closed.set)
    del found, cycle
    releases.follow()
    assert gc.get_freeze_count()  # the cycle with all else: no request waits for it to be looked at
    build_release(folder, SECOND)
    _, alive = psutil.wait_procs(workers, timeout=15)
    assert not alive
    assert closed.wait(15)
    releases.close()
    gc.unfreeze()


def test_nothing_published(tmp_path: Path) -> None:
    assert Releases(Settings(releases_dir=str(tmp_path / "none"))).current() is None
