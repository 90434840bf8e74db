# SPDX-License-Identifier: EUPL-1.2
"""A stranger's SPARQL, answered by worker processes that can be killed.

No query text is parsed or run in the process that calls this. An answer is complete or it is an
error: it is spooled before its first byte is handed on.
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import IO, Any, Final, Self

from fundgraph.config import Settings
from fundgraph.errors import (
    BadRequest,
    FundgraphError,
    NotAcceptable,
    QueryFailed,
    QueryTimedOut,
    TooLarge,
)
from fundgraph.store import frames
from fundgraph.store.admission import Admission
from fundgraph.store.formats import ResultKind, media_types
from fundgraph.store.pool import Pool, WorkerProcess
from fundgraph.store.scan import Scan, scan
from fundgraph.store.syntax import explain
from fundgraph.vocabulary import PREFIXES

_IN_MEMORY: Final = 1 << 20
_CHUNK: Final = 1 << 16
_LONGEST_GRAPHS: Final = 16_384


@dataclass(frozen=True, slots=True)
class Query:
    """A query with the data set that the protocol asked for; its graphs override FROM."""

    text: str
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """A complete answer: its kind, media type, length in bytes, and number of rows or triples
    (0 for a boolean)."""

    kind: ResultKind
    media_type: str
    length: int
    rows: int
    body: IO[bytes]

    def chunks(self) -> Iterator[bytes]:
        """The body piece by piece; closes it at the end."""
        with self.body:
            while chunk := self.body.read(_CHUNK):
                yield chunk

    def read(self) -> bytes:
        """The body as a whole; closes it."""
        return b"".join(self.chunks())

    def close(self) -> None:
        """Frees what the body takes."""
        self.body.close()


class _NotRunError(QueryFailed):
    """The worker ended before it began: another may be asked without risk."""


class QueryService:
    """Answers queries of one release's store. A new release has a new service.

    Safe to use from many threads. Make it after the server has forked; workers are started by the
    first queries, one more than one client may have at work unless `workers` says otherwise.
    """

    def __init__(self, store: Path, settings: Settings, *, workers: int | None = None) -> None:
        places = workers or settings.queries_per_client + 1
        self._settings = settings
        self._pool = Pool(store, settings.query_memory_mb, spare=places)
        self._admission = Admission(
            places, per_client=settings.queries_per_client, patience=settings.query_timeout_s
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Ends the workers."""
        self._pool.close()

    def run(
        self,
        query: Query,
        *,
        solution_type: str | None,
        graph_type: str | None,
        client: str = "",
    ) -> Answer:
        """The answer to a query, in `solution_type` for SELECT and ASK and in `graph_type` for
        CONSTRUCT and DESCRIBE; None is for a kind that the client does not accept.

        Raises BadRequest with line and column, UpdateRefused, NotAcceptable, TooLarge,
        TooManyRequests, QueryTimedOut or QueryFailed.
        """
        found = scan(query.text)
        _check_graphs(query)
        request = self._request(query, found, solution_type, graph_type)
        with self._admission.place(client):
            return self._answer(request)

    def _request(
        self, query: Query, found: Scan, solution_type: str | None, graph_type: str | None
    ) -> dict[str, object]:
        settings = self._settings
        return {
            "text": query.text,
            "base_iri": settings.base_iri,
            "default_graphs": query.default_graphs,
            "named_graphs": query.named_graphs,
            "has_dataset": found.has_dataset,
            "solution_type": solution_type,
            "graph_type": graph_type,
            "prefixes": PREFIXES if graph_type else {},
            "max_rows": settings.query_max_rows,
            "max_bytes": settings.query_max_bytes,
            "seconds": settings.query_timeout_s,
        }

    def _answer(self, request: Mapping[str, object]) -> Answer:
        try:
            return self._attempt(request, self._pool.take())
        except _NotRunError:
            return self._attempt(request, self._pool.take(new=True))

    def _attempt(self, request: Mapping[str, object], worker: WorkerProcess) -> Answer:
        body = SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115  (the answer's reader closes it)
        try:
            answer = self._converse(worker, request, body)
        except FundgraphError:
            body.close()
            self._pool.give_back(worker)
            raise
        except TimeoutError as error:
            body.close()
            self._pool.discard(worker)
            raise self._timed_out() from error
        except (EOFError, BrokenPipeError) as error:
            body.close()
            ended = self._ended(self._pool.discard(worker))
            raise (ended if worker.running else _NotRunError(str(ended))) from error
        except BaseException:
            body.close()
            self._pool.discard(worker)
            raise
        self._pool.give_back(worker)
        return answer

    def _converse(
        self, worker: WorkerProcess, request: Mapping[str, object], body: IO[bytes]
    ) -> Answer:
        deadline = time.monotonic() + self._settings.query_timeout_s
        worker.ask(request)
        form: dict[str, Any] = {}
        while True:
            kind, payload = worker.read(deadline)
            if kind == frames.TAKEN:
                worker.running = True
                continue
            if kind == frames.DATA:
                body.write(payload)
                continue
            message = json.loads(payload)
            if kind == frames.FAULT:
                raise _fault(str(request["text"]), message)
            if kind == frames.FORM:
                form = message
                continue
            worker.resident = message["resident"]
            return _complete(form, message, body)

    def _timed_out(self) -> QueryTimedOut:
        seconds = self._settings.query_timeout_s
        return QueryTimedOut(
            f"The query ran longer than {seconds:g} s (query_timeout_s) and was ended. "
            "Ask for less: fewer patterns without a shared variable, a LIMIT, a smaller graph."
        )

    def _ended(self, reason: str) -> QueryFailed | QueryTimedOut:
        if reason == "cpu":
            return self._timed_out()
        if reason == "memory":
            return QueryFailed(
                f"The query needed more than {self._settings.query_memory_mb} MB of memory "
                "(query_memory_mb) and was ended. Ask for less."
            )
        return QueryFailed(f"The query ended the process that ran it ({reason}).")


def _check_graphs(query: Query) -> None:
    length = sum(len(graph) for graph in (*query.default_graphs, *query.named_graphs))
    if length > _LONGEST_GRAPHS:
        raise TooLarge(
            f"The graphs of the data set have {length} characters; "
            f"at most {_LONGEST_GRAPHS} are read."
        )


def _complete(form: Mapping[str, Any], end: Mapping[str, Any], body: IO[bytes]) -> Answer:
    kind = ResultKind(form["kind"])
    if form["media_type"] is None:
        offered = ", ".join(media_types(kind))
        raise NotAcceptable(f"The result of this query can be had as: {offered}")
    body.seek(0)
    return Answer(kind, form["media_type"], end["length"], end["rows"], body)


def _fault(text: str, message: Mapping[str, Any]) -> FundgraphError:
    if message["fault"] == "syntax":
        fault = explain(text, message["message"])
        return BadRequest(
            f"The query does not parse: {fault.sentence}.", line=fault.line, column=fault.column
        )
    if message["fault"] == "limit":
        return TooLarge(
            f"The result is over the limit {message['setting']} = {message['value']}. "
            "Add LIMIT and OFFSET, or take a dump."
        )
    return BadRequest(f"The query cannot be evaluated: {message['message']}")
