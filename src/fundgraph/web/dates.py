# SPDX-License-Identifier: EUPL-1.2
"""Dates in the head of a request that are none: they are as if not there (RFC 9110, 13.1.3)."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from werkzeug.http import parse_date

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

_DATED: Final = ("HTTP_IF_MODIFIED_SINCE", "HTTP_IF_UNMODIFIED_SINCE", "HTTP_IF_RANGE")


class Dated:
    """An application that is shown no date that cannot be one.

    Werkzeug raises OverflowError for years and offsets of many digits.
    """

    def __init__(self, application: WSGIApplication) -> None:
        self._application = application

    def __call__(self, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        for name in _DATED:
            if name in environ and not _is_sound(environ[name]):
                del environ[name]
        return self._application(environ, start)


@lru_cache(maxsize=256)
def _is_sound(value: str) -> bool:
    try:
        parse_date(value)  # None for an entity tag
    except OverflowError:
        return False
    return True
