# SPDX-License-Identifier: EUPL-1.2
"""Bytes → text: the declared encoding, else UTF-8, else one of the Baltic ones."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

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
    declared = _declared(data)
    if declared:
        return Decoded(_strict(data, declared), declared)
    if is_mostly_utf8(data):
        return Decoded(_strict(data, "utf-8"), "utf-8")
    encoding = "windows-1257" if _ONLY_1257.search(data) else "iso8859-13"
    return Decoded(_strict(data, encoding), encoding, detected=True)


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


def _declared(data: bytes) -> str | None:
    head = data[:_DECLARED_WITHIN]
    found = _XML.search(head) or _CHARSET.search(head)
    if not found:
        return None
    try:
        return codecs.lookup(found[1].decode("ascii")).name
    except (LookupError, UnicodeDecodeError):
        return None


def _strict(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        if error.end == len(data) and error.reason in ("unexpected end of data", "truncated data"):
            # A file cut within a character: the page reader says where the page ends.
            return data[: error.start].decode(encoding)
        line = data.count(b"\n", 0, error.start) + 1
        raise DamagedTextError(encoding, error.start + 1, line) from error
