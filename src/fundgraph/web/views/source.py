# SPDX-License-Identifier: EUPL-1.2
"""Where a record comes from: its file, its row, who published it."""

from __future__ import annotations

from dataclasses import dataclass

from fundgraph.vocabulary import DCTERMS, ESF, FOAF, SDO
from fundgraph.web.views.statements import Named, Statements, Things, Words


@dataclass(frozen=True, slots=True)
class SourceView:
    """The source of a project: the file's name, hash, dates, publisher and attribution, the row."""

    iri: str
    name: str
    row: str | None
    modified: str | None
    retrieved: str | None
    sha256: str | None
    publisher: Named | None
    licence: str | None
    attribution: tuple[Words, ...]


def source_view(project: str, found: Statements, things: Things) -> SourceView | None:
    """The source of a project; None where its record names none."""
    record = found.iri(project, FOAF.isPrimaryTopicOf)
    file = found.iri(record, DCTERMS.source) if record else None
    if record is None or file is None:
        return None
    known = things.read(file)
    publisher = known.iri(file, DCTERMS.publisher)
    return SourceView(
        iri=file,
        name=known.value(file, DCTERMS.identifier) or file.rpartition("/")[2],
        row=found.value(record, ESF.row),
        modified=found.value(record, DCTERMS.modified),
        retrieved=known.value(file, DCTERMS.issued),
        sha256=known.value(file, SDO.sha256),
        publisher=things.named(publisher) if publisher else None,
        licence=known.iri(file, DCTERMS.license),
        attribution=known.all_words(file, DCTERMS.description),
    )
