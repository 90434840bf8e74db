# SPDX-License-Identifier: EUPL-1.2
"""The graph that pySHACL looks at: few statements, asked very often, thrown away."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache

from rdflib import Graph
from rdflib.paths import Path
from rdflib.plugins.sparql import prepareQuery
from rdflib.plugins.sparql.sparql import Query
from rdflib.query import Result
from rdflib.term import Node

Statement = tuple[Node, Node, Node]
Pattern = tuple[Node | None, Node | None, Node | None]
_prepared = cache(prepareQuery)


class Batch(Graph):
    """A graph in two plain indexes, made once and then only read: the store of rdflib knows
    contexts, of which pySHACL needs none and which take a third of its time. It parses a query
    once, as pySHACL hands in the same text for each focus node."""

    def __init__(self, statements: Iterable[Statement]) -> None:
        super().__init__()
        self._objects: dict[Node, dict[Node, list[Node]]] = defaultdict(dict)
        self._subjects: dict[Node, dict[Node, list[Node]]] = defaultdict(dict)
        once = dict.fromkeys(statements)
        self._length = len(once)
        for s, p, o in once:
            self._objects[s].setdefault(p, []).append(o)
            self._subjects[p].setdefault(o, []).append(s)

    def query(self, query_object: str | Query, *args: object, **options: object) -> Result:
        """The answer to a query."""
        query = _prepared(query_object) if isinstance(query_object, str) else query_object
        return super().query(query, *args, **options)  # type: ignore[arg-type]

    def __len__(self) -> int:
        return self._length

    def __contains__(self, pattern: Pattern) -> bool:  # type: ignore[override]
        return next(self.triples(pattern), None) is not None

    def triples(self, pattern: Pattern) -> Iterator[Statement]:  # type: ignore[override]
        """The statements of a pattern, in which None stands for anything."""
        s, p, o = pattern
        if isinstance(p, Path):
            return super().triples((s, p, o))  # type: ignore[unreachable]
        if s is not None:
            return self._of_subject(s, p, o)
        if p is not None:
            return self._of_predicate(p, o)
        return (one for each in self._objects for one in self._of_subject(each, None, o))

    def _of_subject(self, s: Node, p: Node | None, o: Node | None) -> Iterator[Statement]:
        known = self._objects.get(s, {})
        for each in (p,) if p is not None else known:
            for found in known.get(each, ()):
                if o is None or o == found:
                    yield s, each, found

    def _of_predicate(self, p: Node, o: Node | None) -> Iterator[Statement]:
        known = self._subjects.get(p, {})
        for each in (o,) if o is not None else known:
            for found in known.get(each, ()):
                yield found, p, each
