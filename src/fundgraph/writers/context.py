# SPDX-License-Identifier: EUPL-1.2
"""The JSON-LD context, read the other way round: from IRIs to the names and forms of JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from fundgraph.writers.names import Names

Json = str | int | bool | list["Json"] | dict[str, "Json"]


@dataclass(frozen=True, slots=True)
class Definition:
    """How the values of a property look: their key, and what the context says for them.

    `datatype` is the IRI that strings are coerced to; `references` means that strings are IRIs;
    `codes` holds the short names of the concepts that a scoped vocabulary knows (None where the
    values are no codes) and `vocabulary` what other concepts of it begin with.
    """

    key: str
    position: int
    datatype: str | None = None
    references: bool = False
    languages: bool = False
    many: bool = False
    vocabulary: str | None = None
    codes: Mapping[str, str] = field(default_factory=dict)


class Context:
    """A context document. Documents name it by its `address`; without one it stands inline."""

    def __init__(self, document: Mapping[str, Json], *, address: str | None = None) -> None:
        self.document = document
        self.address = address
        terms = {name: value for name, value in document.items() if not name.startswith("@")}
        self.names = Names(_namespaces(terms))
        self.properties: dict[str, Definition] = {}
        self.classes: dict[str, str] = {}
        for position, (name, value) in enumerate(terms.items()):
            self._define(name, value, position)

    def _define(self, name: str, value: Json, position: int) -> None:
        details: Mapping[str, Json] = value if isinstance(value, dict) else {"@id": value}
        iri = self.expand(str(details["@id"]))
        if name not in self.names.prefixes and not iri.startswith("@"):
            self.properties[iri] = self._definition(name, details, position)
            self.classes[iri] = name

    def _definition(self, name: str, details: Mapping[str, Json], position: int) -> Definition:
        kind, scoped = str(details.get("@type", "")), details.get("@context", {})
        assert isinstance(scoped, dict)
        codes = {str(v): k for k, v in scoped.items() if not k.startswith("@")}
        return Definition(
            key=name,
            position=position,
            datatype=None if not kind or kind.startswith("@") else self.expand(kind),
            references=kind == "@id",
            languages=details.get("@container") == "@language",
            many=details.get("@container") == "@set",
            vocabulary=str(scoped["@vocab"]) if "@vocab" in scoped else None,
            codes=codes,
        )

    def expand(self, name: str) -> str:
        """The IRI of a compact IRI (`esf:Project`); anything else as it is."""
        prefix, _, local = name.partition(":")
        return self.names.prefixes[prefix] + local if prefix in self.names.prefixes else name

    def compact(self, iri: str) -> str:
        """The compact IRI, where it reads back as this IRI, else the IRI."""
        return self.names.turtle(iri) or iri

    def short_code(self, definition: Definition, iri: str) -> str | None:
        """The short name of a concept; None where it would read back as something else."""
        if iri in definition.codes:
            return definition.codes[iri]
        if definition.vocabulary is None or not iri.startswith(definition.vocabulary):
            return None
        rest = iri.removeprefix(definition.vocabulary)
        known = rest in self.document or rest in definition.codes.values()
        return rest if rest and not known and not set(rest) & set(":/@#?%") else None


def load_context(path: Path, *, address: str | None = None) -> Context:
    """The context of a file."""
    return Context(json.loads(path.read_bytes())["@context"], address=address)


def _namespaces(terms: Mapping[str, Json]) -> dict[str, str]:
    return {k: v for k, v in terms.items() if isinstance(v, str) and v.endswith(("#", "/"))}
