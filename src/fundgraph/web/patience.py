# SPDX-License-Identifier: EUPL-1.2
"""Clients that are slow, idle or deaf: how long they are waited for, and never by those that wait.

Gunicorn's threads wait for a client's bytes without end, and its main loop lingers on a connection
that is being closed. Here a connection takes a thread only once it has sent something, every wait
has an end, and a thread does the lingering.
"""

from __future__ import annotations

import errno
import socket
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from selectors import EVENT_READ
from threading import Lock
from typing import Any, Final

from gunicorn.http import Request
from gunicorn.workers.gthread import TConn, ThreadWorker

HEAD_S: Final = 10.0  # from the connection, or from the first byte of a later request, to its end
BODY_S: Final = 20.0
ANSWER_S: Final = 20.0  # for each piece of an answer
LINGER_S: Final = 2.0
_PIECE: Final = 1 << 16
_AT_ONCE: Final = 0.001


class PatientSocket(socket.socket):
    """A client's socket. Reading ends at `deadline`, each piece that is sent in ANSWER_S.

    What comes too late is a reset connection, which the server passes over in silence.
    """

    deadline = 0.0

    def recv(self, size: int, flags: int = 0, /) -> bytes:
        """Some bytes of the client, before the deadline."""
        with self._within(self.deadline - time.monotonic()):
            return super().recv(size, flags)

    def sendall(self, data: Any, flags: int = 0, /) -> None:
        """Sends everything, as long as the client takes a piece in time."""
        for start in range(0, len(data), _PIECE):
            with self._within(ANSWER_S):
                super().sendall(data[start : start + _PIECE], flags)

    def sendfile(self, file: Any, offset: int = 0, count: int | None = None) -> int:
        """Sends a file, as long as the client takes some of it in time."""
        with self._within(ANSWER_S):
            return super().sendfile(file, offset, count)

    @contextmanager
    def _within(self, seconds: float) -> Iterator[None]:
        self.settimeout(max(seconds, _AT_ONCE))
        try:
            yield
        except TimeoutError as error:
            raise ConnectionResetError(errno.ECONNRESET, "the client is too slow") from error


class _Connection(TConn):
    """A connection that is closed once, by whoever is first."""

    sock: PatientSocket
    closed = False
    on_close: Callable[[], None]

    def close(self, graceful: bool = False) -> None:
        if not self.closed:
            self.closed = True
            self.on_close()
            self.sock.deadline = time.monotonic() + LINGER_S
            super().close(graceful)


class PatientWorker(ThreadWorker):
    """A worker of many threads, none of which a client can keep for long, nor all of them."""

    most_of_one = 256  # connections of one address
    _clients: Counter[str]

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self._clients, self._counting = Counter(), Lock()

    def accept(self, listener: socket.socket) -> None:
        """Takes a connection; it waits at the poller for its first bytes."""
        try:
            found, address = listener.accept()
        except OSError:  # another worker took it, the client has gone, or no more can be open
            return
        client = str(address[0])
        if self._clients[client] >= self.most_of_one:
            found.close()
            return
        with self._counting:
            self._clients[client] += 1
        sock = PatientSocket(found.family, found.type, found.proto, found.detach())
        connection = _Connection(self.cfg, sock, address, listener.getsockname())
        connection.on_close = partial(self._closed, client)
        connection.timeout = time.monotonic() + HEAD_S
        self.nr_conns += 1
        self.pending_conns.append(connection)
        self.poller.register(sock, EVENT_READ, partial(self.on_pending_socket_readable, connection))

    def _closed(self, client: str) -> None:
        with self._counting:
            self._clients[client] -= 1
            if not self._clients[client]:
                del self._clients[client]

    def handle(self, conn: _Connection) -> bool:  # type: ignore[override]
        """Answers a request; whether the connection is kept for another one."""
        conn.sock.deadline = time.monotonic() + HEAD_S
        kept = super().handle(conn)
        if not kept:
            conn.close(graceful=True)
        return kept

    def handle_request(self, req: Request, conn: _Connection) -> bool:  # type: ignore[override]
        """Answers a request whose head has been read."""
        conn.sock.deadline = time.monotonic() + BODY_S
        return super().handle_request(req, conn)

    def murder_pending(self) -> None:
        """Closes connections that have sent nothing in time; all of those where the worker ends."""
        if not self.alive:
            for connection in self.pending_conns:
                connection.timeout = 0.0
        super().murder_pending()
