# SPDX-License-Identifier: EUPL-1.2
"""What is said of each thing, packed, in the search index."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from fundgraph.store.index.database import Database
from fundgraph.store.index.schema import MODEL, WITH_DOCUMENTS, WITH_GROUPS
from fundgraph.store.statements import Press, groups_of, listed
from fundgraph.writers.terms import Triple

_DOCUMENT: Final = "SELECT lines FROM document WHERE iri = ?"


class Documents(Database):
    """The documents of an index."""

    def statements(self, iri: str) -> Collection[Triple] | None:
        """What is said of a thing and its parts, as the store says it; None where this index does
        not know."""
        if self.version < WITH_DOCUMENTS:
            return None
        rows = self._all(_DOCUMENT, (iri,))
        if not rows:
            return None
        text = self._opened().unpack(rows[0][0])
        return groups_of(text) if self.version >= WITH_GROUPS else listed(text)

    def _opened(self) -> Press:
        press: Press | None = getattr(self._thread, "press", None)
        if press is None:
            [(model,)] = self._all(_DOCUMENT, (MODEL,))
            press = self._thread.press = Press(model)
        return press
