# SPDX-License-Identifier: EUPL-1.2
"""The graphs that the W3C's protocol tests ask for, beside those of a release."""

from __future__ import annotations

import shutil
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox

from fundgraph.release.build import seal
from fundgraph.release.current import open_current
from fundgraph.release.switch import make_current

IDENTIFIER = "2099-01-01T000000Z-0001"


def add_graphs(releases: Path, quads: Path) -> None:
    """Makes a copy of the current release that holds the graphs of a file as well the current
    one: a real release, sealed like any other."""
    found = open_current(releases)
    assert found is not None
    folder = releases / IDENTIFIER
    shutil.copytree(found.folder, folder)
    store = ox.Store(str(folder / "store"))
    graphs: Counter[str] = Counter(found.manifest.graphs)
    for quad in ox.parse(path=str(quads), format=ox.RdfFormat.N_QUADS):
        store.add(quad)
        graphs[quad.graph_name.value if isinstance(quad.graph_name, ox.NamedNode) else ""] += 1
    statements = len(store)
    store.optimize()
    store.flush()
    del store
    counts = {**found.manifest.counts, "statements": statements}
    graphs.pop("", None)
    seal(folder, replace(found.manifest, release=IDENTIFIER, counts=counts, graphs=dict(graphs)))
    make_current(releases, IDENTIFIER)
