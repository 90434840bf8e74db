# SPDX-License-Identifier: EUPL-1.2
"""Answers kept for good, and those on their way: equal queries at once are run once."""

from __future__ import annotations

import re
from collections import Counter, OrderedDict
from collections.abc import Callable, Hashable
from contextlib import AbstractContextManager
from threading import Event, Lock
from typing import Final

from fundgraph.errors import HttpError
from fundgraph.store import faults
from fundgraph.store.admission import LOOK_S, ClientGone, check_present
from fundgraph.store.limits import CACHED_BYTES
from fundgraph.store.spool import Result

# What a kept answer takes beside its bytes.
_OVERHEAD: Final = 1024
# A comment may stand between a function and its brackets: the name alone counts.
_CHANGING: Final = re.compile(r"(?<![?$\w])(?:NOW|RAND|(?:STR)?UUID|BNODE)(?!\w)", re.IGNORECASE)
Gone = Callable[[], bool]


def changes(text: str) -> bool:
    """Whether a query may have another answer each time, of the same release."""
    return _CHANGING.search(text) is not None


class Flight:
    """A query that is run; others may wait for its answer."""

    def __init__(self, gone: Gone | None) -> None:
        self._gone = gone
        self.followers = 0
        self.begun = False  # whether it has its place: what it ends in is the query's own doing
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
        """The answer kept under a key, or that of the equal query on its way, or of `run`.

        A query's own fault is that of all who wait for it and is not kept. Where the one that ran
        it was turned away or went, the next one runs it. `join` is entered while waiting.
        """
        while True:
            with self._lock:
                kept = self._kept.get(key)
                if kept:
                    self._kept.move_to_end(key)
                    self._counts["queries_cached"] += 1
                    return kept
                flight = self._flights.get(key)
                if flight is None:
                    flight = self._flights[key] = Flight(gone)
                    break
                flight.followers += 1
            found = self._follow(flight, join, gone)
            if found:
                return found
        return self._lead(key, flight, run)

    def _lead(self, key: Hashable, flight: Flight, run: Callable[[Flight], Result]) -> Result:
        try:
            result = flight.result = run(flight)
        except ClientGone:
            raise
        except HttpError as error:
            flight.error = error if flight.begun else None
            raise
        else:
            self._keep(key, result)
            return result
        finally:
            with self._lock:
                del self._flights[key]
            flight.done.set()

    def _follow(
        self, flight: Flight, join: Callable[[], AbstractContextManager[None]], gone: Gone | None
    ) -> Result | None:
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
            self._kept[key] = result
            self.bytes += result.length + _OVERHEAD
            while self.bytes > self._most:
                _, oldest = self._kept.popitem(last=False)
                self.bytes -= oldest.length + _OVERHEAD
