# SPDX-License-Identifier: EUPL-1.2
"""The reader of each form."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from fundgraph.codes import CodeLists
from fundgraph.reference import Reference
from fundgraph.sources.description import REGISTER_PAGE
from fundgraph.sources.discretion import Discretion
from fundgraph.sources.entry import Entry, Source
from fundgraph.sources.findings import tied
from fundgraph.sources.holdings import PROGRAMMES
from fundgraph.sources.pages import read_pages
from fundgraph.sources.sheets import FORMS as TABLE_FORMS
from fundgraph.sources.tables import read_tables
from fundgraph.sources.trees import read_trees
from fundgraph.sources.words import with_words

Reader = Callable[[Source, Reference, CodeLists, Discretion], Iterator[Entry]]

READERS: dict[str, Reader] = {
    REGISTER_PAGE: read_pages,
    **dict.fromkeys(TABLE_FORMS, read_tables),
}


def read(
    source: Source, reference: Reference, codes: CodeLists, *, contacts: bool = False
) -> Iterator[Entry]:
    """One entry for each row or page of a source, as it is read; without personal codes, and
    without contact data unless `contacts` are published.

    Raises SourceError when the source gives nothing, UsageError when a description does not fit
    its file.
    """
    described = source.description
    codes = with_words(codes, described.words, origin=described.name)
    reader = read_trees if described.holds == PROGRAMMES else READERS[described.form]
    discretion = Discretion(described.country, described.language, contacts)
    for entry in reader(source, reference, codes, discretion):
        if entry.findings:
            findings = map(discretion.finding, entry.findings)
            yield replace(entry, findings=tuple(tied(entry.record, findings)))
        else:
            yield entry
