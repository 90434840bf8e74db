# SPDX-License-Identifier: EUPL-1.2
"""Where a record comes from: its file, its row, who published it."""

from __future__ import annotations

from dataclasses import dataclass

from fundgraph.vocabulary import DCTERMS, ESF, FOAF, SDO
from fundgraph.web.views.statements import Named, Statements, Things, Words, web_address


@dataclass(frozen=True, slots=True)
class FileView:
    """A source file: its name, hash, the day it was fetched (ISO), publisher, licence, where it
    stands on the web, attribution."""

    iri: str
    name: str
    retrieved: str | None
    sha256: str | None
    publisher: Named | None
    licence: str | None
    address: str | None
    made_up: bool
    attribution: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class SourceView:
    """The source of a project: the file, the row, the day of its last change (ISO)."""

    file: FileView
    row: str | None
    modified: str | None


def source_view(project: str, found: Statements, things: Things) -> SourceView | None:
    """The source of a project; None where its record names none."""
    record = found.iri(project, FOAF.isPrimaryTopicOf)
    file = found.iri(record, DCTERMS.source) if record else None
    if record is None or file is None:
        return None
    return SourceView(
        file_view(file, things), found.value(record, ESF.row), found.value(record, DCTERMS.modified)
    )


def file_view(file: str, things: Things) -> FileView:
    """What is known of the source file with an IRI."""
    known = things.read(file)
    publisher = known.iri(file, DCTERMS.publisher)
    return FileView(
        iri=file,
        name=known.value(file, DCTERMS.identifier) or file.rpartition("/")[2],
        retrieved=known.value(file, DCTERMS.issued),
        sha256=known.value(file, SDO.sha256),
        publisher=things.named(publisher) if publisher else None,
        licence=known.iri(file, DCTERMS.license),
        address=web_address(known.iri(file, DCTERMS.source) or ""),
        made_up=known.value(file, ESF.madeUp) == "true",
        attribution=known.all_words(file, DCTERMS.description),
    )
