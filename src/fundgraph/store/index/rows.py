# SPDX-License-Identifier: EUPL-1.2
"""The rows of the search index. Money is in euro cents; None where there is no figure in euro."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Totals:
    """A number of projects and their sums in euro cents; `without_…` says how many projects have
    no figure in euro and so are in no sum, `made_up` how many are not real (they are in the sums).
    """

    projects: int = 0
    granted: int = 0
    spent: int = 0
    without_granted: int = 0
    without_spent: int = 0
    made_up: int = 0

    @property
    def known_granted(self) -> int | None:
        """The sum granted; None where no project states a figure."""
        return self.granted if self.projects > self.without_granted else None

    @property
    def known_spent(self) -> int | None:
        """The sum spent; None where no project states a figure."""
        return self.spent if self.projects > self.without_spent else None


@dataclass(frozen=True, slots=True)
class ProjectRow:
    """A project as lists show it.

    `status`, `fund`, `period` are codes; `programme`, `promoter`, `regions` are slugs;
    `organisations` pairs a slug with the code of a role. `start` and `end` are the days (ISO) that
    bound it. `row` is its line or row in the source. `digest` changes with its statements.
    `promoter_name` and its language come from the promoter's row when the index is read,
    `own_title` and its language where the title is another than the project's own.
    """

    slug: str
    iri: str
    number: str
    title: str
    title_language: str
    graph: str
    status: str | None = None
    fund: str | None = None
    period: str | None = None
    programme: str | None = None
    start: str | None = None
    end: str | None = None
    granted: int | None = None
    spent: int | None = None
    promoter: str | None = None
    modified: str | None = None
    made_up: bool = False
    row: int | None = None
    digest: str = ""
    regions: tuple[str, ...] = ()
    organisations: tuple[tuple[str, str], ...] = ()
    promoter_name: str | None = None
    promoter_language: str | None = None
    own_title: str | None = None
    own_language: str | None = None


@dataclass(frozen=True, slots=True)
class OrganisationRow:
    """An organisation. `totals` are those of the projects that it promotes (what a partner got is
    not published); `projects` counts those in which it has any role, `made_up` those of them that
    are not real."""

    slug: str
    name: str
    language: str | None = None
    legal_form: str | None = None
    projects: int = 0
    made_up: int = 0
    totals: Totals = Totals()

    @property
    def only_made_up(self) -> bool:
        """Whether no real project names it."""
        return 0 < self.projects == self.made_up


@dataclass(frozen=True, slots=True)
class ProgrammeRow:
    """A level of a programme tree. `totals` are those of the levels below included."""

    slug: str
    identifier: str
    title_lv: str | None = None
    title_en: str | None = None
    level: str | None = None
    parent: str | None = None
    fund: str | None = None
    period: str | None = None
    totals: Totals = Totals()


@dataclass(frozen=True, slots=True)
class RegionRow:
    """A region. A project in several regions counts in full in each: never add these up."""

    slug: str
    label_lv: str | None = None
    label_en: str | None = None
    totals: Totals = Totals()


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """A town and the region it lies in."""

    slug: str
    label_lv: str | None = None
    label_en: str | None = None
    region: str | None = None


@dataclass(frozen=True, slots=True)
class YearRow:
    """The projects that started in a year; None for those without a start."""

    year: int | None
    totals: Totals


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures of the release as a whole."""

    totals: Totals
    organisations: int


@dataclass(frozen=True, slots=True)
class FacetCount:
    """The projects of a selection that state a value (None: that state none), and their sum in
    euro cents."""

    value: str | None
    projects: int
    granted: int


@dataclass(frozen=True, slots=True)
class YearCount:
    """The projects of a selection that start in a year."""

    year: int
    projects: int


@dataclass(frozen=True, slots=True)
class AmountCount:
    """The projects of a selection that were granted from `least` to `most` euro cents, both inside;
    the last class has no end."""

    least: int
    most: int | None
    projects: int


@dataclass(frozen=True, slots=True)
class Facets:
    """What a selection could be narrowed or widened to.

    Each count is of the selection without its own choice of that kind; every value that the release
    has is there, by its slug or code, with nought too. Programmes count what is below them. Those
    that state no start, or no grant in euros, are counted beside.
    """

    regions: tuple[FacetCount, ...]
    programmes: tuple[FacetCount, ...]
    statuses: tuple[FacetCount, ...]
    funds: tuple[FacetCount, ...]
    periods: tuple[FacetCount, ...]
    years: tuple[YearCount, ...]
    amounts: tuple[AmountCount, ...]
    without_year: int = 0
    without_amount: int = 0


@dataclass(frozen=True, slots=True)
class Found:
    """A page of the projects of a selection, with the sums and facets of all of them; of
    `questioned` an amount is not as the checks expect."""

    totals: Totals
    projects: tuple[ProjectRow, ...]
    facets: Facets
    questioned: int = 0
