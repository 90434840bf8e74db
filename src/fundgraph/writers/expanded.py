# SPDX-License-Identifier: EUPL-1.2
"""JSON-LD without a context: expanded (parts inside their thing), flattened (a list of nodes)."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable

from fundgraph.writers.context import Context, Json
from fundgraph.writers.groups import Predicates, by_subject
from fundgraph.writers.nodes import Groups, Node, Owners, nodes
from fundgraph.writers.terms import RDF_TYPE, Triple, parse_term
from fundgraph.writers.values import reference

_encode = json.JSONEncoder(ensure_ascii=False, indent=1).encode


def expanded(triples: Collection[Triple], context: Context) -> bytes:
    """The statements in expanded form, parts where the compact form has them."""
    groups = dict(by_subject(triples))
    owners = nodes(context).owners(groups)
    return _written([_node(name, groups, owners) for name in groups if name not in owners])


def flattened(triples: Collection[Triple]) -> bytes:
    """The statements in flattened form: one node for each subject, by name."""
    groups = dict(by_subject(triples))
    return _written([_node(subject, groups, {}) for subject in sorted(groups)])


def _written(made: list[Node]) -> bytes:
    return f"{_encode(made)}\n".encode()


def _node(subject: str, groups: Groups, owners: Owners) -> Node:
    predicates = groups[subject]
    node: Node = {"@id": reference(subject), **_types(predicates)}
    for predicate, objects in predicates.items():
        owned = (subject, predicate)
        values = [
            _node(term, groups, owners) if owners.get(term) == owned else _value(term)
            for term in _without_types(predicate, objects)
        ]
        if values:
            node[reference(predicate)] = list[Json](values)
    return node


def _types(predicates: Predicates) -> Node:
    names: list[Json] = [reference(x) for x in predicates.get(RDF_TYPE, ()) if x[0] != '"']
    return {"@type": names} if names else {}


def _without_types(predicate: str, objects: Iterable[str]) -> list[str]:
    """The objects, without those that stand in `@type`: a type that is a literal does not."""
    return [term for term in objects if predicate != RDF_TYPE or term[0] == '"']


def _value(term: str) -> Json:
    if term[0] != '"':
        return {"@id": reference(term)}
    _, value, language, datatype = parse_term(term)
    known = {"@value": value, "@language": language, "@type": datatype}
    return {key: text for key, text in known.items() if text is not None}
