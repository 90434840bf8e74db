# SPDX-License-Identifier: EUPL-1.2
"""What the commands print: counts, sums, findings, publications, releases, progress."""

from __future__ import annotations

import io
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

import pytest
from rich.console import Console

from fundgraph.console.pipe import closed_pipe
from fundgraph.console.progress import StageBars, StageLines, progress
from fundgraph.console.releases import print_publication, print_releases, publication, release_list
from fundgraph.console.tally import print_findings, print_json, print_tally, summary
from fundgraph.publish import Outcome, Publication
from fundgraph.release.changes import Changes
from fundgraph.release.current import Release
from fundgraph.release.manifest import Manifest
from fundgraph.report import Finding, Severity
from fundgraph.tally import Tally


def console(*, terminal: bool = False) -> Console:
    return Console(
        file=io.StringIO(), soft_wrap=True, emoji=False, width=200, force_terminal=terminal
    )


def printed(shown: Console) -> str:
    assert isinstance(shown.file, io.StringIO)
    return shown.file.getvalue()


def found(row: int | None, value: str | None = None, **more: object) -> Finding:
    known = {
        "severity": Severity.WARNING,
        "rule": "unknown-region",
        "messages": {"en": f"“{value}” is no region", "lv": f"„{value}” nav reģions"},
        "file": "a.csv",
        "row": row,
        "field": "Region",
        "value": value,
    }
    return Finding(**{**known, **more})  # type: ignore[arg-type]


def findings(*told: Finding) -> list[str]:
    shown = console()
    print_findings(shown, told)
    return printed(shown).splitlines()


def tally() -> Tally:
    made = Tally(rows=1500, projects=1490, merged=4, refused=5, skipped=1)
    made.taking_part.add("<x:a>")
    made.file_sums["Kopā [x]", "EUR"] = made.graph_sums["Kopā [x]", "EUR"] = Decimal("1234.5")
    made.file_sums["Valsts", "EUR"], made.graph_sums["Valsts", "EUR"] = Decimal(7), Decimal(5)
    made.unread["Valsts", "EUR"] = 1
    return made


def test_counts_and_sums_are_told() -> None:
    shown = console()
    print_tally(shown, tally())
    head, _, equal, other, *rest = printed(shown).splitlines()
    assert head == (
        "1,500 rows = 1,490 projects + 4 merged + 5 refused + 1 skipped; 1 organisation"
    )
    assert equal.split() == ["Kopā", "[x]", "EUR", "1,234.50", "=", "1,234.50"]
    assert " ".join(other.split()) == "Valsts EUR 7.00 ≠ 5.00 1 cell is not an amount"
    assert rest == []


def test_one_is_told_as_one() -> None:
    shown = console()
    print_tally(shown, Tally(rows=1, levels=1))
    assert printed(shown) == (
        "1 row = 0 projects + 1 level of programmes + 0 merged + 0 refused + 0 skipped; "
        "0 organisations\n"
    )


def test_the_summary_keeps_each_figure_as_it_is() -> None:
    told = summary(tally())
    assert told["sums"] == [
        {"column": "Kopā [x]", "currency": "EUR", "file": "1234.5", "graph": "1234.5"},
        {"column": "Valsts", "currency": "EUR", "file": "7", "graph": "5", "unread": 1},
    ]
    assert (told["conforms"], told["rows"], told["findings"]) == (True, 1500, [])
    shown = console()
    print_json(shown, {"ā": "[red]"})
    assert printed(shown) == '{\n "ā": "[red]"\n}\n'


def test_what_many_rows_have_alike_is_one_example() -> None:
    west = [found(row, "[b]West", project=f"P/{row}") for row in (3, 4)]
    assert findings(*west, found(9, "East")) == [
        "warning unknown-region × 3",
        "  “…” is no region.",
        "  · a.csv, row 3, and 1 more, Region = [b]West",
        "  · a.csv, row 9, Region = East",
    ]


def test_of_many_cases_the_first_are_told_and_the_others_counted() -> None:
    pairs = [found(row, f"v{row // 2}") for row in range(2, 14)]
    lines = findings(*pairs, *(found(row, "x") for row in range(30, 34)))
    assert lines[0] == "warning unknown-region × 16"
    assert lines[2] == "  · a.csv, row 30, and 3 more, Region = x"
    assert lines[-1] == "  · and 4 more"
    assert len(lines) == 8


