# SPDX-License-Identifier: EUPL-1.2
"""The columns of the made-up register, and the description that tells a reader of them."""

from __future__ import annotations

from fundgraph.sample.money import COMPONENTS

FIELDS: dict[str, str | dict[str, str]] = {
    "Project number": "number",
    "Title": "title",
    "Title in English": {"field": "title", "language": "en"},
    "Fund": "fund",
    "Period": "period",
    "Programme": "programme",
    "Programme title": "programme-title",
    "Status": "status",
    "Start": "start",
    "End": "end",
    "Regions": {"field": "regions", "separator": ";"},
    "Place": "place",
    "Promoter": "promoter",
    "Legal form": "promoter-legal-form",
    "Address": "promoter-address",
    "Phone": "contact",
    "Website": "promoter-homepage",
    "Partners": {"field": "partners", "separator": ";"},
    "Contractors": {"field": "contractors", "separator": ";"},
    "Intervention field": "intervention-field",
    "Co-financing rate": "cofinancing-rate",
    "Last change": "modified",
    "Summary": "abstract",
    "Results": "results",
}

PARTED = ("granted", "spent")


def money_columns() -> dict[str, tuple[str, str, str]]:
    """Headings of amounts with their stage, component and currency."""
    keys = [("applied", "total", "EUR"), ("contracted", "total-eligible", "EUR")]
    keys += [
        (stage, component, currency)
        for stage in PARTED
        for currency in ("EUR", "LVL")
        for component in COMPONENTS
    ]
    keys.append(("certified", "fund", "EUR"))
    return {
        f"{stage.capitalize()}, {part}, {code}": (stage, part, code) for stage, part, code in keys
    }


MONEY = money_columns()
HEADINGS = [*FIELDS, *MONEY]

_HEAD = """\
# SPDX-License-Identifier: CC0-1.0
# A made-up register for trying and measuring: no project, organisation or figure in it is real.
name = "sample"
form = "csv"
files = ["sample.csv"]
title = {lv = "Izdomāts projektu reģistrs izmēģinājumiem", en = "A made-up register of projects"}
publisher = "Izdomātā iestāde"
made_up = true
country = "LV"
language = "lv"
beneficiary_kind = "organisations"

[columns]
"""


def description() -> str:
    """The source description, as TOML."""
    columns = dict(FIELDS)
    for heading, (stage, component, currency) in MONEY.items():
        options = {"stage": stage, "component": component, "currency": currency}
        if stage in PARTED and component != "total":
            options["part_of"] = "total"
        columns[heading] = {"field": "amount", **options}
    lines = [f'"{heading}" = {_toml(value)}\n' for heading, value in columns.items()]
    return _HEAD + "".join(lines)


def _toml(value: str | dict[str, str]) -> str:
    if isinstance(value, str):
        return f'"{value}"'
    pairs = ", ".join(f'{key} = "{text}"' for key, text in value.items())
    return f"{{{pairs}}}"
