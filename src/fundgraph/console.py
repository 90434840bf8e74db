# SPDX-License-Identifier: EUPL-1.2
"""What the commands print: progress, counts, findings, releases."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.table import Table

from fundgraph.pipeline import Tally
from fundgraph.publish import Outcome, Publication
from fundgraph.release.cases import Case, by_rule
from fundgraph.release.current import Release
from fundgraph.report import Finding, Severity, Sum

EXAMPLES = 5
STYLES = {Severity.VIOLATION: "bold red", Severity.WARNING: "yellow", Severity.INFO: "cyan"}

SENTENCES = {
    Outcome.PUBLISHED: "Release {} is published and current.",
    Outcome.UNCHANGED: "Nothing has changed since release {}, which stays current; "
    "no new release was made.",
    Outcome.DRY_RUN: "A dry run: nothing was published; the current release is {}.",
    Outcome.VIOLATIONS: "There are violations, so nothing was published; "
    "the current release is {}.",
    Outcome.REFUSED: "Rows were refused and --strict is set, so nothing was published; "
    "the current release is {}.",
}


class StageLines:
    """Progress where nobody watches: one line a stage on standard error."""

    def __init__(self, console: Console) -> None:
        self._console = console

    def stage(self, name: str) -> None:
        """Prints the stage's name."""
        self._console.print(f"{name} …", highlight=False)

    def advance(self, projects: int) -> None:
        """Nothing: lines are for stages."""


class StageBars:
    """Progress on a terminal: the stage, the projects so far, the time; `bars` shows while open."""

    def __init__(self, console: Console) -> None:
        self.bars = Progress(
            SpinnerColumn(),
            TextColumn("{task.description}"),
            BarColumn(bar_width=24),
            TextColumn("{task.completed:,.0f} projects"),
            TimeElapsedColumn(),
            console=console,
            transient=True,
        )
        self._task = self.bars.add_task("", total=None)

    def stage(self, name: str) -> None:
        """Shows the stage's name."""
        self.bars.update(self._task, description=name)

    def advance(self, projects: int) -> None:
        """Counts on."""
        self.bars.advance(self._task, projects)


@contextmanager
def progress(console: Console, *, quiet: bool) -> Iterator[StageLines | StageBars]:
    """Bars on a terminal, lines otherwise; nothing at all where `quiet`."""
    if quiet or not console.is_terminal:
        yield StageLines(Console(quiet=True) if quiet else console)
        return
    shown = StageBars(console)
    with shown.bars:
        yield shown


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
        f"{overview.rows:,} rows = {overview.projects:,} projects + "
        + (f"{overview.levels:,} levels of programmes + " if overview.levels else "")
        + f"{overview.merged:,} merged "
        f"+ {overview.refused:,} refused + {overview.skipped:,} skipped; "
        f"{overview.organisations:,} organisations",
        highlight=False,
    )
    if overview.sums:
        console.print(_sums(overview.sums))
    print_findings(console, tally.report().findings)


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
    return "1 cell is no amount" if cells == 1 else f"{cells:,} cells are no amounts"


def print_findings(console: Console, findings: Iterable[Finding]) -> None:
    """Prints the findings by severity and rule, with the first examples of each; what is found in
    many rows alike is one example."""
    for group in by_rule(findings):
        left_out = " (left out)" if group.refused else ""
        head = f"{group.severity} {group.rule} × {len(group):,}{left_out}"
        console.print(head, style=STYLES[group.severity], highlight=False)
        if group.alike:
            said = escape(group.explanation("en"))
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
        parts.append(f"row {case.first.row}")
    if len(case) > 1:
        parts.append(f"and {len(case) - 1:,} more")
    parts += filter(None, (case.first.field, case.project))
    value = f" = {case.first.value}" if case.first.value else ""
    return ", ".join(parts) + value


def print_releases(console: Console, releases: Iterable[Release], current: str | None) -> None:
    """Prints the releases, the oldest first, the current one marked."""
    table = Table("", "release", "projects", "statements", "findings", "software", box=None)
    for release in releases:
        counts = release.manifest.counts
        found = sum(counts.get(str(severity), 0) for severity in Severity)
        table.add_row(
            "→" if release.id == current else "",
            release.id,
            f"{counts['projects']:,}",
            f"{counts['statements']:,}",
            f"{found:,}",
            release.manifest.software,
        )
    console.print(table)


@contextmanager
def closed_pipe() -> Iterator[None]:
    """Ends quietly where the reader of the output has gone."""
    try:
        yield
    except BrokenPipeError:
        raise SystemExit(0) from None


def publication(done: Publication, seconds: Mapping[str, float]) -> dict[str, object]:
    """What a publish did, as `publish --json` prints it; `stages` are seconds."""
    return {
        "outcome": str(done.outcome),
        "release": done.release,
        **summary(done.tally),
        "changes": asdict(done.changes) if done.changes else None,
        "stages": {stage: round(value, 3) for stage, value in seconds.items()},
    }


def print_publication(console: Console, done: Publication, seconds: Mapping[str, float]) -> None:
    """Prints what a publish did."""
    if done.outcome is not Outcome.UNCHANGED:
        print_tally(console, done.tally)
    for stage, value in seconds.items():
        console.print(f"{value:8.2f} s  {stage}", highlight=False)
    if done.changes:
        console.print(
            f"{done.changes.added:,} added, {done.changes.changed:,} changed, "
            f"{done.changes.removed:,} removed projects",
            highlight=False,
        )
    console.print(SENTENCES[done.outcome].format(done.release or "none"), highlight=False)


def release_list(
    releases: Iterable[Release], current: str | None, damage: Mapping[str, list[str]]
) -> list[dict[str, object]]:
    """The releases as `releases --json` prints them."""
    return [
        {
            "release": release.id,
            "current": release.id == current,
            "created": release.manifest.created,
            "software": release.manifest.software,
            "counts": dict(release.manifest.counts),
            "damaged": damage.get(release.id),
        }
        for release in releases
    ]
