# SPDX-License-Identifier: EUPL-1.2
"""The table of formats, and the line formats."""

from __future__ import annotations

import io

import pytest

from fundgraph.iris import SUFFIXES
from fundgraph.writers import FORMATS, writer
from tests.writers.project import TRIPLES
from tests.writers.reading import written


def test_every_format_has_a_writer_and_a_suffix_of_its_own() -> None:
    assert all(written(name, TRIPLES) for name in FORMATS)
    assert len({format.suffix for format in FORMATS.values()}) == len(FORMATS)
    assert len({format.media_type for format in FORMATS.values()}) == len(FORMATS)


def test_no_slug_ends_in_a_suffix_of_a_document() -> None:
    documents = {format.suffix for name, format in FORMATS.items() if name != "trig"}
    assert documents <= set(SUFFIXES)


def test_an_unknown_format() -> None:
    with pytest.raises(KeyError, match="xlsx"):
        writer("xlsx", io.BytesIO())


def test_n_triples_are_the_terms_as_they_stand() -> None:
    lines = [f"{s} {p} {o} ." for s, p, o in TRIPLES]
    assert written("nt", TRIPLES).splitlines() == lines
    assert written("nq", TRIPLES).splitlines() == lines


def test_the_graph_of_a_call_goes_before_that_of_the_writer() -> None:
    out = io.BytesIO()
    with writer("nq", out, graph="http://a.example/g") as opened:
        opened.write(TRIPLES[:1])
        opened.write(TRIPLES[1:2], "http://a.example/h")
    ends = [line.split()[-2] for line in out.getvalue().decode().splitlines()]
    assert ends == ["<http://a.example/g>", "<http://a.example/h>"]
