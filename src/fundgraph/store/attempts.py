# SPDX-License-Identifier: EUPL-1.2
"""Has a worker answer one query, and says what became of it: the result, or why there is none."""

from __future__ import annotations

import json
import time
from collections.abc import Mapping
from functools import partial
from typing import Any, Final

from fundgraph.config import Settings
from fundgraph.errors import NotAcceptable, QueryFailed, QueryTimedOut
from fundgraph.store import faults, frames
from fundgraph.store.admission import check_present
from fundgraph.store.flights import Gone
from fundgraph.store.formats import ResultKind, media_types
from fundgraph.store.limits import memory_together
from fundgraph.store.memory import MemoryWatch
from fundgraph.store.pool import Pool
from fundgraph.store.process import WorkerProcess
from fundgraph.store.spool import Result, Space, Spool

# So much of the time in which a worker is started is not the query's.
_START_S: Final = 0.5


class _NotRunError(QueryFailed):
    """The worker ended before it began: another may be asked without risk."""


class Attempts:
    """Has workers answer queries, within the limits of the settings and of the `memory` and the
    `space` of all of them together."""

    def __init__(self, settings: Settings, memory: MemoryWatch, space: Space) -> None:
        self._settings, self._memory, self._space = settings, memory, space

    def result(
        self,
        request: Mapping[str, object],
        pool: Pool,
        deadline: float | None = None,
        gone: Gone | None = None,
    ) -> Result:
        """The result of a query from a worker of a pool, before `deadline`, a time of
        `time.monotonic()`."""
        last = deadline or time.monotonic() + self._settings.query_timeout_s
        try:
            return self._taken(request, pool, last, gone, new=False)
        except _NotRunError:
            return self._taken(request, pool, last, gone, new=True)

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
            with self._memory.over(worker):
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
        spool = Spool(self._space)
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


def _complete(form: Mapping[str, Any], rows: int, spool: Spool) -> Result:
    kind = ResultKind(form["kind"])
    if form["media_type"] is None:
        offered = media_types(kind)
        raise NotAcceptable(
            f"The result of this query can be had as: {', '.join(offered)}",
            members={"choices": list(offered)},
        )
    return spool.result(kind, form["media_type"], rows)
