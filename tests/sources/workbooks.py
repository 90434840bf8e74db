# SPDX-License-Identifier: EUPL-1.2
"""Made-up workbooks: XLSX by openpyxl, ODS and odd XLSX as the XML they are."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook

HEADING = ["No", "Title", "Promoter", "Granted", "Start"]
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_OFFICE = "urn:oasis:names:tc:opendocument:xmlns"


def xlsx(path: Path, rows: Sequence[Sequence[object]], *, formats: Mapping[str, str] = {}) -> Path:
    """A workbook of one sheet; `formats` are the number formats of cells (`D2`)."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Saraksts"
    for row in rows:
        sheet.append(list(row))
    for cell, code in formats.items():
        sheet[cell].number_format = code
    book.save(path)
    return path


def raw_xlsx(path: Path, sheet: str | bytes, *, strings: str | bytes = b"", more: int = 0) -> Path:
    """A workbook whose sheet has this XML inside `sheetData`."""
    data = sheet if isinstance(sheet, bytes) else sheet.encode()
    shared = strings if isinstance(strings, bytes) else strings.encode()
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(
            "xl/workbook.xml",
            f'<workbook xmlns="{_MAIN}" xmlns:r="{_LINKS}"><sheets>'
            '<sheet name="Saraksts" sheetId="1" r:id="a"/></sheets></workbook>',
        )
        archive.writestr(
            "xl/_rels/workbook.xml.rels",
            '<Relationships><Relationship Id="a" Target="worksheets/one.xml"/></Relationships>',
        )
        if shared:
            archive.writestr(
                "xl/sharedStrings.xml", b'<sst xmlns="%s">%s</sst>' % (_MAIN.encode(), shared)
            )
        archive.writestr(
            "xl/worksheets/one.xml",
            b'<worksheet xmlns="%s"><sheetData>%s</sheetData></worksheet>' % (_MAIN.encode(), data),
        )
        for number in range(more):
            archive.writestr(f"xl/media/{number}", b"")
    return path


def ods(path: Path, *tables: tuple[str, str]) -> Path:
    """A workbook of named tables, each the XML of its rows."""
    spaces = " ".join(
        f'xmlns:{name}="{_OFFICE}:{name}:1.0"' for name in ("office", "table", "text")
    )
    sheets = "".join(
        f'<table:table table:name="{name}">{rows}</table:table>' for name, rows in tables
    )
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr(
            "content.xml",
            f"<office:document-content {spaces}><office:body><office:spreadsheet>{sheets}"
            "</office:spreadsheet></office:body></office:document-content>",
        )
    return path


def ods_row(*cells: str | float, repeated: int = 1) -> str:
    """A row of texts and numbers; an empty text is an empty cell."""
    found = []
    for cell in cells:
        if cell == "":
            found.append("<table:table-cell/>")
        elif isinstance(cell, str):
            found.append(
                '<table:table-cell office:value-type="string">'
                f"<text:p>{cell}</text:p></table:table-cell>"
            )
        else:
            found.append(
                f'<table:table-cell office:value-type="float" office:value="{cell!r}">'
                "<text:p>shown</text:p></table:table-cell>"
            )
    times = f' table:number-rows-repeated="{repeated}"' if repeated > 1 else ""
    return f"<table:table-row{times}>{''.join(found)}</table:table-row>"
