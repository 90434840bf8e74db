# SPDX-License-Identifier: EUPL-1.2
"""The query supervisor's process as its parent sees it: started, kept alive, connected to."""

from __future__ import annotations

import json
import logging
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from tempfile import mkdtemp
from threading import Lock
from typing import Final

from fundgraph.config import Settings
from fundgraph.errors import QueryFailed
from fundgraph.store.channel import Channel
from fundgraph.store.process import environment
from fundgraph.vocabulary import PREFIXES

_log = logging.getLogger(__name__)
_BACKLOG: Final = 1024
_MOST_IDLE: Final = 16
_AGAIN_S: Final = 0.5
_END_S: Final = 2.0
_SOON: Final = {"Retry-After": "1"}


class Supervision:
    """A supervisor and the way to it, a socket in a folder that is for this user alone.

    Made before a server forks: whoever made it keeps the supervisor alive by `ensure`, all
    processes may `ask` it. The socket outlives a supervisor, so that who asks meanwhile waits for
    the next one. `places` are for strangers' queries; one more than a client may have, if None.
    """

    def __init__(self, settings: Settings, *, places: int | None = None) -> None:
        told = {"settings": asdict(settings), "prefixes": PREFIXES, "places": places}
        self._told = (json.dumps(told) + "\n").encode()
        self._owner = os.getpid()
        self._listener: socket.socket | None = None
        self._address = ""
        self._process: subprocess.Popen[bytes] | None = None
        self._started = 0.0
        self._closed = False
        self._lock = Lock()
        self._idle: list[Channel] = []

    @property
    def running(self) -> bool:
        """Whether a supervisor has been started."""
        return self._process is not None

    def ensure(self) -> None:
        """Starts the supervisor, or the next one where it has ended. Does nothing in a process
        that was forked later."""
        with self._lock:
            if self._closed or os.getpid() != self._owner:
                return
            if self._process and self._process.poll() is None:
                return
            if self._process:
                if time.monotonic() - self._started < _AGAIN_S:
                    return
                _log.error("the query supervisor ended and is started again")
                _end(self._process)
            self._start(self._listener or self._listening())

    def forget(self) -> None:
        """Lets go, in a forked process, of what ends the supervisor when nobody holds it."""
        if self._process and self._process.stdin:
            self._process.stdin.close()
        if self._listener:
            self._listener.close()

    def close(self) -> None:
        """Ends the supervisor and its workers; in a forked process, its connections."""
        with self._lock:
            self._closed = True
            for channel in self._idle:
                channel.close()
            self._idle.clear()
            if os.getpid() != self._owner:
                return
            if self._process:
                _end(self._process)
            if self._listener:
                self._listener.close()
                with suppress(OSError):  # the supervisor may have removed it
                    Path(self._address).unlink()
                    Path(self._address).parent.rmdir()

    def ask(
        self,
        kind: bytes,
        payload: bytes,
        *,
        seconds: float,
        watch: Callable[[], None] | None = None,
    ) -> tuple[Channel, bytes, bytes]:
        """The kind and payload of the answer, and the connection, to be given back.

        Raises QueryFailed when none comes, and what `watch` raises.
        """
        channel = self._connection()
        try:
            channel.send(kind, payload)
            return channel, *channel.read(time.monotonic() + seconds, watch)
        except TimeoutError as error:
            channel.close()
            raise QueryFailed("The query service does not answer.", headers=_SOON) from error
        except (OSError, EOFError) as error:
            channel.close()
            raise QueryFailed(
                "The query service ended and is started again. Ask once more.", headers=_SOON
            ) from error
        except BaseException:
            channel.close()
            raise

    def give_back(self, channel: Channel) -> None:
        """Keeps a connection for the next question."""
        if len(self._idle) < _MOST_IDLE:
            self._idle.append(channel)
        else:
            channel.close()

    def _connection(self) -> Channel:
        self.ensure()
        if self._closed:
            raise QueryFailed("The service is being closed.")
        while True:
            try:
                channel = self._idle.pop()
            except IndexError:
                break
            if not channel.gone():
                return channel
            channel.close()
        connected = socket.socket(socket.AF_UNIX)
        try:
            connected.connect(self._address)
        except OSError as error:
            connected.close()
            raise QueryFailed("The query service is closed.", headers=_SOON) from error
        return Channel(connected)

    def _listening(self) -> socket.socket:
        self._address = str(Path(mkdtemp(prefix="fundgraph-")) / "queries")
        self._listener = socket.socket(socket.AF_UNIX)
        self._listener.bind(self._address)
        self._listener.listen(_BACKLOG)
        return self._listener

    def _start(self, listener: socket.socket) -> None:
        process = subprocess.Popen(
            [sys.executable, "-P", "-m", "fundgraph.store.supervisor", str(listener.fileno())],
            stdin=subprocess.PIPE,
            env=environment(),
            pass_fds=[listener.fileno()],
            start_new_session=True,
            bufsize=0,
        )
        self._process, self._started = process, time.monotonic()
        assert process.stdin is not None
        with suppress(BrokenPipeError):  # it has ended already; the next one is told as well
            process.stdin.write(self._told)


def _end(process: subprocess.Popen[bytes]) -> None:
    if process.stdin:
        process.stdin.close()
    try:
        process.wait(_END_S)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
