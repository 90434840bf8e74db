# SPDX-License-Identifier: EUPL-1.2
"""Turtle and TriG for people and for comparing: prefixes first, subject by subject, sorted."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from functools import lru_cache
from typing import BinaryIO

from fundgraph.vocabulary import XSD
from fundgraph.writers.groups import Predicates, by_subject, thing
from fundgraph.writers.names import Names, names
from fundgraph.writers.stream import Writer
from fundgraph.writers.terms import RDF_TYPE, Triple

Groups = list[tuple[str, Predicates]]
Shortener = Callable[[str], str]

CACHED = 20_000

# What may stand bare: only forms that every parser gives back with the same lexical form
# (Python's decimals, which rdflib uses, change to an exponent behind the sixth decimal).
_BARE = {
    f"<{XSD.decimal}>": re.compile(r'"-?(?:0|[1-9][0-9]*)\.[0-9]{1,6}"'),
    f"<{XSD.integer}>": re.compile(r'"(?:0|-?[1-9][0-9]*)"'),
    f"<{XSD.boolean}>": re.compile(r'"(?:true|false)"'),
}


class TurtleWriter(Writer):
    """Turtle: a group with parts is written against its thing as `@base` (`<#promoter>`)."""

    indent = ""

    def __init__(
        self, out: BinaryIO, *, prefixes: Mapping[str, str], graph: str | None = None
    ) -> None:
        super().__init__(out, graph=graph)
        self._names = names(prefixes)
        self._short = self._names.short
        self._between, self._end = f" ,\n{self.indent}    ", f" ;\n{self.indent}  "

    def start(self) -> None:
        """Write the prefixes."""
        self.out.write(_head(self._names))

    def write(self, triples: Collection[Triple], graph: str | None = None) -> None:
        """Write one group."""
        self.out.write("".join(self._lines(triples)).encode())

    def _lines(self, triples: Collection[Triple]) -> list[str]:
        groups = by_subject(triples)
        base = self._base(groups)
        short = self._shortener(base)
        lines = ["\n" if base is None else f"\n@base {base} .\n"]
        for subject, predicates in groups:
            said = self._end.join(self._said(predicates, short))
            lines.append(f"{self.indent}{short(subject)} {said} .\n")
        return lines

    def _said(self, predicates: Predicates, short: Shortener) -> list[str]:
        """Each predicate with its objects."""
        known, term, said = self._short.get, self._term, []
        for predicate, objects in predicates.items():
            name = "a" if predicate == RDF_TYPE else known(predicate) or term(predicate)
            if len(objects) > 1:
                said.append(f"{name} {self._between.join(map(short, objects))}")
            elif objects[0][-1] == ">":
                said.append(f"{name} {short(objects[0])}")
            else:  # a text
                said.append(f"{name} {objects[0]}")
        return said

    def _shortener(self, base: str | None) -> Shortener:
        # With its closing bracket off, the base is the beginning of its own and its parts' terms.
        begin = base[:-1] if base else "\n"
        size, known, made = len(begin), self._short.get, self._term

        def short(term: str) -> str:
            if term[-1] != ">":  # a text, or a blank node
                return term
            if term.startswith(begin) and term[size] in "#>":
                return f"<{term[size:]}"
            return known(term) or made(term)

        return short

    def _base(self, groups: Groups) -> str | None:
        """The first thing, where it has parts among the subjects that no prefix names."""
        first = thing(groups[0][0]) if groups else ""
        if not first.startswith("<") or self._names.split(f"{first[1:-1]}#"):
            return None
        parts = any(thing(subject) == first != subject for subject, _ in groups)
        return first if parts else None

    def _term(self, term: str) -> str:
        """The short form of a term that is not remembered; that of an IRI is from here on."""
        if term[0] == '"':
            return self._value(term)
        if not term.startswith("<"):
            return term
        if len(self._short) >= CACHED:
            self._short.clear()
        short = self._short[term] = self._names.turtle(term[1:-1]) or term
        return short

    def _value(self, literal: str) -> str:
        value, _, datatype = literal.rpartition("^^")
        bare = _BARE.get(datatype)
        if bare and bare.fullmatch(value):
            return value[1:-1]
        return f"{value}^^{self._short.get(datatype) or self._term(datatype)}"


@lru_cache(maxsize=16)
def _head(names: Names) -> bytes:
    prefixes = names.prefixes.items()
    return "".join([f"@prefix {name}: <{iri}> .\n" for name, iri in prefixes]).encode()


class TrigWriter(TurtleWriter):
    """TriG: as Turtle, each group in its named graph."""

    indent = "  "

    def write(self, triples: Collection[Triple], graph: str | None = None) -> None:
        """Write one group, in braces."""
        first, *lines = self._lines(triples)
        name = self.graph_term(graph)
        head = f"{self._term(name)} {{\n" if name else "{\n"
        self.out.write("".join([first, head, *lines, "}\n"]).encode())
