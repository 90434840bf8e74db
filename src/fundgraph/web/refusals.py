# SPDX-License-Identifier: EUPL-1.2
"""Requests that the application never sees, as their heads cannot be read, and its own failures:
answered as its errors are, counted, and written down without what was asked."""

from __future__ import annotations

import re
import time
from dataclasses import replace
from http import HTTPStatus
from socket import socket
from typing import Any, Final
from urllib.parse import quote
from wsgiref.handlers import format_date_time

from flask import Flask, Response, g, request
from gunicorn.app.base import BaseApplication
from gunicorn.http import Request, errors
from werkzeug.test import create_environ

from fundgraph.errors import BadRequest
from fundgraph.store.limits import LONGEST_ADDRESS
from fundgraph.web import access, problems
from fundgraph.web.addresses import below, sent_on
from fundgraph.web.logs import ServerLogger
from fundgraph.web.patience import PatientWorker
from fundgraph.web.site import site
from fundgraph.web.values import Problem

_STATUSES: Final[dict[type[BaseException], int]] = {
    errors.ExpectationFailed: 417,
    errors.InvalidHTTPVersion: 505,
    errors.LimitRequestHeaders: 431,
    errors.LimitRequestLine: 414,
    errors.UnsupportedTransferCoding: 501,
}
_DETAILS: Final = {
    400: "The head of this request is malformed.",
    414: f"The first line of this request has more than {LONGEST_ADDRESS} bytes, which is the most "
    "that is read. Send the query by POST.",
    417: "This service knows no expectation but 100-continue.",
    431: "The head of this request has too many fields, or one that is too long.",
    501: "This service knows no transfer coding but chunked.",
    505: "This service speaks HTTP/1.0 and HTTP/1.1.",
}
_LIMITS: Final = {414: {"limit": "address_bytes", "value": LONGEST_ADDRESS}}
# Faults of the application, which gunicorn's tree has below those of clients.
_OURS: Final = (errors.InvalidResponseHeader, errors.InvalidResponseHeaderName)  # type: ignore[attr-defined]
# A line that is right but for letters in it that are not encoded; a path of ours, never a host.
_UNENCODED: Final = re.compile(r"(?:GET|HEAD) (/(?![/\\])[^\x00-\x20\x7f]*) HTTP/1\.[01]")
_ASCII: Final = "".join(map(chr, range(0x21, 0x7F)))


class Answering(BaseApplication):
    """What gunicorn serves: the application, once a worker has built it."""

    application: Flask | None = None


class TellingWorker(PatientWorker):
    """A worker that answers what it cannot read as the application answers its errors."""

    app: Answering
    log: ServerLogger

    def handle_error(
        self, req: Request | None, client: socket, addr: Any, exc: BaseException
    ) -> None:
        """Answers a request that cannot be read (`req` is None), or that the application failed."""
        started = time.monotonic()
        failed = isinstance(exc, _OURS) or not isinstance(exc, errors.ParseException)
        if req is not None and not failed:  # it has its answer: what came after it is no request
            return
        assert self.app.application is not None
        head, content, seen = _answer(self.app.application, None if failed else exc, req)
        try:
            client.sendall(head + content)
        except OSError:
            content = b""
        seconds = time.monotonic() - started
        self.log.answered(seen, int(head.split(b" ", 2)[1]), len(content), seconds)


def _answer(
    application: Flask, error: BaseException | None, asked: Request | None
) -> tuple[bytes, bytes, access.Seen]:
    """The head and the content of an answer; without an error the application failed."""
    path, method = (asked.path, asked.method) if asked else ("", "")
    environ = create_environ(path, method=method)
    with application.request_context(environ):
        request.url_rule, g.request_id = None, access.identifier({}, trusted=False)
        if error is None:
            application.logger.exception("%s %s failed", method, path)
        answer = refusal(error) if error else problems.answer(problems.failure())
        response = application.process_response(answer)
        fields = response.get_wsgi_headers(environ)
        fields.extend({"Date": format_date_time(time.time()), "Connection": "close"})
    lines = [f"HTTP/1.1 {response.status}", *(f"{name}: {value}" for name, value in fields), "", ""]
    content = b"" if method == "HEAD" else response.get_data()
    seen = replace(environ[access.SEEN], path=path)  # empty where nobody knows it
    return "\r\n".join(lines).encode("latin-1"), content, seen


def refusal(error: BaseException) -> Response:
    """What is said of a head that cannot be read: what is wrong with it, or where the address is
    as it should be written (RFC 9112, 3.2)."""
    line = error.req if isinstance(error, errors.InvalidRequestLine) else ""
    unencoded = _UNENCODED.fullmatch(line)
    if unencoded and _is_text(octets := unencoded[1].encode("latin-1")):
        return sent_on(301, below(quote(octets, safe=_ASCII), site().settings.base_iri))
    status = _STATUSES.get(type(error), 400)
    title = BadRequest.title if status == 400 else HTTPStatus(status).phrase.capitalize()
    return problems.answer(
        Problem(status, title, _DETAILS[status], members=_LIMITS.get(status, {}))
    )


def _is_text(octets: bytes) -> bool:
    return "\ufffd" not in octets.decode(errors="replace")
