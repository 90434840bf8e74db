# SPDX-License-Identifier: EUPL-1.2
"""How much time each client's queries have taken lately."""

from __future__ import annotations

from threading import Lock
from typing import Final

from fundgraph.store.limits import HALF_LIFE_S

_MOST_CLIENTS: Final = 10_000
_FORGOTTEN_S: Final = 0.01


class Accounts:
    """Seconds used by client; what was used counts half after each half-life.

    Times are those of `time.monotonic()`. Safe to use from many threads.
    """

    def __init__(self, half_life: float = HALF_LIFE_S) -> None:
        self._half_life = half_life
        self._used: dict[str, tuple[float, float]] = {}
        self._lock = Lock()

    @property
    def clients(self) -> int:
        """How many clients are known."""
        return len(self._used)

    def charge(self, client: str, seconds: float, now: float) -> None:
        """Adds to what a client has used. All time counts, whatever became of the query."""
        with self._lock:
            self._used[client] = (self.used(client, now) + seconds, now)
            if len(self._used) > _MOST_CLIENTS:
                self._forget(now)

    def used(self, client: str, now: float) -> float:
        """The seconds that a client has used, as they count now."""
        seconds, at = self._used.get(client, (0.0, now))
        return float(seconds * 0.5 ** ((now - at) / self._half_life))

    def _forget(self, now: float) -> None:
        """Lets go of clients that have used next to nothing; of the lesser half, if all have."""
        order = sorted(self._used, key=lambda client: self.used(client, now))
        least = len(order) - _MOST_CLIENTS // 2
        for place, client in enumerate(order):
            if place >= least and self.used(client, now) > _FORGOTTEN_S:
                break
            del self._used[client]
