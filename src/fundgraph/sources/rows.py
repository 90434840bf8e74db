# SPDX-License-Identifier: EUPL-1.2
"""One row of a table → its entry. What is the same for every row is settled beforehand."""

from __future__ import annotations

from collections.abc import Sequence

from fundgraph.codes import CodeLists
from fundgraph.record import Figure, ProgrammeLevel, Published, Record, SourceFile
from fundgraph.reference import Reference
from fundgraph.sources.cells import Cells
from fundgraph.sources.columns import CELL, TEXTS, Column
from fundgraph.sources.description import Description
from fundgraph.sources.entry import Entry
from fundgraph.sources.findings import Findings, found
from fundgraph.sources.identity import GENERATED, NumberGiver
from fundgraph.sources.lookups import UNKNOWN, Lookups
from fundgraph.sources.merging import MERGE
from fundgraph.sources.personal import may_hold_any, personal_data
from fundgraph.sources.settling import settle
from fundgraph.sources.table_money import MoneyColumns, check_support
from fundgraph.sources.table_parties import ORGANISATIONS, OTHERS, PERSONAL, PartyColumns
from fundgraph.sources.table_places import PLACES, PlaceColumns
from fundgraph.sources.units import unsaid_units
from fundgraph.sources.values import clean, is_clean
from fundgraph.sources.words import check_code

# Fields of a column → fields of a record, where the names differ.
RECORD_FIELDS = {
    **dict.fromkeys(("place", "town", "postcode", "country"), "sites"),
    "intervention-field": "intervention_fields",
}
PERIOD_OF_FIELDS = "2014-2020"
UNPUBLISHED = frozenset({"title", "abstract", "results", "ignored"})

# What is not even published as text where a party may be a natural person.
HIDDEN = UNPUBLISHED | OTHERS
# Where contact data may stand among other words.
FREE_TEXTS = frozenset({*TEXTS, "published", "place"})


