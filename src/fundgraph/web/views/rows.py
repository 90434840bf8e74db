# SPDX-License-Identifier: EUPL-1.2
"""Rows of the search index as lists show them. Money stays in euro cents, as the index has it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import groupby
from typing import Final

from fundgraph.store.index import (
    Index,
    OrganisationRow,
    ProgrammeRow,
    ProjectRow,
    RegionRow,
    Totals,
)
from fundgraph.web.i18n import LANGUAGES
from fundgraph.web.views.statements import Words, best, concept_label


@dataclass(frozen=True, slots=True)
class Hit:
    """A project in a list; what it does not state is empty. `questioned` says that an amount is
    not as the checks expect."""

    slug: str
    title: str
    title_language: str | None
    promoter: str | None
    promoter_language: str | None
    partners: int
    made_up: bool
    programme: str
    regions: str
    years: str
    status: str
    number: str
    granted: int | None
    spent: int | None
    questioned: bool

    @property
    def meta(self) -> tuple[str, ...]:
        """The words of its last line, before its number."""
        said = (self.programme, self.regions, self.years, self.status)
        return tuple(filter(None, said))


_DEEPEST: Final = 4  # what the style sheet indents, and a phone has room for


def indent(depth: int) -> str:
    """The class of what stands so far below the top of its tree."""
    return f"deep{min(depth, _DEEPEST)}"


@dataclass(frozen=True, slots=True)
class Level:
    """A level of a programme tree in a list, `depth` levels below its top."""

    slug: str
    href: str
    title: str
    language: str | None
    level: str
    period: str
    depth: int
    totals: Totals

    @property
    def indent(self) -> str:
        """The class that indents it."""
        return indent(self.depth)


@dataclass(frozen=True, slots=True)
class Area:
    """A region in a list."""

    slug: str
    label: str
    totals: Totals


@dataclass(frozen=True, slots=True)
class Body:
    """An organisation in a list; its totals are those of the projects that it promotes."""

    slug: str
    name: str
    language: str | None
    legal_form: str | None
    projects: int
    totals: Totals
    only_made_up: bool


@dataclass(slots=True)
class Rows:
    """Turns the rows of an index into lists in one language. One for each page."""

    index: Index
    language: str
    _programmes: dict[str, ProgrammeRow | None] = field(default_factory=dict)
    _regions: dict[str, str] = field(default_factory=dict)

    def hits(self, projects: Iterable[ProjectRow]) -> tuple[Hit, ...]:
        """Projects for a list."""
        rows = list(projects)
        questioned = self.index.questioned_among([row.slug for row in rows])
        return tuple(self._hit(row, questioned=row.slug in questioned) for row in rows)

    def bodies(self, organisations: Iterable[OrganisationRow]) -> tuple[Body, ...]:
        """Organisations for a list."""
        return tuple(map(self._body, organisations))

    def areas(self) -> tuple[Area, ...]:
        """All regions, by name."""
        found = [Area(r.slug, self.region_label(r), r.totals) for r in self.index.regions()]
        return tuple(sorted(found, key=lambda area: area.label))

    def region_label(self, row: RegionRow) -> str:
        """The name of a region."""
        return (row.label_lv if self.language == "lv" else row.label_en) or row.slug

    def levels(self, rows: Iterable[ProgrammeRow], depth: int = 0) -> tuple[Level, ...]:
        """Levels of a programme for a list."""
        return tuple(self._level(row, depth) for row in rows)

    def tree(self, top: ProgrammeRow) -> tuple[Level, ...]:
        """A level with all that is below it, from the top down."""
        found: list[Level] = []
        waiting = [(top, 0)]
        seen: set[str] = set()
        while waiting:
            row, depth = waiting.pop()
            if row.slug not in seen:
                seen.add(row.slug)
                found.append(self._level(row, depth))
                waiting += [
                    (below, depth + 1) for below in reversed(self.index.programmes(row.slug))
                ]
        return tuple(found)

    def trees(self, other: str) -> list[tuple[str, tuple[Level, ...]]]:
        """All levels by the label of their programming period; `other` stands for none."""
        found = groupby(self.index.programmes(), key=lambda row: row.period)
        return [
            (
                concept_label("period", period, self.language) if period else other,
                tuple(level for top in tops for level in self.tree(top)),
            )
            for period, tops in found
        ]

    def period_label(self, row: ProgrammeRow) -> str:
        """The programming period of a level; empty where it is not known."""
        return concept_label("period", row.period, self.language) if row.period else ""

    def _body(self, row: OrganisationRow) -> Body:
        form = (
            concept_label("legal-form", row.legal_form, self.language) if row.legal_form else None
        )
        figures = (row.projects, row.totals, row.only_made_up)
        return Body(row.slug, row.name, row.language, form, *figures)

    def _level(self, row: ProgrammeRow, depth: int) -> Level:
        title = programme_title(row, self.language)
        kind = concept_label("level", row.level, self.language) if row.level else ""
        period = self.period_label(row)
        href = f"/{self.language}/programme/{row.slug}"
        text = f"{row.identifier} {title.text}".strip()
        return Level(row.slug, href, text, title.language, kind, period, depth, row.totals)

    def _hit(self, row: ProjectRow, *, questioned: bool) -> Hit:
        return Hit(
            slug=row.slug,
            title=row.title,
            title_language=row.title_language,
            promoter=row.promoter_name,
            promoter_language=row.promoter_language,
            partners=sum(role == "partner" for _, role in row.organisations),
            made_up=row.made_up,
            **self._meta(row),
            granted=row.granted,
            spent=row.spent,
            questioned=questioned,
        )

    def _meta(self, row: ProjectRow) -> dict[str, str]:
        programme = self._programme(row.programme) if row.programme else None
        years = sorted({day[:4] for day in (row.start, row.end) if day})
        return {
            "programme": programme.identifier if programme else "",
            "regions": ", ".join(self._region(slug) for slug in row.regions),
            "years": "–".join(years),
            "status": concept_label("status", row.status, self.language) if row.status else "",
            "number": row.number,
        }

    def _programme(self, slug: str) -> ProgrammeRow | None:
        if slug not in self._programmes:
            self._programmes[slug] = self.index.programme(slug)
        return self._programmes[slug]

    def _region(self, slug: str) -> str:
        if not self._regions:
            self._regions = {row.slug: self.region_label(row) for row in self.index.regions()}
        return self._regions.get(slug, slug)


def programme_title(row: ProgrammeRow, language: str) -> Words:
    """The title of a level in this language, else in the other; empty where there is none."""
    titles = {"lv": row.title_lv, "en": row.title_en}
    found = [Words(title, code) for code in LANGUAGES if (title := titles[code])]
    return best(found, language) or Words("")
