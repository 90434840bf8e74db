# SPDX-License-Identifier: EUPL-1.2
"""What is looked at in a stranger's query before the engine parses it.

The engine's parser recurses: 2,200 nested `{` end its process. And it would follow SERVICE out to
the network. So the text is cut into tokens here, in time linear in its length, and refused early.
The worker survives what gets through: this is the first of two fences.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, NamedTuple

from fundgraph.errors import BadRequest, TooLarge, UpdateRefused
from fundgraph.store.formats import ResultKind

LONGEST: Final = 16_384
DEEPEST: Final = 64

OPENERS: Final = {"{": "}", "(": ")", "[": "]"}
CLOSERS: Final = frozenset(OPENERS.values())

# Possessive quantifiers and a bound on prefixes: no pattern looks at a character more than a few
# times. A string that is never closed runs to the end of its line (of the text, in long quotes).
_TOKENS = re.compile(
    r"""
      (?P<string> \"{3} (?: [^"\\] | \\. | "(?!"") )*+ \"{3}
                | '{3} (?: [^'\\] | \\. | '(?!'') )*+ '{3}
                | " (?!"") (?: [^"\\\n\r] | \\. )*+ "
                | ' (?!'') (?: [^'\\\n\r] | \\. )*+ ' )
    | (?P<unclosed> (?: \"{3} | '{3} ) .*+ | ["'] [^\n\r]*+ )
    | (?P<iri> < [^\x00-\x20<>"{}|^`\\]*+ > )
    | (?P<comment> \# [^\n\r]*+ )
    | (?P<variable> [?$] \w++ )
    | (?P<language> @ [A-Za-z0-9-]++ )
    | (?P<name> (?: [^\W\d_] (?: [\w.·-]{0,62}+ (?<!\.) )? | _ )? : (?: [\w:.·-] | %[0-9A-Fa-f]{2} | \\. )*+ )
    | (?P<word> [^\W\d]\w*+ )
    | (?P<bracket> [][{}()] )
    | (?P<space> \s++ )
    | (?P<number> \d++ )
    | (?P<other> . )
    """,  # noqa: E501
    re.VERBOSE | re.DOTALL,
)
_SILENT = frozenset(("comment", "space"))
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


class Token(NamedTuple):
    """A piece of a query: the name of its pattern, its text and where it starts."""

    kind: str
    text: str
    start: int


@dataclass(frozen=True, slots=True)
class Scan:
    """What a scan found: the form, None where no keyword of a query comes first (the engine will
    say so), and whether the query has a FROM of its own."""

    form: Form | None
    has_dataset: bool


def tokens(text: str) -> Iterator[Token]:
    """The tokens of a query, without space and comments."""
    for match in _TOKENS.finditer(text):
        if match.lastgroup not in _SILENT:
            yield Token(match.lastgroup or "", match[0], match.start())


def position(text: str, offset: int) -> tuple[int, int]:
    """The line and column, from 1, of a place in a text."""
    before = text[:offset]
    return before.count("\n") + 1, offset - (before.rfind("\n") + 1) + 1


def scan(text: str) -> Scan:
    """The form of a query that may go to a worker.

    Raises TooLarge for a text over 16,384 bytes, BadRequest for more than 64 levels of brackets or
    SERVICE, UpdateRefused for an update.
    """
    _check_length(text)
    depth = 0
    form: Form | None = None
    has_dataset = False
    prologue = True
    for token in tokens(text):
        depth = _deepened(depth, token)
        if depth > DEEPEST:
            raise _refused(text, token, f"The query nests more than {DEEPEST} levels of brackets.")
        if token.kind != "word":
            continue
        word = token.text.upper()
        if word == "SERVICE":
            raise _refused(text, token, "SERVICE is not offered: this service asks no other one.")
        has_dataset = has_dataset or word == "FROM"
        if prologue and word not in ("BASE", "PREFIX", "VERSION"):
            prologue = False
            form = _form(text, token, word)
    return Scan(form, has_dataset)


def _check_length(text: str) -> None:
    try:
        length = len(text.encode())
    except UnicodeEncodeError as error:
        raise BadRequest("The query is not valid Unicode.") from error
    if length > LONGEST:
        raise TooLarge(f"The query has {length} bytes; at most {LONGEST} are read.")


def _deepened(depth: int, token: Token) -> int:
    """The depth of brackets after a token.

    `1<((2)...>` may be an IRI or a comparison: brackets opened there count, brackets closed that
    were not opened there do not.
    """
    if token.kind == "bracket":
        return depth + 1 if token.text in OPENERS else max(0, depth - 1)
    if token.kind == "iri":
        inside = 0
        for character in token.text:
            inside += character in OPENERS
            inside = max(0, inside - (character in CLOSERS))
        return depth + inside
    return depth


def _form(text: str, token: Token, word: str) -> Form | None:
    if word in _UPDATES:
        raise UpdateRefused("This service is read only: it takes queries, no updates.")
    return Form(word) if word in Form.__members__ else None


def _refused(text: str, token: Token, sentence: str) -> BadRequest:
    line, column = position(text, token.start)
    return BadRequest(sentence, line=line, column=column)
