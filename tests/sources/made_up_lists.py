# SPDX-License-Identifier: EUPL-1.2
"""Made-up lists of operations in languages that no sample has, with what each column holds."""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROWS = 60
LISTS: dict[str, dict[str, Any]] = tomllib.loads(
    Path(__file__).with_suffix(".toml").read_text(encoding="utf-8")
)
AMOUNTS: dict[str, Callable[[int], str]] = {
    "spaced": lambda value: f"{value:,}".replace(",", " ") + ",50",
    "spaced-whole": lambda value: f"{value:,}".replace(",", " "),
    "dotted": lambda value: f"{value:,}".replace(",", ".") + ",25",
    "english": lambda value: f"{value:,}.75",
}


def rows(language: str) -> list[list[str]]:
    """The made-up rows of a list; the same on every call."""
    made = LISTS[language]
    return [[cell(kind, at, made) for kind in made["columns"].values()] for at in range(ROWS)]


def cell(kind: str, at: int, made: dict[str, Any]) -> str:
    """The made-up cell of a column of this kind in a row."""
    title, names, day = made["title"], made["names"], made["day"]
    if kind.startswith("amount"):
        return AMOUNTS[made["amount"]](12_345 + at * 7_919) + str(made["unit"])
    cells: dict[str, str] = {
        "number": f"XX{at % 4}/{2014 + at % 6}-{100 + 7 * at:04}",
        "promoter": f"{names[at % 3]} {at // 3 % 9 + 1}",
        "promoter-number": str(10_345_678 + at // 3 % 9 * 7919),
        "promoter-legal-form": ("1", "2", "3")[at % 3],
        "title": f"{title} {at + 1}",
        "abstract": f"{made['summary']} {title} {at + 1}.",
        "start": day.format(d=at % 28 + 1, m=at % 12 + 1, y=2015 + at % 3),
        "end": day.format(d=at % 28 + 1, m=at % 12 + 1, y=2018 + at % 3),
        "modified": day.format(d=14, m=5, y=2021),
        "cofinancing-rate": ("85 %", "50 %", "85,00 %")[at % 3],
        "place": str(1000 + at % 20 * 17),
        "postcode": str(1000 + at % 20 * 17),
        "promoter-postcode": str(1000 + at % 9),
        "town": f"{names[0].split()[-1]} {at % 7}",
        "regions": f"{title.split()[0]} {at % 5}",
        "intervention-field": f"{102 + at % 9} {title}",
        "fund": ("ESF", "ERDF")[at % 2],
        "status": ("A", "B")[at % 2],
        "programme": f"{at % 4 + 1}",
        "ignored": str(at + 1),
        "country": made["country"],
        "aside level": title,
        "aside": str(1000 + at % 9),
    }
    return cells[kind]


def write_list(folder: Path, language: str, encoding: str = "utf-8", separator: str = ";") -> Path:
    """A list as a CSV file, its name telling nothing."""
    path = folder / "list.csv"
    with path.open("w", encoding=encoding, newline="") as file:
        writer = csv.writer(file, delimiter=separator)
        writer.writerow(LISTS[language]["columns"])
        writer.writerows(rows(language))
    return path
