# SPDX-License-Identifier: EUPL-1.2
"""What things of an index are called."""

from __future__ import annotations

from pathlib import Path

from fundgraph.store.index import Index, IndexBuilder, ProgrammeRow, RegionRow
from fundgraph.store.index.labels import Label
from tests.store.test_titles import write


def test_levels_without_a_title_are_called_by_their_numbers(tmp_path: Path) -> None:
    path = tmp_path / "search.sqlite"
    with IndexBuilder(path) as builder:
        builder.add(ProgrammeRow("p-1", "1", "Pirmā"))
        builder.add(ProgrammeRow("p-2", "2"))
        builder.add(RegionRow("nowhere"))
    index = Index.open(path)
    assert index.labels("programme", ["p-1", "p-2", "p-3"], "en") == {
        "p-1": Label("Pirmā", "lv", "1"),
        "p-2": Label("2", None, "2"),
    }
    assert index.labels("region", ["nowhere"], "lv") == {}


def test_projects_are_called_as_in_lists(tmp_path: Path) -> None:
    write(tmp_path / "search.sqlite")
    index = Index.open(tmp_path / "search.sqlite")
    assert index.labels("project", ["a", "c", "nowhere"], "en") == {
        "a": Label("Zoo", "en", "A"),
        "c": Label('Ceļš "A"\tun\nB', "lv", "C"),
    }
    assert index.labels("project", ["a"], "lv") == {"a": Label("Bērni", "lv", "A")}
