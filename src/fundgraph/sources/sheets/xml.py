# SPDX-License-Identifier: EUPL-1.2
"""The elements of a large XML file one at a time, within limits."""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Generator
from pathlib import Path
from typing import IO
from zipfile import BadZipFile

from lxml import etree

from fundgraph.errors import SourceError

PIECE = 65_536
# An element (a row, a text) that takes more bytes of XML than this is a bomb.
LARGEST_ELEMENT = 4_000_000


# In UTF-8 and in UTF-16: every other byte may be zero.
_DOCTYPE = re.compile(rb"<\0?!\0?D\0?O\0?C\0?T\0?Y\0?P\0?E")


class TooLargeError(ValueError):
    """An element without end."""


class DoctypeError(ValueError):
    """XML that declares what no workbook does: entities, perhaps without end."""


# What reading a damaged workbook raises.
DAMAGED = (
    BadZipFile,
    DoctypeError,
    EOFError,
    NotImplementedError,
    TooLargeError,
    UnicodeDecodeError,
    etree.XMLSyntaxError,
    struct.error,
    zlib.error,
)


def elements(file: IO[bytes], *names: str) -> Generator[etree._Element, None, None]:
    """Each element of these names (`{*}row`), which is emptied when the next one is asked for.

    Entities are not resolved and nothing is fetched. Raises TooLargeError, DoctypeError, lxml's
    XMLSyntaxError.
    """
    parser = etree.XMLPullParser(
        events=("end",),
        tag=names,
        resolve_entities=False,
        no_network=True,
        remove_comments=True,
        remove_pis=True,
    )
    since, begun = 0, False
    while piece := file.read(PIECE):
        if not begun and _DOCTYPE.search(piece):
            raise DoctypeError("its XML declares entities, which may be a bomb")
        parser.feed(piece)
        since += len(piece)
        for _, element in parser.read_events():
            if isinstance(element, etree._Element):
                since, begun = 0, True
                yield element
                _forget(element)
        if since > LARGEST_ELEMENT:
            raise TooLargeError
    parser.close()


def _forget(element: etree._Element) -> None:
    """Frees an element and those before it."""
    element.clear()
    parent = element.getparent()
    if parent is not None:
        while element.getprevious() is not None:
            del parent[0]


def damaged(path: Path, error: Exception) -> SourceError:
    """The error for a workbook that cannot be read, with the reason."""
    if isinstance(error, TooLargeError):
        return SourceError(f"{path} is refused: a row of it has no end")
    reason = " ".join(str(error).partition(", line")[0].split()) or "it ends too early"
    return SourceError(f"{path} is a damaged workbook: {reason}; save it again")


def local(element: etree._Element) -> str:
    """The name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]


def attribute(element: etree._Element, name: str) -> str | None:
    """An attribute by its name, whatever its namespace."""
    return next(
        (str(value) for key, value in element.attrib.items() if str(key).endswith(f"}}{name}")),
        element.get(name),
    )
