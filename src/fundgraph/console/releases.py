# SPDX-License-Identifier: EUPL-1.2
"""What a publish did, and the releases there are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict

from rich.console import Console
from rich.table import Table

from fundgraph.console.tally import print_tally, summary
from fundgraph.publish import Outcome, Publication
from fundgraph.release.current import Release
from fundgraph.report import Severity

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
