# SPDX-License-Identifier: EUPL-1.2
"""What projects belong to, in the search index: programme levels, regions, towns."""

from __future__ import annotations

from typing import Any, Final

from fundgraph.store.index.rows import PlaceRow, ProgrammeRow, RegionRow
from fundgraph.store.index.sums import Sums

_PROGRAMME: Final = "slug, identifier, title_lv, title_en, level, parent, fund, period"


class Frame(Sums):
    """The programme levels, regions and towns of an index."""

    def programme(self, slug: str) -> ProgrammeRow | None:
        """The programme level with a slug."""
        found = self._programmes("WHERE slug = ?", slug)
        return found[0] if found else None

    def programmes(self, parent: str | None = None) -> list[ProgrammeRow]:
        """The levels right below one (default: the tops of all trees), by their numbers."""
        if parent is None:
            found = self._programmes("WHERE parent IS NULL")
        else:
            found = self._programmes("WHERE parent = ?", parent)
        return sorted(found, key=lambda row: (row.period or "", _natural(row.identifier)))

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

    def _programmes(self, where: str, *values: str) -> list[ProgrammeRow]:
        rows = self._all(f"SELECT {_PROGRAMME} FROM programme {where}", values)
        return [ProgrammeRow(*self._with_sums("programme", row)) for row in rows]

    def _regions(self, where: str, *values: str) -> list[RegionRow]:
        rows = self._all(f"SELECT slug, label_lv, label_en FROM region {where}", values)
        return [RegionRow(*self._with_sums("region", row)) for row in rows]

    def _with_sums(self, kind: str, row: tuple[Any, ...]) -> tuple[Any, ...]:
        return (*row, self._sums(kind, row[0]))


def _natural(identifier: str) -> list[tuple[int, str]]:
    """A key that sorts `1.10` after `1.9`."""
    return [(int(part), "") if part.isdigit() else (0, part) for part in identifier.split(".")]
