# SPDX-License-Identifier: EUPL-1.2
"""What the head of a request says of its connection, where gunicorn reads less in it."""

from __future__ import annotations

from typing import Final

from gunicorn.http import Request

_SPOKEN: Final = (1, 1)


def settle(asked: Request) -> None:
    """Has a request answered in the version that we speak, whatever later HTTP/1 it names
    (RFC 9110, 2.5), and its connection closed where `close` is one of several options (7.6.1):
    gunicorn answers in kind, and would wait for a next request."""
    asked.version = min(asked.version or _SPOKEN, _SPOKEN)
    said = ",".join(value for name, value in asked.headers if name == "CONNECTION")
    if "close" in (option.strip().lower() for option in said.split(",")):
        asked.force_close()
