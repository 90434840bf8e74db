# SPDX-License-Identifier: EUPL-1.2
"""Subjects as JSON objects, parts inside the thing that they are parts of."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from sys import maxsize

from fundgraph.writers.context import Context, Definition, Json
from fundgraph.writers.groups import Predicates, thing
from fundgraph.writers.terms import RDF_TYPE
from fundgraph.writers.values import Converter, converter, reference, texts

Node = dict[str, Json]
Groups = dict[str, Predicates]
Owners = dict[str, tuple[str, str]]


class Nodes:
    """Makes nested objects of groups of statements."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._known: dict[str, tuple[Definition, Converter]] = {}
        self._classes: dict[str, str] = {}

    def of(self, subjects: Iterable[tuple[str, Predicates]]) -> list[Node]:
        """One object for each subject that stands inside no other."""
        groups = dict(subjects)
        owners = _owners(groups)
        return [self._node(subject, groups, owners) for subject in groups if subject not in owners]

    def _node(self, subject: str, groups: Groups, owners: Owners) -> Node:
        node: Node = {"id": reference(subject)}
        predicates = groups[subject]
        for predicate in sorted(predicates, key=self._position):
            objects = predicates[predicate]
            if predicate == RDF_TYPE:
                objects = self._types(node, objects)
            definition, convert = self._known[predicate]
            if definition.languages:
                objects = texts(node, definition.key, objects)
            if objects:
                key = definition.key
                if definition.languages:
                    key = self._context.compact(reference(predicate))
                owned = (subject, predicate)
                values = [
                    self._node(term, groups, owners) if owners.get(term) == owned else convert(term)
                    for term in objects
                ]
                node[key] = values if definition.many or len(values) > 1 else values[0]
        return node

    def _types(self, node: Node, objects: list[str]) -> list[str]:
        """Sets the types; gives back the values that are no classes, for what they are."""
        names: list[Json] = [self._class(term) for term in objects if term.startswith("<")]
        if names:
            node["type"] = names if len(names) > 1 else names[0]
        return [term for term in objects if not term.startswith("<")]

    def _class(self, term: str) -> str:
        if term not in self._classes:
            iri = str(reference(term))
            self._classes[term] = self._context.classes.get(iri) or self._context.compact(iri)
        return self._classes[term]

    def _position(self, predicate: str) -> int:
        if predicate not in self._known:
            iri = str(reference(predicate))
            definition = self._context.properties.get(iri)
            if definition is None:
                place = -1 if predicate == RDF_TYPE else maxsize
                definition = Definition(self._context.compact(iri), place)
            self._known[predicate] = (definition, converter(definition, self._context))
        return self._known[predicate][0].position


def _owners(groups: Groups) -> Owners:
    """Which subject and property a part stands under: the first that names it, level by level
    from the thing down. A part is a fragment of its thing, or a blank node."""
    owners: Owners = {}
    rooted: set[str] = set()
    for root in sorted(groups, key=lambda subject: "#" in subject):
        if root in owners or root in rooted:
            continue
        rooted.add(root)
        queue = deque([root])
        while queue:
            subject = queue.popleft()
            for predicate, objects in groups[subject].items():
                for term in objects:
                    if (
                        term in groups
                        and term not in owners
                        and term not in rooted
                        and (term.startswith("_:") or thing(term) == root)
                    ):
                        owners[term] = (subject, predicate)
                        queue.append(term)
    return owners
