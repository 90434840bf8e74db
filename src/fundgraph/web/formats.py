# SPDX-License-Identifier: EUPL-1.2
"""The formats that documents of the site come in, in the order of preference."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from fundgraph.vocabulary import JSONLD_PROFILES
from fundgraph.writers import FORMATS


@dataclass(frozen=True, slots=True)
class DocumentFormat:
    """A format of a document: the writer's name, the media type, the suffix of its address.

    `profile` is the IRI of the form of JSON-LD that was asked for, if one was.
    """

    name: str
    media_type: str
    suffix: str
    label: str
    profile: str | None = None

    @property
    def content_type(self) -> str:
        """The media type, with its charset where it is a text, or its profile."""
        if self.profile:
            return f'{self.media_type};profile="{self.profile}"'
        return with_charset(self.media_type)


def with_charset(media_type: str) -> str:
    """The media type, with its charset where it is a text."""
    return f"{media_type}; charset=utf-8" if media_type.startswith("text/") else media_type


def _document(name: str) -> DocumentFormat:
    fmt = FORMATS[name]
    return DocumentFormat(name, fmt.media_type, fmt.suffix, fmt.label)


RDF = tuple(map(_document, ("ttl", "jsonld", "nt", "rdfxml")))
DOCUMENTS = (*RDF, _document("csv"))
BY_SUFFIX = {fmt.suffix: fmt for fmt in DOCUMENTS}
BY_MEDIA_TYPE = {fmt.media_type: fmt for fmt in DOCUMENTS}
# JSON-LD for clients that know no more than JSON.
JSON = replace(BY_SUFFIX["jsonld"], media_type="application/json")
BY_MEDIA_TYPE[JSON.media_type] = JSON
# The forms of JSON-LD by the profile that asks for them (JSON-LD 1.1, the media type).
FORMS = {
    f"{JSONLD_PROFILES}{form}": replace(
        BY_SUFFIX["jsonld"], name=name, profile=f"{JSONLD_PROFILES}{form}"
    )
    for form, name in (
        ("compacted", "jsonld"), ("expanded", "expanded"), ("flattened", "flattened"),
    )
}  # fmt: skip


def media_types(formats: Iterable[DocumentFormat]) -> tuple[str, ...]:
    """The media types under which documents in these formats can be had."""
    return (*(fmt.media_type for fmt in formats), JSON.media_type)


def formats_of(kind: str) -> tuple[DocumentFormat, ...]:
    """The formats of a thing's document: a project is a row of a table as well."""
    return DOCUMENTS if kind == "project" else RDF
