# SPDX-License-Identifier: EUPL-1.2
"""What facets, sums and orders are counted from: columns of numbers, one entry a project.

Names of the columns: `granted` and `spent` (cents, MISSING where there is none), `made_up`,
`questioned` (whether an amount is not as the checks expect), `promoters` (the number of the
organisation, nought where none is named);
`order.…` by sort (`order.title.en`: by the titles that readers of a language see), the numbers of
the projects (from nought) from the smallest value on, those without a value last, and `valued.…`,
how many have one; by facet `….codes`, which value a project
has, and `….values`, the values in JSON, in order. A project may be in several regions, so
`regions.projects` says whose each code is. `below` pairs levels of programmes, by code: one, and
one that is below it or the same.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from itertools import chain
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from fundgraph.store.index.amounts import bounds
from fundgraph.store.index.schema import QUESTIONED
from fundgraph.store.index.selection import SORTS

MISSING: Final = -(1 << 63)
_FACETS: Final = {"statuses": "status", "funds": "fund", "periods": "period", "years": "year"}
_REGIONS: Final = """
  SELECT region, project - 1 FROM project_region
  UNION ALL SELECT NULL, id - 1 FROM project WHERE id NOT IN (SELECT project FROM project_region)
"""
_PROMOTERS: Final = "SELECT project - 1, organisation FROM participation WHERE role = 'promoter'"
_REGION_SLUGS: Final = "SELECT slug FROM region UNION SELECT region FROM project_region ORDER BY 1"
_LEVELS: Final = "SELECT slug FROM programme UNION SELECT ancestor FROM programme_within ORDER BY 1"

Column = NDArray[Any]
Values = list[Any]


def packed(database: sqlite3.Connection) -> Iterator[tuple[str, bytes]]:
    """The columns of an index whose tables are filled, by name."""
    for name, column in chain(
        _figures(database), _orders(database), _simple(database),
        _regions(database), _programmes(database), _amounts(database),
        [("promoters", promoters(database))],
    ):  # fmt: skip
        yield name, json.dumps(column).encode() if isinstance(column, list) else column.tobytes()


def _one(database: sqlite3.Connection, sql: str, kind: str) -> Column:
    return np.fromiter((value for (value,) in database.execute(sql)), dtype=kind)


def _figures(database: sqlite3.Connection) -> Iterator[tuple[str, Column]]:
    for name in ("granted", "spent"):
        yield (
            name,
            _one(database, f"SELECT ifnull({name}, {MISSING}) FROM project ORDER BY id", "i8"),
        )
    yield "made_up", _one(database, "SELECT made_up FROM project ORDER BY id", "?")
    slugs = f"SELECT slug FROM finding WHERE {QUESTIONED}"
    yield "questioned", _one(database, f"SELECT slug IN ({slugs}) FROM project ORDER BY id", "?")


def promoters(database: sqlite3.Connection) -> Column:
    """The number of the organisation that promotes each project, nought where none is named."""
    column = np.zeros(database.execute("SELECT count(*) FROM project").fetchone()[0], "i4")
    for project, organisation in database.execute(_PROMOTERS):
        column[project] = organisation
    return column


def _orders(database: sqlite3.Connection) -> Iterator[tuple[str, Column]]:
    for name, column in SORTS.items():
        sql = f"SELECT id - 1 FROM project ORDER BY {column} IS NULL, {column}, id"
        yield f"order.{name}", _one(database, sql, "i4")
        yield f"valued.{name}", _one(database, f"SELECT count({column}) FROM project", "i4")


def _simple(database: sqlite3.Connection) -> Iterator[tuple[str, Column | Values]]:
    for facet, column in _FACETS.items():
        found = database.execute(f"SELECT DISTINCT {column} FROM project")
        values = sorted((value for (value,) in found), key=lambda value: (value is None, value))
        yield f"{facet}.values", values
        rows = database.execute(f"SELECT {column} FROM project ORDER BY id")
        yield f"{facet}.codes", _coded((value for (value,) in rows), values)


def _regions(database: sqlite3.Connection) -> Iterator[tuple[str, Column | Values]]:
    rows = database.execute(_REGIONS).fetchall()
    slugs = [slug for (slug,) in database.execute(_REGION_SLUGS)]
    values = [*slugs, None] if any(region is None for region, _ in rows) else slugs
    yield "regions.values", values
    yield "regions.codes", _coded((region for region, _ in rows), values)
    yield "regions.projects", np.fromiter((project for _, project in rows), dtype="i4")


def _programmes(database: sqlite3.Connection) -> Iterator[tuple[str, Column | Values]]:
    rows = [slug for (slug,) in database.execute("SELECT programme FROM project ORDER BY id")]
    slugs = [slug for (slug,) in database.execute(_LEVELS)]
    values = [*slugs, None] if None in rows else slugs
    yield "programmes.values", values
    yield "programmes.codes", _coded(iter(rows), values)
    pairs = database.execute("SELECT ancestor, programme FROM programme_within").fetchall()
    same = [(None, None)] if None in rows else []
    yield "below", _coded(chain.from_iterable([*pairs, *same]), values)


def _amounts(database: sqlite3.Connection) -> Iterator[tuple[str, Column | Values]]:
    granted = _one(database, "SELECT granted FROM project WHERE granted IS NOT NULL", "i8")
    if granted.size:
        starts = bounds(int(granted.min()), int(granted.max()))
        yield "amounts.values", [*starts, None]
        sql = f"SELECT ifnull(granted, {MISSING}) FROM project ORDER BY id"
        whole = _one(database, sql, "i8")
        codes = np.searchsorted(np.array(starts), whole, side="right") - 1
        yield "amounts.codes", np.where(whole == MISSING, len(starts), codes).astype("i4")
    else:
        yield "amounts.values", [None]
        (count,) = database.execute("SELECT count(*) FROM project").fetchone()
        yield "amounts.codes", np.zeros(count, "i4")


def _coded(found: Iterator[Any], values: Values) -> Column:
    """The place of each among the values."""
    places = {value: place for place, value in enumerate(values)}
    return np.fromiter((places[value] for value in found), dtype="i4")