class RowReader:
    """Reads the rows of one file.

    `head` are its first rows: they settle what the description leaves open, and `notes` says what
    they do not settle. Raises UsageError for a description with codes that no code list has.
    """

    def __init__(
        self,
        description: Description,
        file: SourceFile,
        heading: Sequence[str],
        reference: Reference,
        codes: CodeLists,
        head: Sequence[Sequence[str]] = (),
    ) -> None:
        _check_codes(description, codes)
        self._described = description
        self._file = file
        self._width = len(heading)
        columns = [(heading.index(column.heading), column) for column in description.columns]
        self._lookups = Lookups(
            reference, codes, language=description.language, country=description.country
        )
        settled = settle(columns, head, file=file.name)
        self._numbers = NumberGiver(merged=description.repeated == MERGE)
        self._has_numbers = any(column.field == "number" for _, column in columns)
        self._places = [index for index, column in columns if column.field in PLACES]
        if not self._has_numbers:
            settled.notes.append(found("generated-numbers", file=file.name, value=GENERATED))
        if description.beneficiary_kind is None:
            settled.notes.append(found("unknown-beneficiary-kind", file=file.name))
        self.notes = (*settled.notes, *unsaid_units(description.columns, file=file.name))
        self._cells = Cells(columns, self._lookups, settled, language=description.language)
        fields = [column.field for _, column in columns]
        self._parties = PartyColumns(self._cells, description, self._lookups, fields)
        self._sites = PlaceColumns(
            self._cells, self._lookups, fields, language=description.language
        )
        self._money = MoneyColumns(
            columns,
            currency=description.currency,
            origin=description.name,
            forms=settled.numbers,
            lookups=self._lookups,
        )
        hidden = UNPUBLISHED if description.beneficiary_kind == ORGANISATIONS else HIDDEN
        self._published = _published(columns, hidden)
        self._free = [(i, column.heading) for i, column in columns if column.field in FREE_TEXTS]
        self._texts = [(i, column.heading) for i, column in columns if column.field in TEXTS]
        self._labels = tuple(
            (RECORD_FIELDS.get(column.field, column.field), column.heading) for _, column in columns
        )

    def entry(self, number: int, cells: Sequence[str]) -> Entry:
        """The entry of the row with this number."""
        published = [cell.strip() for cell in cells]
        if not any(published):
            return Entry(None, skipped=True)
        findings = Findings(self._file.name, row=number)
        # Most rows are clean as they stand, which one look at the whole row tells.
        row = published if is_clean("|".join(published)) else [clean(cell) for cell in published]
        raw, unread = self._money.raw(row)
        if len(published) < self._width or any(published[self._width :]):
            findings.add("garbled-row", cells=len(published), columns=self._width)
            return Entry(None, tuple(findings.found), cells=raw, unread=unread)
        findings.project = self._cells.text(row, "number") or None
        figures = self._money.read(row, findings)
        record = self._record(number, row, published, figures, findings)
        if findings.found and findings.refused:
            return Entry(None, tuple(findings.found), cells=raw, unread=unread)
        check_support(figures, findings)
        self._look_for_contacts(row, findings)
        if not self._has_numbers:
            places = [row[index] for index in self._places]
            record, first = self._numbers.numbered(record, places)
            if first is not None:
                findings.add("same-row", first=first)
        return Entry(record, tuple(findings.found), cells=raw, unread=unread)

    def _look_for_contacts(self, row: Sequence[str], findings: Findings) -> None:
        if not may_hold_any("\n".join([row[index] for index, _ in self._free])):
            return
        for index, heading in self._free:
            for kind in personal_data(row[index], self._described.country):
                findings.add(f"text-with-{kind}", label=heading)

    def _record(
        self,
        number: int,
        row: Sequence[str],
        published: Sequence[str],
        figures: tuple[Figure, ...],
        findings: Findings,
    ) -> Record:
        described, cells = self._described, self._cells
        parties, private = self._parties.read(row, findings)
        period = self._period(row, findings) or described.period
        title = cells.texts(row, "title")
        start, end = cells.period(row, "dates", findings)
        regions, sites, given_regions = self._sites.read(row, findings)
        if self._has_numbers and not findings.project:
            findings.add("missing-number", label=cells.heading("number"))
        if not title:
            findings.add("empty-title", label=cells.heading("title"))
        return Record(
            source=self._file,
            row=number,
            number=findings.project or "",
            country=described.country,
            title=title,
            abstract=cells.texts(row, "abstract"),
            results=cells.texts(row, "results"),
            fund=cells.code(row, "fund", findings) or described.fund,
            period=period,
            programme=self._programme(row),
            status=cells.code(row, "status", findings),
            start=cells.moment(row, "start", findings) or start,
            end=cells.moment(row, "end", findings) or end,
            regions=regions,
            sites=sites,
            given_regions=given_regions,
            parties=parties,
            figures=figures,
            intervention_fields=self._intervention_fields(row, period, findings),
            cofinancing_rate=cells.rate(row, "cofinancing-rate", findings),
            modified=cells.day(row, "modified", findings),
            published=self._publish(row, published, private),
            labels=self._labels,
            number_separator=described.number_separator,
            number_prefix=described.number_prefix,
        )

    def _period(self, row: Sequence[str], findings: Findings) -> str | None:
        word = self._cells.text(row, "period")
        code = self._lookups.code("period", word) if word else None
        if word and code is None:
            findings.add("unknown-period", label=self._cells.heading("period"), value=word)
        return code

    def _programme(self, row: Sequence[str]) -> ProgrammeLevel | None:
        identifier = self._cells.text(row, "programme").rstrip(".")
        if not identifier:
            return None
        titles = self._cells.texts(row, "programme-title")
        return ProgrammeLevel(identifier, titles[0] if titles else None)

    def _intervention_fields(
        self, row: Sequence[str], period: str | None, findings: Findings
    ) -> tuple[str, ...]:
        """The codes of 2014–2020; other periods have other fields under the same numbers."""
        field = "intervention-field"
        listed = period in (None, PERIOD_OF_FIELDS)
        codes: list[str] = []
        for text, label, separator in self._cells.each(row, field):
            for word in self._lookups.coded(text, separator):
                code = self._lookups.code(field, word) if listed else None
                codes.append(code or UNKNOWN)
                if code is None:
                    findings.add("unknown-intervention-field", label=label, value=word)
        return tuple(dict.fromkeys(codes))

    def _publish(
        self, row: Sequence[str], published: Sequence[str], private: bool
    ) -> tuple[Published, ...]:
        """Each heading with its cell, as the file has it; nothing of a person held back. Texts
        that stand in the graph are left out, unless cleaning changed more than their spaces."""
        lines = [
            Published(heading, published[index], None, contact)
            for index, heading, personal, contact in self._published
            if published[index] and not (private and personal)
        ]
        if row is not published:
            lines += [
                Published(heading, published[index])
                for index, heading in self._texts
                if row[index].split() != published[index].split()
            ]
        return tuple(lines)


def _published(
    columns: Sequence[tuple[int, Column]], hidden: frozenset[str]
) -> list[tuple[int, str, bool, bool]]:
    """What is published beside the linked values: index, heading, of a person, contact data."""
    return [
        (index, column.heading, column.field in PERSONAL, column.field == "contact")
        for index, column in columns
        if column.field not in hidden
    ]


def _check_codes(description: Description, codes: CodeLists) -> None:
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
