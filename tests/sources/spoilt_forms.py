# SPDX-License-Identifier: EUPL-1.2
"""One table in every form that is read, in the odd ways in which people and programs write it."""

import csv
import io
import json
import re
from collections.abc import Callable
from html import escape
from pathlib import Path
from random import Random

from tests.sources.old_workbook import old_workbook
from tests.sources.spoiling import Grid
from tests.sources.workbooks import ods, ods_row, xlsx

_UNFIT = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]")
Value = str | float


def _typed(cell: str, chance: Random) -> Value:
    """A number as such, mostly."""
    try:
        value = float(cell)
    except ValueError:
        return _UNFIT.sub("", cell)
    return value if abs(value) < 1e300 and chance.random() < 0.9 else cell


def _write_csv(path: Path, grid: Grid, chance: Random) -> None:
    out = io.StringIO(newline="")
    style = "excel" if chance.random() < 0.7 else "unix"
    end = chance.choice(["\r\n", "\n", "\r"])
    mark = chance.choice([",", ",", ";", "\t", "|"])
    csv.writer(out, style, delimiter=mark, lineterminator=end).writerows(grid)
    coding = chance.choice(["utf-8", "utf-8", "utf-8-sig", "cp1257", "utf-16", "utf-16-le"])
    path.write_bytes(out.getvalue().encode(coding, "replace"))


def _write_xlsx(path: Path, grid: Grid, chance: Random) -> None:
    shown = {f"{column}2": chance.choice(["0%", "yyyy-mm-dd", "yyyy", "000"]) for column in "BDE"}
    xlsx(path, [[_typed(cell, chance) for cell in row] for row in grid], formats=shown)


def _write_xls(path: Path, grid: Grid, chance: Random) -> None:
    old_workbook(path, [[_typed(cell, chance) for cell in row] for row in grid])


def _write_ods(path: Path, grid: Grid, chance: Random) -> None:
    def cell(text: str) -> Value:
        value = _typed(text, chance)
        return escape(value) if isinstance(value, str) else value

    rows = (ods_row(*map(cell, row), repeated=chance.choice([1] * 9 + [3])) for row in grid)
    ods(path, ("Saraksts", "".join(rows)))


def _write_html(path: Path, grid: Grid, chance: Random) -> None:
    tag, span = chance.choice(["td", "th"]), chance.choice(["", "", " rowspan=2", " colspan=3"])
    ends = chance.choice(["", f"</{tag}>"])
    rows = (
        "<tr>" + "".join(f"<{tag}{span}>{escape(cell)}{ends}" for cell in row) + "</tr>\n"
        for row in grid
    )
    around = chance.choice(["<table>{}</table>", "<html><body><table><tbody>{}</table></html>"])
    path.write_text(around.format("".join(rows)), encoding="utf-8", errors="replace")


def _write_json(path: Path, grid: Grid, chance: Random) -> None:
    heading, *rows = grid
    records = [dict(zip(heading, row, strict=False)) for row in rows]
    fiches = [[{"label": key, "value": one[key]} for key in one] for one in records]
    data: object = chance.choice(
        [records, records, {"a": {"b": records}}, [heading, *rows], fiches,
         {str(at): one for at, one in enumerate(records)}, {"meta": [1], "data": records}]
    )  # fmt: skip
    text = json.dumps(data, ensure_ascii=chance.random() < 0.3)
    if chance.random() < 0.2:
        text = "\n".join(json.dumps(record) for record in records)
    path.write_text(text, encoding="utf-8", errors="replace")


WRITERS: dict[str, Callable[[Path, Grid, Random], None]] = {
    "csv": _write_csv,
    "xlsx": _write_xlsx,
    "xls": _write_xls,
    "ods": _write_ods,
    "html": _write_html,
    "json": _write_json,
}
