# SPDX-License-Identifier: EUPL-1.2
"""Findings as pages show them: one sentence in the page's language, and the place in the source."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from fundgraph.release.cases import sentence
from fundgraph.report import Finding, Severity
from fundgraph.vocabulary import CODE
from fundgraph.web import texts
from fundgraph.web.views.statements import Things

_OF_MONEY = ("Amount", "Project-granted", "Project-spent")
_SUM = re.compile(r"-?\d+(\.\d{1,2})?")
ORDER = (Severity.VIOLATION, Severity.WARNING, Severity.INFO)


@dataclass(frozen=True, slots=True)
class FindingView:
    """One finding: what is odd (`message`), and what a steward is to do (`remedy`); `field` is the
    source's own label, `row` the line or row it stands in; `refused` says that this was left out
    because of it."""

    severity: str
    rule: str
    message: str
    remedy: str
    file: str
    row: int | None
    field: str | None
    project: str | None
    slug: str | None
    value: str | None
    refused: bool


def finding_views(findings: Iterable[Finding], things: Things) -> tuple[FindingView, ...]:
    """The findings in the language of the page, the gravest first."""
    return tuple(_view(finding, things) for finding in gravest_first(findings))


def gravest_first(findings: Iterable[Finding]) -> list[Finding]:
    """The findings by severity, otherwise in the order they came in."""
    return sorted(findings, key=lambda finding: ORDER.index(Severity(finding.severity)))


def _view(finding: Finding, things: Things) -> FindingView:
    remedy = finding.remedy(things.language)
    return FindingView(
        severity=str(finding.severity),
        rule=finding.rule,
        message=sentence(finding.said(things.language)),
        remedy=sentence(remedy) if remedy else "",
        file=finding.file,
        row=finding.row,
        field=finding.field,
        project=finding.project,
        slug=finding.slug,
        value=_value(finding, things),
        refused=finding.refused,
    )


def _value(finding: Finding, things: Things) -> str | None:
    """The value for reading: a thing by its name, a sum as the page writes sums."""
    value = finding.value
    if value and (value.startswith(CODE) or things.minter.split(value)):
        return things.named(value).name.text
    if value and finding.rule.startswith(_OF_MONEY) and _SUM.fullmatch(value):
        return texts.number(Decimal(value), things.language, places=2)
    return value
