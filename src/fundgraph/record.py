# SPDX-License-Identifier: EUPL-1.2
"""What a source says of one project: frozen values, nothing minted, nothing guessed.

What a record has many of (figures, published lines) are named tuples, which cost least to make.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final, NamedTuple

from fundgraph.iris import number_slug

# What a number begins with that we gave to a project whose list has none, so that nobody takes it
# for one of the list's own.
GENERATED: Final = "generated/"


@dataclass(frozen=True, slots=True)
class Text:
    """A text with its BCP 47 language tag."""

    value: str
    language: str


@dataclass(frozen=True, slots=True)
class Moment:
    """A date as coarse as published: `2012`, `2012-09` or `2012-09-01`, with its bounds; for a
    quarter or half-year only the bounds (`value` is empty)."""

    value: str
    first: date
    last: date


class Figure(NamedTuple):
    """One published amount: stage × component × currency.

    `stage` and `component` are codes of the code lists, `currency` an ISO 4217 code, `value` is in
    units of that currency. `label` is the source's own; `column` names the column or line it is
    added up under where that is not the label. `part_of` is the component (of the same
    stage and currency) that this one adds up to; `alternate_of` the currency of the same figure's
    other published amount.
    """

    stage: str
    component: str
    currency: str
    value: Decimal
    label: str
    part_of: str | None = None
    alternate_of: str | None = None
    row: int | None = None
    column: str | None = None


@dataclass(frozen=True, slots=True)
class Address:
    """An address as published, with the parts that parse."""

    full: Text
    thoroughfare: str | None = None
    designator: str | None = None
    post_name: str | None = None
    post_code: str | None = None
    country: str | None = None


@dataclass(frozen=True, slots=True)
class Party:
    """An organisation in a role (a code: `promoter`, `partner`, `contractor`).

    `name` is the name as published; it is empty for a promoter who is, or may be, a natural person
    and is `withheld`; `legal_form` a code; `number` its registration number;
    `phone`, `fax` are held back unless `publish_contacts` says otherwise.
    """

    name: Text
    role: str
    country: str
    legal_form: str | None = None
    number: str | None = None
    address: Address | None = None
    homepage: str | None = None
    phone: str | None = None
    fax: str | None = None
    label: str | None = None
    row: int | None = None
    withheld: bool = False


@dataclass(frozen=True, slots=True)
class Site:
    """A place of work: `published` as the source gives it; `region` and `town` are codes of the
    geography (`lv-latgale`, `lv-jekabpils`) where the source names them and they are known."""

    published: str
    town: str | None = None
    region: str | None = None
    address: Address | None = None


@dataclass(frozen=True, slots=True)
class GivenRegion:
    """A region of a country whose regions we do not list, as the source gives it: by its name, by
    its `nuts` code, or both. `code` stands for it in `regions` and sites."""

    code: str
    name: Text
    nuts: str | None = None


@dataclass(frozen=True, slots=True)
class ProgrammeLevel:
    """The programme level that a project names: its number and its title as published."""

    identifier: str
    title: Text | None = None


@dataclass(frozen=True, slots=True)
class TreeLevel:
    """One level of a programme as one source says it, with the `identifier` of the level above.

    `tree` is the name of its tree (`lv-2007-2013`); `level`, `fund` and `period` are codes.
    """

    source: SourceFile
    row: int
    tree: str
    identifier: str
    country: str
    period: str
    titles: tuple[Text, ...] = ()
    level: str | None = None
    parent: str | None = None
    fund: str | None = None
    published: tuple[Published, ...] = ()
    labels: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file of a register, and what is known of it; `address` is where it was fetched."""

    register: str
    name: str
    sha256: str
    retrieved: date | None = None
    publisher: Text | None = None
    attribution: tuple[Text, ...] = ()
    licence: str | None = None
    made_up: bool = False
    address: str | None = None


class Published(NamedTuple):
    """A label with its value, as the source has them; `contact` marks phone, fax and the like."""

    label: str
    value: str
    row: int | None = None
    contact: bool = False


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A row that was merged into a project: its file, its number, and what it says."""

    source: SourceFile
    row: int | None
    published: tuple[Published, ...] = ()


@dataclass(frozen=True, slots=True)
class Record:
    """One project as one source says it.

    Codes (`fund`, `period`, `status`) are those of the code lists; `regions` are codes of the
    geography, `given_regions` says what those mean that are the source's own. `labels` and `rows`
    give, for a field of this class (`title`, `start`, …), the source's own label and the line or
    row it stands in. `merged` are further rows of one project.
    """

    source: SourceFile
    row: int | None
    number: str
    country: str
    title: tuple[Text, ...]
    abstract: tuple[Text, ...] = ()
    results: tuple[Text, ...] = ()
    fund: str | None = None
    period: str | None = None
    programme: ProgrammeLevel | None = None
    status: str | None = None
    start: Moment | None = None
    end: Moment | None = None
    regions: tuple[str, ...] = ()
    given_regions: tuple[GivenRegion, ...] = ()
    sites: tuple[Site, ...] = ()
    parties: tuple[Party, ...] = ()
    figures: tuple[Figure, ...] = ()
    intervention_fields: tuple[str, ...] = ()
    cofinancing_rate: Decimal | None = None
    modified: date | None = None
    published: tuple[Published, ...] = ()
    labels: tuple[tuple[str, str], ...] = ()
    rows: tuple[tuple[str, int], ...] = ()
    number_separator: str = "/"
    number_prefix: str = ""
    merged: tuple[SourceRow, ...] = ()

    @property
    def slug(self) -> str:
        """The slug of the project's IRI."""
        return number_slug(self.number, separator=self.number_separator, prefix=self.number_prefix)
