# SPDX-License-Identifier: EUPL-1.2
"""Counts, sums and findings of a run."""

from __future__ import annotations

import json
from collections.abc import Iterable

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from fundgraph.release.cases import Case, by_rule, sentence
from fundgraph.report import Finding, Severity, Sum, is_page
from fundgraph.tally import Tally

EXAMPLES = 5
# As the pages call them; in data a note is `info`, as in SHACL.
NAMES = {Severity.VIOLATION: "violation", Severity.WARNING: "warning", Severity.INFO: "note"}
STYLES = {Severity.VIOLATION: "bold red", Severity.WARNING: "yellow", Severity.INFO: "cyan"}


def summary(tally: Tally) -> dict[str, object]:
    """The counts, sums and findings as `check --json` prints them. Money is a string."""
    report, overview = tally.report(), tally.overview()
    return {
        "rows": overview.rows,
        "projects": overview.projects,
        "levels": overview.levels,
        "merged": overview.merged,
        "refused": overview.refused,
        "skipped": overview.skipped,
        "conforms": report.conforms,
        "sums": [
            {
                "column": one.column,
                "currency": one.currency,
                "file": f"{one.file:f}",
                "graph": f"{one.graph:f}",
                **({"unread": one.unread} if one.unread else {}),
            }
            for one in overview.sums
        ],
        "findings": [finding.as_json() for finding in report.findings],
    }


def print_json(console: Console, value: object) -> None:
    """Prints a value as JSON, as it is, without colours or folding."""
    console.file.write(json.dumps(value, ensure_ascii=False, indent=1) + "\n")


def print_tally(console: Console, tally: Tally) -> None:
    """Prints the counts, the sums beside the file's own, and the findings by rule."""
    overview = tally.overview()
    console.print(
        f"{_counted(overview.rows, 'row')} = {_counted(overview.projects, 'project')} + "
        + (f"{_counted(overview.levels, 'level')} of programmes + " if overview.levels else "")
        + f"{overview.merged:,} merged "
        f"+ {overview.refused:,} refused + {overview.skipped:,} skipped; "
        f"{_counted(overview.organisations, 'organisation')}",
        highlight=False,
    )
    if overview.sums:
        console.print(_sums(overview.sums))
    print_findings(console, tally.report().findings)


def _counted(count: int, thing: str) -> str:
    return f"{count:,} {thing}" if count == 1 else f"{count:,} {thing}s"


def _sums(sums: Iterable[Sum]) -> Table:
    table = Table("column", "currency", "file", "", "graph", "", box=None, pad_edge=False)
    for column in (table.columns[2], table.columns[4]):
        column.justify = "right"
    for one in sums:
        style = None if one.equal else STYLES[Severity.WARNING]
        mark = "=" if one.equal else "≠"
        amounts = (f"{one.file:,.2f}", mark, f"{one.graph:,.2f}")
        table.add_row(escape(one.column), one.currency, *amounts, _unread(one.unread), style=style)
    return table


def _unread(cells: int) -> str:
    if not cells:
        return ""
    return "1 cell is not an amount" if cells == 1 else f"{cells:,} cells are not amounts"


def print_findings(console: Console, findings: Iterable[Finding]) -> None:
    """Prints the findings by severity and rule, with the first examples of each; what is found in
    many rows alike is one example."""
    for group in by_rule(findings):
        left_out = " (left out)" if group.refused else ""
        head = f"{NAMES[group.severity]} {group.rule} × {len(group):,}{left_out}"
        console.print(head, style=STYLES[group.severity], highlight=False)
        if group.alike:
            said = escape(sentence(group.explanation("en")))
            console.print(f"  {said}", highlight=False, soft_wrap=True)
        for case in group.cases[:EXAMPLES]:
            said = "" if group.alike else f": {case.first.message}"
            line = escape(_place(case) + said)
            console.print(f"  · {line}", highlight=False, soft_wrap=True)
        more = sum(map(len, group.cases[EXAMPLES:]))
        if more:
            console.print(f"  · and {more:,} more", highlight=False)


def _place(case: Case) -> str:
    parts = [case.first.file]
    if case.first.row is not None:
        parts.append(f"{'line' if is_page(case.first.file) else 'row'} {case.first.row}")
    if len(case) > 1:
        parts.append(f"and {len(case) - 1:,} more")
    parts += filter(None, (case.first.field, case.project))
    value = f" = {case.first.value}" if case.first.value else ""
    return ", ".join(parts) + value
