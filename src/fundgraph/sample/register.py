# SPDX-License-Identifier: EUPL-1.2
"""The rows of the made-up register, one project each, written as they come."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from random import Random

from fundgraph.codes import CodeLists, load_code_lists
from fundgraph.reference import Level, Region, Town, load_reference
from fundgraph.resources import concept_files, folder
from fundgraph.sample import texts
from fundgraph.sample.columns import HEADINGS, MONEY, description
from fundgraph.sample.flaws import MONEY_FLAWS, flaw_of, mar, violate
from fundgraph.sample.money import figures, spoil, written
from fundgraph.sample.organisations import CONTRACTORS, Organisation, organisations, party

STEP = 1_000_003

FUNDS = {"ESF": 60, "ERDF": 15, "CF": 8, "EAFRD": 7, "EMFF": 4, "YEI": 6}
YOUNGER_FUNDS = ("EMFF", "YEI")
# What stands in the place of funds that ended in 2020.
SINCE_2021 = {"ESF": "ESF-PLUS", "YEI": "ESF-PLUS", "EMFF": "JTF"}
# Period → how often, its first and last year of starting, how its projects stand.
PERIODS = {
    "2000-2006": (8, 2004, 2006, ("completed",)),
    "2007-2013": (45, 2008, 2012, ("completed", "completed", "completed", "terminated")),
    "2014-2020": (35, 2015, 2020, ("completed", "completed", "withdrawn", "terminated")),
    "2021-2027": (12, 2022, 2025, ("ongoing", "ongoing", "contracted", "approved")),
}
PERIOD_OF_FIELDS = "2014-2020"
IN_LATS = ("2000-2006", "2007-2013")
STAGES = {
    "withdrawn": frozenset({"applied"}),
    "approved": frozenset({"applied", "granted"}),
    "contracted": frozenset({"applied", "granted", "contracted"}),
}
ALL_STAGES = frozenset({"applied", "granted", "contracted", "spent", "certified"})
LAST_CHANGE = date(2026, 6, 30)

Row = dict[str, str]


@dataclass(frozen=True, slots=True)
class World:
    """What all rows draw on."""

    seed: int
    towns: tuple[Town, ...]
    regions: Mapping[str, Region]
    levels: tuple[Level, ...]
    organisations: list[Organisation]
    fields: tuple[str, ...]
    codes: CodeLists


def write_sample(
    out: Path, projects: int, *, violations: bool = False, seed: int = 1
) -> tuple[Path, Path]:
    """Writes `sample.csv` and `sample.toml` into the folder `out`, made where it is not there, and
    gives their paths. The same arguments give the same bytes.

    About one project in a hundred has a finding (a warning or an info); with `violations`, about
    one in three hundred has a violation.
    """
    out.mkdir(parents=True, exist_ok=True)
    table, about = out / "sample.csv", out / "sample.toml"
    with table.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, HEADINGS, restval="", lineterminator="\r\n")
        writer.writeheader()
        writer.writerows(rows(projects, violations=violations, seed=seed))
    about.write_text(description(), encoding="utf-8", newline="\n")
    return table, about


def rows(projects: int, *, violations: bool, seed: int) -> Iterator[Row]:
    """The rows of a register of so many projects."""
    reference, codes = (
        load_reference(folder("data") / "reference"),
        load_code_lists(concept_files()),
    )
    towns = tuple(town for _, town in sorted(reference.towns.items()))
    world = World(
        seed=seed,
        towns=towns,
        regions=reference.regions,
        levels=tuple(level for _, level in sorted(reference.levels.items())),
        organisations=organisations(Random(seed), projects, towns),
        fields=tuple(one for one in codes.codes("intervention-field") if one != "unknown"),
        codes=codes,
    )
    for index in range(projects):
        row = project(index, world)
        yield violate(row, index) if violations else row


def project(index: int, world: World) -> Row:
    """One row. Each has its own random numbers, so that it does not depend on those before it."""
    rng = Random(world.seed * STEP + index)
    flaw = flaw_of(index)
    weights = [weight for weight, *_ in PERIODS.values()]
    period = "2007-2013" if flaw in MONEY_FLAWS else rng.choices(list(PERIODS), weights)[0]
    status = "completed" if flaw in MONEY_FLAWS else rng.choice(PERIODS[period][3])
    towns = rng.sample(world.towns, rng.choice((1, 1, 1, 2, 2, 3)))
    row = {
        "Period": period,
        "Status": world.codes.label("status", status, "lv").capitalize(),
        "Title": texts.title(index % len(texts.AIMS), towns[0].names[1].capitalize(), index + 1),
        "Summary": texts.summary(rng, towns[0].names[1].capitalize()),
        **_dates(rng, period),
        **_places(rng, towns, world),
        **_parties(rng, world),
    }
    row |= _programme(rng, index, period, row["Start"][2:4], world)
    row |= _optional(rng, index, status, period, towns[0], world)
    row |= _money(rng, status, period, flaw)
    return mar(row, flaw)


def _dates(rng: Random, period: str) -> Row:
    _, first, last, _ = PERIODS[period]
    start = date(rng.randint(first, last), rng.randint(1, 12), rng.choice((1, 1, 1, 15)))
    end = start + timedelta(days=rng.randint(180, 1000))
    # Some registers only say the month or the year.
    coarse = rng.choices((10, 7, 4), (94, 4, 2))[0]
    changed = min(end + timedelta(days=rng.randint(10, 200)), LAST_CHANGE)
    return {
        "Start": start.isoformat()[:coarse],
        "End": end.isoformat()[:coarse],
        "Last change": changed.isoformat(),
    }


def _places(rng: Random, towns: list[Town], world: World) -> Row:
    names = [world.regions[town.region].labels["lv"] for town in towns]
    sites = [
        f"{_in_region(name)} - {town.names[1].capitalize()}: Izdomu iela {rng.randint(1, 99)}"
        for name, town in zip(names, towns, strict=True)
    ]
    regions = dict.fromkeys(f"{name}s reģions" for name in names)
    return {"Regions": "; ".join(regions), "Place": ", ".join(sites)}


def _in_region(name: str) -> str:
    return f"{name[:-1]}ē" if name.endswith("e") else f"{name}s reģionā"


def _parties(rng: Random, world: World) -> Row:
    taken: set[str] = set()
    promoter = party(rng, world.organisations, without=taken)
    assert promoter is not None
    partners = [
        found.spelt(rng)
        for _ in range(rng.choices(range(6), (35, 25, 15, 11, 9, 5))[0])
        if (found := party(rng, world.organisations, without=taken))
    ]
    row = {
        "Promoter": promoter.spelt(rng),
        "Legal form": world.codes.label("legal-form", promoter.legal_form, "lv").capitalize(),
        "Address": promoter.address,
        "Phone": "00000000",
        "Website": promoter.homepage,
        "Partners": "; ".join(partners),
    }
    if rng.random() < 0.15:
        firms = [one for one in world.organisations if one.legal_form in CONTRACTORS]
        contractor = party(rng, firms, without=taken)
        row["Contractors"] = contractor.name if contractor else ""
    return row


def _programme(rng: Random, index: int, period: str, year: str, world: World) -> Row:
    """Fund, programme level and number: from the tree we have, else made up."""
    fund = rng.choices(list(FUNDS), list(FUNDS.values()))[0]
    if fund in YOUNGER_FUNDS and period < "2014":
        fund = "ESF"
    if fund == "ESF" and period == "2007-2013":
        level = rng.choice(world.levels)
        identifier, title = level.identifier, level.labels["lv"]
    else:
        first, second = list(FUNDS).index(fund) + 4, rng.randint(1, 5)
        identifier = f"{first}.{second}"
        title = f"Izdomāts pasākums: {texts.AIMS[first * 5 % 11 + second][0].lower()}"
    if period >= "2021":
        fund = SINCE_2021.get(fund, fund)
    return {
        "Fund": world.codes.label("fund", fund, "lv"),
        "Programme": identifier,
        "Programme title": title,
        "Project number": f"IZD/{identifier}/{year}/{index + 1:06d}",
    }


def _optional(rng: Random, index: int, status: str, period: str, town: Town, world: World) -> Row:
    """Cells that only some projects have."""
    row: Row = {}
    if rng.random() < 0.3:
        aim = index % len(texts.AIMS)
        row["Title in English"] = texts.english_title(aim, town.labels["lv"], index + 1)
    if status == "completed":
        row["Results"] = texts.results(rng, town.names[1].capitalize())
    if period == PERIOD_OF_FIELDS:
        row["Intervention field"] = world.fields[index % len(world.fields)]
    return row


def _money(rng: Random, status: str, period: str, flaw: str | None) -> Row:
    stages, in_lats = STAGES.get(status, ALL_STAGES), period in IN_LATS
    found = figures(rng, stages=stages, in_lats=in_lats, flaw=flaw)
    if flaw:
        spoil(found, flaw)
    row = {heading: written(found[key]) for heading, key in MONEY.items() if key in found}
    total = found.get(("granted", "total", "EUR"))
    if total and not in_lats:
        share = found["granted", "fund", "EUR"] * 10_000 // total
        row["Co-financing rate"] = written(share)
    return row
