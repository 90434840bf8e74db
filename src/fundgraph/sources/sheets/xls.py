# SPDX-License-Identifier: EUPL-1.2
"""XLS (BIFF) → rows. The form ends at 65,536 rows, so a sheet is held whole."""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path

from python_calamine import (
    CalamineError,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from fundgraph.errors import SourceError
from fundgraph.sources.sheets.choice import chosen
from fundgraph.sources.sheets.layout import Layout, Row
from fundgraph.sources.sheets.numbers import value_text

LARGEST = 200_000_000


def sheet_name(path: Path, wanted: str | None) -> str:
    """The name of the sheet that is read: the wanted one, else the largest visible one."""
    with _workbook(path) as workbook:
        names = [
            sheet.name
            for sheet in workbook.sheets_metadata
            if sheet.typ is SheetTypeEnum.WorkSheet
            and (sheet.visible is SheetVisibleEnum.Visible or sheet.name == wanted)
        ]
        if not names:
            raise SourceError(f"{path} is a workbook without a visible sheet")
        if len(names) == 1 or wanted is not None:
            return chosen(path, wanted, dict.fromkeys(names, 0))
        sheets = {name: workbook.get_sheet_by_name(name) for name in names}
        return chosen(path, None, {name: one.height * one.width for name, one in sheets.items()})


def read_rows(path: Path, layout: Layout) -> Generator[Row, None, None]:
    """The rows of a sheet, numbered as in the sheet."""
    with _workbook(path) as workbook:
        sheet = workbook.get_sheet_by_name(layout.sheet or "")
        for number, cells in enumerate(sheet.iter_rows(), start=1):
            yield number, [value_text(cell) for cell in cells]


def _workbook(path: Path) -> CalamineWorkbook:
    size = path.stat().st_size
    if size > LARGEST:
        raise SourceError(
            f"{path} has {size} bytes, more than the {LARGEST} that a workbook of this form may "
            "have; save it as XLSX"
        )
    try:
        return CalamineWorkbook.from_path(path)
    except PasswordError as error:
        raise SourceError(f"{path} is protected by a password; save it without one") from error
    except CalamineError as error:
        raise SourceError(f"{path} is a damaged workbook: {error}; save it again") from error
