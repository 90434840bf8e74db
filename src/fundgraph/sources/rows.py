# SPDX-License-Identifier: EUPL-1.2
"""One row of a table → its entry. What is the same for every row is settled beforehand."""

from __future__ import annotations

from collections.abc import Sequence

from fundgraph.codes import CodeLists
from fundgraph.record import Figure, Moment, ProgrammeLevel, Published, Record, SourceFile, Text
from fundgraph.reference import Reference
from fundgraph.sources.description import Description
from fundgraph.sources.discretion import Discretion
from fundgraph.sources.doubled import is_doubled, note_doubled_cells
from fundgraph.sources.entry import Entry
from fundgraph.sources.findings import Findings
from fundgraph.sources.identity import NumberGiver, Secret
from fundgraph.sources.leftovers import has_leftovers, note_leftovers
from fundgraph.sources.lookups import UNKNOWN, Lookups
from fundgraph.sources.merging import MERGE
from fundgraph.sources.row_parts import check_codes, row_parts
from fundgraph.sources.table_money import check_parts
from fundgraph.sources.values import clean, is_clean

PERIOD_OF_FIELDS = "2014-2020"


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
        head: Sequence[Sequence[str]],
        discretion: Discretion,
    ) -> None:
        check_codes(description, codes)
        self._described = description
        self._file = file
        self._heading, self._width = heading, len(heading)
        self._lookups = Lookups(
            reference, codes, language=description.language, country=description.country
        )
        parts = row_parts(description, heading, self._lookups, head, discretion, file=file.name)
        self.notes = parts.notes
        self._numbers = NumberGiver(merged=description.repeated == MERGE)
        self._has_numbers = parts.has_numbers
        self._cells, self._money = parts.cells, parts.money
        self._parties, self._sites = parts.parties, parts.sites
        self._published, self._places = parts.published, parts.places
        self._discretion, self._texts = parts.discretion, parts.texts
        self._labels = parts.labels

    def entry(self, number: int, cells: Sequence[str]) -> Entry:
        """The entry of the row with this number."""
        published: Sequence[str] = [cell.strip() for cell in cells]
        if not any(published):
            return Entry(None, skipped=True)
        findings = Findings(self._file.name, row=number)
        # Most rows are clean as they stand, which one look at the whole row tells.
        whole = "|".join(published)
        row = published if is_clean(whole) else [clean(cell) for cell in published]
        raw, unread = self._money.raw(row)
        if len(published) < self._width or any(published[self._width :]):
            findings.add("garbled-row", cells=len(published), columns=self._width)
            return Entry(None, tuple(findings.found), cells=raw, unread=unread)
        findings.project = self._discretion.number(self._cells.text(row, "number")) or None
        row, published, strict = self._discretion.withhold(row, published, findings)
        figures = self._money.read(row, findings)
        record = self._record(number, row, published, figures, findings)
        if findings.found and findings.refused:
            return Entry(None, tuple(findings.found), cells=raw, unread=unread)
        check_parts(figures, findings)
        if is_doubled(whole):
            note_doubled_cells(self._heading, published, findings)
        if has_leftovers(whole):
            note_leftovers(self._heading, published, findings)
        if not self._has_numbers:
            record = self._numbered(record, strict, findings)
        return Entry(record, tuple(findings.found), cells=raw, unread=unread)

    def _numbered(self, record: Record, strict: Sequence[str], findings: Findings) -> Record:
        """The record with a number that hangs on nothing that may be held back."""
        secret = Secret(
            title=self._cells.texts(strict, "title"),
            promoter=self._cells.text(strict, "promoter"),
            places=tuple([strict[index] for index in self._places]),
        )
        record, same = self._numbers.numbered(record, secret)
        if same is not None:
            findings.add("same-row-of-other" if same.other else "same-row", first=same.row)
        return record

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
        regions, sites, given_regions = self._sites.read(row, findings)
        self._note_missing(row, title, findings)
        start, end = self._days(row, findings)
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
            start=start,
            end=end,
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

    def _note_missing(self, row: Sequence[str], title: Sequence[Text], findings: Findings) -> None:
        """Finds that a row lacks what each project has."""
        cells = self._cells
        if self._has_numbers and not findings.project:
            rule = "code-as-number" if cells.text(row, "number") else "missing-number"
            findings.add(rule, label=cells.heading("number"))
        if not title:
            findings.add("empty-title", label=cells.heading("title"))

    def _days(self, row: Sequence[str], findings: Findings) -> tuple[Moment | None, Moment | None]:
        """The start and end of a row: their own columns before one that holds both."""
        start, end = self._cells.period(row, "dates", findings)
        return (
            self._cells.moment(row, "start", findings) or start,
            self._cells.moment(row, "end", findings) or end,
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
                else:
                    self._cells.tell_label(field, word, label, findings)
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
