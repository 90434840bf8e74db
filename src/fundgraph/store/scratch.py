# SPDX-License-Identifier: EUPL-1.2
"""Our own queries over a few statements in memory, for as long as a call takes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pyoxigraph as ox


def select_nodes(documents: Iterable[str], queries: Sequence[str]) -> list[set[str]]:
    """The IRIs that the first variable of each SELECT query takes over these N-Triples.

    Never for a stranger's query: nothing limits it.
    """
    store = ox.Store()
    for document in documents:
        store.load(document.encode(), ox.RdfFormat.N_TRIPLES)
    return [_first_values(store, query) for query in queries]


def _first_values(store: ox.Store, query: str) -> set[str]:
    found = store.query(query)
    assert isinstance(found, ox.QuerySolutions)
    return {row[0].value for row in found if isinstance(row[0], ox.NamedNode)}
