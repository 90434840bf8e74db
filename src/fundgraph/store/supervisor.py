# SPDX-License-Identifier: EUPL-1.2
"""The query supervisor of a site: `python -m fundgraph.store.supervisor LISTENER`.

It owns the query workers of all releases that are asked, gives out their places among all clients
of the site, and keeps answers. Web processes reach it by the Unix socket that it inherits, whose
descriptor is LISTENER. The settings come on standard input as a line of JSON; when the input ends,
so does the supervisor, and its workers with it.
"""

from __future__ import annotations

import json
import logging
import os
import signal
import socket
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from fundgraph.config import Settings
from fundgraph.errors import HttpError, QueryFailed, QueryTimedOut, TooManyRequests
from fundgraph.store import channel as frames
from fundgraph.store import faults
from fundgraph.store.admission import ClientGone
from fundgraph.store.channel import Channel
from fundgraph.store.engine import Asked, Engine, Shared

_log = logging.getLogger(__name__)
# A release that is not the last one announced is let go of when nobody asked it for so long.
_IDLE_S: Final = 2.0
# A probe is good for so long: whoever asks more often starts no workers by it.
_PROBED_S: Final = 1.0
_STACK: Final = 256 * 1024


class Supervisor:
    """Serves connections, each by a thread of its own."""

    def __init__(self, shared: Shared) -> None:
        self._shared = shared
        self._engines: dict[str, Engine] = {}
        self._used: dict[str, float] = {}
        self._busy: dict[str, int] = {}
        self._newest = ""
        self._probed: dict[str, float] = {}
        self._probing = threading.Lock()
        self._lock = threading.Lock()
        self._handlers: dict[bytes, Callable[[Channel, bytes], None]] = {
            frames.RUN: self._run,
            frames.WARM: self._warm,
            frames.PROBE: self._probe,
            frames.METRICS: self._metrics,
        }

    def serve(self, listener: socket.socket) -> None:
        """Takes connections without end."""
        threading.Thread(target=self._retire_old, daemon=True).start()
        while True:
            connected, _ = listener.accept()
            threading.Thread(target=self._attend, args=[Channel(connected)], daemon=True).start()

    def _attend(self, channel: Channel) -> None:
        try:
            while True:
                self._handle(channel, *channel.read())
        except (OSError, EOFError, ClientGone):
            pass  # the web process has hung up
        finally:
            channel.close()

    def _handle(self, channel: Channel, kind: bytes, payload: bytes) -> None:
        try:
            self._handlers[kind](channel, payload)
        except ClientGone:
            raise
        except HttpError as error:
            channel.send(frames.FAULT, json.dumps(faults.message(error)).encode())

    def _run(self, channel: Channel, payload: bytes) -> None:
        request = json.loads(payload)
        store, client = request.pop("store"), request.pop("client")
        asked = Asked(**{**request, **{n: tuple(request[n]) for n in _GRAPHS}})
        started = time.monotonic()
        outcome = "answered"
        try:
            with self._engine(store) as engine:
                result = engine.run(asked, client, gone=channel.gone)
        except HttpError as error:
            outcome = _outcome(error)
            raise
        finally:
            self._shared.counts[f"queries_{outcome}"] += 1
            self._shared.counts["query_milliseconds"] += round(1000 * (time.monotonic() - started))
        in_file = result.file is not None
        head = json.dumps([result.kind, result.media_type, result.rows, result.length, in_file])
        if result.file is None:
            channel.send(frames.ANSWER, b"%b\n%b" % (head.encode(), result.content))
        else:  # the file is held, and counted for its client, until it has been read
            with self._shared.strangers.joined(client, for_itself=True):
                channel.send(frames.ANSWER, head.encode() + b"\n", file=result.file.descriptor)
                channel.read()

    def _warm(self, channel: Channel, payload: bytes) -> None:
        with self._engine(payload.decode()) as engine:
            self._newest = payload.decode()
            engine.warm()
        channel.send(frames.DONE, b"{}")

    def _probe(self, channel: Channel, payload: bytes) -> None:
        store = payload.decode()
        with self._probing, self._engine(store) as engine:
            if time.monotonic() - self._probed.get(store, -_PROBED_S) >= _PROBED_S:
                engine.probe()
                self._probed = {store: time.monotonic()}
        channel.send(frames.DONE, b"{}")

    def _metrics(self, channel: Channel, payload: bytes) -> None:
        channel.send(frames.DONE, json.dumps(self.metrics()).encode())

    def metrics(self) -> dict[str, float]:
        """Counts since the start (`queries_…`, `workers_…`) and what there is now."""
        shared, engines = self._shared, list(self._engines.values())
        lanes = [lane for engine in engines for lane in engine.lanes]
        counts = {name: float(shared.counts[name]) for name in COUNTED}
        seconds = counts.pop("query_milliseconds") / 1000
        return counts | {
            "query_seconds": seconds,
            "queries_running": shared.own.running + shared.strangers.running,
            "queries_waiting": shared.own.waiting + shared.strangers.waiting,
            "workers_idle": sum(lane.pool.idle for lane in lanes),
            "releases_open": len(engines),
            "clients_known": shared.accounts.clients,
            "cached_bytes": sum(engine.flights.bytes for engine in engines),
            "spooled_bytes": shared.space.taken,
        }

    @contextmanager
    def _engine(self, store: str) -> Iterator[Engine]:
        """The engine of a store, opened if nobody has asked it yet."""
        with self._lock:
            engine = self._engines.get(store)
            if engine is None:
                self._newest = self._newest or store
                engine = self._engines[store] = Engine(Path(store), self._shared)
                engine.warm()
            self._busy[store] = self._busy.get(store, 0) + 1
        try:
            yield engine
        finally:
            with self._lock:
                self._busy[store] -= 1
                self._used[store] = time.monotonic()

    def _retire_old(self) -> None:
        while True:
            time.sleep(_IDLE_S / 2)
            with self._lock:
                old = [store for store in self._engines if self._is_old(store)]
                engines = [self._engines.pop(store) for store in old]
                lanes = [lane for each in self._engines.values() for lane in each.lanes]
            for engine in engines:
                engine.close()
            for lane in lanes:
                lane.pool.trim()

    def _is_old(self, store: str) -> bool:
        idle = time.monotonic() - self._used.get(store, 0.0)
        return store != self._newest and not self._busy[store] and idle > _IDLE_S


