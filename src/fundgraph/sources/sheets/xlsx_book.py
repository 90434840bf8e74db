# SPDX-License-Identifier: EUPL-1.2
"""The parts of an XLSX workbook beside its rows: sheets, shared texts, what its styles show."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from posixpath import join, normpath

from lxml import etree

from fundgraph.errors import SourceError
from fundgraph.sources.sheets.archive import Archive
from fundgraph.sources.sheets.choice import chosen
from fundgraph.sources.sheets.strings import Strings
from fundgraph.sources.sheets.xml import attribute, elements, local

_SHARED = "xl/sharedStrings.xml"
_BUILT_IN = {
    9: "0%", 10: "0.00%", 14: "d/m/y", 15: "d-mmm-y", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm",
    19: "h:mm", 20: "h:mm", 21: "h:mm:ss", 22: "d/m/y h:mm", 45: "mm:ss", 46: "h:mm", 47: "mm:ss",
    **dict.fromkeys((*range(27, 37), *range(50, 59)), "d/m/y"),
}  # fmt: skip
_QUOTED = re.compile(r'"[^"]*"|\\.|_.|\[[^\]]*\]')


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet's name and where its rows are."""

    name: str
    member: str


def sheet_of(archive: Archive, path: Path, wanted: str | None) -> tuple[Sheet, bool]:
    """The sheet of this name, else the visible one with most content; whether days count from 1904.

    Raises SourceError for a workbook without sheets, UsageError for a name that no sheet has.
    """
    targets = _targets(archive)
    sizes = archive.names()
    visible: dict[str, Sheet] = {}
    since_1904 = False
    with archive.open("xl/workbook.xml") as file:
        for element in elements(file, "{*}sheet", "{*}workbookPr"):
            if local(element) == "workbookPr":
                since_1904 = element.get("date1904") in ("1", "true")
                continue
            member = targets.get(attribute(element, "id") or "", "")
            name = str(element.get("name") or "")
            if member in sizes and (element.get("state") in (None, "visible") or name == wanted):
                visible[name] = Sheet(name, member)
    if not visible:
        raise SourceError(f"{path} is a workbook without a visible sheet")
    name = chosen(path, wanted, {name: sizes[sheet.member] for name, sheet in visible.items()})
    return visible[name], since_1904


def _targets(archive: Archive) -> dict[str, str]:
    """Where the parts of the workbook are, by the ids that it gives them."""
    with archive.open("xl/_rels/workbook.xml.rels") as file:
        return {
            str(element.get("Id")): _member(str(element.get("Target") or ""))
            for element in elements(file, "{*}Relationship")
        }


def _member(target: str) -> str:
    return target.lstrip("/") if target.startswith("/") else normpath(join("xl", target))


def add_shared(strings: Strings, archive: Archive) -> None:
    """Adds the texts that cells share, runs joined, readings in other scripts left out."""
    if _SHARED in archive.names():
        with archive.open(_SHARED) as file:
            for element in elements(file, "{*}si"):
                strings.add(rich_text(element))


def rich_text(element: etree._Element) -> str:
    """The text of a shared string or an inline one, whose runs may have styles of their own."""
    if len(element) == 1 and str(element[0].tag).endswith("}t"):
        return element[0].text or ""
    return "".join(
        part.text or ""
        for run in element
        if local(run) in ("t", "r")
        for part in (run, *run)
        if local(part) == "t"
    )


def shown_as(archive: Archive) -> list[str]:
    """What the cells of each style show: `day`, `month`, `year`, `percent`, zeros, or nothing."""
    if "xl/styles.xml" not in archive.names():
        return []
    formats = dict(_BUILT_IN)
    shown: list[str] = []
    with archive.open("xl/styles.xml") as file:
        for element in elements(file, "{*}numFmt", "{*}cellXfs"):
            if local(element) == "numFmt":
                number = str(element.get("numFmtId") or "")
                if number.isdecimal():
                    formats[int(number)] = str(element.get("formatCode") or "")
                continue
            for style in element:
                number = str(style.get("numFmtId") or "0")
                shown.append(shows(formats.get(int(number) if number.isdecimal() else 0, "")))
    return shown


def shows(code: str) -> str:
    """What a number format shows of a number."""
    code = _QUOTED.sub("", code.partition(";")[0]).lower()
    if re.fullmatch("0{2,20}", code):
        return code
    if "%" in code:
        return "percent"
    if "general" in code:
        return ""
    if "d" in code:
        return "day"
    if "y" in code:
        return "month" if "m" in code else "year"
    return "day" if re.search("h|mmm|ss|m:", code) else ""
