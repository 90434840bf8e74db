# SPDX-License-Identifier: EUPL-1.2
"""A query cut into tokens, in time linear in its length."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

LONGEST_LINE: Final = 1000
OPENERS: Final = {"{": "}", "(": ")", "[": "]"}
CLOSERS: Final = frozenset(OPENERS.values())
SILENT: Final = frozenset(("comment", "space"))
# Strings that the engine takes for none: an unknown escape, no end.
BROKEN: Final = frozenset(("broken", "unclosed"))

_HEX = "[0-9A-Fa-f]"
_ESCAPE = rf"""\\(?: [tbnrf"'\\] | u (?![Dd][89A-Fa-f]) {_HEX}{{4}}
    | U (?: 0000 (?![Dd][89A-Fa-f]) | 000[1-9A-Fa-f] | 0010 ) {_HEX}{{4}} )"""

# Strings and IRIs are what the engine takes for such, no more and no less: where three quotes begin
# no long string, it reads two of them as an empty one, and what follows is no string any more.
# Possessive quantifiers and a bound on prefixes: no pattern looks at a character more than a few
# times. A string that is never closed runs to the end of its line.
PATTERN: Final = re.compile(
    rf"""
      (?P<string> \"{{3}} (?: (?: "{{1,2}}+ )?+ (?: [^"\\] | {_ESCAPE} ) )*+ \"{{3}}
                | '{{3}} (?: (?: '{{1,2}}+ )?+ (?: [^'\\] | {_ESCAPE} ) )*+ '{{3}}
                | " (?: [^"\\\n\r] | {_ESCAPE} )*+ "
                | ' (?: [^'\\\n\r] | {_ESCAPE} )*+ ' )
    | (?P<broken> " (?: [^"\\\n\r] | \\[^\n\r] )*+ " | ' (?: [^'\\\n\r] | \\[^\n\r] )*+ ' )
    | (?P<unclosed> ["'] [^\n\r]*+ )
    | (?P<iri> < (?: [^\x00-\x20<>"{{}}|^`\\] | \\u {_HEX}{{4}} | \\U {_HEX}{{8}} )*+ > )
    | (?P<comment> \# [^\n\r]*+ )
    | (?P<variable> [?$] \w++ )
    | (?P<language> @ [A-Za-z0-9-]++ )
    | (?P<name> (?: [^\W\d_] (?: [\w.·-]{{0,62}}+ (?<!\.) )? | _ )?
                : (?: [\w:.·-] | % {_HEX}{{2}} | \\. )*+ )
    | (?P<word> [^\W\d]\w*+ )
    | (?P<bracket> [][{{}}()] )
    | (?P<space> \s++ )
    | (?P<number> \d++ )
    | (?P<other> . )
    """,
    re.VERBOSE | re.DOTALL,
)


class Token(NamedTuple):
    """A piece of a query: the name of its pattern, its text and where it starts."""

    kind: str
    text: str
    start: int


def tokens(text: str) -> Iterator[Token]:
    """The tokens of a query, without space and comments."""
    for match in PATTERN.finditer(text):
        if match.lastgroup not in SILENT:
            yield Token(match.lastgroup or "", match[0], match.start())


def position(text: str, offset: int) -> tuple[int, int]:
    """The line and column, from 1, of a place in a text."""
    before = text[:offset]
    return before.count("\n") + 1, offset - (before.rfind("\n") + 1) + 1


def line_of(text: str, line: int) -> str:
    """A line, from 1, of a text, as the engine counts lines; cut where it is very long."""
    lines = text.split("\n")
    found = lines[line - 1] if 0 < line <= len(lines) else ""
    return found.removesuffix("\r")[:LONGEST_LINE]
