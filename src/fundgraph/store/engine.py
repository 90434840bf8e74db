# SPDX-License-Identifier: EUPL-1.2
"""Answers queries of one release's store by worker processes that can be killed.

No query text is parsed or run in the process that calls this. An answer is complete or it is an
error: it is spooled before its first byte is handed on.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Mapping
from hashlib import blake2b
from pathlib import Path
from typing import Final, NamedTuple, Self

from fundgraph.config import Settings
from fundgraph.errors import TooLarge
from fundgraph.store.accounts import Accounts
from fundgraph.store.admission import Admission
from fundgraph.store.attempts import Attempts
from fundgraph.store.flights import Flight, Flights, Gone, changes
from fundgraph.store.limits import LONGEST_GRAPHS, memory_together
from fundgraph.store.memory import MemoryWatch
from fundgraph.store.pool import Pool
from fundgraph.store.questions import is_known
from fundgraph.store.scan import check_length
from fundgraph.store.spool import Result, Space

_NICE: Final = 10
_OWN_PLACES: Final = 2


class Asked(NamedTuple):
    """A query with the graphs that the protocol named, and the media types that the client takes
    for solutions and for graphs; None where it takes none."""

    text: str
    default_graphs: tuple[str, ...]
    named_graphs: tuple[str, ...]
    solution_type: str | None
    graph_type: str | None


class Shared:
    """What the engines of all releases share: settings, places by lane, room, counts.

    Of the two lanes, one is for the questions that the site itself asks, the other for strangers.
    """

    def __init__(
        self, settings: Settings, prefixes: Mapping[str, str], *, places: int | None = None
    ) -> None:
        self.settings, self.prefixes = settings, prefixes
        self.space, self.counts, self.accounts = Space(), Counter[str](), Accounts()
        self.memory = MemoryWatch(memory_together(settings) * 1_000_000)
        self.own = self._admission(_OWN_PLACES)
        self.strangers = self._admission(places or settings.queries_per_client + 1)

    def _admission(self, places: int) -> Admission:
        return Admission(
            places,
            per_client=self.settings.queries_per_client,
            patience=self.settings.query_timeout_s,
            accounts=self.accounts,
        )


class Lane(NamedTuple):
    """Workers of one release, and who may use them."""

    pool: Pool
    admission: Admission


class Engine:
    """Answers queries of one release's store. Safe to use from many threads."""

    def __init__(self, store: Path, shared: Shared) -> None:
        self._shared, self._settings = shared, shared.settings
        self.own = self._lane(store, shared.own, nice=0)
        self.strangers = self._lane(store, shared.strangers, nice=_NICE)
        self.lanes = self.own, self.strangers
        self.flights = Flights(shared.counts)
        self._attempts = Attempts(shared.settings, shared.memory, shared.space)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _lane(self, store: Path, admission: Admission, *, nice: int) -> Lane:
        pool = Pool(
            store,
            self._settings.query_memory_mb,
            spare=admission.places,
            setup=self._setup(),
            nice=nice,
            counts=self._shared.counts,
        )
        return Lane(pool, admission)

    def _setup(self) -> dict[str, object]:
        """What holds for all queries."""
        settings = self._settings
        return {
            "base_iri": settings.base_iri,
            "prefixes": self._shared.prefixes,
            "max_rows": settings.query_max_rows,
            "max_bytes": settings.query_max_bytes,
            "seconds": settings.query_timeout_s,
        }

    def close(self) -> None:
        """Ends the workers that wait; those at work end with their query."""
        for lane in self.lanes:
            lane.pool.close()

    def warm(self) -> None:
        """Has a worker of each lane started."""
        for lane in self.lanes:
            lane.pool.warm()

    def run(self, asked: Asked, client: str = "", *, gone: Gone | None = None) -> Result:
        """The complete result of a query.

        Raises BadRequest with line and column, UpdateRefused, NotAcceptable, TooLarge,
        TooManyRequests, QueryTimedOut, QueryFailed, or ClientGone once `gone` says so.
        """
        check_length(asked.text)
        _check_graphs(asked)
        lane = self.own if is_known(asked.text) else self.strangers

        deadline = time.monotonic() + self._settings.query_timeout_s

        def run(flight: Flight) -> Result:
            with lane.admission.place(client, deadline=deadline, gone=flight.abandoned):
                flight.begun.set()
                return self.attempt(asked, lane, deadline=deadline, gone=flight.abandoned)

        if changes(asked.text):
            return run(Flight(gone))
        return self.flights.answer(
            _digest(asked), run, join=lambda: lane.admission.joined(client), gone=gone
        )

    def probe(self) -> None:
        """Has a worker of each lane answer the smallest query. Raises QueryFailed."""
        asked = Asked("ASK {}", (), (), "text/csv", None)
        for lane in self.lanes:
            self.attempt(asked, lane)

    def attempt(
        self,
        asked: Asked,
        lane: Lane,
        *,
        deadline: float | None = None,
        gone: Gone | None = None,
        scanned: bool = True,
    ) -> Result:
        """The result of a query that has a place, from a worker of its lane, before `deadline`, a
        time of `time.monotonic()`."""
        request = {**asked._asdict(), "scanned": scanned}
        return self._attempts.result(request, lane.pool, deadline, gone)


def _digest(asked: Asked) -> bytes:
    """Stands for a query among the answers that are kept: the text may be longer than they are."""
    return blake2b(repr(asked).encode(errors="surrogatepass"), digest_size=16).digest()


def _check_graphs(asked: Asked) -> None:
    graphs = (*asked.default_graphs, *asked.named_graphs)
    length = sum(len(graph.encode(errors="surrogatepass")) for graph in graphs)
    if length > LONGEST_GRAPHS:
        raise TooLarge(
            f"The graphs of the data set have {length} bytes; at most {LONGEST_GRAPHS} are "
            "read. Name fewer graphs.",
            members={"limit": "query_graphs", "value": LONGEST_GRAPHS},
        )
