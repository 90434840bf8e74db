# SPDX-License-Identifier: EUPL-1.2
"""What the server says: one JSON object a line on standard error.

A request's line holds no query string, no header and no address of a client.
"""

from __future__ import annotations

import json
import logging
import sys
from collections.abc import MutableMapping
from datetime import timedelta
from typing import Any

import structlog
from flask import g, has_request_context
from gunicorn.glogging import Logger
from gunicorn.http.wsgi import Response
from structlog.types import EventDict, Processor

from fundgraph.web.access import SEEN, Seen

REQUESTS = "fundgraph.requests"
_STAMP = structlog.processors.TimeStamper(fmt="iso", utc=True)

_JSON = json.JSONEncoder(ensure_ascii=False, default=str).encode  # dumps() makes one each time


def configure(level: str) -> None:
    """Has everything that this process and its children log written as JSON from a level on."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=_named(),
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.format_exc_info,
                structlog.processors.JSONRenderer(ensure_ascii=False),
            ],
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level.upper())


def _named() -> list[Processor]:
    return [
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.ExtraAdder(allow=("request",)),
        _request_id,
        _STAMP,
    ]


def _request_id(_logger: object, _method: str, event: EventDict) -> EventDict:
    """The event with the id of the request that it happened in."""
    if has_request_context() and "request_id" in g:
        event["request_id"] = g.request_id
    return event


class ServerLogger(Logger):
    """Gunicorn's own messages in our log; a line for each request, and its place in the counts."""

    def setup(self, cfg: Any) -> None:
        """Leaves where and how to the root logger."""
        self.cfg = cfg
        self.error_log.setLevel(logging.WARNING)
        self.error_log.propagate = True
        quiet = logging.getLogger().level > logging.INFO
        self.requests = None if quiet else _request_log()

    def access(
        self,
        resp: Response,
        req: object,
        environ: MutableMapping[str, Any],
        request_time: timedelta,
    ) -> None:
        """Writes down a request that has been answered, or whose client has gone."""
        seen: Seen | None = environ.get(SEEN)
        if seen is not None:
            self.answered(seen, int(resp.status_code or 0), resp.sent, request_time.total_seconds())

    def answered(self, seen: Seen, status: int, sent: int, seconds: float) -> None:
        """Counts a request and writes down what became of it: the bytes sent, in which time."""
        seen.count(status, seconds)
        if self.requests:
            self.requests.info(
                "request",
                request_id=seen.identifier,
                method=seen.method,
                path=_shown(seen.path),
                status=status,
                bytes=sent,
                ms=round(seconds * 1000, 2),
            )


def _shown(path: str) -> str:
    """A path without what acts on a terminal or turns the direction of what is read."""
    if path.isprintable():
        return path
    return "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in path)


def _request_log() -> structlog.typing.FilteringBoundLogger:
    """A logger with little between a request and its line."""
    bound: structlog.typing.FilteringBoundLogger = structlog.wrap_logger(
        structlog.BytesLogger(sys.stderr.buffer),
        processors=[
            structlog.processors.add_log_level,
            _STAMP,
            structlog.processors.JSONRenderer(lambda event, **_: _JSON(event).encode()),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        cache_logger_on_first_use=True,
    )
    return bound.bind(logger=REQUESTS)
