# SPDX-License-Identifier: EUPL-1.2
"""A page as lines of text with their numbers in the file, whatever its form."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_LINE_ENDS = re.compile(r"\r\n|\r|\n")
_BULLET = re.compile(r"[\s\u00a0]*[•·▪●◦‣∙*-][\s\u00a0]+(?=\S)")
_BLANK = " \t\u00a0\u202f\u2007\ufeff"


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page, without a bullet before it.

    `heading` is true for a heading of the markup, `image` for the text of an image;
    `markup` tells lines of HTML, where a label needs no colon.
    """

    number: int
    text: str
    bullet: bool = False
    heading: bool = False
    image: bool = False
    markup: bool = False


def text_lines(text: str) -> Iterator[Line]:
    """The lines of a printed text that are not blank."""
    for number, raw in enumerate(_LINE_ENDS.split(text), start=1):
        stripped = raw.strip(_BLANK)
        if stripped:
            yield plain_line(number, stripped)


def plain_line(number: int, text: str, *, bullet: bool = False, markup: bool = False) -> Line:
    """A line whose bullet, where it starts with one, is told apart from its text."""
    found = _BULLET.match(text)
    if found:
        return Line(number, text[found.end() :], bullet=True, markup=markup)
    return Line(number, text, bullet=bullet, markup=markup)
