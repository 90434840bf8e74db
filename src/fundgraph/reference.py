# SPDX-License-Identifier: EUPL-1.2
"""Facts that sources refer to: regions with their NUTS codes, towns, programme trees."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from fundgraph.errors import MachineRefuses

LANGUAGES = ("lv", "en")
_TREE = re.compile(r"[a-z]{2}-(\d{4}-\d{4})")


@dataclass(frozen=True, slots=True)
class Nuts:
    """A NUTS 3 code and the days on which its edition is in force; None is open."""

    code: str
    edition: str
    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True)
class Region:
    """A planning region; `names` are the words by which sources call it, casefolded."""

    code: str
    labels: Mapping[str, str]
    country: str
    names: tuple[str, ...]
    nuts: tuple[Nuts, ...]


@dataclass(frozen=True, slots=True)
class Town:
    """A town and the code of its region; `names` are its cases in use, casefolded."""

    code: str
    labels: Mapping[str, str]
    region: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a programme tree (`lv-2007-2013`), with its parent's identifier."""

    tree: str
    identifier: str
    labels: Mapping[str, str]
    level: str | None
    parent: str | None
    fund: str | None
    period: str


@dataclass(frozen=True, slots=True)
class Reference:
    """Regions and towns by code, programme levels by (tree, identifier); `nuts` are the codes of
    the EU table of NUTS, of any country."""

    regions: Mapping[str, Region]
    towns: Mapping[str, Town]
    levels: Mapping[tuple[str, str], Level]
    nuts: frozenset[str] = field(default=frozenset(), repr=False)
    region_names: Mapping[str, str] = field(init=False, repr=False, compare=False)
    town_names: Mapping[str, str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "region_names", _names(self.regions.values()))
        object.__setattr__(self, "town_names", _names(self.towns.values()))

    def find_region(self, name: str) -> str | None:
        """The code of the region that sources call by this name; else None."""
        return self.region_names.get(_fold(name))

    def lists_regions(self, country: str) -> bool:
        """True for a country whose regions are known here."""
        return any(region.country == country for region in self.regions.values())

    def region_of_nuts(self, code: str) -> str | None:
        """The code of the region that has this NUTS code in any edition; else None."""
        return next(
            (
                region.code
                for region in self.regions.values()
                if any(nuts.code == code for nuts in region.nuts)
            ),
            None,
        )

    def find_town(self, name: str) -> str | None:
        """The code of the town that sources call by this name, in any case in use; else None."""
        return self.town_names.get(_fold(name))

    def nuts_of(self, region: str, start: date | None, end: date | None) -> tuple[Nuts, ...]:
        """The NUTS codes of a region that were in force in a project's time.

        A missing bound is taken to be the other one; without any, there is no code to choose.
        """
        first, last = start or end, end or start
        if first is None or last is None or region not in self.regions:
            return ()
        return tuple(
            nuts
            for nuts in self.regions[region].nuts
            if (nuts.first is None or nuts.first <= last)
            and (nuts.last is None or nuts.last >= first)
        )

    def with_levels(self, levels: Iterable[Level]) -> Reference:
        """This reference with further levels of programmes, or other ones in their place."""
        return replace(self, levels={**self.levels, **{(x.tree, x.identifier): x for x in levels}})

    def path(self, tree: str, identifier: str) -> tuple[Level, ...]:
        """The levels from the top of a tree to this one; empty for an unknown one."""
        levels: list[Level] = []
        above: str | None = identifier
        while above is not None and (level := self.levels.get((tree, above))):
            levels.append(level)
            above = level.parent
        return tuple(reversed(levels))


def _fold(name: str) -> str:
    return " ".join(name.split()).casefold()


def _names(things: Iterable[Region] | Iterable[Town]) -> dict[str, str]:
    return {name: thing.code for thing in things for name in thing.names}


def load_reference(folder: Path) -> Reference:
    """The reference tables of a folder: `*-regions.csv`, `*-nuts.csv`, `*-towns.csv`,
    `nuts-*.csv` and a programme tree in each `<country>-<period>.csv`. Raises MachineRefuses for a
    missing folder."""
    if not folder.is_dir():
        raise MachineRefuses(f"the reference tables are missing: no folder {folder}")
    nuts = _nuts(folder)
    regions = (_region(row, nuts) for row in _rows(folder.glob("*-regions.csv")))
    towns = (_town(row) for row in _rows(folder.glob("*-towns.csv")))
    levels = (
        _level(path.stem, row)
        for path in sorted(folder.glob("*.csv"))
        if _TREE.fullmatch(path.stem)
        for row in _rows([path])
    )
    return Reference(
        {region.code: region for region in regions},
        {town.code: town for town in towns},
        {(level.tree, level.identifier): level for level in levels},
        frozenset(row["code"] for row in _rows(folder.glob("nuts-*.csv"))),
    )


def _rows(paths: Iterable[Path]) -> Iterator[dict[str, str]]:
    for path in sorted(paths):
        with path.open(encoding="utf-8", newline="") as file:
            yield from csv.DictReader(file)


def _nuts(folder: Path) -> dict[str, list[Nuts]]:
    nuts: dict[str, list[Nuts]] = {}
    for row in _rows(folder.glob("*-nuts.csv")):
        valid = Nuts(row["code"], row["edition"], _day(row["first"]), _day(row["last"]))
        nuts.setdefault(row["region"], []).append(valid)
    return nuts


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _labels(row: Mapping[str, str]) -> dict[str, str]:
    return {language: row[language] for language in LANGUAGES if row[language]}


def _region(row: Mapping[str, str], nuts: Mapping[str, list[Nuts]]) -> Region:
    names = tuple(_fold(name) for name in row["names"].split("|"))
    valid = tuple(nuts.get(row["code"], ()))
    return Region(row["code"], _labels(row), row["country"], names, valid)


def _town(row: Mapping[str, str]) -> Town:
    names = (_fold(row["nominative"]), _fold(row["locative"]))
    return Town(row["code"], {"lv": row["nominative"]}, row["region"], names)


def _level(tree: str, row: Mapping[str, str]) -> Level:
    return Level(
        tree=tree,
        identifier=row["identifier"],
        labels=_labels(row),
        level=row["level"],
        parent=row["parent"] or None,
        fund=row["fund"] or None,
        period=tree.partition("-")[2],
    )
