# SPDX-License-Identifier: EUPL-1.2
"""The source descriptions that the documentation shows, each with its file, are checked."""

import csv
import re
import tomllib
from pathlib import Path

import pytest

from fundgraph.check import validate
from fundgraph.config import Settings
from fundgraph.pipeline import projects
from fundgraph.report import Severity
from fundgraph.sources import locate
from fundgraph.tally import Tally
from fundgraph.tools import Tools
from tests.sources.workbooks import xlsx

TOP = Path(__file__).parents[1]
DOCUMENTS = sorted(
    path
    for path in TOP.rglob("*.md")
    if not any(part == "var" or part.startswith(".venv") for part in path.relative_to(TOP).parts)
)
BLOCK = re.compile(r"^```(\w+)[ ]?([\w.-]*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
# Description → rows, projects, violations and warnings.
EXPECTED = {
    "bridges.toml": (2, 2, []),
    "roads.toml": (2, 2, []),
    "schools.toml": (4, 2, ["merged-promoters"]),
    "pages.toml": (1, 1, []),
}


def blocks() -> list[tuple[str, str, str]]:
    """The fenced blocks of all documents: language, name of the file, text."""
    texts = (path.read_text(encoding="utf-8") for path in DOCUMENTS)
    return [found for text in texts for found in BLOCK.findall(text)]


def write(path: Path, text: str) -> None:
    """A file as its block shows it; of a workbook the rows are shown."""
    if path.suffix == ".xlsx":
        rows = csv.reader(text.splitlines())
        xlsx(path, [[float(cell) if cell.isdecimal() else cell for cell in row] for row in rows])
    else:
        path.write_text(text, encoding="utf-8")


def test_every_description_is_expected_here() -> None:
    found = {
        name for kind, name, text in blocks() if kind == "toml" and "form" in tomllib.loads(text)
    }
    assert found == set(EXPECTED)


@pytest.mark.parametrize("name", EXPECTED)
def test_examples(name: str, tmp_path: Path) -> None:
    for _, file, text in blocks():
        if file:
            write(tmp_path / file, text)
    tools, tally = Tools.load(Settings()), Tally()
    found = list(
        projects(locate([str(tmp_path / name)], Settings()), tools.mapper(), tools.codes, tally)
    )
    validate(found, tools, tally)
    rules = [one.rule for one in tally.findings if one.severity is not Severity.INFO]
    assert (tally.rows, tally.projects, rules) == EXPECTED[name]
    assert tally.file_sums == tally.graph_sums
    assert tally.graph_sums
