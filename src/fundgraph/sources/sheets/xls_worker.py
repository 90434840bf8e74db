# SPDX-License-Identifier: EUPL-1.2
"""Prints the sheets, or the rows, of an XLS workbook as JSON, a line each.

A process of its own, within limits: a damaged workbook can make its parser panic, spin or take
all memory. It is run as a script and imports nothing of Fundgraph, so that it starts at once.
"""

from __future__ import annotations

import json
import resource
import sys
from collections.abc import Iterable
from datetime import date, datetime, time

from python_calamine import (
    CalamineError,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

MEMORY, SECONDS = 1_500_000_000, 60


def main(path: str, sheet: str | None) -> None:
    """One line says whether the workbook opens; then its sheets, or the rows of one."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        workbook = CalamineWorkbook.from_path(path)
        tell(_sheets(workbook) if sheet is None else _rows(workbook, sheet))
    except PasswordError:
        tell([{"refused": "is protected by a password; save it without one"}])
    except (CalamineError, ValueError) as error:
        tell([{"refused": f"is a damaged workbook: {error}; save it again"}])


def tell(lines: Iterable[object]) -> None:
    """Prints values, a line each."""
    for line in lines:
        sys.stdout.write(json.dumps(line, default=_text) + "\n")


def _sheets(workbook: CalamineWorkbook) -> list[object]:
    """The sheets of cells: name, whether it is seen, how many cells it has."""
    found: list[object] = []
    for sheet in workbook.sheets_metadata:
        if sheet.typ is SheetTypeEnum.WorkSheet:
            cells = workbook.get_sheet_by_name(sheet.name)
            seen = sheet.visible is SheetVisibleEnum.Visible
            found.append([sheet.name, seen, cells.height * cells.width])
    return found


def _rows(workbook: CalamineWorkbook, sheet: str) -> Iterable[object]:
    return workbook.get_sheet_by_name(sheet).iter_rows()


def _text(value: object) -> str:
    """A day or time in ISO form; the time only where there is one."""
    if isinstance(value, datetime) and value.time() == time():
        return value.date().isoformat()
    return value.isoformat() if isinstance(value, date | time) else str(value)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else None)
