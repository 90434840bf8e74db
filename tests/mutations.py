# SPDX-License-Identifier: EUPL-1.2
"""Records gone wrong: made-up projects, and what they share, each with a seeded violation."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from rdflib import Graph
from rdflib.collection import Collection
from rdflib.namespace import SH
from rdflib.term import BNode, Node, URIRef

from fundgraph.vocabulary import CODE, RDF, XSD
from fundgraph.writers.terms import RDF_TYPE, Triple, iri, literal

BASE = "http://localhost:8000/"
DECIMAL = re.compile(r'"(-?\d+\.?\d*)"\^\^<(?=.*#decimal>)')
KINDS = (SH.targetClass, SH.targetSubjectsOf, SH.targetObjectsOf)


def typed(datatype: str, *values: str) -> list[str]:
    return [literal(value, datatype=str(XSD[datatype])) for value in values]


# Values that are right for some property, and wrong for most.
VALUES = [
    *(literal(text) for text in ("", "x", "EUR", "LVL", "eur", "12", "a/b", "0" * 64)),
    *(literal("x", language=language) for language in ("lv", "en", "de", "lv-x-a")),
    literal("", language="lv"),
    *typed("decimal", "-1", "0", "0.0", "1.5", "100", "100.01", "1000000", "99999999.99"),
    *typed("integer", "-3", "0", "1", "7", "1000000"),
    *typed("double", "1.5E3", "-1.0E0"),
    *typed("date", "1999-01-01", "2012-05-01", "2099-12-31"),
    *typed("gYear", "1999", "2012", "2099"),
    *typed("gYearMonth", "1999-01", "2012-05"),
    *typed("dateTime", "2012-05-01T00:00:00"),
    *typed("boolean", "true", "false"),
    *typed("string", "y"),
    *(
        iri(f"{BASE}{path}")
        for path in (
            "x", "id/organisation/x", "id/organisation/x/y", "id/programme/x", "id/region/lv-x",
            "id/place/x", "id/project/x", "id/project/x#site-x", "data/source/r/f.csv",
        )
    ),
    *(
        iri(f"{CODE}{path}")
        for path in (
            "fund/ESF", "fund/unknown", "fund/none", "status/completed", "status/unknown",
            "period/2007-2013", "stage/granted", "stage/spent", "stage/none", "component/total",
            "component/fund", "role/promoter", "role/partner", "role/contractor",
            "legal-form/unknown", "legal-form/school", "level/measure", "intervention-field/102",
        )
    ),
    iri("http://data.europa.eu/nuts/code/LV003"),
    iri("http://data.europa.eu/nuts/code/lv"),
    iri("mailto:a@example.org"),
]  # fmt: skip


@dataclass(frozen=True)
class Rule:
    """A property shape: its name, the properties on its path, the values that it names (in lists
    and so on), the targets of its node shape."""

    name: str
    properties: tuple[str, ...]
    values: tuple[str, ...]
    targets: tuple[tuple[Node, str], ...]

    def subjects(self, triples: Sequence[Triple]) -> list[str]:
        """The focus nodes among the subjects of a record."""
        aims = dict(self.targets)
        found = set()
        for s, p, o in triples:
            if (p, o) == (RDF_TYPE, aims.get(SH.targetClass)) or p == aims.get(SH.targetSubjectsOf):
                found.add(s)
            elif p == aims.get(SH.targetObjectsOf):
                found.add(o)
        return sorted(found)


@dataclass(frozen=True)
class Rules:
    """All property shapes of a graph of shapes."""

    shapes: Graph

    @cached_property
    def all(self) -> list[Rule]:
        """In the order of their names."""
        pairs = sorted(self.shapes.subject_objects(SH.property), key=str)
        return [self._rule(shape, node) for node, shape in pairs]

    def _rule(self, shape: Node, node: Node) -> Rule:
        targets = tuple(
            (kind, f"<{aim}>") for kind in KINDS for aim in self.shapes.objects(node, kind)
        )
        path = self.shapes.value(shape, SH.path)
        related = {self.shapes.value(shape, p) for p in (SH.equals, SH.lessThanOrEquals)}
        found = [*self._properties(path), *(f"<{term}>" for term in related if term)]
        values = tuple(sorted(set(self._values(shape))))
        return Rule(str(shape).rpartition("#")[2], tuple(found), values, targets)

    def _values(self, node: Node) -> Iterator[str]:
        for value in self.shapes.objects(node):
            if isinstance(value, BNode):
                yield from self._values(value)
            elif isinstance(value, URIRef) and value.startswith(CODE):
                yield f"<{value}>"

    def _properties(self, path: Node | None) -> Iterator[str]:
        if isinstance(path, URIRef):
            yield f"<{path}>"
        elif isinstance(path, BNode):
            for inside in (SH.inversePath, SH.alternativePath):
                for one in self.shapes.objects(path, inside):
                    yield from self._properties(one)
            if (path, RDF.first, None) in self.shapes:
                for one in Collection(self.shapes, path):
                    yield from self._properties(one)


class Spoiler:
    """Breaks records, the same ones for the same seed."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)

    def spoil(
        self, rule: Rule, records: Sequence[list[Triple]]
    ) -> tuple[list[Triple], list[Triple]]:
        """One of the records, and the same with one or two changes that the rule looks at."""
        record = self._random.choice(records)
        changed = list(record)
        for _ in range(self._random.choice((1, 1, 2))):
            if rule.subjects(changed):
                changed = self._changed(rule, changed)
        return record, list(dict.fromkeys(changed))

    def _changed(self, rule: Rule, triples: list[Triple]) -> list[Triple]:
        subject = self._random.choice(rule.subjects(triples))
        prop = self._random.choice(rule.properties)
        touched = {t for t in triples if t[1] == prop and subject in (t[0], t[2])}
        rest = [t for t in triples if t not in touched]
        deed = self._random.choice(("remove", "drop", "replace", "add", "borrow", "name", "nudge"))
        if deed == "remove":
            return rest
        if deed in ("drop", "nudge") and touched:
            s, p, o = self._random.choice(sorted(touched))
            nudged = (s, p, DECIMAL.sub(_nudged, o))
            return [t for t in triples if t != (s, p, o)] + [nudged] * (deed == "nudge")
        borrowed = [t[2] for t in triples if t[1] == prop or t[2].startswith("<")]
        values = {"borrow": borrowed, "name": rule.values}.get(deed) or VALUES
        fresh = (subject, prop, self._random.choice(values))
        return [*rest, fresh] if deed == "replace" else [*triples, fresh]


def _nudged(match: re.Match[str]) -> str:
    return f'"{Decimal(match[1]) + Decimal("0.01")}"^^<'


def renamed(triples: Sequence[Triple], thing: str, mark: str) -> str:
    """The statements as N-Triples, the thing (its IRI) and its parts under a name of their own."""
    text = "".join(f"{s} {p} {o} .\n" for s, p, o in triples)
    return text.replace(f"<{thing}>", f"<{thing}{mark}>").replace(f"<{thing}#", f"<{thing}{mark}#")
