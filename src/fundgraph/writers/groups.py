# SPDX-License-Identifier: EUPL-1.2
"""The order in which a group is written: the thing, then its parts, each sorted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from operator import itemgetter

from fundgraph.writers.terms import RDF_TYPE, Triple

_subject = itemgetter(0)
_predicate = itemgetter(1)

Predicates = dict[str, list[str]]


def thing(term: str) -> str:
    """The term of a thing without its fragment: what a part is a part of."""
    return term if "#" not in term else f"{term.partition('#')[0]}>"


def by_subject(triples: Sequence[Triple]) -> list[tuple[str, Predicates]]:
    """Each subject with its predicates and their objects: `rdf:type` first, the rest sorted.

    The thing that the first triple is about comes first, then its parts, then what else there is.
    A triple that is said twice is there once.
    """
    if not triples:
        return []
    first = thing(triples[0][0])
    ordered = sorted(set(triples))
    groups = [(s, _predicates(rest)) for s, rest in groupby(ordered, _subject)]
    groups.sort(key=lambda group: (thing(group[0]) != first, group[0].removesuffix(">")))
    return groups


def _predicates(triples: Iterable[Triple]) -> Predicates:
    predicates = {p: [t[2] for t in group] for p, group in groupby(triples, _predicate)}
    types = predicates.pop(RDF_TYPE, None)
    return predicates if types is None else {RDF_TYPE: types, **predicates}
