# SPDX-License-Identifier: EUPL-1.2
"""CSV: any encoding, separator and line ends → rows."""

from __future__ import annotations

import csv
import math
from collections import Counter
from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import suppress
from itertools import chain, islice
from pathlib import Path

from fundgraph.errors import SourceError
from fundgraph.sources import encoding
from fundgraph.sources.encoding import DamagedTextError
from fundgraph.sources.sheets.layout import WIDEST, Layout, Row
from fundgraph.sources.sheets.quotes import Open, records
from fundgraph.sources.values import clean

SEPARATORS = (",", ";", "\t", "|", "^", "~", ":", "¦", "\x1f")
LONGEST_LINE = 1_000_000
_LOOKED_AT = 200


def encoding_of(path: Path, declared: str | None, *, long_lines: bool) -> tuple[str, bool]:
    """The encoding of a text, and whether it had to be guessed.

    One pass through the file holds every byte against it. Raises SourceError for damaged text,
    for one with zero bytes and, unless they may be long, for a line of more than a million
    characters.
    """
    with path.open("rb") as file:
        head = file.read(encoding.CHUNK)
    named = declared or encoding.marked(head) or encoding.unmarked_utf16(head)
    wide = (named or "").lower().startswith(("utf-16", "utf_16", "utf-32"))
    _look_through(path, wide=wide, long_lines=long_lines)
    try:
        if named:
            encoding.check(path, named)
            # A mark is no part of the text, whatever the description calls the encoding.
            marked = head.startswith(b"\xef\xbb\xbf") and named.lower() in ("utf-8", "utf8")
            return ("utf-8-sig" if marked else named), False
        return _unnamed(path)
    except DamagedTextError as error:
        raise SourceError(
            f"{path} is not valid {error.encoding.upper().removesuffix('-SIG')}: the first bad "
            f"byte is number {error.at}, in line {error.line}; save it again in UTF-8"
        ) from error


def _unnamed(path: Path) -> tuple[str, bool]:
    try:
        encoding.check(path, "utf-8")
    except DamagedTextError:
        name = encoding.detect(path)
        encoding.check(path, name)
        return name, True
    return "utf-8", False


def _look_through(path: Path, *, wide: bool, long_lines: bool) -> None:
    """Refuses what would take all memory: lines without end, and binary files."""
    at, since = 0, 0
    with path.open("rb") as file:
        while chunk := file.read(encoding.CHUNK):
            if not wide and (zero := chunk.find(b"\0")) >= 0:
                raise SourceError(
                    f"{path} is no text: byte number {at + zero + 1} is zero; save it as CSV again"
                )
            ends = long_lines or b"\n" in chunk or b"\r" in chunk
            since = 0 if ends else since + len(chunk)
            if since > LONGEST_LINE * (2 if wide else 1):
                raise SourceError(
                    f"{path} has a line of more than {LONGEST_LINE} characters and is no CSV "
                    "table; write each record on a line of its own"
                )
            at += len(chunk)


def first_lines(path: Path, encoding_name: str) -> list[str]:
    """The first lines of a text."""
    with path.open(encoding=encoding_name, newline="") as file:
        return list(islice(file, _LOOKED_AT))


def separator_of(lines: Sequence[str], expected: Sequence[str] = ()) -> str:
    """The separator that parts the first lines into most of the headings, or most evenly."""
    if lines and lines[0].lower().startswith("sep=") and len(lines[0].rstrip("\r\n")) == 5:
        return lines[0][4]
    likely = [one for one in SEPARATORS if any(one in line for line in lines)] or [","]
    wanted = set(expected)
    if wanted:
        named = {one: _named(lines, one, wanted) for one in likely}
        if any(named.values()):
            return max(likely, key=lambda one: named[one])
    return max(likely, key=lambda one: _evenness(_parsed(lines, one)))


def _named(lines: Sequence[str], separator: str, wanted: set[str]) -> int:
    """How many of the headings one row has."""
    most = 0
    for row in _parsed(lines, separator):
        most = max(most, len(wanted.intersection(map(clean, row))))
        if most == len(wanted):
            break
    return most


def _parsed(lines: Sequence[str], separator: str) -> Iterator[list[str]]:
    """The rows as far as they parse: the last line may end within a quoted cell."""
    with suppress(csv.Error):
        yield from csv.reader(lines, delimiter=separator)


def _evenness(rows: Iterable[Sequence[str]]) -> float:
    """High where most rows have one number of cells, and more than one cell."""
    widths = Counter(len(row) for row in rows if row)
    total = widths.total()
    return max(
        (count / total * math.log2(width) for width, count in widths.items() if width > 1),
        default=0.0,
    )


def read_rows(path: Path, layout: Layout, opened: Open) -> Generator[Row, None, None]:
    """The rows of a table whose encoding and separator are settled; `opened` is told of quotes
    that nobody closed.

    Raises SourceError for a row with too many cells, and a cell that is too long.
    """
    with path.open(encoding=layout.encoding, newline="") as file:
        first = file.readline()
        says_separator = first.lower().startswith("sep=")
        rest = file if says_separator else chain([first], file)
        start = 2 if says_separator else 1
        number = 0
        try:
            for number, cells in records(rest, layout.separator or ",", opened, start=start):
                if len(cells) > WIDEST:
                    raise SourceError(
                        f"{path}: row {number} has {len(cells)} cells, more than the {WIDEST} "
                        "that a table may have"
                    )
                yield number, cells
        except csv.Error as error:
            raise SourceError(
                f"{path}: what follows row {number} cannot be read; a cell has at most "
                f"{csv.field_size_limit():,} characters, and a quote that begins one ends it"
            ) from error
