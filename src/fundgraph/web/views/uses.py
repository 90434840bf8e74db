# SPDX-License-Identifier: EUPL-1.2
"""Domains and ranges as the shapes have them: who has a property, how often, with what values."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from fundgraph.web.views.shapes import Rule, Shape, rules_about, shapes

_OF_OURS = re.compile(r"/(?:id|data)/[^\[\\]*/")


@dataclass(frozen=True, slots=True)
class Use:
    """A path as one shape has it, with its rules: at least `least` values, at most `most`."""

    shape: Shape
    path: str
    term: str | None
    rules: tuple[Rule, ...]

    @property
    def least(self) -> int:
        """How many values there must be."""
        return max(rule.least for rule in self.rules)

    @property
    def most(self) -> int | None:
        """How many values there may be; None for any number."""
        return min((rule.most for rule in self.rules if rule.most is not None), default=None)

    @property
    def code_list(self) -> str | None:
        """The code list that the values are from."""
        return next((rule.code_list for rule in self.rules if rule.code_list), None)

    @property
    def types(self) -> tuple[str, ...]:
        """The datatypes, else the classes of the values (IRIs)."""
        return self._all("datatype") or self._all("class")

    @property
    def below(self) -> str | None:
        """What the IRIs of the values have in them, where they are of one kind: `/id/region/`."""
        patterns = (_OF_OURS.match(text) for text in self._all("pattern"))
        return next((found[0] for found in patterns if found), None)

    @property
    def is_iri(self) -> bool:
        """Whether the values are IRIs."""
        return bool(self._all("nodeKind"))

    def _all(self, kind: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(value for rule in self.rules for value in rule.values(kind)))


def uses_of_property(term: str) -> tuple[Use, ...]:
    """How each shape has a property (an IRI)."""
    found = groupby(rules_about(term), key=lambda pair: pair[0])
    return tuple(_use(shape, [rule for _, rule in pairs]) for shape, pairs in found)


def uses_of_class(term: str) -> tuple[Use, ...]:
    """The paths that the shapes of a class (an IRI) are about, in the order of their names."""
    own = [shape for shape in shapes() if shape.target.kind == "class" and shape.target.iri == term]
    return tuple(use for shape in own for use in uses_of_shape(shape))


def uses_of_list(scheme: str) -> tuple[Use, ...]:
    """The paths whose values are codes of a list."""
    found = (use for shape in shapes() for use in uses_of_shape(shape))
    return tuple(use for use in found if use.code_list == scheme)


def uses_of_shape(shape: Shape) -> tuple[Use, ...]:
    """The paths that a shape is about."""
    by_path = groupby(sorted(shape.rules, key=lambda rule: rule.path), key=lambda rule: rule.path)
    return tuple(_use(shape, rules) for _, rules in by_path)


def _use(shape: Shape, rules: Iterable[Rule]) -> Use:
    held = tuple(rules)
    return Use(shape, held[0].path, held[0].term, held)
