# SPDX-License-Identifier: EUPL-1.2
"""What projects belong to, in the search index: programme levels, regions, towns."""

from __future__ import annotations

from functools import cached_property
from typing import Any, Final

from fundgraph.store.index.rows import PlaceRow, ProgrammeRow, RegionRow, Totals
from fundgraph.store.index.sums import SUMMED, Sums

# Each level with its sums.
_LEVELS: Final = f"""
  SELECT programme.slug, identifier, title_lv, title_en, level, parent, fund, period, {SUMMED}
  FROM programme LEFT JOIN sums ON kind = 'programme' AND sums.slug = programme.slug
  GROUP BY programme.slug
"""
_SUMS: Final = 8  # where they begin


class Frame(Sums):
    """The programme levels, regions and towns of an index."""

    def programme(self, slug: str) -> ProgrammeRow | None:
        """The programme level with a slug."""
        return self._levels.get(slug)

    def programmes(self, parent: str | None = None) -> list[ProgrammeRow]:
        """The levels right below one (default: the tops of all trees), by their numbers."""
        return list(self._below.get(parent, ()))

    def programme_path(self, slug: str) -> list[ProgrammeRow]:
        """The levels from the top of the tree down to one, itself included."""
        path: list[ProgrammeRow] = []
        current: str | None = slug
        while current and all(row.slug != current for row in path):
            row = self.programme(current)
            if row is None:
                break
            path.append(row)
            current = row.parent
        return path[::-1]

    def regions(self) -> list[RegionRow]:
        """All regions by slug, those without a project too."""
        return self._regions("ORDER BY slug")

    def region(self, slug: str) -> RegionRow | None:
        """The region with a slug."""
        found = self._regions("WHERE slug = ?", slug)
        return found[0] if found else None

    def places(self, region: str | None = None) -> list[PlaceRow]:
        """The towns (of a region), by slug."""
        sql = "SELECT slug, label_lv, label_en, region FROM place"
        sql += " WHERE :region IS NULL OR region = :region ORDER BY slug"
        return [PlaceRow(*row) for row in self._all(sql, {"region": region})]

    def place(self, slug: str) -> PlaceRow | None:
        """The town with a slug."""
        sql = "SELECT slug, label_lv, label_en, region FROM place WHERE slug = ?"
        rows = self._all(sql, (slug,))
        return PlaceRow(*rows[0]) if rows else None

    @cached_property
    def _levels(self) -> dict[str, ProgrammeRow]:
        """All levels of all programmes by slug: some hundreds, which most pages name."""
        found = {}
        for row in self._all(_LEVELS):
            values: tuple[Any, ...] = (*row[:_SUMS], Totals(*row[_SUMS:]))
            found[row[0]] = ProgrammeRow(*values)
        return found

    @cached_property
    def _below(self) -> dict[str | None, list[ProgrammeRow]]:
        found: dict[str | None, list[ProgrammeRow]] = {}
        for row in sorted(self._levels.values(), key=_by_number):
            found.setdefault(row.parent, []).append(row)
        return found

    def _regions(self, where: str, *values: str) -> list[RegionRow]:
        rows = self._all(f"SELECT slug, label_lv, label_en FROM region {where}", values)
        return [RegionRow(*self._with_sums("region", row)) for row in rows]

    def _with_sums(self, kind: str, row: tuple[Any, ...]) -> tuple[Any, ...]:
        return (*row, self._sums(kind, row[0]))


def _by_number(row: ProgrammeRow) -> tuple[str, list[tuple[int, str]]]:
    return row.period or "", _natural(row.identifier)


def _natural(identifier: str) -> list[tuple[int, str]]:
    """A key that sorts `1.10` after `1.9`."""
    return [(int(part), "") if part.isdigit() else (0, part) for part in identifier.split(".")]
