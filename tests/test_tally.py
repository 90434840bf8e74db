# SPDX-License-Identifier: EUPL-1.2
"""What a run counts and keeps, told in the order of the sources."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from fundgraph.report import Finding, Severity
from fundgraph.tally import Project, Tally, thing_of, things
from tests.test_mapping import mapper, record


def found(file: str, row: int | None) -> Finding:
    return Finding(Severity.WARNING, "note", {"en": "x", "lv": "x"}, file, row)


def test_findings_are_told_by_files_and_rows_those_of_a_whole_file_first() -> None:
    places = [("b.csv", 2), ("a.csv", 10), ("a.csv", 9), ("b.csv", None), ("a.csv", None)]
    report = Tally(findings=[found(*place) for place in places]).report()
    assert [(one.file, one.row) for one in report.findings] == [
        ("a.csv", None), ("a.csv", 9), ("a.csv", 10), ("b.csv", None), ("b.csv", 2),
    ]  # fmt: skip


def test_a_column_that_only_the_file_or_only_the_graph_has_is_compared() -> None:
    tally = Tally()
    tally.file_sums["B", "EUR"], tally.graph_sums["A", "LVL"] = Decimal(2), Decimal(1)
    tally.unread["C", ""] = 3
    found = tally.overview().sums
    sums = [(one.column, one.currency, one.file, one.graph, one.unread) for one in found]
    assert sums == [("A", "LVL", 0, 1, 0), ("B", "EUR", 2, 0, 0), ("C", "", 0, 0, 3)]


def test_statements_of_things_come_each_once_with_their_parts() -> None:
    said = [
        ("<x:b>", "<x:p>", '"1"'),
        ("<x:a#part>", "<x:p>", '"2"'),
        ("<x:b>", "<x:p>", '"1"'),
        ("<x:a>", "<x:p>", "<x:a#part>"),
    ]
    assert list(things(said)) == [[said[1], said[3]], [said[0]]]
    assert thing_of("<x:a#part>") == thing_of("<x:a>") == "x:a"


def test_the_example_is_the_first_real_project_where_there_is_any() -> None:
    tally, examples = Tally(), []
    for number, made_up in enumerate((True, True, False, True, False)):
        source = replace(record().source, made_up=made_up)
        mapped = mapper().map(record(source=source, number=f"A/{number}"))
        tally.count(Project("sif", mapped.record, mapped))
        examples.append((tally.example or "").rpartition("/")[2])
    assert examples == ["A-0", "A-0", "A-2", "A-2", "A-2"]
    assert (tally.projects, tally.registers["sif"]) == (5, 5)
