# SPDX-License-Identifier: EUPL-1.2
"""Dumps and the catalogue: nothing damaged is answered as good data."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from fundgraph.config import Settings
from fundgraph.web.app import create_app
from tests.web.conftest import BASE, FIRST, BufferedClient, build_release

DUMP = f"/dumps/{FIRST}/projects.nq.gz"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    build_release(tmp_path, FIRST)
    return tmp_path / FIRST


@pytest.fixture
def asked(folder: Path) -> Iterator[FlaskClient]:
    app = create_app(Settings(base_iri=BASE, releases_dir=str(folder.parent)))
    yield BufferedClient(app, app.response_class)
    app.extensions["fundgraph"].releases.close()


@pytest.mark.parametrize(
    ("address", "file"), [(DUMP, "dumps/projects.nq.gz"), ("/catalog.ttl", "catalog.ttl")]
)
@pytest.mark.parametrize("damage", ["shorter", "longer", "gone", "other", "link"])
def test_a_damaged_file(
    asked: FlaskClient, folder: Path, address: str, file: str, damage: str
) -> None:
    content = (folder / file).read_bytes()
    assert asked.get("/healthz").status_code == 200
    if damage in ("gone", "link", "other"):
        (folder / file).unlink()
    if damage == "link":
        elsewhere = folder.parent / "elsewhere"
        elsewhere.write_bytes(content)
        (folder / file).symlink_to(elsewhere)
    elif damage == "other":
        (folder / file).write_bytes(content[::-1])
    elif damage != "gone":
        (folder / file).write_bytes(content[:-1] if damage == "shorter" else content + b"\n")
    answer = asked.get(address)
    assert answer.status_code == 503
    assert "damaged" in answer.get_json()["detail"]
    assert answer.headers["Cache-Control"] == "no-store"
    assert "ETag" not in answer.headers
    (folder / file).unlink(missing_ok=True)
    (folder / file).write_bytes(content)
    assert asked.get(address).status_code == 200


def test_a_damaged_manifest(asked: FlaskClient, folder: Path) -> None:
    assert asked.get("/healthz").status_code == 200
    (folder / "manifest.json").write_text("{}")
    assert asked.get(DUMP).status_code == 503


def test_a_range(asked: FlaskClient, folder: Path) -> None:
    content = (folder / "dumps/projects.nq.gz").read_bytes()
    answer = asked.get(DUMP, headers={"Range": "bytes=10-19"})
    assert (answer.status_code, answer.data) == (206, content[10:20])
    assert asked.get(f"/dumps/{FIRST}/manifest.json").status_code == 404
    assert asked.get("/dumps/2020-01-01T000000Z-0000/projects.nq.gz").status_code == 404
