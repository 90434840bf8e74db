# SPDX-License-Identifier: EUPL-1.2
"""What is said of a thing, as one text: the order of its statements, how they are kept small."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import zstandard

Triple = tuple[str, str, str]

LEVEL: Final = 3


def ordered(iri: str, triples: Iterable[Triple]) -> list[Triple]:
    """The statements about a thing and its hash parts that are reached from it, each once.

    The thing comes first, then its parts by IRI, each sorted by predicate and object.
    """
    first, part = f"<{iri}>", f"<{iri}#"
    groups: dict[str, set[Triple]] = {}
    for triple in triples:
        groups.setdefault(triple[0], set()).add(triple)
    found: dict[str, list[Triple]] = {}
    waiting = [first]
    while waiting:
        subject = waiting.pop()
        if subject in groups and subject not in found:
            found[subject] = sorted(groups[subject])
            waiting += [value for _, _, value in found[subject] if value.startswith(part)]
    order = sorted(found, key=lambda subject: (subject != first, subject[:-1]))
    return [triple for subject in order for triple in found[subject]]


def text_of(triples: Iterable[Triple]) -> bytes:
    """Statements as a line each."""
    return "\n".join([f"{s} {p} {o}" for s, p, o in triples]).encode()


def triples_of(text: bytes) -> list[Triple]:
    """The statements of a text as `text_of` gives it."""
    return [tuple(line.split(" ", 2)) for line in text.decode().split("\n")]  # type: ignore[misc]


class Press:
    """Makes the texts of things that are much alike small, and whole again: `model` is the text of
    one of them. For one thread at a time."""

    def __init__(self, model: bytes) -> None:
        words = zstandard.ZstdCompressionDict(model, dict_type=zstandard.DICT_TYPE_RAWCONTENT)
        self._words = words
        self._packer: zstandard.ZstdCompressor | None = None
        self._opener = zstandard.ZstdDecompressor(dict_data=words)

    def pack(self, text: bytes) -> bytes:
        """The text, small."""
        if self._packer is None:
            self._words.precompute_compress(level=LEVEL)
            self._packer = zstandard.ZstdCompressor(level=LEVEL, dict_data=self._words)
        return self._packer.compress(text)

    def unpack(self, packed: bytes) -> bytes:
        """The text that was packed."""
        return self._opener.decompress(packed)
