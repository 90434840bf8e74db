# SPDX-License-Identifier: EUPL-1.2
"""What form a file has, by its bytes: names say little."""

from __future__ import annotations

import re
from pathlib import Path

from fundgraph.errors import SourceError
from fundgraph.sources import encoding
from fundgraph.sources.sheets.archive import Archive
from fundgraph.sources.sheets.layout import CSV, HTML, JSON, ODS, XLS, XLSX
from fundgraph.sources.sheets.xml import DAMAGED

HEAD = 65_536
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# Files that are no table, by their first bytes, with what to do.
_REFUSED = {
    b"\x1f\x8b": "is packed with gzip; unpack it first",
    b"BZh": "is packed with bzip2; unpack it first",
    b"\xfd7zXZ": "is packed with xz; unpack it first",
    b"7z\xbc\xaf": "is packed with 7-Zip; unpack it first",
    b"Rar!": "is packed with RAR; unpack it first",
    b"%PDF": "is a PDF; ask for the table behind it, or save it as CSV",
    b"PK\x05\x06": "is an empty ZIP archive; fetch it again",
    b"PAR1": "is a Parquet file; save it as CSV",
    b"SQLite format 3": "is an SQLite database; save its table as CSV",
    b"\x89PNG": "is an image; ask for the table behind it",
    b"\xff\xd8\xff": "is an image; ask for the table behind it",
    b"{\\rtf": "is a text document; save its table as CSV",
}
_TABLE = re.compile(r"<\s*(?:table|html|!doctype\s+html|tbody|tr)\b", re.IGNORECASE)
_WORKBOOK_XML = "urn:schemas-microsoft-com:office:spreadsheet"
_JSON = re.compile(r'\s*(?:\{\s*(?:"|\}|$)|\[\s*(?:[\[{"\]]|-?\d|null|true|false|$))')


def form_of(path: Path) -> str:
    """The form of a file. Raises SourceError for one that holds no table of a form read here."""
    with path.open("rb") as file:
        head = file.read(HEAD)
    if not head.strip():
        raise SourceError(f"{path} is empty: its first row must hold the headings")
    for magic, words in _REFUSED.items():
        if head.startswith(magic):
            raise SourceError(f"{path} {words}")
    if head.startswith(_ZIP):
        return _archive_form(path)
    return XLS if head.startswith(_OLE) else _text_form(path, head)


def _archive_form(path: Path) -> str:
    try:
        with Archive(path) as archive:
            names = archive.names()
    except DAMAGED as error:
        raise SourceError(f"{path} is a damaged workbook: {error}; fetch it again") from error
    if "xl/workbook.bin" in names:
        raise SourceError(f"{path} is a binary workbook (XLSB); save it as XLSX")
    if "xl/workbook.xml" in names or "[Content_Types].xml" in names:
        return XLSX
    if "content.xml" in names:
        return ODS
    raise SourceError(f"{path} is a ZIP archive without a workbook; unpack it first")


def _text_form(path: Path, head: bytes) -> str:
    text = head_text(head)
    start = text.lstrip("\ufeff \t\r\n")
    if _WORKBOOK_XML in text:
        raise SourceError(f"{path} is a workbook in XML of 2003; save it as XLSX")
    if start.startswith("<"):
        if _TABLE.search(text):
            return HTML
        raise SourceError(f"{path} is XML, not a table; give the list as CSV, XLSX, ODS or JSON")
    return JSON if _JSON.match(start) else CSV


def head_text(head: bytes) -> str:
    """The start of a text, well enough to know its form."""
    name = encoding.marked(head) or encoding.unmarked_utf16(head) or "utf-8"
    return head.decode(name, errors="replace")
