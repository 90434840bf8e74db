# SPDX-License-Identifier: EUPL-1.2
"""Who asks, and how many long answers each may have under way."""

from __future__ import annotations

import ipaddress
import re
import weakref
from collections import Counter
from collections.abc import Iterable
from threading import Lock
from typing import Final

from flask import Response, request

from fundgraph.errors import Busy, TooManyRequests
from fundgraph.store.limits import Limit

_PORT = re.compile(r"^(\d+(?:\.\d+){3}|\[.*\]):\d+$")
OF_A_CLIENT: Final = 2
OF_ALL: Final = 16
_RETRY_S: Final = 5
_LATER: Final = "Come back after Retry-After seconds, or take a dump."
# The limits of those answers, for descriptions.
LIMITS: Final = (
    Limit(
        "lists_per_client", OF_A_CLIENT, "lists",
        "whole lists that each process of the server sends to one client at a time; 429 beyond",
        _LATER, setting=False,
    ),
    Limit(
        "lists_at_a_time", OF_ALL, "lists",
        "whole lists that each process of the server sends to all clients at a time; 503 beyond",
        _LATER, setting=False,
    ),
)  # fmt: skip


def client() -> str:
    """Who asks: an address, of IPv6 the network that one household has."""
    address = request.remote_addr or ""
    bare = _PORT.sub(r"\1", address)  # some proxies tell the port as well
    try:
        found = ipaddress.ip_address(bare.strip("[]"))
    except ValueError:
        return address[:64]
    if isinstance(found, ipaddress.IPv6Address):
        found = found.ipv4_mapped or found
    if isinstance(found, ipaddress.IPv4Address):
        return str(found)
    return str(ipaddress.ip_network((found, 64), strict=False))


class Turns:
    """The long answers under way: at most `each` of one client, `together` of all."""

    def __init__(self, *, each: int = OF_A_CLIENT, together: int = OF_ALL) -> None:
        self._each, self._together = each, together
        self._lock = Lock()
        self._taken: Counter[str] = Counter()

    def stream(self, chunks: Iterable[bytes]) -> Response:
        """An answer in chunks, which takes a place until it is sent, given up or forgotten.

        Raises TooManyRequests for a client that has its share, Busy where no place is left.
        """
        who = client()
        self._take(who)
        response = Response(chunks)
        response.call_on_close(weakref.finalize(response, self._give_back, who))
        return response

    def _take(self, who: str) -> None:
        with self._lock:
            if self._taken[who] >= self._each:
                raise self._too_many()
            if self._taken.total() >= self._together:
                raise self._busy()
            self._taken[who] += 1

    def _give_back(self, who: str) -> None:
        with self._lock:
            self._taken[who] -= 1
            if not self._taken[who]:
                del self._taken[who]

    def _too_many(self) -> TooManyRequests:
        return TooManyRequests(
            f"Each process of the server sends one client {self._each} whole lists at a time "
            "(lists_per_client). Wait until one has come, or take a dump.",
            headers={"Retry-After": str(_RETRY_S)},
            members={"limit": "lists_per_client", "value": self._each},
        )

    def _busy(self) -> Busy:
        return Busy(
            f"{self._together} whole lists are being sent already (lists_at_a_time). Ask again "
            "later, or take a dump.",
            headers={"Retry-After": str(_RETRY_S)},
            members={"limit": "lists_at_a_time", "value": self._together},
        )
