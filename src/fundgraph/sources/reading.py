# SPDX-License-Identifier: EUPL-1.2
"""The reader of each form."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from fundgraph.codes import CodeLists
from fundgraph.reference import Reference
from fundgraph.sources.description import REGISTER_PAGE
from fundgraph.sources.entry import Entry, Source
from fundgraph.sources.holdings import PROGRAMMES
from fundgraph.sources.pages import read_pages
from fundgraph.sources.sheets import FORMS as TABLE_FORMS
from fundgraph.sources.tables import read_tables
from fundgraph.sources.trees import read_trees
from fundgraph.sources.words import with_words

Reader = Callable[[Source, Reference, CodeLists], Iterator[Entry]]

READERS: dict[str, Reader] = {
    REGISTER_PAGE: read_pages,
    **dict.fromkeys(TABLE_FORMS, read_tables),
}


def read(source: Source, reference: Reference, codes: CodeLists) -> Iterator[Entry]:
    """One entry for each row or page of a source, as it is read.

    Raises SourceError when the source gives nothing, UsageError when a description does not fit
    its file.
    """
    described = source.description
    codes = with_words(codes, described.words, origin=described.name)
    if described.holds == PROGRAMMES:
        return read_trees(source, reference, codes)
    return READERS[described.form](source, reference, codes)
