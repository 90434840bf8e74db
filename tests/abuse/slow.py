# SPDX-License-Identifier: EUPL-1.2
"""Row 15: clients that are slow, idle or deaf, and requests that are too large."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from threading import Event, Thread

from tests.abuse.client import Client
from tests.abuse.heavy import HARMFUL
from tests.abuse.lines import Line, counted, milliseconds, percentile
from tests.abuse.site import MEGABYTE, Site, Watch

CONNECTIONS, SECONDS, EVERY_S = 200, 30.0, 0.1
MOST_S, SHARE = 1.0, 0.95
ENOUGH = b"\r\n\r\n"
TO_US = b" HTTP/1.1\r\nHost: localhost" + ENOUGH


@dataclass(slots=True)
class Slow:
    """A connection that sends its bytes one a second, and reads nothing."""

    connection: socket.socket
    left: bytes

    def step(self) -> bool:
        """Sends a byte; False where the server has closed."""
        try:
            if self.left:
                self.connection.send(self.left[:1])
                self.left = self.left[1:]
            return not _closed(self.connection)
        except OSError:
            return False


def _closed(connection: socket.socket) -> bool:
    connection.setblocking(False)
    try:
        return connection.recv(1, socket.MSG_PEEK) == b""
    except BlockingIOError:
        return False


def kinds(site: Site) -> tuple[tuple[bytes, bytes], ...]:
    """What slow clients send at once, and what they send slowly."""
    head = b"GET /lv/projects HTTP/1.1\r\nHost: localhost\r\n"
    post = b"POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Length: 900\r\n"
    form = b"Content-Type: application/x-www-form-urlencoded\r\n\r\nquery="
    graph = head.replace(b"/lv/projects", b"/data/graph/shared.nt")
    return (
        (b"", b""),
        (b"", head * 20),
        (head, b"X-A: b\r\n" * 200),
        (post + form, b"A" * 900),
        (graph + b"\r\n", b""),
    )


class Crowd:
    """So many slow connections, each opened again when the server closes it."""

    def __init__(self, site: Site) -> None:
        self._kinds = kinds(site)
        self._client = site.client(HARMFUL)
        self._done = Event()
        self._thread = Thread(target=self._keep)
        self.opened = 0

    def __enter__(self) -> Crowd:
        self._slow = [self._open(number) for number in range(CONNECTIONS)]
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._done.set()
        self._thread.join()
        for one in self._slow:
            one.connection.close()

    def _open(self, number: int) -> Slow:
        self.opened += 1
        at_once, slowly = self._kinds[number % len(self._kinds)]
        connection = self._client.connected()
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        connection.sendall(at_once)
        return Slow(connection, slowly)

    def _keep(self) -> None:
        while not self._done.wait(1):
            for number, one in enumerate(self._slow):
                if not one.step():
                    one.connection.close()
                    with suppress(OSError):
                        self._slow[number] = self._open(number)


def crowd(site: Site, limit: float) -> Iterator[Line]:
    """Row 15: probes beside 200 slow connections."""
    ((slug,),) = site.rows("SELECT slug FROM project LIMIT 1")
    client = site.client(patience=10)
    seconds: list[float] = []
    with Crowd(site) as slow:
        end = time.monotonic() + SECONDS
        while time.monotonic() < end:
            for path in ("/healthz", f"/lv/project/{slug}", "/en/projects"):
                answer = client.ask(path)
                seconds.append(answer.seconds if answer.status == 200 else float("inf"))
                time.sleep(EVERY_S)
    share = sum(each <= MOST_S for each in seconds) / len(seconds)
    p99 = milliseconds(percentile(seconds, 0.99))
    figure = f"{share:.1%} of {len(seconds)} ≤ 1 s, p99 {p99}; {slow.opened} opened"
    yield Line(15, "probes beside 200 slow connections", figure, "≥ 95 % ≤ 1 s", share >= SHARE)


def large(site: Site, limit: float) -> Iterator[Line]:
    """Row 15: heads and bodies without measure."""
    client = site.client(HARMFUL, patience=10)
    with Watch(site) as watch:
        answers = {name: _first(client, sent) for name, sent in requests().items()}
    wrong = {name: status for name, status in answers.items() if status[:1] not in ("4", "c")}
    figure = counted(answers.values()) + (f"; {wrong}" if wrong else "")
    yield Line(15, f"{len(answers)} huge heads and bodies", figure, "4xx, or closed", not wrong)
    grown = watch.peak - watch.before
    fine = grown <= 50 * MEGABYTE
    figure = f"{grown / MEGABYTE:+.0f} MB at the peak"
    yield Line(15, "memory of all processes meanwhile", figure, "at most +50 MB", fine)


def _first(client: Client, sent: bytes) -> str:
    """The status of what comes back for a request, while it is sent or after."""
    received = b""
    with suppress(OSError), client.connected() as connection:
        with suppress(OSError):
            connection.sendall(sent)
        with suppress(OSError):
            connection.shutdown(socket.SHUT_WR)
        received = connection.recv(100)
    return received[9:12].decode() or "closed"


def requests() -> dict[str, bytes]:
    """Requests over some limit, or at odds with themselves."""
    head = b"GET / HTTP/1.1\r\nHost: localhost\r\n"
    post = b"POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/sparql-query\r\n"
    length = b"Content-Length: %d\r\n\r\n"
    chunk = b"186A0\r\n" + b" " * 100_000 + b"\r\n"
    return {
        "an address of 100 kB": b"GET /" + b"a" * 100_000 + TO_US,
        "a header of 1 MB": head + b"X-A: " + b"a" * 1_000_000 + ENOUGH,
        "10,000 headers": head + b"X-A: a\r\n" * 10_000 + b"\r\n",
        "a head without end": head + b"X-" * 4_000_000,
        "a body of 20 MB": post + length % 20_000_000 + b" " * 20_000_000,
        "a body of 20 MB in chunks": post + b"Transfer-Encoding: chunked" + ENOUGH + chunk * 200,
        "a length of a petabyte": post + length % 10**15 + b"ASK {}",
        "a length below zero": post + b"Content-Length: -1" + ENOUGH + b"ASK {}",
        "a length that is none": post + b"Content-Length: 1e3" + ENOUGH + b"ASK {}",
        "two lengths": post + b"Content-Length: 6\r\nContent-Length: 7" + ENOUGH + b"ASK {}",
        "length and chunks": post + b"Transfer-Encoding: chunked\r\n" + length % 5 + b"0" + ENOUGH,
        "200,000 parameters": b"GET /sparql?" + b"a&" * 200_000 + TO_US,
        "no HTTP at all": b"\x16\x03\x01" + b"\x00" * 500 + ENOUGH,
    }