@pytest.mark.parametrize(
    ("finding", "lines"),
    [
        (
            found(7, None, file="a.txt", project="P/1", severity=Severity.INFO, rule="note"),
            ["note note × 1", "  “None” is no region.", "  · a.txt, line 7, Region, P/1"],
        ),
        (
            found(None, None, refused=True, field=None),
            ["warning unknown-region × 1 (left out)", "  “None” is no region.", "  · a.csv"],
        ),
    ],
)
def test_places_and_severities_are_called_as_elsewhere(
    finding: Finding, lines: Sequence[str]
) -> None:
    assert findings(finding) == lines


def test_what_differs_by_more_than_the_value_is_told_of_each() -> None:
    sentences = ("row 2 is the first", "row 3 is the first")
    told = [
        found(row, messages={"en": text, "lv": text})
        for row, text in zip((5, 6), sentences, strict=True)
    ]
    assert findings(*told)[1:] == [
        "  · a.csv, row 5, Region: row 2 is the first",
        "  · a.csv, row 6, Region: row 3 is the first",
    ]


def publish(outcome: Outcome, release: str | None = "r-1") -> tuple[str, dict[str, object]]:
    done = Publication(outcome, release, tally(), Changes(1200, 3, 0))
    shown = console()
    print_publication(shown, done, {"load": 1.25})
    return printed(shown), publication(done, {"load": 1.23456})


@pytest.mark.parametrize("outcome", Outcome)
def test_each_outcome_has_its_sentence(outcome: Outcome) -> None:
    text, told = publish(outcome)
    last = text.splitlines()[-1]
    assert "r-1" in last
    assert ("nothing was published" in last) is (
        outcome in {Outcome.VIOLATIONS, Outcome.REFUSED, Outcome.DRY_RUN}
    )
    assert ("1,500 rows" in text) is (outcome is not Outcome.UNCHANGED)
    assert "    1.25 s  load\n1,200 added, 3 changed, 0 removed projects\n" in text
    assert (told["outcome"], told["stages"]) == (outcome.value, {"load": 1.235})
    assert told["changes"] == {"added": 1200, "changed": 3, "removed": 0}


def test_a_first_publish_that_stops_leaves_none() -> None:
    assert publish(Outcome.VIOLATIONS, None)[0].endswith("the current release is none.\n")


def test_releases_are_listed_and_the_current_one_is_marked() -> None:
    manifest = Manifest(
        release="r-1", created="2026-11-22T10:15:00+00:00", software="0.1.0", vocabulary="0.2.2",
        base_iri="http://localhost:8000/", fingerprint="3f9a",
        counts={"projects": 1200, "statements": 9000, "warning": 3, "info": 4}, graphs={},
        sources=(),
    )  # fmt: skip
    found = [Release(name, Path(name), manifest) for name in ("r-1", "r-2")]
    shown = console()
    print_releases(shown, found, "r-2")
    _, first, second = (line.split() for line in printed(shown).splitlines())
    assert first == ["r-1", "1,200", "9,000", "7", "0.1.0"]
    assert second == ["→", "r-2", *first[1:]]
    listed = release_list(found, "r-2", {"r-1": ["more"]})
    assert [(one["current"], one["damaged"]) for one in listed] == [(False, ["more"]), (True, None)]


@pytest.mark.parametrize(
    ("terminal", "quiet", "kind", "told"),
    [
        (False, False, StageLines, "check …\n"),
        (False, True, StageLines, ""),
        (True, True, StageLines, ""),
        (True, False, StageBars, "check"),
    ],
)
def test_progress_fits_who_watches(
    terminal: bool, quiet: bool, kind: type[StageLines | StageBars], told: str
) -> None:
    shown = console(terminal=terminal)
    with progress(shown, quiet=quiet) as running:
        assert isinstance(running, kind)
        running.stage("check")
        running.advance(1200)
    assert told in printed(shown)
    assert (printed(shown) == "") is quiet


def test_a_reader_who_has_gone_is_no_error() -> None:
    with pytest.raises(SystemExit) as ended, closed_pipe():
        raise BrokenPipeError
    assert ended.value.code == 0
