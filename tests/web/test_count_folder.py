# SPDX-License-Identifier: EUPL-1.2
"""Folders of counts: each server has one, and takes away what killed servers left."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from fundgraph.web.count_folder import CountFolder

HOLDING = """
import sys
from fundgraph.web.count_folder import CountFolder
print(CountFolder().path, flush=True)
sys.stdin.read()
"""


@pytest.fixture(autouse=True)
def nowhere_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder of temporary files for this test and the processes that it starts."""
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr(tempfile, "tempdir", None)


def test_a_folder_goes_with_what_is_in_it(tmp_path: Path) -> None:
    folder = CountFolder()
    (folder.path / "counter_1.db").touch()
    folder.close()
    assert not list(tmp_path.iterdir())


def test_only_folders_that_nobody_holds_go(tmp_path: Path) -> None:
    strange = tmp_path / "fundgraph-metrics-strange"  # nobody can tell whether it is held
    strange.mkdir()
    command = [sys.executable, "-c", HOLDING]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        held = Path(process.stdout.readline().strip())
        CountFolder().close()
        assert held.is_dir()
        process.kill()
    assert held.is_dir()
    CountFolder().close()
    assert list(tmp_path.iterdir()) == [strange]
