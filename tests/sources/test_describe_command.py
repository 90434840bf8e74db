# SPDX-License-Identifier: EUPL-1.2
"""The command describe: what it prints, how it ends, and that its draft is a description."""

import os
import subprocess
import sys
import tomllib
from pathlib import Path

from fundgraph.sources.describe import draft
from fundgraph.sources.describe.draft import WIDEST
from tests.sources.made_up_lists import LISTS, write_list


def run(*arguments: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "fundgraph", *map(str, arguments)],
        cwd=cwd,
        env=dict(os.environ),
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_a_draft_is_printed_and_previewed(tmp_path: Path) -> None:
    done = run("describe", write_list(tmp_path, "es"), cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    values = tomllib.loads(done.stdout)
    assert values["country"] == "ES"
    assert values["columns"]["Ayuda FSE"]["component"] == "fund"
    assert len(values["columns"]) == len(LISTS["es"]["columns"])
    assert "title (es): Formación de trabajadores 1" in done.stderr
    assert "Record 3" in done.stderr


def test_a_draft_beside_the_file_describes_it(tmp_path: Path) -> None:
    path = write_list(tmp_path, "hr")
    (tmp_path / "list.toml").write_text(run("describe", path, cwd=tmp_path).stdout, "utf-8")
    done = run("check", path, cwd=tmp_path)
    assert "60 rows = 60 projects + 0 merged + 0 refused + 0 skipped" in done.stdout
    assert "drafted-description" not in done.stdout


def test_a_bare_file_is_checked_by_its_draft(tmp_path: Path) -> None:
    done = run("check", write_list(tmp_path, "et"), cwd=tmp_path)
    assert "60 rows = 60 projects + 0 merged + 0 refused + 0 skipped" in done.stdout
    assert "drafted-description" in done.stdout


def test_a_bare_list_of_programme_levels_is_checked_by_its_draft(tmp_path: Path) -> None:
    levels = ("1.", "1.1.", "1.1.1.", "1.1.2.", "1.2.", "1.2.1.", "2.", "2.1.")
    lines = ("Nr.;Aktivitātes nosaukums;Fonds", *(f"{one};Gads {one};ESF" for one in levels))
    path = tmp_path / "plan-2007-2013.csv"
    path.write_text("\n".join(lines), encoding="utf-8")
    done = run("check", path, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "8 rows = 0 projects + 8 levels of programmes" in done.stdout
    assert "drafted-description" in done.stdout


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "zero.csv").write_bytes(b"a;b\n\0\0;1\n" * 9)
    (tmp_path / "empty.csv").write_bytes(b"")
    for name in ("zero.csv", "empty.csv", "missing.csv", "."):
        done = run("describe", name, cwd=tmp_path)
        assert done.returncode == 3, name
        assert "Traceback" not in done.stderr
        assert done.stdout == ""


def test_wide_and_long_tables_are_drafted_in_part(tmp_path: Path) -> None:
    path = tmp_path / "wide.csv"
    heading = ";".join(f"Heading {n} of many" for n in range(5000))
    path.write_text("\n".join([heading, *[";".join(["1" * 30] * 5000)] * 50]), encoding="utf-8")
    long = tmp_path / "long.csv"
    long.write_text("Title;Cost\n" + f"{'word ' * 20_000};1\n" * 30, encoding="utf-8")
    assert len(draft(path).columns) == WIDEST
    assert draft(long).description()
