# SPDX-License-Identifier: EUPL-1.2
"""Workbooks are archives: opened within limits that are looked at before anything is unpacked."""

from __future__ import annotations

import struct
from errno import EINVAL
from pathlib import Path
from typing import IO, Self
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile

from fundgraph.errors import SourceError

MOST_MEMBERS = 10_000
LARGEST = 4_000_000_000
# Sheets pack 10 to 50 times; a bomb a thousand times.
RATIO, RATIO_FROM = 250, 20_000_000
_END, _END_SIZE, _COMMENT = b"PK\x05\x06", 22, 65_535


class Archive:
    """A ZIP archive that was found harmless.

    Raises SourceError for one that unpacks to too much, BadZipFile for one that is damaged.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        if _members(path) > MOST_MEMBERS:
            raise SourceError(
                f"{path} is refused: it is an archive of more than {MOST_MEMBERS} files"
            )
        try:
            self._zip = ZipFile(path)
        except OSError as error:
            raise _damage(error) from error
        try:
            self._check()
        except (SourceError, BadZipFile):
            self._zip.close()
            raise

    def _check(self) -> None:
        members = self._zip.infolist()
        total = sum(member.file_size for member in members)
        packed = sum(member.compress_size for member in members)
        if total > LARGEST or (total > RATIO_FROM and total > RATIO * max(packed, 1)):
            raise SourceError(
                f"{self._path} is refused: its {packed} bytes would unpack to {total} "
                "(a “ZIP bomb”); save the table again, or as CSV"
            )
        if any(member.compress_type not in (ZIP_STORED, ZIP_DEFLATED) for member in members):
            raise BadZipFile("it is packed in an unusual way")
        if any(member.flag_bits & 1 for member in members):
            raise SourceError(f"{self._path} is protected by a password; save it without one")

    def names(self) -> dict[str, int]:
        """The members, each with its size."""
        return {member.filename: member.file_size for member in self._zip.infolist()}

    def open(self, name: str) -> IO[bytes]:
        """A member as a stream. Raises SourceError where there is none."""
        try:
            return self._zip.open(name)
        except KeyError as error:
            raise SourceError(f"{self._path} is a damaged workbook: it has no {name}") from error
        except OSError as error:
            raise _damage(error) from error

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._zip.close()


def _damage(error: OSError) -> Exception:
    """The error itself, but for places before the beginning of the file, which damaged archives
    name."""
    return BadZipFile("its parts are not where it says") if error.errno == EINVAL else error


def _members(path: Path) -> int:
    """How many files the end of an archive says there are; opening one with many takes long."""
    size = path.stat().st_size
    with path.open("rb") as file:
        file.seek(max(0, size - _END_SIZE - _COMMENT))
        tail = file.read()
    at = tail.rfind(_END)
    if at < 0 or at + _END_SIZE > len(tail):
        raise BadZipFile("its end is missing")
    (count,) = struct.unpack_from("<H", tail, at + 10)
    return int(count)
