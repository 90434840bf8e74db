# SPDX-License-Identifier: EUPL-1.2
"""Short names of IRIs: prefix and local name, where every parser reads them back alike."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

# Letters that Turtle, XML and their parsers all allow in a name: ASCII and the Latin of Europe.
_LETTER = "A-Za-z_\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f"
_LOCAL = re.compile(rf"[{_LETTER}0-9](?:[{_LETTER}0-9.-]*[{_LETTER}0-9-])?")
_XML_NAME = re.compile(rf"[{_LETTER}][{_LETTER}0-9.-]*")
_XML_TAIL = re.compile(rf"[{_LETTER}][{_LETTER}0-9.-]*$")


class Names:
    """The prefixes of a document. A namespace ends in `#`, `/` or `:`.

    `short` is for a writer to remember what it made of terms, from one document to the next.
    """

    def __init__(self, prefixes: Mapping[str, str]) -> None:
        self.prefixes = dict(prefixes)
        self.short: dict[str, str] = {}
        self._of_namespace = {namespace: prefix for prefix, namespace in prefixes.items()}

    def split(self, iri: str) -> tuple[str, str] | None:
        """The prefix and local name of an IRI; None where its namespace has no prefix."""
        end = max(iri.rfind("#"), iri.rfind("/"), iri.rfind(":")) + 1
        prefix = self._of_namespace.get(iri[:end])
        return None if prefix is None else (prefix, iri[end:])

    def turtle(self, iri: str) -> str | None:
        """The prefixed name in Turtle (`esf:Project`); None where the IRI is to be in full."""
        found = self.split(iri)
        return f"{found[0]}:{found[1]}" if found and _LOCAL.fullmatch(found[1]) else None

    def xml(self, iri: str) -> tuple[str, str, str]:
        """Prefix (empty where there is none), namespace and local name of an XML element.

        Raises ValueError for an IRI that does not end in an XML name: RDF/XML cannot say it.
        """
        found = self.split(iri)
        if found and _XML_NAME.fullmatch(found[1]):
            return found[0], self.prefixes[found[0]], found[1]
        tail = _XML_TAIL.search(iri)
        if tail is None or tail.start() == 0:
            raise ValueError(f"RDF/XML cannot write the property {iri!r}: it ends in no XML name")
        return "", iri[: tail.start()], tail[0]


def names(prefixes: Mapping[str, str]) -> Names:
    """The names by these prefixes: the same object for the same prefixes."""
    return _names(tuple(prefixes.items()))


@lru_cache(maxsize=16)
def _names(prefixes: tuple[tuple[str, str], ...]) -> Names:
    return Names(dict(prefixes))
