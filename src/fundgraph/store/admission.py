# SPDX-License-Identifier: EUPL-1.2
"""Who may run a query now: a fixed number of places, shared fairly between clients."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from threading import Condition
from typing import Final

from fundgraph.errors import QueryFailed, TooManyRequests
from fundgraph.store.accounts import Accounts
from fundgraph.store.limits import WAITING_PER_RUNNING

MOST_WAITING: Final = 64
# How often a wait is broken off to see whether the client is still there.
LOOK_S: Final = 0.1


class ClientGone(QueryFailed):
    """Nobody waits for the answer any more."""


def check_present(gone: Callable[[], bool] | None) -> None:
    """Raises ClientGone where the client has gone."""
    if gone and gone():
        raise ClientGone("The client has gone.")


class Admission:
    """Gives out `places`; a client has at most `per_client` of them and twice as many waiting.

    A free place goes to the client whose queries have taken the least time lately (whole seconds
    count), then to the one that has the fewest places, then to whoever came first. Nobody waits
    longer than `patience` seconds. When more than `waiting` wait all together, the last in that
    order is sent away: each holds a thread of the server.
    """

    def __init__(
        self,
        places: int,
        *,
        per_client: int,
        patience: float,
        waiting: int = MOST_WAITING,
        accounts: Accounts | None = None,
    ) -> None:
        self.places = places
        self._most_waiting = waiting
        self._per_client = max(1, per_client)
        self._patience = patience
        self._accounts = accounts or Accounts()
        self._running: dict[int, tuple[str, float]] = {}
        self._waiting: dict[int, str] = {}
        self._joined: dict[int, str] = {}
        self._tickets = count()
        self._changed = Condition()

    @property
    def running(self) -> int:
        """How many queries run."""
        return len(self._running)

    @property
    def waiting(self) -> int:
        """How many queries wait for a place, for the answer of an equal one, or to be read."""
        return len(self._waiting) + len(self._joined)

    @contextmanager
    def place(
        self,
        client: str,
        *,
        deadline: float | None = None,
        gone: Callable[[], bool] | None = None,
    ) -> Iterator[None]:
        """A place for as long as the context lasts; its time is charged to the client. It is waited
        for until `deadline`, a time of `time.monotonic()`.

        Raises TooManyRequests for a client with enough running and waiting, QueryFailed when too
        many wait or no place became free in time, ClientGone when the client went.
        """
        ticket = self._enter(client, deadline or time.monotonic() + self._patience, gone)
        try:
            yield
        finally:
            self._leave(ticket)

    @contextmanager
    def joined(self, client: str, *, for_itself: bool = False) -> Iterator[None]:
        """Counts a client as waiting: for the answer to another's equal query, or while it reads a
        large one.

        Raises TooManyRequests for a client with enough running and waiting, QueryFailed where
        too many wait, unless it waits `for_itself`: with an answer at hand.
        """
        with self._changed:
            ticket = self._ticket(client)
            if not for_itself and self.waiting >= self._most_waiting:
                raise self._busy(f"{self._most_waiting} queries wait already.")
            self._joined[ticket] = client
        try:
            yield
        finally:
            with self._changed:
                del self._joined[ticket]

    def _enter(self, client: str, deadline: float, gone: Callable[[], bool] | None) -> int:
        with self._changed:
            ticket = self._ticket(client)
            self._waiting[ticket] = client
            try:
                self._send_away()
                self._wait(ticket, deadline, gone)
            finally:
                self._waiting.pop(ticket, None)
                self._changed.notify_all()
            self._running[ticket] = client, time.monotonic()
        return ticket

    def _ticket(self, client: str) -> int:
        present = [*self._waiting.values(), *self._joined.values()]
        if present.count(client) >= WAITING_PER_RUNNING * self._per_client:
            raise self._too_many()
        return next(self._tickets)

    def _send_away(self) -> None:
        """Of too many that wait, takes the last one's ticket away."""
        able = 1 if self._next() is not None else 0
        if len(self._waiting) - able > self._most_waiting:
            del self._waiting[max(self._waiting, key=self._order())]
            self._changed.notify_all()

    def _wait(self, ticket: int, deadline: float, gone: Callable[[], bool] | None) -> None:
        while self._next() != ticket:
            if ticket not in self._waiting:
                raise self._busy(f"{self._most_waiting} queries wait for a place already.")
            left = deadline - time.monotonic()
            if left <= 0:
                raise self._busy(f"All places for queries were taken for {self._patience:g} s.")
            self._changed.wait(min(left, LOOK_S) if gone else left)
            check_present(gone)

    def _next(self) -> int | None:
        """The ticket that may go in now."""
        if not self._waiting or len(self._running) >= self.places:
            return None
        running = [client for client, _ in self._running.values()]
        able = [
            ticket
            for ticket, client in self._waiting.items()
            if running.count(client) < self._per_client
        ]
        return min(able, key=self._order(), default=None)

    def _order(self) -> Callable[[int], tuple[int, int, int]]:
        """The order in which those that wait get a place."""
        now = time.monotonic()
        used: dict[str, tuple[int, int]] = {}
        for client in set(self._waiting.values()):
            since = [start for other, start in self._running.values() if other == client]
            seconds = self._accounts.used(client, now) + sum(now - start for start in since)
            used[client] = int(seconds), len(since)
        return lambda ticket: (*used[self._waiting[ticket]], ticket)

    def _leave(self, ticket: int) -> None:
        with self._changed:
            client, start = self._running.pop(ticket)
            now = time.monotonic()
            self._accounts.charge(client, now - start, now)
            self._changed.notify_all()

    def _too_many(self) -> TooManyRequests:
        waiting = WAITING_PER_RUNNING * self._per_client
        return TooManyRequests(
            f"At most {self._per_client} queries of one client run at a time and {waiting} wait "
            "(queries_per_client). Wait for an answer before the next query.",
            headers=self._retry_after(),
            members={"limit": "queries_per_client", "value": self._per_client, "waiting": waiting},
        )

    def _busy(self, sentence: str) -> QueryFailed:
        return QueryFailed(f"{sentence} Ask again later.", headers=self._retry_after())

    def _retry_after(self) -> dict[str, str]:
        return {"Retry-After": str(max(1, math.ceil(self._patience)))}
