# SPDX-License-Identifier: EUPL-1.2
"""Inputs whose whole graph is written down, against `golden/<case>/expected.ttl`: the case's own
`input.*`, else the sample page of its name."""

import io
from pathlib import Path

import pytest
from rdflib import Graph
from rdflib.compare import graph_diff, to_isomorphic

from fundgraph.config import Settings
from fundgraph.convert import convert
from fundgraph.resources import folder
from fundgraph.sources import locate
from fundgraph.tools import Tools

GOLDEN = Path(__file__).parent / "golden"
PAGES = folder("data") / "registers" / "sif" / "made-up"
CASES = sorted(path for path in GOLDEN.iterdir() if path.is_dir())


def source(case: Path) -> Path:
    """The input: a description where there is one, else the one file."""
    inputs = sorted(case.glob("input.*")) or sorted(PAGES.glob(f"{case.name}.*"))
    return next((path for path in inputs if path.suffix == ".toml"), inputs[0])


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_graph(case: Path) -> None:
    tools = Tools.load(Settings())
    out = io.BytesIO()
    convert(locate([str(source(case))], tools.settings), tools, "ttl", out)
    found = to_isomorphic(Graph().parse(data=out.getvalue(), format="turtle"))
    expected = to_isomorphic(Graph().parse(case / "expected.ttl"))
    _, missing, more = graph_diff(expected, found)
    text = [f"- {line}" for line in sorted(missing.serialize(format="nt").splitlines())]
    text += [f"+ {line}" for line in sorted(more.serialize(format="nt").splitlines())]
    assert found == expected, "\n".join(line for line in text if len(line) > 2)
