# SPDX-License-Identifier: EUPL-1.2
"""Small Turtle files of ours (vocabulary, code lists, shapes, a catalogue) as statements."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from rdflib import Graph

from fundgraph.writers.terms import Triple


@lru_cache(maxsize=16)
def read_turtle(paths: tuple[Path, ...]) -> list[Triple]:
    """The statements of the files, sorted, each once."""
    graph = Graph()
    for path in paths:
        graph.parse(path, format="turtle")
    lines = sorted(filter(None, graph.serialize(format="nt").splitlines()))
    split = (line.removesuffix(" .").split(" ", 2) for line in lines)
    return [(subject, predicate, value) for subject, predicate, value in split]
