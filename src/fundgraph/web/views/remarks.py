# SPDX-License-Identifier: EUPL-1.2
"""What the checks found in a project, beside the figure or fact of its page that it concerns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation

from fundgraph.report import Finding
from fundgraph.web.views.findings import FindingView, finding_views, gravest_first
from fundgraph.web.views.money import Amount, Money
from fundgraph.web.views.project import ProjectView
from fundgraph.web.views.statements import Things

# The beginnings of the names of rules, and the part of the page that such findings belong to.
_PARTS = {
    "money": (
        "Amount", "Project-spent", "Project-granted", "part-above-total", "garbled-amount",
        "no-currency", "unknown-component", "unknown-currency", "merged-same-amounts",
    ),
    "dates": (
        "Project-dates", "Project-end", "Project-startDate", "Project-not", "garbled-date",
    ),
    "status": ("Project-status", "unknown-status"),
    "rate": ("Project-cofinancingRate", "garbled-rate"),
    "texts": ("text-with-", "doubled-encoding", "html-leftovers"),
    "promoter": (
        "Organisation-", "Participation-", "Project-promoter", "bad-homepage", "held-back-person",
        "merged-promoters", "near-miss", "number-of-two-names", "unknown-legal-form",
    ),
    "partners": ("Project-partner", "unbalanced-quotes"),
    "places": ("Address-", "Location-", "Project-region", "Site-", "Town-", "unknown-region"),
    "programme": (
        "Programme-", "Project-fund", "Project-interventionField", "Project-period",
        "Project-programme", "unknown-fund", "unknown-intervention-field", "unknown-period",
        "unknown-programme", "label-differs",
    ),
}  # fmt: skip
_OF_PARTS = ("Amount-parts", "Amount-rounding")


@dataclass(frozen=True, slots=True)
class Remark:
    """A finding with its number in the list of the page. Where it is of a total and its parts,
    `total` is the figure and `parts` what the parts add up to."""

    number: int
    finding: FindingView
    total: Amount | None = None
    parts: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Remarks:
    """All findings of a project, and which stand where."""

    listed: tuple[Remark, ...] = ()
    _at: dict[str, list[Remark]] = field(default_factory=dict)

    def at(self, part: str, which: str = "") -> Sequence[Remark]:
        """The findings of a part of the page: of the row of a `component`, the figure of a `stage`,
        a `site` as published; else of `money`, `dates`, `status`, `places` and so on as such."""
        return self._at.get(f"{part} {which}" if which else part, ()) if self._at else ()


NONE = Remarks()


def remarks(findings: Sequence[Finding], view: ProjectView, things: Things) -> Remarks:
    """The findings of a project, the gravest first, each at the parts of the page it concerns."""
    if not findings:
        return NONE
    ordered = gravest_first(findings)
    listed, at = [], dict[str, list[Remark]]()
    for number, (finding, shown) in enumerate(
        zip(ordered, finding_views(ordered, things), strict=True), 1
    ):
        amount = _amount(finding, view.money) if _part(finding.rule) == "money" else None
        remark = Remark(number, shown, *_sum(finding, amount, view.money))
        listed.append(remark)
        for place in _places(finding, amount, view):
            at.setdefault(place, []).append(remark)
    return Remarks(tuple(listed), at)


def _places(finding: Finding, amount: Amount | None, view: ProjectView) -> Iterator[str]:
    """Where a finding is to be read beside the list of all."""
    part = _part(finding.rule)
    if amount:
        yield f"component {amount.component}"
        if amount.whole:
            yield f"stage {amount.stage}"
        return
    sites = {site.published for site in view.where.sites if site.published == finding.value}
    if part == "places" and sites:
        yield from (f"site {published}" for published in sites)
        return
    partners = [name for party in view.partners for name in party.published]
    yield "partners" if part == "promoter" and finding.value in partners else part


def _part(rule: str) -> str:
    """The part of the page that a rule is of; empty for one that is of the record as a whole."""
    return next((part for part, rules in _PARTS.items() if rule.startswith(rules)), "")


def _amount(finding: Finding, money: Money | None) -> Amount | None:
    """The figure of a finding: with its label and value; else with one of them, where no other
    has it."""
    amounts = list(_amounts(money)) if money else []
    value = _number(finding.value)
    equal = [amount for amount in amounts if amount.value == value]
    labelled = [amount for amount in amounts if amount.label == finding.field]
    both = [amount for amount in labelled if amount in equal]
    for found in (both[:1], labelled, equal):
        if len(found) == 1:
            return found[0]
    return None


def _amounts(money: Money) -> Iterator[Amount]:
    for row in (*money.rows, *money.totals):
        for cell in row.cells:
            yield from cell


def _number(value: str | None) -> Decimal | None:
    try:
        return Decimal(value or "")
    except InvalidOperation:
        return None


def _sum(
    finding: Finding, amount: Amount | None, money: Money | None
) -> tuple[Amount | None, Decimal | None]:
    """A total that its parts do not add up to, and what they do."""
    if finding.rule not in _OF_PARTS or amount is None or money is None:
        return None, None
    same = (a for a in _amounts(money) if (a.stage, a.currency) == (amount.stage, amount.currency))
    return amount, sum((a.value for a in same if not a.whole), Decimal(0))
