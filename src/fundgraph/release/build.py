# SPDX-License-Identifier: EUPL-1.2
"""Builds the files of a release: dumps, search index, report, catalogue, store, manifest."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from fundgraph.catalog import graph_description
from fundgraph.errors import ReleaseError
from fundgraph.iris import CATALOGUE, VOCABULARY, Minter
from fundgraph.release.manifest import NAME, Manifest, file_entries
from fundgraph.release.report_files import FORMATS, write_report
from fundgraph.report import Report
from fundgraph.resources import vocabulary_files
from fundgraph.store import embedded
from fundgraph.turtle_files import read_turtle
from fundgraph.vocabulary import PREFIXES
from fundgraph.writers import writer
from fundgraph.writers.terms import Triple


def load_store(
    folder: Path, minter: Minter, written: Mapping[str, int], catalogue: Sequence[Triple]
) -> dict[str, int]:
    """Builds `store/` from the dump, the vocabulary and the catalogue; the number of statements
    of each named graph (by its IRI). `written` are those that the dump holds.

    Raises ReleaseError where a statement stands in two graphs, or one was lost.
    """
    counts = {graph: count for graph, count in written.items() if count}
    files = [folder / "dumps" / "projects.nq.gz"]
    for name, described in (
        (VOCABULARY, read_turtle(tuple(vocabulary_files()))),
        (CATALOGUE, catalogue),
    ):
        triples = [*described, *graph_description(name, minter)]
        files.append(_graph_file(folder / f"{name}.nq", triples, minter.graph(name)))
        counts[minter.graph(name)] = len(triples)
    loaded = embedded.build(folder / "store", files)
    for path in files[1:]:
        path.unlink()
    store = embedded.EmbeddedStore.open(folder / "store", expected=loaded)
    twice = embedded.statements_in_two_graphs(store)
    if twice:
        raise ReleaseError(f"a statement stands in two graphs: {twice[0]}")
    if loaded != sum(counts.values()):
        raise ReleaseError(f"{sum(counts.values())} statements were written, {loaded} loaded")
    return counts


def _graph_file(path: Path, triples: Sequence[Triple], graph: str) -> Path:
    with path.open("wb") as out, writer("nq", out, prefixes={}, graph=graph) as opened:
        opened.write(triples)
    return path


def write_catalogue(folder: Path, catalogue: Sequence[Triple]) -> None:
    """Writes `catalog.ttl`."""
    with (
        (folder / "catalog.ttl").open("wb") as out,
        writer("ttl", out, prefixes=PREFIXES) as opened,
    ):
        opened.write(catalogue)


def write_reports(folder: Path, report: Report, minter: Minter) -> None:
    """Writes the findings as `report.ttl`, `report.json` and `report.csv`."""
    for suffix in FORMATS:
        write_report(folder / f"report{suffix}", report, minter)


def seal(folder: Path, manifest: Manifest) -> None:
    """Writes the manifest, with the size and hash of every file."""
    complete = replace(manifest, files=file_entries(folder))
    (folder / NAME).write_text(complete.text(), encoding="utf-8")
