# SPDX-License-Identifier: EUPL-1.2
"""Tables and files gone wrong: changes that are the same ones for the same seed."""

import io
import re
import zlib
from collections.abc import Callable
from random import Random
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile

Grid = list[list[str]]
UNZIPPING = (BadZipFile, ValueError, KeyError, NotImplementedError, EOFError, OSError, zlib.error)
# What may stand in a cell where something else was meant.
ODD = [
    "", " ", "0", "-", "-1", "1e999", "1E5", "NaN", "inf", "∞", "²", "½", "Ⅷ", "٣٤٥", "0x10",
    "1_000", "%", "85%%", "150 %", "-85%", "9" * 400, "0." + "0" * 400 + "1", "1.234.567,89,1",
    "1,234.5.6", "1 2 3 4", "€", "€ €", "EUR EUR 5", "5 LVL 6 EUR", "31.02.2012", "00.00.0000",
    "0000-00-00", "9999-12-31", "10000-01-01", "2012-13-45", "99/99/99", "Q5 2012", "Q1 0000",
    "2012 - 2011", "Mai 2012 - ", "2012-09-01T25:61:61", "-2958466", "2958466", "1e-300", "=1+1",
    "@SUM(A1)", "[bold]x[/red]", "{{7*7}}", "<b>&amp;", "]]>", "&#0;", "\u202e", "\u200b", "\ufeff",
    "\u0301\u0301", "😀", "a\nb\r\nc", '"', '""', "'", "„", "“a”“", "„a„b", "a,b;c|d", "\\", "\\n",
    "%s%s%n", "../../etc", "a/b#c?d=%zz", "https://[", "https://a b", "javascript:x",
    "urn:x", "x@", "x@example.org", "+371 67123456", "010180-12345", "LV", "LV-", "-LV, ;,;",
    "Kopā", "Total", "IZDOMATS/1", "/", "//", "-/-", "x" * 5000, "x " * 3000, "[" * 3000,
    "1" * 5000,
    "ESF, ERDF, CF", "102 - x", "SIA", "SIA „", "(40003000000)", "\x1f", "\x85", "\u2028", "\u00a0",
]  # fmt: skip
PIECES = [
    b"\0", b"\0\0\0\0", b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf", b"\xff", b"\xc3", b"\r", b"\n",
    b"\r\r\n", b'"', b"'", b";", b"\t", b",,,,", b"<table>", b"</table>", b"<tr><td>", b"]]>",
    b"<!DOCTYPE a>", b"&#0;", b"&#55296;", b"&a;", b"{", b"}", b"[", b"]", b"{[", b"null",
    b"1e999", b"-", b"NaN", b"\\u0000", b"\\ud800", b"<row>", b"</c>", b"<row r='999999999'>",
    b"<c r='A0'>", b'r="XFE1"', b"[" * 5000, b'{"a":' * 5000, b"<b>" * 3000, b"x" * 70_000,
]  # fmt: skip
SEPARATORS = [b",", b";", b"\t", b"|", b"^", b"~", b":", b"\x1f", b" ", b"\xc2\xa6", b'"']
CODINGS = [
    "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-8-sig", "cp1257", "cp1250", "cp1251",
    "cp437", "iso8859_13", "mac_roman", "utf-7", "cp037", "shift_jis",
]  # fmt: skip


def spoiled_grid(grid: Grid, chance: Random) -> Grid:
    """A table with one to three changes; the first row is its heading."""
    found = [list(row) for row in grid]
    for _ in range(chance.choice([1, 1, 2, 3])):
        found = chance.choice(GRID_DEEDS)(found, chance) or [[""]]
    return found


def spoiled_bytes(data: bytes, chance: Random) -> bytes:
    """A file with one or a few changes; those of an archive may lie in what it packs."""
    for _ in range(chance.choice([1, 1, 2, 5])):
        data = chance.choice(BYTE_DEEDS)(data, chance)
    return data


def _row(grid: Grid, chance: Random) -> int:
    return chance.randrange(len(grid))


def _repeat_rows(grid: Grid, chance: Random) -> Grid:
    at = _row(grid, chance)
    return grid[:at] + [list(grid[at]) for _ in range(chance.choice([1, 2, 40]))] + grid[at:]


def _swap_columns(grid: Grid, chance: Random) -> Grid:
    order = list(range(max(map(len, grid))))
    chance.shuffle(order)
    return [[row[at] for at in order if at < len(row)] for row in grid]


def _drop_column(grid: Grid, chance: Random) -> Grid:
    at = chance.randrange(max(map(len, grid)) + 1)
    return [row[:at] + row[at + 1 :] for row in grid]


def _repeat_heading(grid: Grid, chance: Random) -> Grid:
    """Two columns of one name, or one without any."""
    heading = grid[0] or [""]
    heading[chance.randrange(len(heading))] = chance.choice([*heading, ""])
    return [heading, *grid[1:]]


def _odd_cells(grid: Grid, chance: Random) -> Grid:
    for _ in range(chance.choice([1, 5, 50])):
        row = grid[_row(grid, chance)]
        if row:
            row[chance.randrange(len(row))] = chance.choice(ODD)
    return grid


def _odd_column(grid: Grid, chance: Random) -> Grid:
    at = chance.randrange(max(map(len, grid)) + 1)
    odd = chance.choices(ODD, k=chance.choice([1, 2, 9]))
    return [grid[0], *([*row[:at], chance.choice(odd), *row[at + 1 :]] for row in grid[1:])]


