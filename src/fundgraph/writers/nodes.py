# SPDX-License-Identifier: EUPL-1.2
"""Subjects as JSON objects, parts inside the thing that they are parts of."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from sys import maxsize

from fundgraph.writers.context import Context, Definition, Json
from fundgraph.writers.groups import COMBINATIONS, Predicates, thing
from fundgraph.writers.terms import RDF_TYPE
from fundgraph.writers.values import Converter, converter, reference, texts

Node = dict[str, Json]
Groups = dict[str, Predicates]
Owners = dict[str, tuple[str, str]]
Owning = set[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Step:
    """How one property of an object is written; `compact` is its key for texts without a
    language, where `key` is one for texts by language."""

    predicate: str
    key: str
    compact: str
    many: bool
    languages: bool
    nests: bool
    convert: Converter


@dataclass(frozen=True, slots=True)
class Plan:
    """How objects with a combination of properties are written: the properties in the order of
    the context, and those that may have parts as values, in the order of the group."""

    steps: tuple[Step, ...]
    nesting: tuple[str, ...]


class Nodes:
    """Makes nested objects of groups of statements."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._known: dict[str, tuple[Definition, Converter]] = {}
        self._classes: dict[str, str] = {}
        self._plans: dict[tuple[str, ...], Plan] = {}

    def of(self, subjects: Iterable[tuple[str, Predicates]]) -> list[Node]:
        """One object for each subject that stands inside no other."""
        groups = dict(subjects)
        owners = self.owners(groups)
        owning = set(owners.values())
        return [
            self._node(subject, groups, owners, owning)
            for subject in groups
            if subject not in owners
        ]

    def _node(self, subject: str, groups: Groups, owners: Owners, owning: Owning) -> Node:
        node: Node = {"id": reference(subject)}
        predicates = groups[subject]
        for step in self._plan(predicates).steps:
            objects, key, convert = predicates[step.predicate], step.key, step.convert
            if step.predicate == RDF_TYPE:
                objects = self._types(node, objects)
            elif step.languages:
                objects, key = texts(node, key, objects), step.compact
            owned = (subject, step.predicate)
            if step.nests and owned in owning:
                values = [
                    self._node(term, groups, owners, owning)
                    if owners.get(term) == owned
                    else convert(term)
                    for term in objects
                ]
            else:
                values = list(map(convert, objects))
            if values:
                node[key] = values if step.many or len(values) > 1 else values[0]
        return node

    def _plan(self, predicates: Predicates) -> Plan:
        """Few combinations come again and again."""
        names = tuple(predicates)
        plan = self._plans.get(names)
        if plan is None:
            if len(self._plans) >= COMBINATIONS:
                self._plans.clear()
            steps = tuple(map(self._step, sorted(names, key=self._position)))
            nesting = {step.predicate for step in steps if step.nests}
            plan = Plan(steps, tuple(name for name in names if name in nesting))
            self._plans[names] = plan
        return plan

    def _step(self, predicate: str) -> Step:
        definition, convert = self._define(predicate)
        # Classes and codes are named, not nested: under a code, names would be read in the scope
        # of its list.
        nests = predicate != RDF_TYPE and definition.vocabulary is None
        compact, languages = definition.key, definition.languages
        if languages:
            compact = self._context.compact(reference(predicate))
        return Step(predicate, definition.key, compact, definition.many, languages, nests, convert)

    def _types(self, node: Node, objects: list[str]) -> list[str]:
        """Sets the types; gives back the values that are no classes, for what they are."""
        names: list[Json] = [self._class(term) for term in objects if term.startswith("<")]
        if names:
            node["type"] = names if len(names) > 1 else names[0]
        return [term for term in objects if not term.startswith("<")]

    def _class(self, term: str) -> str:
        if term not in self._classes:
            if len(self._classes) >= COMBINATIONS:
                self._classes.clear()
            iri = reference(term)
            self._classes[term] = self._context.classes.get(iri) or self._context.compact(iri)
        return self._classes[term]

    def _position(self, predicate: str) -> int:
        return self._define(predicate)[0].position

    def _define(self, predicate: str) -> tuple[Definition, Converter]:
        found = self._known.get(predicate)
        if found is None:
            if len(self._known) >= COMBINATIONS:
                self._known.clear()
            iri = reference(predicate)
            definition = self._context.properties.get(iri)
            if definition is None:
                place = -1 if predicate == RDF_TYPE else maxsize
                definition = Definition(self._context.compact(iri), place)
            found = self._known[predicate] = (definition, converter(definition, self._context))
        return found

    def owners(self, groups: Groups) -> Owners:
        """Which subject and property a part stands under: the first that names it, level by level
        from the thing down. A part is a fragment of its thing, or a blank node."""
        owners: Owners = {}
        roots: set[str] = set()
        for root in sorted(groups, key=lambda subject: "#" in subject):
            if root in owners:
                continue
            roots.add(root)
            queue = deque([root])
            while queue:
                subject = queue.popleft()
                for predicate, term in self._links(groups[subject], groups):
                    part = term.startswith("_:") or thing(term) == root
                    if part and term not in owners and term not in roots:
                        owners[term] = (subject, predicate)
                        queue.append(term)
        return owners

    def _links(self, predicates: Predicates, groups: Groups) -> list[tuple[str, str]]:
        """The properties whose values are subjects too."""
        return [
            (predicate, term)
            for predicate in self._plan(predicates).nesting
            for term in predicates[predicate]
            if term in groups
        ]


@lru_cache(maxsize=16)
def nodes(context: Context) -> Nodes:
    """The maker of objects by a context, which remembers what it made of terms."""
    return Nodes(context)
