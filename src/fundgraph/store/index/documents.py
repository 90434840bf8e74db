# SPDX-License-Identifier: EUPL-1.2
"""What is said of each thing, packed, in the search index."""

from __future__ import annotations

from typing import Final

from fundgraph.store.index.database import Database
from fundgraph.store.index.schema import MODEL, WITH_DOCUMENTS
from fundgraph.store.statements import Press, Triple, triples_of

_DOCUMENT: Final = "SELECT lines FROM document WHERE iri = ?"


class Documents(Database):
    """The documents of an index."""

    def statements(self, iri: str) -> list[Triple] | None:
        """What is said of a thing and its parts, as the store says it; None where this index does
        not know."""
        if self.version < WITH_DOCUMENTS:
            return None
        rows = self._all(_DOCUMENT, (iri,))
        return triples_of(self._opened().unpack(rows[0][0])) if rows else None

    def _opened(self) -> Press:
        press: Press | None = getattr(self._thread, "press", None)
        if press is None:
            [(model,)] = self._all(_DOCUMENT, (MODEL,))
            press = self._thread.press = Press(model)
        return press
