# SPDX-License-Identifier: EUPL-1.2
"""What is said of a thing, as one text: the order of its statements, how they are kept small."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Final

import zstandard

from fundgraph.writers.groups import COMBINATIONS, Grouped, by_subject
from fundgraph.writers.terms import RDF_TYPE, Triple

LEVEL: Final = 3


def ordered(iri: str, triples: Iterable[Triple]) -> list[Triple]:
    """The statements about a thing and its hash parts that are reached from it, each once.

    The thing comes first, then its parts by IRI, each sorted by predicate (`rdf:type`
    before all) and object.
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
            found[subject] = arranged(groups[subject])
            waiting += [value for _, _, value in found[subject] if value.startswith(part)]
    order = sorted(found, key=lambda subject: (subject != first, subject[:-1]))
    return [triple for subject in order for triple in found[subject]]


def arranged(triples: Iterable[Triple]) -> list[Triple]:
    """Statements of one subject as they are told: what it is first, the rest sorted."""
    return sorted(triples, key=lambda triple: (triple[1] != RDF_TYPE, triple))


def text_of(triples: Iterable[Triple]) -> bytes:
    """Statements as a block for each subject: the subject, its predicates, a line of objects for
    each of them; tabs, which no term holds, part the objects."""
    blocks = [
        "\n".join([subject, " ".join(said), *["\t".join(found) for found in said.values()]])
        for subject, said in by_subject(triples)
    ]
    return "\n\n".join(blocks).encode()


def groups_of(text: bytes) -> Grouped:
    """The statements of a text as `text_of` gives it."""
    groups = []
    for block in text.decode().split("\n\n"):
        subject, names, *lines = block.split("\n")
        objects = [line.split("\t") for line in lines]
        groups.append((subject, dict(zip(_names(names), objects, strict=True))))
    return Grouped(groups)


def objects_in(text: bytes, predicate: str) -> list[str]:
    """The objects of a predicate of the thing itself, of a text as `text_of` gives it: a small part
    of the work of reading it whole."""
    names = text.split(b"\n", 2)[1].split(b" ")
    try:
        place = names.index(predicate.encode())
    except ValueError:
        return []
    return text.split(b"\n", place + 3)[place + 2].decode().split("\t")


@lru_cache(maxsize=COMBINATIONS)
def _names(line: str) -> tuple[str, ...]:
    return tuple(line.split(" "))


def listed(text: bytes) -> list[Triple]:
    """The statements of a text as indexes before version 5 have it, with a line for each."""
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
