# SPDX-License-Identifier: EUPL-1.2
"""Bytes → text: the declared encoding, else UTF-8, else the one whose letters fit.

Pages are decoded whole, and those without any sign of their encoding are taken to be Baltic;
tables are decoded as they are read, after one pass that finds the first bad byte.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from pathlib import Path

from charset_normalizer import from_bytes

from fundgraph.sources.alphabets import fit

BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
_XML = re.compile(rb"\A\s*<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([\w.:-]{2,40})", re.IGNORECASE)
_DECLARED_WITHIN = 4096
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")
# Letters of windows-1257 that ISO 8859-13 has at other places: quotation marks and dashes.
_ONLY_1257 = re.compile(rb"[\x80-\x9f]")


class DamagedTextError(ValueError):
    """Bytes that are not what they are declared or taken to be; `at` is the first bad one."""

    def __init__(self, encoding: str, at: int, line: int) -> None:
        super().__init__(encoding, at, line)
        self.encoding, self.at, self.line = encoding, at, line


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text and its encoding; `detected` where nothing declares it and it is not UTF-8."""

    text: str
    encoding: str
    detected: bool = False


def decode(data: bytes) -> Decoded:
    """The text of a page. Raises DamagedTextError for bytes that do not fit."""
    for bom, encoding in BOMS:
        if data.startswith(bom):
            return Decoded(_strict(data, encoding), encoding)
    if named := declared(data):
        return Decoded(_strict(data, named), named)
    if is_mostly_utf8(data):
        return Decoded(_strict(data, "utf-8"), "utf-8")
    encoding = "windows-1257" if _ONLY_1257.search(data) else "iso8859-13"
    return Decoded(_strict(data, encoding), encoding, detected=True)


# Python's own notations for text, which no page is written in.
_ESCAPES = frozenset({"idna", "punycode", "raw-unicode-escape", "unicode-escape", "utf-7"})


def is_binary(data: bytes) -> bool:
    """True for bytes that are no text in any encoding read here."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return False
    sample = data[:65536]
    controls = len(_CONTROL.findall(sample.decode("latin-1")))
    return b"\0" in data or controls * 50 > len(sample)


def is_mostly_utf8(data: bytes) -> bool:
    """True for UTF-8, also cut in a character or with single damaged bytes."""
    text = data.decode("utf-8", errors="replace")
    damaged = text.count("\ufffd")
    return damaged == 0 or len(text.encode()) - len(text) > 4 * damaged


def declared(data: bytes) -> str | None:
    """The encoding that a page names in its head, where Python knows it."""
    head = data[:_DECLARED_WITHIN]
    found = _XML.search(head) or _CHARSET.search(head)
    if not found:
        return None
    return known(found[1].decode("latin-1"))


def known(name: str) -> str | None:
    """Python's name of an encoding; None for one that it does not have, or that is not of texts."""
    try:
        found = codecs.lookup(name).name
        "".encode(found)  # a codec such as base64 is no encoding of text
    except (LookupError, ValueError):
        return None
    return None if found in _ESCAPES else found


