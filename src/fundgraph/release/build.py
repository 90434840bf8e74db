# SPDX-License-Identifier: EUPL-1.2
"""Builds the files of a release: dumps, search index, report, catalogue, store, manifest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from rdflib import Graph

from fundgraph.errors import ReleaseError
from fundgraph.iris import Minter
from fundgraph.release.dumps import Dumps
from fundgraph.release.manifest import NAME, Manifest, file_entries
from fundgraph.release.report_files import write_report
from fundgraph.report import Report
from fundgraph.resources import concept_files, ontology_file
from fundgraph.store import embedded
from fundgraph.vocabulary import PREFIXES
from fundgraph.writers import Context, writer
from fundgraph.writers.terms import Triple

SHARED, VOCABULARY, CATALOGUE = "shared", "vocabulary", "catalogue"
RESERVED = frozenset({SHARED, VOCABULARY, CATALOGUE})


def vocabulary_triples() -> list[Triple]:
    """The statements of the vocabulary and the code lists, sorted."""
    graph = Graph()
    for path in (ontology_file("esf.ttl"), *concept_files()):
        graph.parse(path, format="turtle")
    return sorted((s.n3(), p.n3(), o.n3()) for s, p, o in graph)


class Builder:
    """Takes a release's projects one by one, then finishes its folder.

    `dumps` are written on the way; the index is the caller's to fill. Use it as a context manager.
    """

    def __init__(self, folder: Path, minter: Minter, context: Context) -> None:
        self.folder = folder
        self.minter = minter
        self.dumps = Dumps(folder / "dumps", base=minter.base, context=context)

    def load(self, catalogue: Sequence[Triple]) -> dict[str, int]:
        """Builds the store from the dump, the vocabulary and the catalogue; the number of
        statements of each named graph (by its IRI).

        Raises ReleaseError where a statement stands in two graphs, or one was lost.
        """
        counts = {graph: n for graph, n in self.dumps.statistics.graphs.items() if n}
        files = [self.folder / "dumps" / "projects.nq.gz"]
        for name, triples in ((VOCABULARY, vocabulary_triples()), (CATALOGUE, catalogue)):
            graph = self.minter.graph(name)
            files.append(self._graph_file(name, triples, graph))
            counts[graph] = len(triples)
        loaded = embedded.build(self.folder / "store", files)
        for path in files[1:]:
            path.unlink()
        store = embedded.EmbeddedStore.open(self.folder / "store", expected=loaded)
        twice = embedded.statements_in_two_graphs(store)
        if twice:
            raise ReleaseError(f"a statement stands in two graphs: {twice[0]}")
        if loaded != sum(counts.values()):
            raise ReleaseError(
                f"{sum(counts.values())} statements were written and {loaded} loaded; "
                "nothing is published"
            )
        return counts

    def _graph_file(self, name: str, triples: Sequence[Triple], graph: str) -> Path:
        path = self.folder / f"{name}.nq"
        with path.open("wb") as out, writer("nq", out, graph=graph) as opened:
            opened.write(triples)
        return path

    def write_catalogue(self, catalogue: Sequence[Triple]) -> None:
        """Writes `catalog.ttl`."""
        with (self.folder / "catalog.ttl").open("wb") as out:
            with writer("ttl", out, prefixes=PREFIXES) as opened:
                opened.write(catalogue)

    def write_reports(self, report: Report) -> None:
        """Writes the findings as `report.ttl`, `report.json` and `report.csv`."""
        for suffix in ("ttl", "json", "csv"):
            write_report(self.folder / f"report.{suffix}", report, self.minter)


def seal(folder: Path, manifest: Manifest) -> None:
    """Writes the manifest, with the size and hash of every file."""
    complete = replace(manifest, files=file_entries(folder))
    (folder / NAME).write_text(complete.text(), encoding="utf-8")
