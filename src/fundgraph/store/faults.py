# SPDX-License-Identifier: EUPL-1.2
"""Errors on their way from one process to another."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from fundgraph.errors import HttpError


def message(error: HttpError) -> dict[str, object]:
    """An error as plain values."""
    return {
        "error": _name(type(error)),
        "detail": str(error),
        "headers": error.headers,
        "members": error.members,
    }


def error(message: Mapping[str, Any]) -> HttpError:
    """The error of a message."""
    kind = {kind.__name__: kind for kind in HttpError.__subclasses__()}[message["error"]]
    return kind(message["detail"], headers=message["headers"], members=message["members"])


def _name(kind: type[HttpError]) -> str:
    """The class's name, or that of the class of `errors` that it stands for."""
    while HttpError not in kind.__bases__:
        kind = kind.__bases__[0]
    return kind.__name__
