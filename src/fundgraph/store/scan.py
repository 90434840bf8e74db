# SPDX-License-Identifier: EUPL-1.2
"""What is looked at in a stranger's query before the engine parses it.

The engine's parser recurses: 2,200 nested `{` end its process. And it would follow SERVICE out to
the network. So the text is read here first, in time linear in its length, and refused early.
What gets through meets a locked worker: this is the first of two fences.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from fundgraph.errors import BadRequest, TooLarge, UpdateRefused
from fundgraph.store import readings
from fundgraph.store.formats import ResultKind
from fundgraph.store.tokens import tokens

LONGEST: Final = 16_384

_UPDATES = frozenset(
    ("INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD", "WITH")
)


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


@dataclass(frozen=True, slots=True)
class Scan:
    """What a scan found: the form, None where no keyword of a query comes first (the engine will
    say so), and whether the query has a FROM of its own."""

    form: Form | None
    has_dataset: bool


def scan(text: str) -> Scan:
    """The form of a query that may go to a worker.

    Raises TooLarge for a text over 16,384 bytes, UpdateRefused for an update, BadRequest for more
    than 64 levels of brackets or SERVICE under any reading.
    """
    _check_length(text)
    found = _outline(text)
    readings.check(text)
    return found


def _outline(text: str) -> Scan:
    form: Form | None = None
    has_dataset = False
    prologue = True
    for token in tokens(text):
        if token.kind != "word":
            continue
        word = token.text.upper()
        has_dataset = has_dataset or word == "FROM"
        if prologue and word not in ("BASE", "PREFIX", "VERSION"):
            prologue = False
            form = _form(word)
    return Scan(form, has_dataset)


def _check_length(text: str) -> None:
    try:
        length = len(text.encode())
    except UnicodeEncodeError as error:
        raise BadRequest("The query is not valid Unicode.") from error
    if length > LONGEST:
        raise TooLarge(f"The query has {length} bytes; at most {LONGEST} are read.")


def _form(word: str) -> Form | None:
    if word in _UPDATES:
        raise UpdateRefused("This service is read only: it takes queries, no updates.")
    return Form(word) if word in Form.__members__ else None
