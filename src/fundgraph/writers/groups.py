# SPDX-License-Identifier: EUPL-1.2
"""The order in which a group is written: the thing, then its parts, each sorted."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import lru_cache

from fundgraph.writers.terms import RDF_TYPE, Triple

Predicates = dict[str, list[str]]

COMBINATIONS = 5_000  # few combinations of properties come again and again


class Grouped(Collection[Triple]):
    """Statements by subject, in the order in which they are written (`by_subject`): writers take
    the groups as they are, the triples are made for those who ask for them."""

    __slots__ = ("groups",)

    def __init__(self, groups: list[tuple[str, Predicates]]) -> None:
        self.groups = groups

    def __iter__(self) -> Iterator[Triple]:
        return (
            (subject, predicate, value)
            for subject, predicates in self.groups
            for predicate, values in predicates.items()
            for value in values
        )

    def __len__(self) -> int:
        return sum(len(found) for _, predicates in self.groups for found in predicates.values())

    def __contains__(self, triple: object) -> bool:
        return any(triple == each for each in self)

    def __bool__(self) -> bool:
        return bool(self.groups)


def thing(term: str) -> str:
    """The term of a thing without its fragment: what a part is a part of."""
    return term if "#" not in term else f"{term.partition('#')[0]}>"


def by_subject(triples: Iterable[Triple]) -> list[tuple[str, Predicates]]:
    """Each subject with its predicates and their objects: `rdf:type` first, the rest sorted.

    The thing that the first triple is about comes first, then its parts, then what else there is.
    A triple that is said twice is there once. Nobody changes what this gives back.
    """
    if isinstance(triples, Grouped):
        return triples.groups
    groups = grouped(triples)
    return [(subject, _predicates(groups[subject])) for subject in in_order(groups, groups)]


def grouped(triples: Iterable[Triple]) -> dict[str, Predicates]:
    """The objects of each subject by predicate, in the order that they came in, and as often."""
    if isinstance(triples, Grouped):
        return dict(triples.groups)
    groups: dict[str, Predicates] = {}
    before, own = "", Predicates()
    for subject, predicate, value in triples:
        if subject != before:
            before, own = subject, groups.setdefault(subject, {})
        if predicate in own:
            own[predicate].append(value)
        else:
            own[predicate] = [value]
    return groups


def in_order(subjects: Iterable[str], groups: Mapping[str, Predicates]) -> list[str]:
    """Some of the subjects of groups: those of the first one's thing before all others."""
    first = thing(next(iter(groups), ""))
    return sorted(subjects, key=lambda one: (thing(one) != first, one.removesuffix(">")))


def _predicates(found: Predicates) -> Predicates:
    names = _ordered(tuple(found))
    return {name: each if len(each := found[name]) == 1 else once(each) for name in names}


def once(terms: Iterable[str]) -> list[str]:
    """Terms sorted, each once."""
    return sorted(set(terms))


@lru_cache(maxsize=COMBINATIONS)
def _ordered(names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sorted(names, key=lambda name: (name != RDF_TYPE, name)))
