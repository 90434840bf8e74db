# SPDX-License-Identifier: EUPL-1.2
"""A curated table of names that mean one organisation: `name,same_as[,number]`."""

from __future__ import annotations

import csv
from pathlib import Path

from fundgraph.errors import SourceError, UsageError
from fundgraph.organisations import SameAs, organisation_name

HEADING = (["name", "same_as"], ["name", "same_as", "number"])


def read_same_as(path: Path, country: str) -> dict[str, SameAs]:
    """The winning organisations by the keys of the losing names.

    Raises SourceError for a file that cannot be read, UsageError for another heading, an empty
    name, a name that loses twice, and one that both loses and wins.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = csv.reader(file)
            if next(rows, None) not in HEADING:
                raise UsageError(f"{path}: the heading must be name,same_as or name,same_as,number")
            return _winners(path, [[cell.strip() for cell in row] for row in rows if row], country)
    except OSError as error:
        raise SourceError(f"{path} cannot be read: {error.strerror}") from error
    except (csv.Error, UnicodeDecodeError) as error:
        raise SourceError(f"{path} is no CSV table in UTF-8: {error}") from error


def _winners(path: Path, rows: list[list[str]], country: str) -> dict[str, SameAs]:
    winners: dict[str, SameAs] = {}
    for number, row in enumerate(rows, start=2):
        if len(row) < 2 or not all(row[:2]):
            raise UsageError(f"{path}, row {number}: write the losing and the winning name")
        key = organisation_name(row[0], country).key
        if key in winners:
            raise UsageError(f"{path}, row {number}: {row[0]!r} stands there already")
        winners[key] = SameAs(row[1], (row[2:] or [""])[0] or None)
    for winner in winners.values():
        if organisation_name(winner.name, country).key in winners:
            raise UsageError(f"{path}: {winner.name!r} both loses and wins; name the last winner")
    return winners
