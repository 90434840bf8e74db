# SPDX-License-Identifier: EUPL-1.2
"""What a query holds under every reading of it.

Where a value may have ended in round brackets, `<…>` is an IRI to one reading and the beginning of
a comparison to another, and with it what follows: `?a<'>').SERVICE …`. Both are followed, each with
the brackets that it has open, until it ends or closes a bracket that is not open.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import Final, NamedTuple

from fundgraph.errors import BadRequest
from fundgraph.store.limits import DEEPEST_QUERY
from fundgraph.store.tokens import BROKEN, CLOSERS, OPENERS, PATTERN, SILENT, line_of, position

# Tokens looked at, all readings together: a query of the greatest length has a few thousand.
_MOST_TOKENS: Final = 50_000
# So many times the word `service` is followed by a look at what comes next.
_MOST_CHECKED: Final = 200

# After these an expression wants a value: what follows is no comparison.
_WANTS_VALUE: Final = frozenset("(,=&|!+-*/^;")
# Two slashes stand in no expression.
_ABSOLUTE: Final = re.compile(r"<[A-Za-z][A-Za-z0-9+.-]*+://")

# All that may follow SERVICE, and more. The engine wants no space behind the word, nor before it.
_GAP = r"(?: [ \t\r\n] | \#[^\r\n]*+ )*+"
_NAME = r"(?: [-.\w%] | [^\x00-\x7f] | \\. )"
_CLAUSE: Final = re.compile(
    rf"""service {_GAP} (?: silent {_GAP} )?
         (?: [?$] (?: \w | [^\x00-\x7f] )++ | <[^<>]*+> | {_NAME}*+ : (?: {_NAME} | : )*+ )
         {_GAP} \{{""",
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
_SERVICE: Final = re.compile("service", re.IGNORECASE)


class _Reading(NamedTuple):
    """A reading as far as `start`: the brackets open there, and whether a value may have ended."""

    start: int
    open: str = ""
    value: bool = False


def check(text: str) -> None:
    """Raises BadRequest where any reading has SERVICE or more than 64 levels of brackets.

    Also where there are too many readings to follow them all.
    """
    walk = _Walk(text)
    pending, seen = [_Reading(0)], set[_Reading]()
    while pending:
        reading = pending.pop()
        if reading not in seen:
            seen.add(reading)
            pending += walk.follow(reading)


def refused(text: str, offset: int, sentence: str, **members: object) -> BadRequest:
    """The error for something at a place of a query, with its line; `members` name a limit."""
    line, column = position(text, offset)
    place = {"line": line, "column": column, "text": line_of(text, line)}
    return BadRequest(sentence, members={**place, **members})


def too_deep(text: str, offset: int) -> BadRequest:
    """The error for a bracket too many."""
    sentence = f"The query nests more than {DEEPEST_QUERY} levels of brackets. Nest less."
    return refused(text, offset, sentence, limit="query_depth", value=DEEPEST_QUERY)


class _Walk:
    """Follows the readings of one text."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._left = _MOST_TOKENS
        found = [match.start() for match in _SERVICE.finditer(text)]
        self._services = [
            at for at in found if len(found) > _MOST_CHECKED or _CLAUSE.match(text, at)
        ]

    def follow(self, reading: _Reading) -> list[_Reading]:
        """The readings into which one parts, at the next place where it does."""
        _, opened, value = reading
        before = ""
        for match in PATTERN.finditer(self._text, reading.start):
            kind, token, start = match.lastgroup, match[0], match.start()
            self._count(start)
            if kind in SILENT:
                continue
            if kind in BROKEN:
                self._check_service(start, len(self._text))
                return []
            if kind == "iri" and self._may_compare(start, opened, value):
                operator = _Reading(start + 1, opened, value=False)
                return [_Reading(match.end(), opened, value=True), operator]
            if kind in ("word", "name", "language") and opened and before != "GRAPH":
                self._check_service(start, match.end())
            if kind == "bracket":
                if not self._closes(token, opened):
                    return []
                opened = self._bracket(token, start, opened)
            value = token not in _WANTS_VALUE
            before = token.upper()
        return []

    def _count(self, start: int) -> None:
        self._left -= 1
        if self._left < 0:
            sentence = "Too many signs may be a comparison or an IRI; write a space after each `<`."
            raise refused(self._text, start, sentence)

    def _may_compare(self, start: int, opened: str, value: bool) -> bool:
        """Whether `<` may be a sign of its own here, though an IRI could begin there."""
        if _ABSOLUTE.match(self._text, start):
            return False
        return self._text[start - 1 : start] == "<" or (value and opened.endswith("("))

    def _check_service(self, start: int, end: int) -> None:
        """Raises BadRequest where a clause of SERVICE begins within a part of the text."""
        first = bisect_left(self._services, start)
        if first < len(self._services) and self._services[first] < end:
            sentence = "SERVICE is not offered: this service asks no other one."
            raise refused(self._text, self._services[first], sentence)

    def _closes(self, token: str, opened: str) -> bool:
        """False for a bracket that closes another than the one open last."""
        return token in OPENERS or (bool(opened) and OPENERS[opened[-1]] == token)

    def _bracket(self, token: str, start: int, opened: str) -> str:
        if token in CLOSERS:
            return opened[:-1]
        if len(opened) == DEEPEST_QUERY:
            raise too_deep(self._text, start)
        return opened + token
