# SPDX-License-Identifier: EUPL-1.2
"""Workbooks and pages whose XML declares entities: ones that grow without end, or that fetch."""

from collections.abc import Callable
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from tests.sources.workbooks import ods, ods_row, raw_xlsx

SHEET, STRINGS = "xl/worksheets/one.xml", "xl/sharedStrings.xml"
WORKBOOK, LINKS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
LAUGHS = '<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa">{}]>'.format(
    "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9))
)
BLOWUP = f'<!DOCTYPE a [<!ENTITY j "{"a" * 60_000}">]>'
FETCHED = '<!DOCTYPE a [<!ENTITY j SYSTEM "file:///etc/hostname">]>'
FETCHING = '<!DOCTYPE a SYSTEM "http://127.0.0.1:9/a.dtd" [<!ENTITY % b SYSTEM "x"> %b;]>'
LOOP = '<!DOCTYPE a [<!ENTITY j "&k;"><!ENTITY k "&j;">]>'
PARAMETERS = "<!DOCTYPE a [<!ENTITY % a '{}'><!ENTITY % b '{}'><!ENTITY j '%b;'>]>".format(
    "x" * 9000, "&#37;a;" * 9000
)
TEXT = '<row><c t="str"><v>a</v></c><c t="str"><v>&j;</v></c></row>' * 3
MANY = '<row><c t="str"><v>a</v></c><c t="str"><v>' + "&j;" * 9000 + "</v></c></row>"
ATTRIBUTE = '<row r="&j;"><c r="&j;"><v>1</v></c></row>' * 3
PLAIN = "<row><c><v>1</v></c><c><v>2</v></c></row>" * 3


def _with(path: Path, member: str, before: str, *, coding: str = "utf-8") -> Path:
    """The archive with a declaration before the XML of a member."""
    with ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts[member] = (before + parts[member].decode()).encode(coding)
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return path


def in_sheet(declared: str, rows: str = TEXT, coding: str = "utf-8") -> Callable[[Path], Path]:
    """A workbook with entities in its sheet."""
    return lambda path: _with(raw_xlsx(path, rows), SHEET, declared, coding=coding)


def in_part(member: str) -> Callable[[Path], Path]:
    """A workbook with entities in another part."""
    strings = "<si><t>&j;</t></si>" if member == STRINGS else ""
    return lambda path: _with(raw_xlsx(path, PLAIN, strings=strings), member, LAUGHS)


def in_ods(declared: str) -> Callable[[Path], Path]:
    rows = ods_row("No", "Title") + ods_row("1", "&j;")
    return lambda path: _with(ods(path, ("a", rows)), "content.xml", declared)


BOMBS: dict[str, Callable[[Path], Path]] = {
    "laughs": in_sheet(LAUGHS),
    "blow-up": in_sheet(BLOWUP, MANY),
    "attributes": in_sheet(LAUGHS, ATTRIBUTE),
    "loop": in_sheet(LOOP),
    "parameters": in_sheet(PARAMETERS),
    "a file": in_sheet(FETCHED),
    "an address": in_sheet(FETCHING),
    "UTF-16": in_sheet(LAUGHS, coding="utf-16"),
    "unused": in_sheet(LAUGHS, PLAIN),
    "shared texts": in_part(STRINGS),
    "workbook": in_part(WORKBOOK),
    "links": in_part(LINKS),
    "ODS laughs": in_ods(LAUGHS),
    "ODS file": in_ods(FETCHED),
    "ODS loop": in_ods(LOOP),
}
