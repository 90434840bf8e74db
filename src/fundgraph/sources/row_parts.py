# SPDX-License-Identifier: EUPL-1.2
"""What a description and a heading settle for every row of a file: who reads which columns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from fundgraph.codes import CodeLists
from fundgraph.record import GENERATED
from fundgraph.report import Finding
from fundgraph.sources.cells import Cells
from fundgraph.sources.columns import CELL, TEXTS, Column
from fundgraph.sources.description import Description
from fundgraph.sources.discretion import Discretion, RowDiscretion
from fundgraph.sources.findings import found
from fundgraph.sources.lookups import Lookups
from fundgraph.sources.personal_headings import told_columns
from fundgraph.sources.settling import Settled, settle
from fundgraph.sources.table_money import MoneyColumns
from fundgraph.sources.table_parties import ORGANISATIONS, OTHERS, PERSONAL, PartyColumns
from fundgraph.sources.table_places import PLACES, PlaceColumns
from fundgraph.sources.units import unsaid_units
from fundgraph.sources.words import check_code

# Fields of a column → fields of a record, where the names differ.
RECORD_FIELDS = {
    **dict.fromkeys(("place", "town", "postcode", "country"), "sites"),
    "intervention-field": "intervention_fields",
}
UNPUBLISHED = frozenset({"title", "abstract", "results", "ignored"})
# What is not even published as text where a party may be a natural person.
HIDDEN = UNPUBLISHED | OTHERS

Placed = list[tuple[int, Column]]


@dataclass(frozen=True, slots=True)
class RowParts:
    """The readers of a row's columns, and the columns of some kinds by their index.

    `texts` pair an index with its heading; `published` adds whether a cell is of a
    person and whether it is contact data. `notes` says what the first rows did not settle.
    """

    notes: tuple[Finding, ...]
    has_numbers: bool
    cells: Cells
    parties: PartyColumns
    sites: PlaceColumns
    money: MoneyColumns
    published: list[tuple[int, str, bool, bool]]
    places: list[int]
    discretion: RowDiscretion
    texts: list[tuple[int, str]]
    labels: tuple[tuple[str, str], ...]


def row_parts(
    description: Description,
    heading: Sequence[str],
    lookups: Lookups,
    head: Sequence[Sequence[str]],
    discretion: Discretion,
    *,
    file: str,
) -> RowParts:
    """The parts of the rows of a file, settled by its first rows, `head`."""
    columns = [(heading.index(column.heading), column) for column in description.columns]
    fields = [column.field for _, column in columns]
    shown = [(at, replace(one, heading=discretion.label(one.heading))) for at, one in columns]
    settled = settle(columns, head, file=file)
    cells = Cells(columns, lookups, settled, language=description.language)
    return RowParts(
        notes=tuple(_notes(description, settled, fields, file)),
        has_numbers="number" in fields,
        cells=cells,
        parties=PartyColumns(cells, description, lookups, fields),
        sites=PlaceColumns(cells, lookups, fields, language=description.language),
        money=_money(shown, description, settled, lookups),
        published=_published(shown, description),
        places=[index for index, column in columns if column.field in PLACES],
        discretion=RowDiscretion(columns, discretion),
        texts=_headings(shown, frozenset(TEXTS)),
        labels=tuple((RECORD_FIELDS.get(c.field, c.field), c.heading) for _, c in shown),
    )


def _notes(
    description: Description, settled: Settled, fields: Sequence[str], file: str
) -> Iterator[Finding]:
    yield from settled.notes
    if "number" not in fields:
        yield found("generated-numbers", file=file, value=GENERATED)
    if description.beneficiary_kind is None:
        yield found("unknown-beneficiary-kind", file=file)
    yield from unsaid_units(description.columns, file=file)
    yield from told_columns(description.columns, file=file)


def _money(
    columns: Placed, description: Description, settled: Settled, lookups: Lookups
) -> MoneyColumns:
    return MoneyColumns(
        columns,
        currency=description.currency,
        origin=description.name,
        forms=settled.numbers,
        lookups=lookups,
    )


def _headings(columns: Placed, fields: frozenset[str]) -> list[tuple[int, str]]:
    return [(index, column.heading) for index, column in columns if column.field in fields]


def _published(columns: Placed, description: Description) -> list[tuple[int, str, bool, bool]]:
    """What is published beside the linked values: index, heading, of a person, contact data."""
    hidden = UNPUBLISHED if description.beneficiary_kind == ORGANISATIONS else HIDDEN
    return [
        (index, column.heading, column.field in PERSONAL, column.field == "contact")
        for index, column in columns
        if column.field not in hidden
    ]


def check_codes(description: Description, codes: CodeLists) -> None:
    """Raises UsageError for a code of the description that is in no code list."""
    named = [("fund", description.fund), ("period", description.period)]
    for column in description.columns:
        named += [
            ("stage", column.stage),
            ("component", column.component),
            ("component", column.part_of),
            ("currency", column.currency or description.currency),
        ]
    for scheme, code in named:
        if code is not None and code != CELL:
            check_code(scheme, code, codes, origin=description.name)
