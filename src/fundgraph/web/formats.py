# SPDX-License-Identifier: EUPL-1.2
"""The formats that documents of the site come in, in the order of preference."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DocumentFormat:
    """A format of a document: the writer's name, the media type, the suffix of its address."""

    name: str
    media_type: str
    suffix: str
    label: str
    charset: bool = False

    @property
    def content_type(self) -> str:
        """The media type with its charset, where it has such a parameter."""
        return f"{self.media_type}; charset=utf-8" if self.charset else self.media_type


DOCUMENTS = (
    DocumentFormat("ttl", "text/turtle", "ttl", "Turtle", charset=True),
    DocumentFormat("jsonld", "application/ld+json", "jsonld", "JSON-LD"),
    DocumentFormat("nt", "application/n-triples", "nt", "N-Triples"),
    DocumentFormat("rdfxml", "application/rdf+xml", "rdf", "RDF/XML"),
    DocumentFormat("csv", "text/csv", "csv", "CSV", charset=True),
)
BY_SUFFIX = {fmt.suffix: fmt for fmt in DOCUMENTS}
BY_MEDIA_TYPE = {fmt.media_type: fmt for fmt in DOCUMENTS}
