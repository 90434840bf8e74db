# SPDX-License-Identifier: EUPL-1.2
"""Text as it stands in a page, made without an object for each value."""

from __future__ import annotations

import re
from collections.abc import Callable

from markupsafe import Markup, escape

_SPECIAL = re.compile("[&<>\"']")
# What XML 1.0 cannot hold.
_ODD = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def written(value: object) -> str:
    """A value as it is written into a page: markup as it is, all else escaped."""
    if type(value) is str:
        return escape(value) if _SPECIAL.search(value) else value
    return value if type(value) is Markup else escape(value)


def in_xml(text: str) -> str:
    """A text or document with a mark in place of each character that no XML may hold."""
    return _ODD.sub("\ufffd", text)


def filled(message: str, values: dict[str, object]) -> Markup:
    """A message with its `%(name)s` filled in."""
    return Markup(str(message) % {name: written(value) for name, value in values.items()})


Filter = Callable[..., object]
