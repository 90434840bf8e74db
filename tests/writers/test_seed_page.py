# SPDX-License-Identifier: EUPL-1.2
"""The seed page, where it is at hand: every format is the same graph for every parser."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from fundgraph.config import Settings
from fundgraph.convert import convert
from fundgraph.sources import locate
from fundgraph.tools import Tools
from tests.writers.reading import OXIGRAPH, RDFLIB, by_oxigraph, by_pyld, by_rdflib

PAGES = sorted((Path(__file__).parents[3] / "shared" / "seed").glob("*.txt"))
pytestmark = pytest.mark.skipif(not PAGES, reason="the seed page is not beside the checkout")


def converted(format: str) -> str:
    """The page in a format."""
    settings, out = Settings(), io.BytesIO()
    convert(locate([str(PAGES[0])], settings), Tools.load(settings), format, out)
    return out.getvalue().decode()


def test_all_formats_are_one_graph() -> None:
    expected = by_oxigraph(converted("nt"), "nt")
    assert len(expected) > 250
    for format in OXIGRAPH:
        assert by_oxigraph(converted(format), format) == expected, format
    for format in RDFLIB:
        assert by_rdflib(converted(format), format) == expected, format
    assert by_pyld(converted("jsonld")) == expected
