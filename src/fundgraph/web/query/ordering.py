# SPDX-License-Identifier: EUPL-1.2
"""What a query orders its rows by, read from its text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from fundgraph.store.tokens import tokens

_ORDER: Final = re.compile(
    r"\bORDER BY (?:[?$](\w+)|(?:ASC |DESC )?\( [?$](\w+) \))(?= |\Z)", re.IGNORECASE
)


def ordered_by(query: str) -> str | None:
    """The variable that comes first in the order of a query's rows; None where there is no order,
    or one by an expression."""
    found = _ORDER.search(" ".join(_outer(query)))
    return found[1] or found[2] if found else None


def _outer(query: str) -> Iterator[str]:
    """The words outside all braces, those of texts aside: sub-selects have orders of their own."""
    depth = 0
    for token in tokens(query):
        if token.text in ("{", "}"):
            depth += 1 if token.text == "{" else -1
        elif not depth and token.kind != "string":
            yield token.text
