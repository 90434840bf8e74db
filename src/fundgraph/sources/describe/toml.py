# SPDX-License-Identifier: EUPL-1.2
"""Values → lines of TOML."""

from __future__ import annotations

import json


def quoted(text: str) -> str:
    """A basic string."""
    # The escapes of JSON are those of TOML, but for the delete character.
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def line(key: str, value: str | int, comment: str = "") -> str:
    """A key with its value, and a comment behind it."""
    text = quoted(value) if isinstance(value, str) else str(value)
    return f"{key} = {text}" + (f"  # {comment}" if comment else "")
