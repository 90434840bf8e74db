# SPDX-License-Identifier: EUPL-1.2
"""A client with an address of its own on loopback, which notices when an answer is not whole."""

from __future__ import annotations

import socket
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException, HTTPResponse

SERVER = "127.0.0.1"
RESULTS = "application/sparql-results+json, text/turtle;q=0.9"
PIECE, KEPT = 1 << 16, 1 << 22


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer, or what came of it: status 0 where there was none, `fault` where it is not whole.

    The headers' names are in lower case; of a long body the first 4 MB are kept.
    """

    status: int
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    length: int = 0
    seconds: float = 0.0
    fault: str = ""

    @property
    def clear(self) -> bool:
        """Whether the client knows what came of it: a whole answer, or an error with its reason."""
        return not self.fault and (self.status < 400 or b'"detail"' in self.body)


class Client:
    """Asks the server at a port, each time by a new connection from the same address."""

    def __init__(self, port: int, address: str = "127.0.0.1", *, patience: float = 30) -> None:
        self.port, self.address, self.patience = port, address, patience

    def ask(
        self,
        path: str,
        *,
        method: str = "GET",
        body: bytes | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Answer:
        """The answer to a request; no redirect is followed, no error raised."""
        begin = time.perf_counter()
        connection = HTTPConnection(
            SERVER, self.port, timeout=self.patience, source_address=(self.address, 0)
        )
        try:
            with suppress(BrokenPipeError, ConnectionResetError):  # the answer may be there already
                connection.request(method, path, body, dict(headers or {}))
            return _whole(connection.getresponse(), begin)
        except (OSError, HTTPException) as error:
            return Answer(0, seconds=time.perf_counter() - begin, fault=repr(error))
        finally:
            connection.close()

    def query(self, text: str, accept: str = RESULTS) -> Answer:
        """The answer to a SPARQL query, sent as it is."""
        headers = {"Content-Type": "application/sparql-query", "Accept": accept}
        return self.ask("/sparql", method="POST", body=text.encode(), headers=headers)

    def connected(self) -> socket.socket:
        """A connection."""
        return socket.create_connection(
            (SERVER, self.port), timeout=self.patience, source_address=(self.address, 0)
        )

    def raw(self, sent: bytes) -> bytes:
        """All that comes back for some bytes, until the server closes; what came before a reset."""
        received = b""
        try:
            with self.connected() as connection:
                connection.sendall(sent)
                while piece := connection.recv(PIECE):
                    received += piece
        except OSError:
            return received
        return received


def _whole(response: HTTPResponse, begin: float) -> Answer:
    """Reads an answer to its end."""
    body, length, fault = b"", 0, ""
    try:
        while piece := response.read(PIECE):
            length += len(piece)
            body += piece if len(body) < KEPT else b""
    except (OSError, HTTPException) as error:
        fault = repr(error)
    headers = {name.lower(): value for name, value in response.getheaders()}
    declared = headers.get("content-length")
    if declared is not None and response.length and length < int(declared):
        fault = fault or f"{length} of {declared} bytes"
    return Answer(response.status, headers, body, length, time.perf_counter() - begin, fault)
