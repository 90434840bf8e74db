# SPDX-License-Identifier: EUPL-1.2
"""A manifest comes back as it was written, and knows a damaged file."""

from pathlib import Path

import pytest

from fundgraph.errors import ReleaseError
from fundgraph.release.build import seal
from fundgraph.release.current import all_releases, open_release
from fundgraph.release.manifest import (
    Manifest,
    SourceEntry,
    damaged_files,
    fingerprint,
    read_manifest,
)

IDENTIFIER = "2026-11-22T101500Z-3f9a"


def manifest() -> Manifest:
    return Manifest(
        release=IDENTIFIER,
        created="2026-11-22T10:15:00+00:00",
        software="0.1.0",
        vocabulary="0.1.0",
        base_iri="http://localhost:8000/",
        fingerprint="3f9a",
        counts={"projects": 1, "statements": 150},
        graphs={"http://localhost:8000/data/graph/sif": 150},
        sources=(SourceEntry("sif", "a.html", "00ff", 12, rows=7),),
    )


@pytest.fixture
def release(tmp_path: Path) -> Path:
    folder = tmp_path / IDENTIFIER
    (folder / "dumps").mkdir(parents=True)
    (folder / "dumps" / "projects.nq.gz").write_bytes(b"data")
    seal(folder, manifest())
    return folder


def test_round_trip(release: Path) -> None:
    found = read_manifest(release)
    assert found.sources == manifest().sources
    assert found.counts == {"projects": 1, "statements": 150}
    assert found.files["dumps/projects.nq.gz"].bytes == 4
    assert open_release(release.parent, IDENTIFIER).manifest == found


def test_whole_release(release: Path) -> None:
    assert damaged_files(release) == []
    assert [found.id for found in all_releases(release.parent)] == [IDENTIFIER]


@pytest.mark.parametrize("damage", ["change", "remove", "add"])
def test_damage_is_named(release: Path, damage: str) -> None:
    dump, other = release / "dumps" / "projects.nq.gz", release / "more"
    if damage == "change":
        dump.write_bytes(b"dato")
    elif damage == "remove":
        dump.unlink()
    else:
        other.write_bytes(b"")
    assert damaged_files(release) == (["more"] if damage == "add" else ["dumps/projects.nq.gz"])


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"release": 1}'])
def test_damaged_manifest(release: Path, text: str) -> None:
    (release / "manifest.json").write_text(text)
    with pytest.raises(ReleaseError, match="damaged"):
        read_manifest(release)
    assert all_releases(release.parent) == []


def test_missing_manifest(tmp_path: Path) -> None:
    with pytest.raises(ReleaseError, match="no manifest"):
        read_manifest(tmp_path)


def test_fingerprint_keeps_parts_apart() -> None:
    assert fingerprint(["ab", "c"]) != fingerprint(["a", "bc"])
    assert fingerprint(["ab", "c"]) == fingerprint(iter(["ab", "c"]))


DEEP = "[" * 100_000


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"projects": 1', '"other": 1'),
        ('"statements": 150', '"statements": "150"'),
        ('"counts": {', '"counts": 5, "other": {'),
        ('"bytes": 4', '"bytes": "4"'),
        ('"rows": 7', '"rows": "7"'),
        ('"created": "2026', '"created": "soon 2026'),
        ("{", DEEP),
        ("{", "["),
        ("{", ""),
    ],
)
def test_a_damaged_manifest_is_one_sentence(release: Path, old: str, new: str) -> None:
    path = release / "manifest.json"
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))
    with pytest.raises(ReleaseError, match=IDENTIFIER) as raised:
        read_manifest(release)
    assert "\n" not in str(raised.value)
    assert all_releases(release.parent) == []


def test_a_manifest_of_another_kind(release: Path) -> None:
    for content in (b"[]", b"null", b"\xff\xfe", b""):
        (release / "manifest.json").write_bytes(content)
        with pytest.raises(ReleaseError, match="is damaged"):
            read_manifest(release)
