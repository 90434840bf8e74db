# SPDX-License-Identifier: EUPL-1.2
"""Our Turtle files as statements: whole, sorted, valid N-Triples whatever stands in a literal."""

from pathlib import Path

from rdflib import Graph

from fundgraph.resources import shape_files, vocabulary_files
from fundgraph.turtle_files import read_turtle


def test_line_breaks_stay_inside_their_literal(tmp_path: Path) -> None:
    path = tmp_path / "a.ttl"
    path.write_text('<x:s> <x:p> """two\nlines \\"said\\" """@en , 1.50 .', encoding="utf-8")
    triples = read_turtle((path,))
    assert len(triples) == 2
    lines = "".join(f"{s} {p} {o} .\n" for s, p, o in triples)
    assert Graph().parse(data=lines, format="nt").isomorphic(Graph().parse(path))


def test_what_the_software_carries() -> None:
    for paths in (tuple(vocabulary_files()), tuple(shape_files())):
        triples = read_turtle(paths)
        whole = Graph()
        for path in paths:
            whole.parse(path)
        assert triples == sorted(set(triples))
        assert len(triples) == len(whole)
