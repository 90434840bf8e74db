# SPDX-License-Identifier: EUPL-1.2
"""RDF/XML: one element a subject, properties as child elements."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from typing import BinaryIO

from fundgraph.vocabulary import RDF
from fundgraph.writers.groups import Predicates, by_subject
from fundgraph.writers.names import Names
from fundgraph.writers.stream import Writer
from fundgraph.writers.terms import Triple, parse_term

_MARKUP = re.compile('[&<>"\x00-\x1f\ud800-\udfff\ufffe\uffff]')
# Parsers turn a raw carriage return, and in attributes any white space, into something else.
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"} | {
    char: f"&#{ord(char)};" for char in "\t\n\r"
}


class CharacterError(ValueError):
    """A character that XML cannot hold, by its `code` (`U+0001`)."""

    def __init__(self, code: str) -> None:
        super().__init__(f"RDF/XML cannot hold the character {code}")
        self.code = code


class RdfXmlWriter(Writer):
    """RDF/XML; namespaces without a prefix are declared on the element that needs them.

    `write` raises ValueError for a property that XML cannot name and a character it cannot hold.
    """

    def __init__(
        self, out: BinaryIO, *, prefixes: Mapping[str, str], graph: str | None = None
    ) -> None:
        super().__init__(out, graph=graph)
        self._names = Names({**prefixes, "rdf": str(RDF._NS)})
        self._elements: dict[str, tuple[str, str]] = {}

    def start(self) -> None:
        """Write the declaration and the prefixes."""
        declared = "".join(
            f'\n  xmlns:{prefix}="{escape(namespace)}"'
            for prefix, namespace in self._names.prefixes.items()
        )
        self.out.write(f'<?xml version="1.0" encoding="utf-8"?>\n<rdf:RDF{declared}>\n'.encode())

    def write(self, triples: Collection[Triple], graph: str | None = None) -> None:
        """Write one group."""
        lines = [self._node(*group) for group in by_subject(triples)]
        self.out.write("".join(lines).encode())

    def finish(self) -> None:
        """Write the end."""
        self.out.write(b"</rdf:RDF>\n")

    def _node(self, subject: str, predicates: Predicates) -> str:
        lines = [f"  <rdf:Description {_reference(subject, 'about')}>\n"]
        for predicate, objects in predicates.items():
            begin, end = self._element(predicate)
            lines.extend([f"    <{begin}{_content(o, end)}\n" for o in objects])
        lines.append("  </rdf:Description>\n")
        return "".join(lines)

    def _element(self, predicate: str) -> tuple[str, str]:
        """What opens and what closes the element of a property."""
        if predicate not in self._elements:
            prefix, namespace, local = self._names.xml(parse_term(predicate).value)
            if prefix:
                element = (f"{prefix}:{local}", f"</{prefix}:{local}>")
            else:
                element = (f'ns:{local} xmlns:ns="{escape(namespace)}"', f"</ns:{local}>")
            self._elements[predicate] = element
        return self._elements[predicate]


def _reference(term: str, attribute: str) -> str:
    if term.startswith("_:"):
        return f'rdf:nodeID="b{term[2:]}"'
    return f'rdf:{attribute}="{escape(parse_term(term).value)}"'


def _content(term: str, end: str) -> str:
    """The rest of a property element, after its name."""
    if not term.startswith('"'):
        return f" {_reference(term, 'resource')}/>"
    if term.endswith('"') and "\\" not in term:
        return f">{escape(term[1:-1])}{end}"
    _, value, language, datatype = parse_term(term)
    if language:
        return f' xml:lang="{language}">{escape(value)}{end}'
    if datatype:
        return f' rdf:datatype="{escape(datatype)}">{escape(value)}{end}'
    return f">{escape(value)}{end}"


def escape(text: str) -> str:
    """The text as XML content or attribute. Raises ValueError for what XML cannot hold."""
    if not _MARKUP.search(text):
        return text
    return _MARKUP.sub(_entity, text)


def _entity(found: re.Match[str]) -> str:
    entity = _ENTITIES.get(found[0])
    if entity is None:
        raise CharacterError(f"U+{ord(found[0]):04X}")
    return entity
