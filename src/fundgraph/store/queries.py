# SPDX-License-Identifier: EUPL-1.2
"""A stranger's SPARQL, answered for this process by the site's query supervisor.

No query text is parsed or run in the process that calls this. An answer is complete or it is an
error.
"""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import IO, Final, Self, cast

from fundgraph.config import Settings
from fundgraph.store import channel as frames
from fundgraph.store import faults
from fundgraph.store.admission import Admission, check_present
from fundgraph.store.channel import Channel, FileBody
from fundgraph.store.formats import ResultKind
from fundgraph.store.scan import check_length
from fundgraph.store.supervision import Supervision

_CHUNK: Final = 1 << 16
_SOON_S: Final = 40.0  # a worker may have to be started, on a busy machine
# A query waits for a place and runs, at most; so may the equal one whose answer it waited for.
_MOST_WAITS: Final = 4


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


class QueryService:
    """Answers queries of one release's store. A new release has a new service.

    Safe to use from many threads. Without a `supervision` it has a supervisor of its own, which the
    first query starts. `shown` gives out the one place of this process for showing an answer.
    """

    def __init__(
        self, store: Path, settings: Settings, *, supervision: Supervision | None = None
    ) -> None:
        self._store = str(store.resolve())
        self._patience = _MOST_WAITS * settings.query_timeout_s + _SOON_S
        self.shown = Admission(1, per_client=1, patience=settings.query_timeout_s)
        self._owned = None if supervision else Supervision(settings)
        self._supervision = supervision or cast(Supervision, self._owned)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Ends the supervisor, if it is this service's own."""
        if self._owned:
            self._owned.close()

    def run(
        self,
        query: Query,
        *,
        solution_type: str | None,
        graph_type: str | None,
        client: str = "",
        gone: Callable[[], bool] | None = None,
    ) -> Answer:
        """The answer to a query, in `solution_type` for SELECT and ASK and in `graph_type` for
        CONSTRUCT and DESCRIBE; None is for a kind that the client does not accept.

        `gone` says whether the client has hung up: the query is ended then. Raises BadRequest with
        line and column, UpdateRefused, NotAcceptable, TooLarge, TooManyRequests, QueryTimedOut or
        QueryFailed.
        """
        check_length(query.text)
        request = {
            "store": self._store,
            "client": client,
            "text": query.text,
            "default_graphs": query.default_graphs,
            "named_graphs": query.named_graphs,
            "solution_type": solution_type,
            "graph_type": graph_type,
        }
        payload = json.dumps(request).encode()
        watch = partial(check_present, gone) if gone else None
        return self._answer(*self._asked(frames.RUN, payload, self._patience, watch))

    def announce(self) -> None:
        """Has workers started for this release, as the one that will be asked from now on; those
        of the one before end when nobody asks it any more."""
        if self._supervision.running:
            self._do(frames.WARM)

    def ready(self) -> None:
        """Returns when a worker of both pools, of our own questions and of strangers', has
        answered. Raises QueryFailed."""
        self._do(frames.PROBE)

    def metrics(self) -> Mapping[str, float]:
        """What the supervisor counts, for all web processes: `queries_…` by outcome, `workers_…`,
        `query_seconds`, `…_bytes`; since it was started, or as it is now."""
        found: dict[str, float] = self._do(frames.METRICS)
        return found

    def _do(self, kind: bytes) -> dict[str, float]:
        channel, _, payload = self._asked(kind, self._store.encode(), _SOON_S, None)
        self._supervision.give_back(channel)
        return cast(dict[str, float], json.loads(payload))

    def _asked(
        self, kind: bytes, payload: bytes, seconds: float, watch: Callable[[], None] | None
    ) -> tuple[Channel, bytes, bytes]:
        found = self._supervision.ask(kind, payload, seconds=seconds, watch=watch)
        if found[1] == frames.FAULT:
            self._supervision.give_back(found[0])
            raise faults.error(json.loads(found[2]))
        return found

    def _answer(self, channel: Channel, _: bytes, payload: bytes) -> Answer:
        end = payload.index(b"\n")
        kind, media_type, rows, length, in_file = json.loads(payload[:end])
        body: IO[bytes]
        if in_file:
            body = cast(IO[bytes], FileBody(channel.take_file(), partial(self._read, channel)))
        else:
            body = io.BytesIO(payload)
            body.seek(end + 1)
            self._supervision.give_back(channel)
        return Answer(ResultKind(kind), media_type, length, rows, body)

    def _read(self, channel: Channel) -> None:
        """Tells the supervisor that a file is not needed any more."""
        with suppress(OSError):
            channel.send(frames.READ)
            self._supervision.give_back(channel)
            return
        channel.close()
