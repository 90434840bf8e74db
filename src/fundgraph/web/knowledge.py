# SPDX-License-Identifier: EUPL-1.2
"""What a release says of things, looked up where that is quickest, and remembered where many pages
need the same."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Collection
from typing import Final
from weakref import WeakKeyDictionary

from flask import g

from fundgraph.iris import Minter
from fundgraph.web.releases import Current
from fundgraph.web.site import release, site
from fundgraph.web.views.statements import Names
from fundgraph.writers import Triple

# Things that are no projects (organisations, programme levels, places, files) are named by many;
# one has about a dozen statements.
MOST: Final = 4000
LARGEST: Final = 100


class Knowledge:
    """The statements of one release by thing. It holds on to nothing of the release but texts."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._shared: OrderedDict[str, Collection[Triple]] = OrderedDict()
        self.names: Names = {}

    def statements(self, current: Current, minter: Minter, iri: str) -> Collection[Triple]:
        """What is said of a thing and its parts, in order; empty for an IRI that nothing is said
        of. Not to be changed."""
        split = minter.split(iri)
        if split and split[0] == "project":
            return _looked_up(current, iri)
        with self._lock:
            known = self._shared.get(iri)
            if known is not None:
                self._shared.move_to_end(iri)
                return known
        return self._remember(iri, _looked_up(current, iri))

    def _remember(self, iri: str, found: Collection[Triple]) -> Collection[Triple]:
        if 0 < len(found) <= LARGEST:
            with self._lock:
                self._shared[iri] = found
                if len(self._shared) > MOST:
                    self._shared.popitem(last=False)
        return found


_known: WeakKeyDictionary[Current, Knowledge] = WeakKeyDictionary()


def statements(iri: str) -> Collection[Triple]:
    """What the release of this request says of a thing. Raises NoRelease, DamagedRelease."""
    asked: dict[str, Collection[Triple]] = g.setdefault("statements", {})
    if iri not in asked:
        asked[iri] = said(release(), site().minter, iri)
    return asked[iri]


def said(current: Current, minter: Minter, iri: str) -> Collection[Triple]:
    """What a release says of a thing."""
    return _of(current).statements(current, minter, iri)


def names() -> Names:
    """The names that the pages of this request's release share."""
    return _of(release()).names


def _looked_up(current: Current, iri: str) -> Collection[Triple]:
    found = current.index.statements(iri)
    return current.store.statements(iri) if found is None else found


def _of(current: Current) -> Knowledge:
    return _known.get(current) or _known.setdefault(current, Knowledge())
