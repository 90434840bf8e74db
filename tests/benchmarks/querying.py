# SPDX-License-Identifier: EUPL-1.2
"""Light queries through the worker against the same ones in process."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from statistics import median
from time import perf_counter

import pyoxigraph as ox

from fundgraph.config import Settings
from fundgraph.release.current import Release
from fundgraph.store.formats import SOLUTION_TYPES
from fundgraph.store.queries import Query, QueryService
from tests.benchmarks.servers import Line

QUERIES = 2000
MOST_APART_MS = 1
JSON = SOLUTION_TYPES[0]
_LIGHT = """SELECT ?title ?start {{
  <{iri}> <http://purl.org/dc/terms/title> ?title ; <https://schema.org/startDate> ?start }}"""


def lines(release: Release, projects: Sequence[str]) -> Iterator[Line]:
    """What the worker adds to a light query: each asks for another of the projects (IRIs), so that
    no answer is one that was kept, worker and process in turns."""
    asked = [_LIGHT.format(iri=iri) for iri in projects[:QUERIES]]
    store = ox.Store.read_only(str(release.store))

    def within(text: str) -> bytes | None:
        found = store.query(text, use_default_graph_as_union=True)
        assert isinstance(found, ox.QuerySolutions)
        return found.serialize(format=ox.QueryResultsFormat.JSON)

    with QueryService(release.store, Settings()) as service:

        def through(text: str) -> bytes:
            return service.run(Query(text), solution_type=JSON, graph_type=None).read()

        assert within(asked[0]) == through(asked[0])  # which starts the workers, too
        took = [(_ms(within, text), _ms(through, text)) for text in asked[1:]]
        kept = median(_ms(through, text) for text in asked[1:])
    inside, worker = (median(each) for each in zip(*took, strict=True))
    told = f"median {worker:.2f} against {inside:.2f} ms, kept {kept:.2f} ms"
    goal = f"goal: ≤ {MOST_APART_MS} ms"
    yield (
        "a light query through the worker takes more",
        f"{worker - inside:.2f} ms",
        f"{told}; {goal}",
    )


def _ms(answer: Callable[[str], object], text: str) -> float:
    begin = perf_counter()
    answer(text)
    return (perf_counter() - begin) * 1000
