# SPDX-License-Identifier: EUPL-1.2
"""Findings as pages show them: one sentence in the page's language, and the place in the source."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from fundgraph.report import Finding, Severity
from fundgraph.web.views.statements import Things

ORDER = (Severity.VIOLATION, Severity.WARNING, Severity.INFO)


@dataclass(frozen=True, slots=True)
class FindingView:
    """One finding; `field` is the source's own label, `row` the line or row it stands in.

    `expectation` tells that the message says what is expected, as those of shapes do.
    """

    severity: str
    rule: str
    message: str
    file: str
    row: int | None
    field: str | None
    project: str | None
    slug: str | None
    value: str | None
    expectation: bool


def finding_views(findings: Iterable[Finding], things: Things) -> tuple[FindingView, ...]:
    """The findings in the language of the page, the gravest first."""
    ordered = sorted(findings, key=lambda finding: ORDER.index(Severity(finding.severity)))
    return tuple(_view(finding, things) for finding in ordered)


def is_expectation(rule: str) -> bool:
    """Whether a rule is a shape (`Project-title`), not one of reading (`garbled-date`)."""
    return rule[:1].isupper()


def _view(finding: Finding, things: Things) -> FindingView:
    value = finding.value
    if value and things.minter.split(value):
        value = things.named(value).name.text
    return FindingView(
        severity=str(finding.severity),
        rule=finding.rule,
        message=finding.messages.get(things.language) or finding.messages["en"],
        file=finding.file,
        row=finding.row,
        field=finding.field,
        project=finding.project,
        slug=finding.slug,
        value=value,
        expectation=is_expectation(finding.rule),
    )
