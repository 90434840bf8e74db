# SPDX-License-Identifier: EUPL-1.2
"""A made-up table with a column for each field, and how it is written and read."""

import csv
import io
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from fundgraph.codes import CodeLists
from fundgraph.reference import Reference
from fundgraph.sources import Entry, Source, read
from fundgraph.sources.description import describe


def money(stage: str, component: str, currency: str, **more: str) -> dict[str, str]:
    return {"field": "amount", "stage": stage, "component": component, "currency": currency, **more}


COLUMNS: dict[str, Any] = {
    "No": "number",
    "Title": "title",
    "Title (en)": {"field": "title", "language": "en"},
    "Summary": "abstract",
    "Results": "results",
    "Fund": "fund",
    "Period": "period",
    "Programme": "programme",
    "Programme title": "programme-title",
    "Status": "status",
    "Start": "start",
    "End": "end",
    "Regions": {"field": "regions", "separator": ";"},
    "Place": "place",
    "Town": "town",
    "Town's region": "town-region",
    "Promoter": "promoter",
    "Form": "promoter-legal-form",
    "Reg. No": "promoter-number",
    "Address": "promoter-address",
    "Web": "promoter-homepage",
    "Phone": "contact",
    "Partners": "partners",
    "Contractors": {"field": "contractors", "separator": ";"},
    "Changed": "modified",
    "Fields": {"field": "intervention-field", "separator": ","},
    "Rate": "cofinancing-rate",
    "Note": "published",
    "Internal": "ignored",
    "Granted EUR": money("granted", "total", "EUR"),
    "Granted LVL": money("granted", "total", "LVL"),
    "Granted ESF EUR": money("granted", "fund", "EUR", part_of="total"),
}


ROW = {
    "No": "IZDOMATS/1",
    "Title": "Izdomāts tilts",
    "Title (en)": "A made-up bridge",
    "Summary": "Kopsavilkums",
    "Results": "Rezultāti",
    "Fund": "ERAF",
    "Period": "2014.-2020. gads",
    "Programme": "1.5.2.2.2.",
    "Programme title": "NVO kapacitāte",
    "Status": "Pabeigts",
    "Start": "2012-09",
    "End": "2013",
    "Regions": "Kurzemes reģions; Rīgas reģions",
    "Place": "Latgalē - Ludzā: Upes 1",
    "Town": "Talsi",
    "Town's region": "Kurzeme",
    "Promoter": "Biedrība „Izdomātais tilts”",
    "Form": "Biedrība",
    "Reg. No": "40000000000",
    "Address": "Tilta iela 2, Talsi, LV-0000",
    "Web": "www.example.org",
    "Phone": "00000000",
    "Partners": "SIA „A, B”,SIA C",
    "Contractors": "SIA D; SIA E",
    "Changed": "01.10.2013.",
    "Fields": "102,103",
    "Rate": "85%",
    "Note": "Piezīme",
    "Internal": "x",
    "Granted EUR": "1 000,50",
    "Granted LVL": "703.16",
    "Granted ESF EUR": "900.00",
}


class Table:
    """Writes a table of rows and reads it."""

    def __init__(self, folder: Path, reference: Reference, codes: CodeLists) -> None:
        self.path = folder / "izdomats.csv"
        self.reference, self.codes = reference, codes

    def read(self, **keys: Any) -> list[Entry]:
        base = {
            "name": "izdomats",
            "form": "csv",
            "country": "LV",
            "language": "lv",
            "beneficiary_kind": "organisations",
        }
        given = {"columns": COLUMNS, **base, **keys}
        values = {key: value for key, value in given.items() if value is not None}
        description = describe(values, origin="izdomats.toml")
        return list(read(Source(description, (self.path,)), self.reference, self.codes))

    def write(self, *rows: Mapping[str, str], separator: str = ",", bom: bool = False) -> None:
        out = io.StringIO(newline="")
        writer = csv.writer(out, delimiter=separator)
        writer.writerow(COLUMNS)
        writer.writerows([list(row.values()) for row in rows])
        self.path.write_bytes(out.getvalue().encode("utf-8-sig" if bom else "utf-8"))

    def one(self, **cells: str) -> Entry:
        """The entry of the row with some cells changed (`_` stands for a space)."""
        self.write(ROW | {name.replace("_", " "): value for name, value in cells.items()})
        (entry,) = self.read()
        return entry
