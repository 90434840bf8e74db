# SPDX-License-Identifier: EUPL-1.2
"""Results in XML: the engine writes characters and names as well that XML does not have."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

import pyoxigraph as ox

from fundgraph.errors import NotAcceptable

# C0 controls but white space, and two noncharacters, in UTF-8 (XML 1.0, 2.2).
_NO_CHAR: Final = re.compile(b"[\x00-\x08\x0b\x0c\x0e-\x1f]|\xef\xbf[\xbe\xbf]")
_LONGEST: Final = 3
_START: Final = (
    "A-Z_a-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c-\u200d"
    "\u2070-\u218f\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
)
_NAME: Final = re.compile(rf"[{_START}][{_START}0-9.\u00b7\u0300-\u036f\u203f-\u2040-]*\Z")
_TYPE: Final = "/22-rdf-syntax-ns#type"
_MOST_NAMES: Final = 10_000


class Xml:
    """Makes pieces of what the engine writes well-formed XML that is read back as it was meant.

    Raises NotAcceptable for a character that XML cannot hold.
    """

    def __init__(self) -> None:
        self._tail = b""

    def __call__(self, piece: bytes) -> bytes:
        """The piece; parsers make line feeds of carriage returns that stand there as they are."""
        found = _NO_CHAR.search(self._tail + piece)
        if found:
            code = f"U+{ord(found[0].decode()):04X}"
            raise NotAcceptable(f"The result has a character ({code}) that XML cannot hold{_ELSE}")
        self._tail = (self._tail + piece)[1 - _LONGEST :]
        return piece.replace(b"\r", b"&#13;")


def named(triples: Iterable[ox.Triple]) -> Iterator[ox.Triple]:
    """The triples. Raises NotAcceptable at one whose property or class is no name in XML: one ends
    in letters and what may follow them."""
    known: set[ox.NamedNode] = set()
    for triple in triples:
        typed = triple.predicate.value.endswith(_TYPE)
        for node in (triple.predicate, triple.object if typed else None):
            if isinstance(node, ox.NamedNode) and node not in known:
                if not _NAME.search(node.value):
                    raise NotAcceptable(f"{node} has no name in XML{_ELSE}")
                if len(known) < _MOST_NAMES:
                    known.add(node)
        yield triple


_ELSE: Final = (
    ". Ask for another format: JSON, CSV or TSV of a table, Turtle or N-Triples of a graph."
)
