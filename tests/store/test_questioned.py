# SPDX-License-Identifier: EUPL-1.2
"""Which findings question an amount: warnings and violations of rules about money, no notes."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from fundgraph.report import Finding, Severity
from fundgraph.store.index import Index, IndexBuilder
from tests.store.test_index import FIRST


@pytest.mark.parametrize(
    ("severity", "rule", "questions"),
    [
        (Severity.VIOLATION, "Amount-value", True),
        (Severity.WARNING, "part-above-total", True),
        (Severity.INFO, "Amount-value", False),
        (Severity.WARNING, "Site-region", False),
    ],
)
def test_what_questions_an_amount(
    severity: Severity, rule: str, questions: bool, tmp_path: Path
) -> None:
    found = Finding(severity, rule, {"en": "A.", "lv": "A."}, "a.csv", 2, slug=FIRST.slug)
    with IndexBuilder(tmp_path / "search.sqlite") as builder:
        builder.add(FIRST)
        builder.add_findings([found])
    with closing(Index.open(tmp_path / "search.sqlite")) as index:
        assert index.questioned_among([FIRST.slug]) == ({FIRST.slug} if questions else set())
        assert index.questioned() == int(questions)