_GRAPHS: Final = ("default_graphs", "named_graphs")
_OUTCOMES: Final[dict[type[HttpError], str]] = {
    ClientGone: "abandoned",
    TooManyRequests: "refused",
    QueryTimedOut: "timed_out",
    QueryFailed: "failed",
}
COUNTED: Final = (
    *("queries_answered", "queries_cached", "queries_joined", "query_milliseconds"),
    *("queries_faulty", *(f"queries_{name}" for name in _OUTCOMES.values())),
    *("workers_started", "workers_killed", "workers_died", "workers_recycled"),
)


def _outcome(error: HttpError) -> str:
    kinds = (name for kind, name in _OUTCOMES.items() if isinstance(error, kind))
    return next(kinds, "faulty")


def main(arguments: list[str]) -> None:
    """Serves until standard input ends."""
    # A service manager may tell all processes to end: this one does when its parent has.
    for ignored in (signal.SIGTERM, signal.SIGINT):
        signal.signal(ignored, signal.SIG_IGN)
    threading.stack_size(_STACK)
    told = json.loads(sys.stdin.readline())
    _log_as_json(told["settings"]["log_level"])
    shared = Shared(Settings(**told["settings"]), told["prefixes"], places=told["places"])
    with socket.socket(fileno=int(arguments[0])) as listener:
        address = Path(listener.getsockname())
        threading.Thread(target=_end_with_input, args=[address], daemon=True).start()
        Supervisor(shared).serve(listener)


class _JsonLine(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        members = {
            "logger": record.name,
            "event": record.getMessage(),
            "level": record.levelname.lower(),
            "timestamp": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(record.created)),
            "exception": record.exc_info and self.formatException(record.exc_info),
        }
        return json.dumps({name: value for name, value in members.items() if value})


def _log_as_json(level: str) -> None:
    """Has all that is logged, and what ends a thread, written as the web processes write it."""
    handler = logging.StreamHandler()
    handler.setFormatter(_JsonLine())
    logging.basicConfig(level=level.upper(), handlers=[handler])
    threading.excepthook = lambda ended: _log.error(
        "a connection ended", exc_info=ended.exc_value or True
    )


def _end_with_input(address: Path) -> None:
    """Ends the process when its parent has: nobody asks at the address any more."""
    while os.read(0, 4096):
        continue
    with suppress(OSError):  # a parent that was not killed removes it as well
        address.unlink()
        address.parent.rmdir()
    os._exit(0)


if __name__ == "__main__":
    main(sys.argv[1:])
