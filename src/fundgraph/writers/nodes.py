# SPDX-License-Identifier: EUPL-1.2
"""Subjects as JSON objects, parts inside the thing that they are parts of."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache, partial
from sys import maxsize
from typing import NamedTuple

from fundgraph.writers.context import Context, Definition, Json
from fundgraph.writers.groups import COMBINATIONS, Predicates
from fundgraph.writers.terms import RDF_TYPE
from fundgraph.writers.values import Converter, converter, reference, texts

# Parts of parts that lie deeper stand beside their thing: readers and encoders end at some depth,
# and strangers' queries make chains of any length.
DEEPEST = 16

Node = dict[str, Json]
Groups = dict[str, Predicates]
Owners = dict[str, tuple[str, str]]


class Step(NamedTuple):
    """How one property of an object is written. What is `special` writes some of its values by
    itself and gives back the rest, which come under `key` like those of other properties."""

    predicate: str
    key: str
    convert: Converter
    many: bool
    nests: bool
    special: Callable[[Node, list[str]], list[str]] | None


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
        return [self._node(subject, groups, owners) for subject in groups if subject not in owners]

    def _node(self, subject: str, groups: Groups, owners: Owners) -> Node:
        node: Node = {"id": reference(subject)}
        predicates = groups[subject]
        for predicate, key, convert, many, nests, special in self._plan(predicates).steps:
            objects = predicates[predicate]
            if special:
                objects = special(node, objects)
            values: list[Json] = []
            for term in objects:
                if nests and owners.get(term) == (subject, predicate):
                    values.append(self._node(term, groups, owners))
                else:
                    values.append(convert(term))
            if values:
                node[key] = values if many or len(values) > 1 else values[0]
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
        key, languages = definition.key, definition.languages
        # Classes and codes are named, not nested: under a code, names would be read in the scope
        # of its list. Texts and typed values have no parts.
        named = predicate == RDF_TYPE or definition.vocabulary is not None
        nests = not (named or languages or definition.datatype)
        special = self._types if predicate == RDF_TYPE else None
        if languages:
            special = partial(texts, key=key)
            key = self._context.compact(reference(predicate))
        return Step(predicate, key, convert, definition.many, nests, special)

    def _types(self, node: Node, objects: list[str]) -> list[str]:
        """Sets the types; gives back the values that are no classes, for what they are."""
        if len(objects) == 1 and objects[0][0] == "<":  # most of them
            node["type"] = self._class(objects[0])
            return []
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
            parts, level = (f"{root[:-1]}#", "_:"), [root]
            for _ in range(DEEPEST):
                found = [
                    (term, (subject, predicate))
                    for subject in level
                    for predicate in self._plan(groups[subject]).nesting
                    for term in groups[subject][predicate]
                    if term in groups and term.startswith(parts)
                ]
                level = []
                for term, owner in found:
                    if term not in owners and term not in roots:
                        owners[term] = owner
                        level.append(term)
        return owners


@lru_cache(maxsize=16)
def nodes(context: Context) -> Nodes:
    """The maker of objects by a context, which remembers what it made of terms."""
    return Nodes(context)
