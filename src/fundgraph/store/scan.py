# SPDX-License-Identifier: EUPL-1.2
"""What is looked at in a stranger's query before the engine parses it.

The engine's parser recurses: 2,200 nested `{` end its process. And it would follow SERVICE out to
the network. So the text is read here first, in time linear in its length, and refused early.
What gets through meets a locked worker: this is the first of two fences.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple

from fundgraph.errors import BadRequest, TooLarge, UpdateRefused
from fundgraph.store import readings
from fundgraph.store.formats import ResultKind
from fundgraph.store.limits import DEEPEST_QUERY, LONGEST_CHAIN, LONGEST_QUERY
from fundgraph.store.tokens import CLOSERS, OPENERS, Token, tokens

_UPDATES = frozenset(
    ("INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD", "WITH")
)
# The engine recurses for each of these, and ends at some thousands of them.
_OPERATORS = frozenset("+-*/!")


class Form(StrEnum):
    """The four forms of a query."""

    SELECT = "SELECT"
    ASK = "ASK"
    CONSTRUCT = "CONSTRUCT"
    DESCRIBE = "DESCRIBE"

    @property
    def kind(self) -> ResultKind:
        """The kind of result that this form gives."""
        kinds = {Form.SELECT: ResultKind.SOLUTIONS, Form.ASK: ResultKind.BOOLEAN}
        return kinds.get(self, ResultKind.GRAPH)


class Scan(NamedTuple):
    """What a scan found: the form, None where no keyword of a query comes first (the engine will
    say so), and whether the query has a FROM of its own."""

    form: Form | None
    has_dataset: bool


def scan(text: str) -> Scan:
    """The form of a query that the engine may parse.

    Raises TooLarge for a text over 16,384 bytes, UpdateRefused for an update, BadRequest for more
    than 64 levels of brackets, more than 1,000 operators in a pair of them, or SERVICE under any
    reading.
    """
    check_length(text)
    found = list(tokens(text))
    outline = _outline(found)
    _check_chains(text, found)
    readings.check(text)
    return outline


def check_length(text: str) -> None:
    """Raises TooLarge for a text over 16,384 bytes, BadRequest for one that is no Unicode or nests
    more than 64 levels of brackets before that."""
    try:
        length = len(text.encode())
    except UnicodeEncodeError as error:
        raise BadRequest("The query is not valid Unicode.") from error
    if length > LONGEST_QUERY:
        _check_depth(text[:LONGEST_QUERY])
        raise TooLarge(
            f"The query has {length} bytes; at most {LONGEST_QUERY} are read. "
            "Ask in several queries.",
            members={"limit": "query_bytes", "value": LONGEST_QUERY},
        )


def _check_depth(text: str) -> None:
    depth = 0
    for token in tokens(text):
        depth += (token.text in OPENERS) - (token.text in CLOSERS)
        if depth > DEEPEST_QUERY:
            raise readings.too_deep(text, token.start)


def _outline(found: Iterable[Token]) -> Scan:
    form: Form | None = None
    has_dataset = False
    prologue = True
    declared: set[str] = set()
    before = ""
    for token in found:
        if token.kind == "name":
            if before == "PREFIX":
                declared.add(token.text)
            has_dataset = has_dataset or _names_graph(token.text, declared)
        before = token.text.upper()
        if token.kind != "word":
            continue
        has_dataset = has_dataset or before in ("FROM", "FROMNAMED")
        if prologue and before not in ("BASE", "PREFIX", "VERSION"):
            prologue = False
            form = _form(before)
    return Scan(form, has_dataset)


def _names_graph(name: str, declared: set[str]) -> bool:
    """Whether the engine reads a name as FROM and a graph: it wants no space between them."""
    prefix = name[: name.index(":") + 1]
    return prefix[:4].upper() == "FROM" and prefix not in declared


def _check_chains(text: str, found: Iterable[Token]) -> None:
    """Raises BadRequest where round brackets hold too many operators, those within brackets of
    their own left aside. (Elsewhere they are signs of numbers and paths, which do no harm.)"""
    open_: list[str] = []
    counts = [0]
    for token in found:
        if token.text in OPENERS:
            open_.append(token.text)
            counts.append(0)
        elif token.text in CLOSERS and open_:
            open_.pop()
            counts.pop()
        elif token.text in _OPERATORS and open_[-1:] == ["("]:
            counts[-1] += 1
        elif token.text == ",":
            counts[-1] = 0
        if counts[-1] > LONGEST_CHAIN:
            sentence = f"More than {LONGEST_CHAIN} operators stand in one expression. Ask for less."
            limit = {"limit": "query_chain", "value": LONGEST_CHAIN}
            raise readings.refused(text, token.start, sentence, **limit)


def _form(word: str) -> Form | None:
    if word in _UPDATES:
        raise UpdateRefused("This service is read only: it takes queries, no updates.")
    return Form(word) if word in Form.__members__ else None
