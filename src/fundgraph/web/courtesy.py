# SPDX-License-Identifier: EUPL-1.2
"""Long answers let short ones by: both are made by the threads of one process, of which one runs at
a time."""

from __future__ import annotations

from collections.abc import Iterable
from threading import Event, Lock
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

PATIENCE_S: Final = 0.005
# Its queries are run by other processes: who waits for one is in nobody's way.
_ELSEWHERE: Final = "/sparql"


class Courtesy:
    """The answers that are being made, each from its request until it is sent."""

    def __init__(self, patience: float = PATIENCE_S) -> None:
        self._patience = patience
        self._lock = Lock()
        self._made = 0
        self._none = Event()
        self._none.set()

    def let_by(self) -> None:
        """Waits while answers are being made, for the moment that a long one can spare before each
        of its steps."""
        if not self._none.is_set():
            self._none.wait(self._patience)

    def around(self, application: WSGIApplication) -> WSGIApplication:
        """An application whose answers are let by."""

        def answer(environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
            if environ["PATH_INFO"] == _ELSEWHERE:
                return application(environ, start)
            self._count(1)
            try:
                return application(environ, start)
            finally:
                self._count(-1)

        return answer

    def _count(self, more: int) -> None:
        with self._lock:
            self._made += more
            if self._made:
                self._none.clear()
            else:
                self._none.set()
