# SPDX-License-Identifier: EUPL-1.2
"""The release's statements in an embedded Oxigraph store: built once, then only read.

Only pattern look-ups live here. A stranger's SPARQL runs in a worker process (`queries`).
Look-ups take plain IRIs and give terms in N-Triples syntax (`<iri>`, `"text"@lv`).
"""

from __future__ import annotations

import gzip
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import pyoxigraph as ox

from fundgraph.errors import ReleaseError
from fundgraph.store.statements import arranged
from fundgraph.writers.terms import Triple

Node = ox.NamedNode | ox.BlankNode

_GRAPH_STRIDE = 4096
# Lines loaded at once: the engine holds them in memory. Two million statements took 1.4 GB and 21 s
# in one piece, 0.2 GB and 24 s in pieces of this size.
_LOADED_AT_ONCE = 100_000


def build(folder: Path, files: Iterable[Path]) -> int:
    """The number of statements in a new store, loaded from N-Quads files (plain or `.gz`).

    Raises ReleaseError for a file that is no N-Quads.
    """
    store = ox.Store(str(folder))
    for file in files:
        _load(store, file)
    store.optimize()
    store.flush()
    return len(store)


def _load(store: ox.Store, file: Path) -> None:
    opening = gzip.open if file.suffix == ".gz" else open
    try:
        with opening(file, "rb") as lines:
            while piece := b"".join(islice(lines, _LOADED_AT_ONCE)):
                store.bulk_load(piece, ox.RdfFormat.N_QUADS)
    except SyntaxError as error:
        raise ReleaseError(f"{file.name} is not valid N-Quads: {error}") from error


@dataclass(frozen=True, slots=True)
class EmbeddedStore:
    """A store opened for reading."""

    store: ox.Store

    @classmethod
    def open(cls, folder: Path, *, expected: int | None = None) -> EmbeddedStore:
        """The store of a release.

        Raises ReleaseError when it cannot be opened or does not hold as many statements as
        `expected`: a truncated manifest opens without complaint as an empty store.
        """
        try:
            store = ox.Store.read_only(str(folder))
            count = len(store) if expected is not None else None
        except (OSError, RuntimeError) as error:
            raise ReleaseError(f"the store of the release cannot be opened: {error}") from error
        if count != expected:
            raise ReleaseError(
                f"the store of the release holds {count} statements; its manifest says {expected}"
            )
        return cls(store)

    def __len__(self) -> int:
        return len(self.store)

    def count(self) -> int:
        """The number of statements; takes time proportional to it."""
        return len(self.store)

    def statements(self, iri: str) -> list[Triple]:
        """What is said of a thing and of its hash parts that are reached from it.

        The thing comes first, then its parts by IRI, each sorted by predicate (`rdf:type`
        before all) and object. Empty for an IRI that nothing is said of.
        """
        first = f"<{iri}>"
        part = f"<{iri}#"
        found: dict[str, list[Triple]] = {}
        waiting: list[Node] = [ox.NamedNode(iri)]
        while waiting:
            node = waiting.pop()
            subject = str(node)
            if subject in found:
                continue
            own = found[subject] = []
            for quad in self.store.quads_for_pattern(node, None, None, None):
                value = str(quad.object)
                own.append((subject, str(quad.predicate), value))
                if value.startswith(part) and isinstance(quad.object, ox.NamedNode):
                    waiting.append(quad.object)
        order = sorted(found, key=lambda subject: (subject != first, subject[:-1]))
        return [triple for subject in order for triple in arranged(found[subject])]

    def subjects(self, predicate: str, value: str, *, limit: int | None = None) -> list[str]:
        """The subjects, sorted, of the statements with a predicate (IRI) and an object (term); of
        more than `limit` some, always the same of a store."""
        quads = self.store.quads_for_pattern(None, ox.NamedNode(predicate), _term(value), None)
        return sorted({str(quad.subject) for quad in islice(quads, limit)})

    def first(self, predicate: str, value: str | None = None) -> Triple | None:
        """A statement with a predicate (IRI) and an object (term; None for any), always the same
        of a store; None where there is none."""
        wanted = _term(value) if value else None
        quads = self.store.quads_for_pattern(None, ox.NamedNode(predicate), wanted, None)
        return next(((str(q.subject), str(q.predicate), str(q.object)) for q in quads), None)

    def objects(self, subject: str, predicate: str) -> list[str]:
        """The objects, sorted, of the statements with a subject and a predicate (IRIs)."""
        quads = self.store.quads_for_pattern(
            ox.NamedNode(subject), ox.NamedNode(predicate), None, None
        )
        return sorted({str(quad.object) for quad in quads})

    def graph_names(self) -> list[str]:
        """The IRIs of the named graphs, sorted."""
        return sorted(
            graph.value for graph in self.store.named_graphs() if isinstance(graph, ox.NamedNode)
        )

    def graph_triples(self, graph: str) -> Iterator[Triple]:
        """The statements of a named graph, streamed, those of one subject in a row."""
        for quad in self.store.quads_for_pattern(None, None, None, ox.NamedNode(graph)):
            yield str(quad.subject), str(quad.predicate), str(quad.object)


def _term(text: str) -> Node | ox.Literal:
    """The engine's term of a term in N-Triples syntax. Raises ValueError for anything else."""
    if text.startswith("<") and text.endswith(">"):
        return ox.NamedNode(text[1:-1])
    line = f"<x:s> <x:p> {text} .\n"
    with suppress(SyntaxError):
        quads: list[ox.Quad] = list(ox.parse(line, ox.RdfFormat.N_TRIPLES))
        if len(quads) == 1 and not isinstance(quads[0].object, ox.Triple):
            return quads[0].object
    raise ValueError(f"not a term: {text}")


def statements_in_two_graphs(store: EmbeddedStore) -> list[tuple[Triple, tuple[str, ...]]]:
    """Statements that stand in more than one graph, with the graphs; [] is as it should be.

    Each statement of all graphs but the largest is looked up in the others, so that the time is
    that of the smaller graphs.
    """
    found: dict[Triple, tuple[str, ...]] = {}
    for quad in _all_but_largest(store.store):
        same = store.store.quads_for_pattern(quad.subject, quad.predicate, quad.object, None)
        graphs = tuple(sorted(_name(other.graph_name) for other in same))
        if len(graphs) > 1:
            found[str(quad.subject), str(quad.predicate), str(quad.object)] = graphs
    return sorted(found.items())


def _name(graph: Node | ox.DefaultGraph) -> str:
    return graph.value if isinstance(graph, ox.NamedNode) else str(graph)


def _all_but_largest(store: ox.Store) -> Iterator[ox.Quad]:
    """The quads of every graph but (most of) the largest: all are read a stride at a time, until
    only one is not at its end."""
    graphs: list[Node | ox.DefaultGraph] = [ox.DefaultGraph(), *store.named_graphs()]
    readers = [iter(store.quads_for_pattern(None, None, None, graph)) for graph in graphs]
    while len(readers) > 1:
        unfinished = []
        for reader in readers:
            quads = list(islice(reader, _GRAPH_STRIDE))
            yield from quads
            if len(quads) == _GRAPH_STRIDE:
                unfinished.append(reader)
        readers = unfinished