def _other_values(grid: Grid, chance: Random) -> Grid:
    """Numbers and dates with other digits."""
    return [grid[0], *([_other_digits(cell, chance) for cell in row] for row in grid[1:])]


def _other_digits(cell: str, chance: Random) -> str:
    return re.sub(r"\d", lambda _: chance.choice("0123456789"), cell)


def _ragged(grid: Grid, chance: Random) -> Grid:
    return [row[: chance.randrange(len(row) + 2)] + ["x"] * chance.randrange(3) for row in grid]


def _moved_heading(grid: Grid, chance: Random) -> Grid:
    """No heading, one further down, or one below a preamble."""
    at = _row(grid, chance)
    above = [[chance.choice(ODD)] for _ in range(chance.choice([0, 1, 70]))]
    return above + grid[1 : at + 1] + chance.choice([[], grid[:1], grid[:1] * 3]) + grid[at + 1 :]


def _emptied(grid: Grid, chance: Random) -> Grid:
    return grid[: chance.choice([0, 1, 2])] + [[]] * chance.choice([0, 1, 300])


def _turned(grid: Grid, chance: Random) -> Grid:
    width = max(map(len, grid))
    return [[row[at] if at < len(row) else "" for row in grid] for at in range(width)]


def _wide(grid: Grid, chance: Random) -> Grid:
    return [row * chance.choice([2, 20]) for row in grid]


GRID_DEEDS: list[Callable[[Grid, Random], Grid]] = [
    _repeat_rows, _swap_columns, _drop_column, _repeat_heading, _odd_cells, _odd_cells, _odd_cells,
    _odd_column, _odd_column, _other_values, _ragged, _moved_heading, _emptied, _turned, _wide,
]  # fmt: skip


def _pieces(data: bytes, chance: Random) -> bytes:
    """Bytes changed, left out, put in or said twice."""
    found = bytearray(data)
    for _ in range(chance.choice([1, 2, 10])):
        at = chance.randrange(len(found) + 1)
        size = chance.randrange(1, 60)
        twice, odd = bytes(found[at : at + size]) * 2, chance.choice(ODD).encode("utf-8", "replace")
        put = [b"", b"", twice, twice, odd, odd, chance.choice(PIECES), chance.randbytes(size)]
        found[at : at + chance.choice([0, 1, size])] = chance.choice(put)
    return bytes(found)


def _flipped(data: bytes, chance: Random) -> bytes:
    found = bytearray(data)
    for _ in range(min(len(found), chance.choice([1, 8, 64]))):
        found[chance.randrange(len(found))] ^= 1 << chance.randrange(8)
    return bytes(found)


def _cut(data: bytes, chance: Random) -> bytes:
    at = chance.randrange(len(data) + 1)
    return chance.choice([data[:at], data[at:], data[:at] + data[at + 500 :], b""])


def _lines(data: bytes, chance: Random) -> bytes:
    """Lines doubled, shuffled, joined, or ended in another way."""
    lines = data.splitlines(keepends=True) or [b""]
    at = chance.randrange(len(lines))
    if chance.random() < 0.3:
        return chance.choice([b"", b"\r", b"\n\n", b"\r\n"]).join(data.splitlines())
    if chance.random() < 0.3:
        chance.shuffle(lines)
    return b"".join(lines[:at] + lines[at : at + 1] * chance.choice([0, 2, 30]) + lines[at + 1 :])


def _other_separator(data: bytes, chance: Random) -> bytes:
    return data.replace(chance.choice(SEPARATORS), chance.choice(SEPARATORS))


def _other_coding(data: bytes, chance: Random) -> bytes:
    text = data.decode("utf-8", "replace")
    return text.encode(chance.choice(CODINGS), chance.choice(["replace", "ignore"]))


def _other_mark(data: bytes, chance: Random) -> bytes:
    bare = data.removeprefix(b"\xef\xbb\xbf").removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff")
    return chance.choice([b"", b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"\n", b"sep=;\n"]) + bare


def _odd_numbers(data: bytes, chance: Random) -> bytes:
    odd = chance.choice(ODD).encode("utf-8", "replace")
    share = chance.choice([0.01, 0.3, 1])
    return re.sub(rb"\d[\d.,-]*", lambda one: odd if chance.random() < share else one[0], data)


def _packed(data: bytes, chance: Random) -> bytes:
    """What an archive packs, one of its members spoiled or gone."""
    try:
        with ZipFile(io.BytesIO(data)) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
    except UNZIPPING:
        return _pieces(data, chance)
    if not parts:
        return data
    name = chance.choice([one for one in parts for _ in range(1 + 9 * ("heet" in one))])
    deed = chance.choice([_pieces, _flipped, _cut, _odd_numbers, _other_coding, _other_separator])
    parts[name] = deed(parts[name], chance)
    return _archive(parts if chance.random() < 0.95 else {name: parts[name]})


def _archive(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return out.getvalue()


BYTE_DEEDS: list[Callable[[bytes, Random], bytes]] = [
    _pieces, _pieces, _pieces, _flipped, _cut, _lines, _lines, _other_separator, _other_coding,
    _other_mark, _odd_numbers, _packed, _packed,
]  # fmt: skip
