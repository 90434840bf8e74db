# SPDX-License-Identifier: EUPL-1.2
"""Which projects a list holds, and in which order."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

# Among the values of a field that may have many: projects that state none.
NONE: Final = "none"

WORD: Final = re.compile(r"[^\W_]+")  # the index parts words at `_` too
_MOST_WORDS: Final = 12

SORTS: Final = {
    "granted": "granted",
    "spent": "spent",
    "start": "start",
    "end": '"end"',
    "title": "title_key",
    "number": "number",
}
BEST: Final = "best"


@dataclass(frozen=True, slots=True)
class Selection:
    """Projects for which all that is given holds.

    `text`: each of its words begins a word of title, organisations, number or texts. Any of the
    `programmes` (slugs, with what is below them), `regions` (slugs), `statuses`, `funds`, `periods`
    (codes); `none` stands for stating none. `organisation` (slug) takes part, in a `role` (which
    says nothing by itself). `first_year` and `last_year` bound the start, `least` and `most` what
    was granted, in euro cents; both ends are inside.
    """

    text: str | None = None
    programmes: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    funds: tuple[str, ...] = ()
    periods: tuple[str, ...] = ()
    organisation: str | None = None
    role: str | None = None
    first_year: int | None = None
    last_year: int | None = None
    least: int | None = None
    most: int | None = None


def order(sort: str, text: str | None = None) -> str:
    """The ORDER BY clause of a sort such as `title` or `-granted` (falling); projects without a
    value come last. `best` is what fits the words best, the exact number first; `-granted` without
    words. Raises KeyError for an unknown one."""
    if sort == BEST and text:
        return " ORDER BY number <> :number COLLATE NOCASE, rank, project.id"
    column = SORTS[("-granted" if sort == BEST else sort).removeprefix("-")]
    way = "DESC" if sort.startswith("-") or sort == BEST else "ASC"
    return f" ORDER BY {column} {way} NULLS LAST, project.id {way}"


def words(text: str | None) -> list[str]:
    """The words of a text that are searched: the first dozen."""
    return WORD.findall(text or "")[:_MOST_WORDS]


def match(text: str) -> str:
    """The words of a text as a query of the word index: all of them, each as the start of one.

    A text without words matches nothing.
    """
    return " ".join(f'"{word}"*' for word in words(text)) or '""'
