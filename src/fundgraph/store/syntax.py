# SPDX-License-Identifier: EUPL-1.2
"""Where and why a query does not parse, said better than the engine says it.

The engine reports the furthest place that any of its rules looked at: for an expected keyword that
is the end of as many characters as the keyword has. So the query is sent with blanks after it, and
the place is taken back by the length of the keyword.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import NamedTuple

from fundgraph.store.tokens import OPENERS, Token, position, tokens

PADDING = "\n" + " " * 32

_PLACE = re.compile(r"^(?:error )?at (\d+):(\d+): expected (?:one of )?(.*)$", re.DOTALL)
_ITEM = re.compile(r'"(?:[^"\\]|\\.)*"|\[[^]]*\]|[^,"\[]+')
_KEYWORD = re.compile(r"[A-Za-z][A-Za-z0-9_]*")
_SENTENCE = re.compile(r"(?:The [A-Za-z].*|[A-Z]+ \* .*|[A-Za-z]+ [a-z]+ .*)")
_MOST_EXPECTED = 6


class Fault(NamedTuple):
    """A sentence for people and the place it is about, line and column from 1."""

    sentence: str
    line: int
    column: int


def explain(text: str, message: str) -> Fault:
    """The fault in a query that the engine refused with `message`."""
    found = list(tokens(text))
    fault = _open_fault(text, found) or _prefix_fault(text, found)
    return fault or _engine_fault(text, found, message)


def _open_fault(text: str, found: list[Token]) -> Fault | None:
    """The first string or bracket that is never closed, or bracket that was never opened."""
    stack: list[Token] = []
    for token in found:
        if token.kind == "unclosed":
            return Fault("the string is never closed", *position(text, token.start))
        if token.kind != "bracket":
            continue
        if token.text in OPENERS:
            stack.append(token)
        elif not stack:
            return Fault(f"`{token.text}` closes nothing", *position(text, token.start))
        elif OPENERS[stack[-1].text] == token.text:
            stack.pop()
        else:
            break
    if not stack:
        return None
    return Fault(f"`{stack[-1].text}` is never closed", *position(text, stack[-1].start))


def _prefix_fault(text: str, found: list[Token]) -> Fault | None:
    """The first prefixed name whose prefix is not declared."""
    declared = {"_:"}
    for before, token in zip([None, *found], found, strict=False):
        if token.kind != "name":
            continue
        if before and before.kind == "word" and before.text.upper() == "PREFIX":
            declared.add(token.text)
            continue
        prefix = token.text[: token.text.index(":") + 1]
        if prefix not in declared:
            return Fault(f"the prefix `{prefix}` is not declared", *position(text, token.start))
    return None


def _engine_fault(text: str, found: list[Token], message: str) -> Fault:
    match = _PLACE.match(message)
    if not match:
        return Fault(message, *position(text, 0))
    items = [item.strip() for item in _ITEM.findall(match[3]) if item.strip()]
    said = next((item for item in items if _SENTENCE.fullmatch(item)), None)
    if said:
        return Fault(said, *position(text, found[0].start if found else 0))
    furthest = _offset(text + PADDING, int(match[1]), int(match[2]))
    start, expected = _place(found, items, furthest)
    if start is None:
        return Fault(f"the query ends too early{expected}", *position(text, len(text.rstrip())))
    token = next(token for token in found if token.start == start)
    return Fault(f"`{token.text[:40]}` is not expected here{expected}", *position(text, start))


def _offset(text: str, line: int, column: int) -> int:
    lines = text.split("\n")
    return sum(len(before) + 1 for before in lines[: line - 1]) + column - 1


def _place(found: list[Token], items: list[str], furthest: int) -> tuple[int | None, str]:
    """The start of the token at fault (None: the end of the query), and what could stand there."""
    places: dict[int | None, list[str]] = {}
    starts = [token.start for token in found]
    end = starts[-1] + len(found[-1].text) if found else 0
    for item in items:
        keyword = _KEYWORD.fullmatch(item)
        offset = furthest - len(item) if keyword else furthest
        if offset in starts:
            places.setdefault(offset, []).append(item)
        elif offset >= end:
            places.setdefault(None, []).append(item)
    exact = [start for start in places if start is not None]
    if exact:
        return max(exact), _expected(places[max(exact)])
    if places:
        return None, _expected(places[None])
    return (starts[max(0, bisect_right(starts, furthest) - 1)] if starts else None), ""


def _expected(items: list[str]) -> str:
    """Only marks are named: of the keywords the engine names no more than the longest."""
    marks = [item.strip('"') for item in items if item.startswith('"')]
    return f"; expected: {' '.join(marks)}" if 0 < len(marks) <= _MOST_EXPECTED else ""
