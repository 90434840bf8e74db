# SPDX-License-Identifier: EUPL-1.2
"""Findings as pages show them: one sentence in the page's language, and the place in the source."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from fundgraph.report import Finding, Severity

ORDER = (Severity.VIOLATION, Severity.WARNING, Severity.INFO)


@dataclass(frozen=True, slots=True)
class FindingView:
    """One finding; `field` is the source's own label, `row` the line or row it stands in."""

    severity: str
    rule: str
    message: str
    file: str
    row: int | None
    field: str | None
    project: str | None
    slug: str | None
    value: str | None


def finding_views(findings: Iterable[Finding], language: str) -> tuple[FindingView, ...]:
    """The findings in the language of the page, the gravest first."""
    ordered = sorted(findings, key=lambda finding: ORDER.index(Severity(finding.severity)))
    return tuple(_view(finding, language) for finding in ordered)


def _view(finding: Finding, language: str) -> FindingView:
    return FindingView(
        severity=str(finding.severity),
        rule=finding.rule,
        message=finding.messages.get(language) or finding.messages["en"],
        file=finding.file,
        row=finding.row,
        field=finding.field,
        project=finding.project,
        slug=finding.slug,
        value=finding.value,
    )
