# SPDX-License-Identifier: EUPL-1.2
"""Findings: the reading rules at a place, their sentences filled in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from fundgraph.record import Record
from fundgraph.report import Finding
from fundgraph.sources.rules import RULES


@dataclass(slots=True)
class Findings:
    """Collects what is found in one row or page."""

    file: str
    project: str | None = None
    row: int | None = None
    found: list[Finding] = field(default_factory=list)

    def add(
        self,
        rule: str,
        *,
        row: int | None = None,
        label: str | None = None,
        value: str | None = None,
        **words: object,
    ) -> None:
        """Notes a rule with its place; `words` fill the sentence."""
        self.found.append(
            found(
                rule,
                file=self.file,
                row=self.row if row is None else row,
                label=label,
                project=self.project,
                value=value,
                **words,
            )
        )

    @property
    def refused(self) -> bool:
        """True when something was found that leaves the record out."""
        return any(RULES[finding.rule].refuses for finding in self.found)


def place(file: str, row: int | None) -> str:
    """A place as sentences name it: a file, with the row where there is one."""
    return file if row is None else f"{file}:{row}"


def tied(record: Record | None, findings: Iterable[Finding]) -> Iterator[Finding]:
    """The findings, those of a record's row (of any line, where it is a page) with the number and
    the slug of its project."""
    for finding in findings:
        if record and finding.row is not None and record.row in (None, finding.row):
            yield replace(finding, project=record.number, slug=record.slug)
        else:
            yield finding


# Of a longer value a finding tells the beginning: it is to be found in its file, not repeated.
LONGEST = 1000


def found(
    rule: str,
    *,
    file: str,
    row: int | None = None,
    label: str | None = None,
    project: str | None = None,
    value: str | None = None,
    **words: object,
) -> Finding:
    """The finding of a rule at a place, its sentences filled in."""
    known = RULES[rule]
    value = value if value is None or len(value) <= LONGEST else f"{value[:LONGEST]}…"
    given = {"label": label, "value": value, **words}
    return Finding(
        severity=known.severity,
        rule=rule,
        messages={"en": known.en.format(**given), "lv": known.lv.format(**given)},
        remedies={name: text.format(**given) for name, text in known.remedies.items()},
        file=file,
        row=row,
        field=label,
        project=project,
        value=value,
        refused=known.refuses,
    )
