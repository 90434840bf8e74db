# SPDX-License-Identifier: EUPL-1.2
"""The body of a request: all of it, as it was sent, or an error that says why not."""

from __future__ import annotations

from typing import Final

from flask import abort, request

from fundgraph.errors import BadRequest, TooLarge, UnsupportedMediaType
from fundgraph.store.limits import LONGEST_BODY

_NO_CODINGS: Final = ("", "identity")


def body() -> bytes:
    """The body of this request.

    Raises TooLarge, BadRequest for one that is shorter than its Content-Length,
    UnsupportedMediaType for one that is packed.
    """
    _check_codings()
    if (request.content_length or 0) > LONGEST_BODY:
        raise _too_large()
    # One byte more: of a body in chunks nobody knows the length, and Werkzeug cuts it in silence.
    request.max_content_length = LONGEST_BODY + 1
    found = request.get_data(cache=False)
    if len(found) > LONGEST_BODY:
        raise _too_large()
    if len(found) < (request.content_length or 0):
        raise BadRequest("The body of this request ends before its Content-Length.")
    return found


def _check_codings() -> None:
    if request.headers.get("Content-Encoding", "").strip().lower() not in _NO_CODINGS:
        raise UnsupportedMediaType(
            "This service unpacks no requests: send the body as it is, without Content-Encoding.",
            headers={"Accept-Encoding": "identity"},
        )
    if request.headers.get("Transfer-Encoding", "chunked").strip().lower() != "chunked":
        abort(501)


def _too_large() -> TooLarge:
    return TooLarge(
        f"The body of this request has more than {LONGEST_BODY} bytes, which is the most that is "
        "read.",
        members={"limit": "request_bytes", "value": LONGEST_BODY},
    )
