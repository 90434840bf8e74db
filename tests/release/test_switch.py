# SPDX-License-Identifier: EUPL-1.2
"""One publisher at a time; a release is whole or not there; the link moves in one step."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from fundgraph.errors import MachineRefuses, PublishLocked
from fundgraph.release.current import current_id
from fundgraph.release.switch import (
    give_birth,
    make_current,
    publisher_lock,
    release_id,
    unborn,
)

NOW = datetime(2026, 11, 22, 10, 15, tzinfo=UTC)


def test_second_publisher_is_told(tmp_path: Path) -> None:
    with (
        publisher_lock(tmp_path),
        pytest.raises(PublishLocked, match="another publish is running"),
        publisher_lock(tmp_path),
    ):
        pass


def test_lock_is_free_afterwards(tmp_path: Path) -> None:
    with publisher_lock(tmp_path):
        pass
    with publisher_lock(tmp_path):
        pass


def test_folder_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(MachineRefuses, match="set releases_dir"), publisher_lock(tmp_path / "file"):
        pass


def test_release_id() -> None:
    assert release_id(NOW, "3f9a00") == "2026-11-22T101500Z-3f9a"


def test_birth_and_switch(tmp_path: Path) -> None:
    for identifier in ("2026-11-22T101500Z-3f9a", "2026-11-22T101501Z-0000"):
        with unborn(tmp_path, identifier) as folder:
            (folder / "manifest.json").write_text("{}")
            assert not (tmp_path / identifier).exists()
            give_birth(folder, tmp_path, identifier)
            make_current(tmp_path, identifier)
        assert current_id(tmp_path) == identifier
        assert (tmp_path / "current" / "manifest.json").is_file()
    assert sorted(path.name for path in tmp_path.iterdir() if path.is_dir()) == [
        "2026-11-22T101500Z-3f9a",
        "2026-11-22T101501Z-0000",
        "current",
    ]


def test_failed_build_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError), unborn(tmp_path, "x") as folder:
        (folder / "half").write_text("")
        raise RuntimeError
    assert list(tmp_path.iterdir()) == []


def test_left_overs_of_a_killed_publish_are_cleared(tmp_path: Path) -> None:
    (tmp_path / ".tmp-2026-11-22T101500Z-3f9a" / "store").mkdir(parents=True)
    with unborn(tmp_path, "x"):
        pass
    assert list(tmp_path.iterdir()) == []


def test_no_release_yet(tmp_path: Path) -> None:
    assert current_id(tmp_path) is None
    assert current_id(tmp_path / "missing") is None
