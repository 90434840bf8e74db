# SPDX-License-Identifier: EUPL-1.2
"""Answers kept for good, and those on their way: equal queries at once are run once."""

from __future__ import annotations

import re
from collections import Counter, OrderedDict
from collections.abc import Callable, Hashable
from contextlib import AbstractContextManager
from threading import Event, Lock
from typing import Final

from fundgraph.errors import HttpError, QueryTimedOut
from fundgraph.store import faults
from fundgraph.store.admission import LOOK_S, ClientGone, check_present
from fundgraph.store.limits import CACHED_BYTES
from fundgraph.store.spool import Result

# What a kept answer takes beside its bytes.
_OVERHEAD: Final = 1024
# A comment may stand between a function and its brackets, and nothing before it: `BYRAND()`.
_CHANGING: Final = re.compile(r"(?<![?$])(?:NOW|RAND|(?:STR)?UUID|BNODE)(?!\w)", re.IGNORECASE)
# An equal query that has no place after so long is not waited for.
_SOON_S: Final = 0.05
Gone = Callable[[], bool]


def changes(text: str) -> bool:
    """Whether a query may have another answer each time, of the same release."""
    return _CHANGING.search(text) is not None


class Flight:
    """A query that is run; others may wait for its answer."""

    def __init__(self, gone: Gone | None) -> None:
        self._gone = gone
        self.followers = 0
        self.begun = Event()  # set when it has its place: what it ends in is its own doing
        self.done = Event()
        self.result: Result | None = None
        self.error: HttpError | None = None

    def abandoned(self) -> bool:
        """Whether nobody waits for the answer any more."""
        return not self.followers and self._gone is not None and self._gone()


class Flights:
    """The answers of one release: each is run once, and kept while there is room for it."""

    def __init__(self, counts: Counter[str], *, most_bytes: int = CACHED_BYTES) -> None:
        self._counts = counts
        self._most = most_bytes
        self._kept: OrderedDict[Hashable, Result] = OrderedDict()
        self._flights: dict[Hashable, Flight] = {}
        self._lock = Lock()
        self.bytes = 0

    def answer(
        self,
        key: Hashable,
        run: Callable[[Flight], Result],
        *,
        join: Callable[[], AbstractContextManager[None]],
        gone: Gone | None,
    ) -> Result:
        """The answer kept under a key, or that of the equal query that runs, or of `run`.

        A query's own fault is that of all who wait for it and is not kept. Where the one that ran
        it went or was out of time, or still waits for a place, who asks runs it. `join` is entered
        while waiting.
        """
        while True:
            flight, own = None, Flight(gone)
            with self._lock:
                kept = self._kept.get(key)
                if kept:
                    self._kept.move_to_end(key)
                    self._counts["queries_cached"] += 1
                    return kept
                flight = self._flights.setdefault(key, own)
            if flight is own:
                return self._lead(key, own, run)
            if not flight.begun.wait(_SOON_S):
                return self._lead(key, own, run)
            found = self._follow(flight, join, gone)
            if found:
                return found

    def _lead(self, key: Hashable, flight: Flight, run: Callable[[Flight], Result]) -> Result:
        try:
            result = flight.result = run(flight)
        except (ClientGone, QueryTimedOut):
            raise
        except HttpError as error:
            flight.error = error if flight.begun.is_set() else None
            raise
        else:
            self._keep(key, result)
            return result
        finally:
            with self._lock:
                if self._flights.get(key) is flight:
                    del self._flights[key]
            flight.done.set()
            flight.begun.set()

    def _follow(
        self, flight: Flight, join: Callable[[], AbstractContextManager[None]], gone: Gone | None
    ) -> Result | None:
        with self._lock:
            flight.followers += 1
        try:
            with join():
                while not flight.done.wait(LOOK_S if gone else None):
                    check_present(gone)
        finally:
            with self._lock:
                flight.followers -= 1
        if flight.error:
            raise faults.error(faults.message(flight.error))
        if flight.result:
            self._counts["queries_joined"] += 1
        return flight.result

    def _keep(self, key: Hashable, result: Result) -> None:
        if result.file:
            return
        with self._lock:
            if key in self._kept:  # another ran it meanwhile
                return
            self._kept[key] = result
            self.bytes += result.length + _OVERHEAD
            while self.bytes > self._most:
                _, oldest = self._kept.popitem(last=False)
                self.bytes -= oldest.length + _OVERHEAD
