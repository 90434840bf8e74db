# SPDX-License-Identifier: EUPL-1.2
"""Which projects a list holds, and in which order; what a word is."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

# Among the values of a field that may have many: projects that state none.
NONE: Final = "none"

WORD: Final = re.compile(r"[^\W_]+")
_MOST_WORDS: Final = 12
# Letters whose stroke or missing dot Unicode does not take for a mark.
_STROKES: Final = str.maketrans("łøđħŧı", "lodhti")

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

    `text`: each of its words begins a word of title, organisations, number, regions, towns, sites,
    summary or results, in any language. Any of the `programmes` (slugs, with what is below them),
    `regions` (slugs), `statuses`, `funds`, `periods` (codes); `none` stands for stating none.
    `organisation` (slug) takes part, in a `role` (which says nothing by itself). `first_year` and
    `last_year` bound the start, `least` and `most` what was granted, in euro cents; both ends are
    inside.
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


def folded(text: str) -> str:
    """A text in small letters, without diacritics."""
    apart = unicodedata.normalize("NFD", text.lower())
    plain = "".join(letter for letter in apart if not unicodedata.combining(letter))
    return plain.translate(_STROKES)


def spoken(text: str) -> list[str]:
    """The words of a text, folded."""
    return WORD.findall(folded(text))


def words(text: str | None) -> list[str]:
    """The words of a text that are searched, folded: the first dozen."""
    return spoken(text or "")[:_MOST_WORDS]
