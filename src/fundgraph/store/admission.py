# SPDX-License-Identifier: EUPL-1.2
"""Who may run a query now: a fixed number of places, shared fairly between clients."""

from __future__ import annotations

import math
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from threading import Condition
from typing import Final

from fundgraph.errors import QueryFailed, TooManyRequests

WAITING_PER_RUNNING: Final = 2
WAITING_PER_PLACE: Final = 4


class Admission:
    """Gives out `places`; a client has at most `per_client` of them and twice as many waiting.

    A free place goes to the client that has the fewest, then to whoever came first. Nobody waits
    longer than `patience` seconds. All together, at most `waiting` wait, four for each place unless
    said otherwise: each holds a thread of the server.
    """

    def __init__(
        self, places: int, *, per_client: int, patience: float, waiting: int | None = None
    ) -> None:
        self._free = places
        self._most_waiting = WAITING_PER_PLACE * places if waiting is None else waiting
        self._per_client = max(1, per_client)
        self._patience = patience
        self._running: Counter[str] = Counter()
        self._waiting: dict[int, str] = {}
        self._tickets = count()
        self._changed = Condition()

    @contextmanager
    def place(self, client: str) -> Iterator[None]:
        """A place for as long as the context lasts.

        Raises TooManyRequests for a client with enough running and waiting, QueryFailed when too
        many wait or no place became free in time.
        """
        self._enter(client)
        try:
            yield
        finally:
            self._leave(client)

    def _enter(self, client: str) -> None:
        with self._changed:
            waiting = sum(1 for other in self._waiting.values() if other == client)
            if waiting >= WAITING_PER_RUNNING * self._per_client:
                raise TooManyRequests(self._too_many(), headers=self._retry_after())
            ticket = next(self._tickets)
            self._waiting[ticket] = client
            try:
                self._check_waiting(ticket)
                self._wait(ticket)
            finally:
                del self._waiting[ticket]
                self._changed.notify_all()
            self._free -= 1
            self._running[client] += 1

    def _check_waiting(self, ticket: int) -> None:
        if len(self._waiting) > self._most_waiting and self._next() != ticket:
            raise QueryFailed(
                f"{self._most_waiting} queries wait for a place already.",
                headers=self._retry_after(),
            )

    def _wait(self, ticket: int) -> None:
        deadline = time.monotonic() + self._patience
        while self._next() != ticket:
            left = deadline - time.monotonic()
            if left <= 0:
                raise QueryFailed(
                    f"All places for queries were taken for {self._patience:g} s.",
                    headers=self._retry_after(),
                )
            self._changed.wait(left)

    def _next(self) -> int | None:
        """The ticket that may go in now."""
        if not self._free:
            return None
        able = [
            (self._running[client], ticket)
            for ticket, client in self._waiting.items()
            if self._running[client] < self._per_client
        ]
        return min(able)[1] if able else None

    def _leave(self, client: str) -> None:
        with self._changed:
            self._free += 1
            self._running[client] -= 1
            if not self._running[client]:
                del self._running[client]
            self._changed.notify_all()

    def _too_many(self) -> str:
        return (
            f"At most {self._per_client} queries of one client run at a time and "
            f"{WAITING_PER_RUNNING * self._per_client} wait (queries_per_client)."
        )

    def _retry_after(self) -> dict[str, str]:
        return {"Retry-After": str(max(1, math.ceil(self._patience)))}
