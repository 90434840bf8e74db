# SPDX-License-Identifier: EUPL-1.2
"""What the README tells those who run a site: its files are read by what they are for."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest
from click import Context

from fundgraph.cli import commands
from fundgraph.config import load
from fundgraph.web.app import create_app
from tests.published import DATA, TOP, fundgraph, releases

README = (TOP / "README.md").read_text(encoding="utf-8")
FILES = dict(re.findall(r"^```\w+ (\S+)\n(.*?)^```$", README, re.MULTILINE | re.DOTALL))


def check_command(words: list[str]) -> None:
    """That a command of ours has these options."""
    found = commands.get_command(Context(commands), words[1])
    assert found is not None
    known = {name for one in found.params for name in one.opts}
    assert {word for word in words if word.startswith("-")} <= known


def test_settings(tmp_path: Path) -> None:
    (tmp_path / "fundgraph.toml").write_text(FILES["fundgraph.toml"])
    settings = load(tmp_path, {})
    assert (settings.base_iri, settings.trusted_proxies) == ("https://data.example.org/", 1)


def test_unit_and_container_start_the_server() -> None:
    (command,) = re.findall(r"^ExecStart=(.*)$", FILES["fundgraph.service"], re.MULTILINE)
    check_command(shlex.split(command))
    (command,) = re.findall(r"^CMD \[(.*)\]$", FILES["Containerfile"], re.MULTILINE)
    check_command(re.findall(r'"([^"]*)"', command))


def test_unit_is_understood(tmp_path: Path) -> None:
    program = shutil.which("systemd-analyze")
    if program is None:
        pytest.skip("no systemd-analyze on this machine")
    unit = tmp_path / "fundgraph.service"
    here = shutil.which("true") or ""
    unit.write_text(re.sub(r"(?<=ExecStart=)\S+", here, FILES["fundgraph.service"]))
    done = subprocess.run([program, "verify", unit], capture_output=True, text=True, timeout=60)
    assert (done.returncode, "fundgraph" in done.stderr) == (0, False)


def test_alerts_name_what_is_counted(tmp_path: Path) -> None:
    fundgraph(tmp_path, "publish", str(DATA))
    (tmp_path / "fundgraph.toml").write_text("")
    app = create_app(load(tmp_path, {"FUNDGRAPH_RELEASES_DIR": str(releases(tmp_path))}))
    text = app.test_client().get("/metrics").text
    app.extensions["fundgraph"].releases.close()
    known = set(re.findall(r"^# TYPE (\w+)", text, re.MULTILINE))
    told = set(re.findall(r"\bfundgraph_\w+", FILES["alerts.yml"] + README))
    assert {re.sub(r"_bucket$", "", name) for name in told} <= known


def test_backup_is_whole(tmp_path: Path) -> None:
    """The commands of the chapter, as they stand there."""
    (chapter,) = re.findall(r"^## Back up\n(.*?)^## ", README, re.MULTILINE | re.DOTALL)
    copy, verify = re.findall(r"^    (.*)$", chapter, re.MULTILINE)
    fundgraph(tmp_path, "publish", str(DATA))
    (tmp_path / "backup" / "releases").mkdir(parents=True)
    there = copy.replace("/backup", str(tmp_path / "backup"))
    subprocess.run(["sh", "-c", there], cwd=tmp_path, check=True, timeout=60)
    shutil.rmtree(releases(tmp_path))
    settings, words = verify.split(" ", 1)
    assert settings == "FUNDGRAPH_RELEASES_DIR=/backup/releases"
    shutil.copytree(tmp_path / "backup" / "releases", releases(tmp_path), symlinks=True)
    fundgraph(tmp_path, *shlex.split(words)[1:])
