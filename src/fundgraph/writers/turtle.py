# SPDX-License-Identifier: EUPL-1.2
"""Turtle and TriG for people and for comparing: prefixes first, subject by subject, sorted."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import BinaryIO

from fundgraph.vocabulary import XSD
from fundgraph.writers.groups import Predicates, by_subject, thing
from fundgraph.writers.names import names
from fundgraph.writers.stream import Writer
from fundgraph.writers.terms import RDF_TYPE, Triple

Groups = list[tuple[str, Predicates]]

CACHED = 20_000

# What may stand bare: only forms that every parser gives back with the same lexical form
# (Python's decimals, which rdflib uses, change to an exponent behind the sixth decimal).
_BARE = {
    f"^^<{XSD.decimal}>": re.compile(r'"-?(?:0|[1-9][0-9]*)\.[0-9]{1,6}"'),
    f"^^<{XSD.integer}>": re.compile(r'"(?:0|-?[1-9][0-9]*)"'),
    f"^^<{XSD.boolean}>": re.compile(r'"(?:true|false)"'),
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
        prefixes = self._names.prefixes.items()
        lines = [f"@prefix {prefix}: <{namespace}> .\n" for prefix, namespace in prefixes]
        self.out.write("".join(lines).encode())

    def write(self, triples: Sequence[Triple], graph: str | None = None) -> None:
        """Write one group."""
        self.out.write("".join(self._lines(triples)).encode())

    def _lines(self, triples: Sequence[Triple]) -> list[str]:
        groups = by_subject(triples)
        base = self._base(groups)
        lines = ["\n" if base is None else f"\n@base {base} .\n"]
        for subject, predicates in groups:
            lines.append(self._subject(subject, predicates, base))
        return lines

    def _subject(self, subject: str, predicates: Predicates, base: str | None) -> str:
        # With its closing bracket off, the base is the beginning of its own and its parts' terms.
        begin = base[:-1] if base else "\n"
        size, known, term = len(begin), self._short.get, self._term
        lines = []
        for predicate, objects in predicates.items():
            shorts = [
                f"<{o[size:]}" if o.startswith(begin) and o[size] in "#>" else known(o) or term(o)
                for o in objects
            ]
            name = "a" if predicate == RDF_TYPE else known(predicate) or term(predicate)
            lines.append(
                f"{name} {self._between.join(shorts)}" if shorts[1:] else f"{name} {shorts[0]}"
            )
        if subject.startswith(begin) and subject[size] in "#>":
            subject = f"<{subject[size:]}"
        else:
            subject = term(subject)
        return f"{self.indent}{subject} {self._end.join(lines)} .\n"

    def _base(self, groups: Groups) -> str | None:
        """The first thing, where it has parts among the subjects that no prefix names."""
        first = thing(groups[0][0]) if groups else ""
        if not first.startswith("<") or self._names.split(f"{first[1:-1]}#"):
            return None
        parts = any(thing(subject) == first != subject for subject, _ in groups)
        return first if parts else None

    def _term(self, term: str) -> str:
        short = self._short.get(term)
        if short is None:
            if term.endswith('"') or not term.endswith(">"):
                return term
            short = self._shortened(term)
            if len(self._short) >= CACHED:
                self._short.clear()
            self._short[term] = short
        return short

    def _shortened(self, term: str) -> str:
        if term.startswith("<"):
            return self._names.turtle(term[1:-1]) or term
        value, hats, datatype = term.rpartition("^^")
        bare = _BARE.get(hats + datatype)
        if bare and bare.fullmatch(value):
            return value[1:-1]
        return f"{value}^^{self._names.turtle(datatype[1:-1]) or datatype}"


class TrigWriter(TurtleWriter):
    """TriG: as Turtle, each group in its named graph."""

    indent = "  "

    def write(self, triples: Sequence[Triple], graph: str | None = None) -> None:
        """Write one group, in braces."""
        first, *lines = self._lines(triples)
        name = self.graph_term(graph)
        head = f"{self._term(name)} {{\n" if name else "{\n"
        self.out.write("".join([first, head, *lines, "}\n"]).encode())
