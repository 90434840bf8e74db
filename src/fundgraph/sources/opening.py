# SPDX-License-Identifier: EUPL-1.2
"""A file → the register page in it, or the one reason why there is none."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from fundgraph.sources.encoding import DamagedTextError, decode, is_binary
from fundgraph.sources.findings import Findings
from fundgraph.sources.lines import text_lines
from fundgraph.sources.markup import is_markup, markup_lines
from fundgraph.sources.page import Page, read_lines

LARGEST_PAGE = 10_000_000


def open_page(path: Path, findings: Findings) -> tuple[Page, str] | None:
    """The page in a file and the SHA-256 of its bytes; None, with a finding, for any other file."""
    data = _bytes(path, findings)
    page = _page(data, findings) if data is not None else None
    return (page, sha256(data).hexdigest()) if data is not None and page is not None else None


def _bytes(path: Path, findings: Findings) -> bytes | None:
    try:
        if not path.is_file():  # a pipe would be waited for, a device has no end
            findings.add("unreadable", reason="it is no regular file")
            return None
        size = path.stat().st_size
        if size > LARGEST_PAGE:
            findings.add("too-large", size=size, limit=LARGEST_PAGE)
            return None
        return path.read_bytes()
    except OSError as error:
        findings.add("unreadable", reason=error.strerror or str(error))
        return None


def _page(data: bytes, findings: Findings) -> Page | None:
    """The page that these bytes are; None, with a finding, where they are none."""
    if not data.strip():
        findings.add("empty-file")
        return None
    if is_binary(data):
        findings.add("binary-file")
        return None
    try:
        decoded = decode(data)
    except DamagedTextError as error:
        findings.add("damaged-text", encoding=error.encoding, byte=error.at, line=error.line)
        return None
    if decoded.detected:
        findings.add("detected-encoding", encoding=decoded.encoding)
    markup = is_markup(decoded.text)
    page = read_lines((markup_lines if markup else text_lines)(decoded.text))
    return page if _is_whole(page, findings) else None


def _is_whole(page: Page, findings: Findings) -> bool:
    if not page.is_register_page:
        findings.found.clear()
        findings.add("no-register-page")
        return False
    if page.is_cut and page.last:
        label = page.last.text.partition(":")[0][:60]
        findings.add("cut-page", row=page.last.number, label=label, line=page.last.number)
        return False
    return True
