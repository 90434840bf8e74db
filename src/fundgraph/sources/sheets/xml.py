# SPDX-License-Identifier: EUPL-1.2
"""The elements of a large XML file one at a time, within limits."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Generator
from typing import IO
from zipfile import BadZipFile

from lxml import etree

PIECE = 65_536
# An element (a row, a text) that takes more bytes of XML than this is a bomb.
LARGEST_ELEMENT = 4_000_000


class TooLargeError(ValueError):
    """An element without end."""


# What reading a damaged workbook raises.
DAMAGED = (
    BadZipFile,
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

    Entities are not resolved and nothing is fetched. Raises TooLargeError, lxml's XMLSyntaxError.
    """
    parser = etree.XMLPullParser(
        events=("end",),
        tag=names,
        resolve_entities=False,
        no_network=True,
        remove_comments=True,
        remove_pis=True,
    )
    since = 0
    while piece := file.read(PIECE):
        parser.feed(piece)
        since += len(piece)
        for _, element in parser.read_events():
            if isinstance(element, etree._Element):
                since = 0
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


def local(element: etree._Element) -> str:
    """The name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]


def attribute(element: etree._Element, name: str) -> str | None:
    """An attribute by its name, whatever its namespace."""
    return next(
        (str(value) for key, value in element.attrib.items() if str(key).endswith(f"}}{name}")),
        element.get(name),
    )
