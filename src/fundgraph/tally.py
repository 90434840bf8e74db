# SPDX-License-Identifier: EUPL-1.2
"""What a run counts and keeps on its way: rows, sums, findings, and what projects share."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from itertools import groupby
from operator import itemgetter
from pathlib import Path

from fundgraph.mapping import Mapped
from fundgraph.numbers import Numbers
from fundgraph.record import Record
from fundgraph.report import SKIPPED_ROWS, Finding, Overview, Report, Sum, Trace
from fundgraph.sources import Entry
from fundgraph.sources.findings import found, tied
from fundgraph.sources.merging import repeated
from fundgraph.sources.registered import RegisteredNames
from fundgraph.told_once import told_once
from fundgraph.vocabulary import ESF
from fundgraph.writers.terms import Triple

_ORGANISATION = ESF.organisation.n3()


@dataclass(frozen=True, slots=True)
class Project:
    """One project on its way: the register it comes from, its record and its statements."""

    register: str
    record: Record
    mapped: Mapped


@dataclass(slots=True)
class Tally:
    """Counts, sums and findings of a run: `rows = projects + levels + merged + refused + skipped`;
    `levels` are rows that are levels of a programme.

    `file_sums` adds up the raw cells before anything is refused, `unread` counts those that are no
    amount, `graph_sums` adds up what was mapped; the keys are column and currency. `shared` holds
    the statements that registers share, `origins` the trace of the record that named a shared thing
    (by its IRI) first; `files` are the names of the sources' files; `registers` counts projects by
    register, `days` has the first and last day of its projects, `example` is the IRI of the first
    one, a real one if there is any; `names` are those beside registration numbers; `of_files`
    counts `rows`, `projects`, `refused` and `skipped` by register and file; `taking_part` are the
    organisations that have a role in a project (terms), which publishers of files need not have.
    """

    rows: int = 0
    projects: int = 0
    levels: int = 0
    merged: int = 0
    refused: int = 0
    skipped: int = 0
    file_sums: dict[tuple[str, str], Decimal] = field(default_factory=lambda: defaultdict(Decimal))
    graph_sums: dict[tuple[str, str], Decimal] = field(default_factory=lambda: defaultdict(Decimal))
    unread: Counter[tuple[str, str]] = field(default_factory=Counter)
    findings: list[Finding] = field(default_factory=list)
    shared: list[Triple] = field(default_factory=list)
    origins: dict[str, Trace] = field(default_factory=dict)
    files: list[str] = field(default_factory=list)
    registers: Counter[str] = field(default_factory=Counter)
    days: dict[str, tuple[date, date]] = field(default_factory=dict)
    example: str | None = None
    example_made_up: bool = False
    names: RegisteredNames = field(default_factory=RegisteredNames)
    of_files: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    taking_part: set[str] = field(default_factory=set)
    _seen: Numbers = field(default_factory=Numbers)
    _fields: dict[str, set[str]] = field(default_factory=dict)
    _labels: tuple[tuple[str, str], ...] | None = None

    def report(self) -> Report:
        """The findings, in the order of files and rows; what a file lacks as a whole is one."""
        told = told_once(self.findings, self._fields)
        return Report(tuple(sorted(told, key=lambda f: (f.file, f.row or 0))))

    def overview(self) -> Overview:
        """What was read, in numbers."""
        zero = Decimal(0)
        keys = sorted({*self.file_sums, *self.graph_sums, *self.unread})
        return Overview(
            files=tuple(self.files),
            rows=self.rows,
            projects=self.projects,
            levels=self.levels,
            organisations=len(self.taking_part),
            merged=self.merged,
            refused=self.refused,
            skipped=self.skipped,
            sums=tuple(
                Sum(
                    *key,
                    self.file_sums.get(key, zero),
                    self.graph_sums.get(key, zero),
                    self.unread[key],
                )
                for key in keys
            ),
        )

    def take(self, entry: Entry, register: str) -> Record | None:
        """Counts an entry of a register; its record, unless it was refused or skipped."""
        self.rows += 1
        self.findings += entry.findings
        for column, currency, value in entry.cells:
            self.file_sums[column, currency] += value
        if entry.unread:
            self.unread.update(entry.unread)
        if entry.level is not None:
            self.levels += 1
        elif entry.record is None:
            self.skipped += entry.skipped
            self.refused += not entry.skipped
        if not entry.skipped:
            self._count_row(register, entry)
        elif told := next((one for one in entry.findings if one.rule in SKIPPED_ROWS), None):
            self.of_files[register, told.file, "skipped"] += 1
        return entry.record

    def _count_row(self, register: str, entry: Entry) -> None:
        """Counts a row that has something in it with its file."""
        read = entry.record or entry.level
        file = read.source.name if read else entry.findings[0].file
        self.of_files[register, file, "rows"] += 1
        self.of_files[register, file, "refused"] += read is None

    def tell_empty(self, register: str, files: Iterable[Path]) -> None:
        """Finds the files of a register that held no row at all."""
        for file in files:
            kinds = ("rows", "skipped")
            if not any(self.of_files[register, file.name, kind] for kind in kinds):
                self.findings.append(found("no-rows", file=file.name))

    def accept(self, record: Record) -> bool:
        """False where the record's number stands already, which is a finding."""
        first = self._seen.first(record)
        if first is None:
            self.findings += tied(record, self.names.findings(record))
            return True
        self.refused += 1
        self.of_files[record.source.register, record.source.name, "refused"] += 1
        self._untie(record)
        self.findings.append(repeated(record, first))
        return False

    def _untie(self, record: Record) -> None:
        """What was found of a refused record, last of all, is not said on the page of the first."""
        for at in range(len(self.findings) - 1, -1, -1):
            if (self.findings[at].file, self.findings[at].slug) != (
                record.source.name,
                record.slug,
            ):
                return
            self.findings[at] = replace(self.findings[at], slug=None)

    def count(self, project: Project) -> None:
        """Counts a mapped project, its amounts and what it is the first to say."""
        self.projects += 1
        self._keep_fields(project.record)
        self.registers[project.register] += 1
        self._keep_days(project)
        self.of_files[project.register, project.record.source.name, "projects"] += 1
        if self.example is None or (self.example_made_up and not project.record.source.made_up):
            self.example = project.mapped.project
            self.example_made_up = project.record.source.made_up
        for figure in project.record.figures:
            self.graph_sums[figure.column or figure.label, figure.currency] += figure.value
        triples = project.mapped.triples
        self.taking_part.update(value for _, name, value in triples if name == _ORGANISATION)
        self.share(project.mapped)

    def _keep_days(self, project: Project) -> None:
        for moment in (project.record.start, project.record.end):
            if moment:
                first, last = self.days.get(project.register, (moment.first, moment.last))
                self.days[project.register] = min(first, moment.first), max(last, moment.last)

    def _keep_fields(self, record: Record) -> None:
        """Keeps the fields that the columns of a record's table have; a page has none."""
        if record.row is not None and record.labels is not self._labels:
            self._labels = record.labels
            fields = self._fields.setdefault(record.source.name, set())
            fields.update(name for name, _ in record.labels)

    def share(self, mapped: Mapped) -> None:
        """Keeps what a project is the first to say of shared things."""
        if mapped.shared:
            self.share_all(mapped.shared, mapped.trace)

    def share_all(self, shared: Sequence[Triple], trace: Trace) -> None:
        """Keeps statements of shared things, with the place that says so first."""
        self.shared += shared
        for subject, _, _ in shared:
            self.origins.setdefault(thing_of(subject), trace)


def things(triples: Iterable[Triple]) -> Iterator[list[Triple]]:
    """The statements by thing (with its parts), sorted by IRI, each once."""
    ordered = sorted((thing_of(triple[0]), triple) for triple in set(triples))
    for _, group in groupby(ordered, itemgetter(0)):
        yield [triple for _, triple in group]


def thing_of(subject: str) -> str:
    """The IRI (without brackets) of the thing that a subject is, or is a part of."""
    return subject[1:-1].partition("#")[0]