def _strict(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        if error.end == len(data) and error.reason in ("unexpected end of data", "truncated data"):
            # A file cut within a character: the page reader says where the page ends.
            return data[: error.start].decode(encoding)
        line = data.count(b"\n", 0, error.start) + 1
        raise DamagedTextError(encoding, error.start + 1, line) from error


CHUNK = 1 << 18
# The encodings that tables were seen in, the likelier first where two give the same letters.
TABLE_ENCODINGS = (
    "cp1252", "cp1250", "cp1257", "cp1251", "cp1253", "cp1254", "iso8859_2", "iso8859_13",
    "iso8859_15", "iso8859_7", "iso8859_9", "iso8859_5", "koi8_r", "koi8_u", "cp852", "cp850",
    "cp866", "cp775", "mac_roman", "mac_latin2",
)  # fmt: skip
_SAMPLE, _SAMPLE_LINES = 65536, 400
_CLOSE = 0.1
_IN_WORD = re.compile(rb"[A-Za-z][\x80-\xff]|[\x80-\xff][A-Za-z\x80-\xff]")
# £, §, °, non-breaking spaces and quotes of the windows encodings.
_ONLY_MARKS = re.compile(rb"(?:[\x00-\x7f]|[\x80\x82\x84-\x87\x91-\x97\xa0-\xbf])*")
_HEAD = 4096


def marked(head: bytes) -> str | None:
    """The encoding that a mark at the start of a file gives."""
    return next((encoding for bom, encoding in BOMS if head.startswith(bom)), None)


def unmarked_utf16(head: bytes) -> str | None:
    """UTF-16 without a mark: every other byte of Western text is zero."""
    head = head[:_HEAD]
    even, odd = head[::2].count(0), head[1::2].count(0)
    if max(even, odd) * 4 < len(head) or min(even, odd) * 10 > max(even, odd):
        return None
    return "utf-16-be" if even > odd else "utf-16-le"


def check(path: Path, encoding: str) -> None:
    """Reads a file through an encoding. Raises DamagedTextError with the first bad byte."""
    decoder = codecs.getincrementaldecoder(encoding)()
    before = 0
    with path.open("rb") as file:
        while True:
            chunk = file.read(CHUNK)
            pending = len(decoder.getstate()[0])
            try:
                decoder.decode(chunk, final=not chunk)
            except UnicodeDecodeError as error:
                at = before - pending + error.start
                raise DamagedTextError(encoding, at + 1, _line(path, encoding, at)) from error
            if not chunk:
                return
            before += len(chunk)


def _line(path: Path, encoding: str, at: int) -> int:
    """The number of the line in which a byte stands; all before it are good."""
    decoder = codecs.getincrementaldecoder(encoding)()
    line = 1
    with path.open("rb") as file:
        while at and (chunk := file.read(min(CHUNK, at))):
            line += decoder.decode(chunk).count("\n")
            at -= len(chunk)
    return line


def detect(path: Path) -> str:
    """The encoding of a table that is not UTF-8: the one whose letters are those of a language.

    Raises DamagedTextError for a file that is UTF-8 but for single damaged bytes, or whose odd
    bytes stand in no word.
    """
    sample = _telling(path)
    if _is_damaged_utf8(sample) or not (_IN_WORD.search(sample) or _ONLY_MARKS.fullmatch(sample)):
        check(path, "utf-8")
    matches = from_bytes(sample, cp_isolation=list(TABLE_ENCODINGS), steps=8, chunk_size=4096)
    found = {name: match.chaos for match in matches for name in match.could_be_from_charset}
    if not found:
        return TABLE_ENCODINGS[0]
    least = min(found.values())
    likely = [name for name in TABLE_ENCODINGS if found.get(name, 1.0) <= least + _CLOSE]
    return max(likely, key=lambda name: fit(sample.decode(name, errors="replace")) - found[name])


def _is_damaged_utf8(sample: bytes) -> bool:
    """True where characters of several bytes are at least as many as bad ones: no other encoding
    gives them but by rare chance."""
    text = sample.decode("utf-8", errors="replace")
    damaged = text.count("\ufffd")
    return sum(not one.isascii() for one in text) - damaged >= damaged


def _telling(path: Path) -> bytes:
    """The first lines of a file that hold bytes beyond ASCII, from the file's first megabytes."""
    lines: list[bytes] = []
    size = 0
    with path.open("rb") as file:
        for _ in range(64):
            for line in file.read(CHUNK).splitlines():
                if not line.isascii():
                    lines.append(line[:_SAMPLE])
                    size += len(lines[-1])
                    if size > _SAMPLE or len(lines) > _SAMPLE_LINES:
                        return b"\n".join(lines)
    return b"\n".join(lines)
