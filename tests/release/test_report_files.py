# SPDX-License-Identifier: EUPL-1.2
"""A report as Turtle, JSON and CSV says the same in each."""

import csv
import io
import json
from pathlib import Path

import pytest
from rdflib import DCTERMS, SH, Graph, Literal

from fundgraph.errors import MachineRefuses, UsageError
from fundgraph.iris import Minter
from fundgraph.release.report_files import write_report
from fundgraph.report import Finding, Report, Severity

MINTER = Minter("http://localhost:8000/")
MESSAGES = {"en": "No more is spent than was granted.", "lv": "Izlietots nav vairāk."}
REPORT = Report(
    (
        Finding(Severity.WARNING, "Project-spent", MESSAGES, "a.html", 31, "=Spent", "A/1", "A-1"),
        Finding(Severity.INFO, "unknown-label", MESSAGES, "a.html"),
    )
)


def test_turtle(tmp_path: Path) -> None:
    write_report(tmp_path / "r.ttl", REPORT, MINTER)
    graph = Graph().parse(tmp_path / "r.ttl")
    (whole,) = graph.subjects(SH.conforms, Literal(True))
    results = set(graph.objects(whole, SH.result))
    assert len(results) == 2
    (spent,) = graph.subjects(DCTERMS.identifier, Literal("Project-spent"))
    assert str(graph.value(spent, SH.focusNode)) == "http://localhost:8000/id/project/A-1"
    assert str(graph.value(spent, SH.sourceShape)).endswith("shapes#Project-spent")
    assert graph.value(spent, SH.resultSeverity) == SH.Warning
    languages = {message.language for message in graph.objects(spent, SH.resultMessage)}  # type: ignore[attr-defined]
    assert languages == {"en", "lv"}


def test_json(tmp_path: Path) -> None:
    write_report(tmp_path / "r.json", REPORT, MINTER)
    found = json.loads((tmp_path / "r.json").read_text())
    assert found["conforms"] is True
    assert found["counts"] == {"info": 1, "warning": 1}
    assert found["findings"][0]["row"] == 31


def test_csv_runs_no_formula(tmp_path: Path) -> None:
    write_report(tmp_path / "r.csv", REPORT, MINTER)
    rows = list(csv.DictReader(io.StringIO((tmp_path / "r.csv").read_text())))
    assert [row["rule"] for row in rows] == ["Project-spent", "unknown-label"]
    assert rows[0]["field"] == "'=Spent"


def test_unknown_suffix(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"\.ttl, \.json, \.csv"):
        write_report(tmp_path / "r.pdf", REPORT, MINTER)


def test_unwritable(tmp_path: Path) -> None:
    with pytest.raises(MachineRefuses, match="cannot be written"):
        write_report(tmp_path / "none" / "r.csv", REPORT, MINTER)
