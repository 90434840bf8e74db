# SPDX-License-Identifier: EUPL-1.2
"""Answers queries of one release's store by worker processes that can be killed.

No query text is parsed or run in the process that calls this. An answer is complete or it is an
error: it is spooled before its first byte is handed on.
"""

from __future__ import annotations

import json
import time
from collections import Counter
from collections.abc import Mapping
from functools import partial
from hashlib import blake2b
from pathlib import Path
from typing import Any, Final, NamedTuple, Self

from fundgraph.config import Settings
from fundgraph.errors import NotAcceptable, QueryFailed, QueryTimedOut, TooLarge
from fundgraph.store import faults, frames
from fundgraph.store.accounts import Accounts
from fundgraph.store.admission import Admission, check_present
from fundgraph.store.flights import Flight, Flights, Gone, changes
from fundgraph.store.formats import ResultKind, media_types
from fundgraph.store.limits import LONGEST_GRAPHS, memory_together
from fundgraph.store.memory import MemoryWatch
from fundgraph.store.pool import Pool
from fundgraph.store.process import WorkerProcess
from fundgraph.store.questions import is_known
from fundgraph.store.scan import check_length
from fundgraph.store.spool import Result, Space, Spool

_NICE: Final = 10
_OWN_PLACES: Final = 2
# So much of the time in which a worker is started is not the query's.
_START_S: Final = 0.5


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


class _NotRunError(QueryFailed):
    """The worker ended before it began: another may be asked without risk."""


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
        last = deadline or time.monotonic() + self._settings.query_timeout_s
        request = {**asked._asdict(), "scanned": scanned}
        try:
            return self._taken(request, lane.pool, last, gone, new=False)
        except _NotRunError:
            return self._taken(request, lane.pool, last, gone, new=True)

    def _taken(
        self,
        request: Mapping[str, object],
        pool: Pool,
        deadline: float,
        gone: Gone | None,
        *,
        new: bool,
    ) -> Result:
        asked = time.monotonic()
        try:
            worker = pool.take(deadline + _START_S, new=new)
        except TimeoutError as error:
            raise self._timed_out() from error
        started = min(time.monotonic() - asked, _START_S)
        return self._conversed(request, pool, worker, deadline + started, gone)

    def _conversed(
        self,
        request: Mapping[str, object],
        pool: Pool,
        worker: WorkerProcess,
        deadline: float,
        gone: Gone | None,
    ) -> Result:
        try:
            with self._shared.memory.over(worker):
                result = self._converse(worker, request, deadline, gone)
        except (EOFError, BrokenPipeError) as error:
            reason = pool.discard(worker)
            ended = self._displaced() if worker.displaced else self._ended(reason)
            raise (ended if worker.running else _NotRunError(str(ended))) from error
        except TimeoutError as error:
            pool.kill(worker)
            raise self._timed_out() from error
        except BaseException:
            pool.give_back(worker) if worker.free else pool.kill(worker)
            raise
        pool.give_back(worker)
        return result

    def _converse(
        self,
        worker: WorkerProcess,
        request: Mapping[str, object],
        deadline: float,
        gone: Gone | None,
    ) -> Result:
        worker.ask(request)
        form: dict[str, Any] = {}
        spool = Spool(self._shared.space)
        while True:
            kind, payload = worker.read(deadline, partial(check_present, gone) if gone else None)
            if kind == frames.DATA:
                spool.write(payload)
            elif kind == frames.FORM:
                form = json.loads(payload)
            elif kind == frames.FAULT:
                raise faults.error(json.loads(payload))
            elif kind == frames.END:
                end = json.loads(payload)
                worker.resident = end["resident"]
                return _complete(form, end["rows"], spool)

    def _timed_out(self) -> QueryTimedOut:
        seconds = self._settings.query_timeout_s
        return QueryTimedOut(
            f"The query took longer than {seconds:g} s (query_timeout_s), the wait for a place "
            "included, and was ended. "
            "Ask for less: fewer patterns without a shared variable, a LIMIT, a smaller graph.",
            members={"limit": "query_timeout_s", "value": seconds},
        )

    def _displaced(self) -> QueryFailed:
        most = memory_together(self._settings)
        return QueryFailed(
            f"All queries together needed more than {most} MB of memory (queries_memory_mb), and "
            "this one most. Ask for less: a LIMIT, fewer patterns, no sorting of everything.",
            members={"limit": "queries_memory_mb", "value": most},
        )

    def _ended(self, reason: str) -> QueryFailed | QueryTimedOut:
        if reason == "cpu":
            return self._timed_out()
        memory = self._settings.query_memory_mb
        if reason == "memory":
            return QueryFailed(
                f"The query needed more than {memory} MB of memory (query_memory_mb) and was "
                "ended. Ask for less: a LIMIT, fewer patterns, no sorting of everything.",
                members={"limit": "query_memory_mb", "value": memory},
            )
        return QueryFailed(f"The query ended the process that ran it ({reason}).")


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


def _complete(form: Mapping[str, Any], rows: int, spool: Spool) -> Result:
    kind = ResultKind(form["kind"])
    if form["media_type"] is None:
        offered = media_types(kind)
        raise NotAcceptable(
            f"The result of this query can be had as: {', '.join(offered)}",
            members={"choices": list(offered)},
        )
    return spool.result(kind, form["media_type"], rows)
