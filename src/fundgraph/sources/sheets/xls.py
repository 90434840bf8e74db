# SPDX-License-Identifier: EUPL-1.2
"""XLS (BIFF) → rows, parsed by a process of its own. The form ends at 65,536 rows."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Generator
from pathlib import Path
from typing import Any

from fundgraph.errors import SourceError
from fundgraph.sources.sheets import xls_worker
from fundgraph.sources.sheets.choice import chosen
from fundgraph.sources.sheets.layout import Layout, Row
from fundgraph.sources.sheets.numbers import value_text

LARGEST = 200_000_000


def sheet_name(path: Path, wanted: str | None) -> str:
    """The name of the sheet that is read: the wanted one, else the largest visible one.

    Raises SourceError for a workbook that has none.
    """
    sheets = {name: size for name, seen, size in _told(path) if seen or name == wanted}
    if not sheets:
        raise SourceError(f"{path} is a workbook without a visible sheet")
    return chosen(path, wanted, sheets)


def read_rows(path: Path, layout: Layout) -> Generator[Row, None, None]:
    """The rows of a sheet, numbered as in the sheet."""
    for number, cells in enumerate(_told(path, layout.sheet or ""), start=1):
        yield number, [value_text(cell) for cell in cells]


def _told(path: Path, *sheet: str) -> Generator[Any, None, None]:
    """What the worker prints. Raises SourceError with what it refuses, or where it ends early."""
    _check_size(path)
    command = [sys.executable, "-I", xls_worker.__file__, str(path.absolute()), *sheet]
    with subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as worker:
        ended = False
        try:
            for line in worker.stdout or ():
                told = json.loads(line) if line.endswith(b"\n") else {}
                if isinstance(told, dict):
                    raise _damaged(path, told.get("refused"))
                yield told
            ended = True
        finally:
            if not ended:
                worker.kill()
        if worker.wait():
            raise _damaged(path, None)


def _damaged(path: Path, words: str | None) -> SourceError:
    return SourceError(
        f"{path} {words or 'is a damaged workbook: it cannot be parsed; save it again'}"
    )


def _check_size(path: Path) -> None:
    size = path.stat().st_size
    if size > LARGEST:
        raise SourceError(
            f"{path} has {size} bytes, more than the {LARGEST} that a workbook of this form may "
            "have; save it as XLSX"
        )
