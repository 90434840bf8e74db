# SPDX-License-Identifier: EUPL-1.2
"""Lists of names in one value, where a comma can also stand inside a name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fundgraph.sources.values import PLACEHOLDERS, clean

LOW_QUOTES = "„«"
QUOTES = frozenset('"”“‟″„»«')
_COMMA_WITHOUT_SPACE = re.compile(r"[,;](?=\S)")
_FORM = (
    r"(?:biedrība|nodibinājums|sia|as|a/s|vas|vsia|psia|sabiedrība|pašvaldība|arodbiedrība"
    r"|association|foundation)\b"
)
_NAME_FOLLOWS = re.compile(rf"\s+{_FORM}", re.IGNORECASE)
_LIST_GOES_ON = re.compile(rf"\s?(?:\Z|;|,(?=\S)|,\s+{_FORM})", re.IGNORECASE)
_NAME_ENDS = QUOTES | {")"}


def quotes_pair(text: str) -> bool:
    """True when every quotation that opens also closes, whatever marks it uses."""
    return sum(step for _, step in _marks(text)) == 0


def split_names(text: str) -> tuple[str, ...]:
    """The names of a list that is parted by commas or semicolons outside quotation marks.

    `A ”B, C”,D „E”` are two names. A comma with a space after it parts names only where a name
    ends before it (in a quotation mark or bracket) or a legal form follows. Where quotation marks
    do not pair, every comma without a space parts.
    """
    pieces = _outside_quotes(text) if quotes_pair(text) else _COMMA_WITHOUT_SPACE.split(text)
    names = (clean(piece).strip(" ,;") for piece in pieces)
    return tuple(name for name in names if name.casefold() not in PLACEHOLDERS)


def _marks(text: str) -> Iterator[tuple[int, int]]:
    """Where quotations open (+1) and close (-1).

    A mark opens at the start of a word and closes at its end; `„` always opens. Latvian writers
    use the closing mark for opening too, and close two quotations with one mark.
    """
    depth = 0
    for index, character in enumerate(text):
        if character not in QUOTES:
            continue
        if _opens(text, index, depth):
            step = 1
        else:
            step = -depth if depth and _LIST_GOES_ON.match(text, index + 1) else -1
        depth = max(depth + step, 0)
        yield index, step


def _opens(text: str, index: int, depth: int) -> bool:
    if text[index] in LOW_QUOTES:
        return True
    starts_word = index == 0 or text[index - 1].isspace() or text[index - 1] in "(,;/-"
    after = text[index + 1 : index + 2]
    return starts_word and (not depth or after.isalnum() or (after != "" and after in LOW_QUOTES))


def _outside_quotes(text: str) -> Iterator[str]:
    changes = dict(_marks(text))
    depth = start = 0
    for index, character in enumerate(text):
        depth += changes.get(index, 0)
        if depth == 0 and character in ",;" and _parts(text, index):
            yield text[start:index]
            start = index + 1
    yield text[start:]


def _parts(text: str, index: int) -> bool:
    """True where the comma or semicolon at `index` parts two names."""
    if text[index] == ";" or not text[index + 1 : index + 2].isspace():
        return True
    return text[index - 1 : index] in _NAME_ENDS or bool(_NAME_FOLLOWS.match(text, index + 1))
