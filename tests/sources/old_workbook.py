# SPDX-License-Identifier: EUPL-1.2
"""Made-up workbooks of the old binary form (XLS), as the records and sectors that they are."""

import struct
from collections.abc import Sequence
from pathlib import Path

SECTOR = 512
_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_BOF, _EOF, _SHEET, _NUMBER, _LABEL, _CODEPAGE = 0x809, 0x0A, 0x85, 0x203, 0x204, 0x42


def old_workbook(path: Path, rows: Sequence[Sequence[str | float]]) -> Path:
    """A workbook of one sheet with these texts and numbers."""
    path.write_bytes(_container(_stream(rows)))
    return path


def _record(kind: int, data: bytes) -> bytes:
    return struct.pack("<HH", kind, len(data)) + data


def _begin(what: int) -> bytes:
    return _record(_BOF, struct.pack("<HHHHII", 0x600, what, 0, 0, 0, 0))


def _stream(rows: Sequence[Sequence[str | float]]) -> bytes:
    """The workbook's globals, then its sheet."""
    name = b"Saraksts"
    opening = _begin(5) + _record(_CODEPAGE, struct.pack("<H", 1200))
    start = len(opening) + 4 + 8 + len(name) + 4
    listed = _record(_SHEET, struct.pack("<IHBB", start, 0, len(name), 0) + name)
    cells = (
        _cell(row, column, value)
        for row, values in enumerate(rows)
        for column, value in enumerate(values)
        if value != ""
    )
    return opening + listed + _record(_EOF, b"") + _begin(16) + b"".join(cells) + _record(_EOF, b"")


def _cell(row: int, column: int, value: str | float) -> bytes:
    place = struct.pack("<HHH", row, column, 0)
    if not isinstance(value, str):
        return _record(_NUMBER, place + struct.pack("<d", value))
    text = value[:4000].encode("utf-16-le", "replace")
    return _record(_LABEL, place + struct.pack("<HB", len(text) // 2, 1) + text)


def _container(stream: bytes) -> bytes:
    """The compound file around a workbook: its table of sectors, its folder, its stream."""
    size = max(-(-len(stream) // SECTOR), 4096 // SECTOR)
    tables = -(-(size + 2) // (SECTOR // 4 - 1))
    chain = [*range(tables + 2, tables + 1 + size), _END]
    entries = [*[_FAT] * tables, _END, *chain]
    entries += [_FREE] * (tables * SECTOR // 4 - len(entries))
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    head += struct.pack("<HHHHHHIIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, 0, 0, tables, tables, 0,
                        4096, _END, 0, _END, 0)  # fmt: skip
    places = [*range(tables), *[_FREE] * (109 - tables)]
    folder = _entry("Root Entry", 5, _END, 0, child=1)
    folder += _entry("Workbook", 2, tables + 1, size * SECTOR) + _entry("", 0, 0, 0) * 2
    whole = head + struct.pack("<109I", *places) + struct.pack(f"<{len(entries)}I", *entries)
    return whole + folder + stream.ljust(size * SECTOR, b"\0")


def _entry(name: str, kind: int, start: int, size: int, *, child: int = _FREE) -> bytes:
    text = name.encode("utf-16-le")
    told = text.ljust(64, b"\0") + struct.pack("<HBB", len(text) + 2 if name else 0, kind, 1)
    told += struct.pack("<III", _FREE, _FREE, child) + bytes(36)
    return told + struct.pack("<IQ", start, size)
