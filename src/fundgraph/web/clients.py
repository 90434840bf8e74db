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

from fundgraph.errors import TooManyRequests

_PORT = re.compile(r"^(\d+(?:\.\d+){3}|\[.*\]):\d+$")
# Whole lists that are sent at a time, in each web process.
OF_A_CLIENT: Final = 2
OF_ALL: Final = 16
_RETRY_S: Final = 5


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

        Raises TooManyRequests where there is no place.
        """
        who = client()
        self._take(who)
        response = Response(chunks)
        response.call_on_close(weakref.finalize(response, self._give_back, who))
        return response

    def _take(self, who: str) -> None:
        with self._lock:
            if self._taken[who] >= self._each or self._taken.total() >= self._together:
                raise TooManyRequests(
                    f"At most {self._each} whole lists are sent to one client at a time, and "
                    f"{self._together} to all, by each process of the server. Wait until one has "
                    "come, or take a dump.",
                    headers={"Retry-After": str(_RETRY_S)},
                )
            self._taken[who] += 1

    def _give_back(self, who: str) -> None:
        with self._lock:
            self._taken[who] -= 1
            if not self._taken[who]:
                del self._taken[who]
