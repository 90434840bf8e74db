# SPDX-License-Identifier: EUPL-1.2
"""A part of a file: one range of bytes (RFC 9110, 14)."""

from __future__ import annotations

import re
from typing import Final

from flask import Response, request
from werkzeug.exceptions import RequestedRangeNotSatisfiable

from fundgraph.web.preconditions import allows_part, verdict

# Other units, several ranges at once and what is no range are passed over (14.2).
_RANGE: Final = re.compile(r"bytes=[ \t]*([0-9]{0,18})-([0-9]{0,18})[ \t]*", re.I)


def cut(response: Response, size: int) -> None:
    """Makes the response to GET the part that the request asks for, where it asks for one.

    Raises RequestedRangeNotSatisfiable, but not where a condition has another answer.
    """
    response.headers["Accept-Ranges"] = "bytes"
    environ, headers = request.environ, response.headers
    validators = headers.get("ETag"), headers.get("Last-Modified")
    if request.method != "GET" or verdict(environ, *validators):
        return
    if not allows_part(environ, *validators):
        return
    try:
        part = _part(request.headers.get("Range"), size)
    except RequestedRangeNotSatisfiable:
        response.close()
        raise
    if part:
        alone = {"REQUEST_METHOD": "GET", "HTTP_RANGE": f"bytes={part[0]}-{part[1]}"}
        response.make_conditional(alone, accept_ranges=True, complete_length=size)


def _part(wanted: str | None, size: int) -> tuple[int, int] | None:
    """The first and the last byte of a range; None where all is sent."""
    found = _RANGE.fullmatch(wanted or "")
    if not found or found.groups() == ("", ""):
        return None
    if found[1]:
        first, last = int(found[1]), min(int(found[2] or size), size - 1)
        if found[2] and int(found[2]) < first:
            return None
    else:
        first, last = max(0, size - int(found[2])), size - 1
    if first >= size:
        raise RequestedRangeNotSatisfiable(length=size)
    return first, last
