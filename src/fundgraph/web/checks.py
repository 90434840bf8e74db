# SPDX-License-Identifier: EUPL-1.2
"""The page of the checks: findings by rule, each with its record and its place in the source."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, abort, request

from fundgraph.report import Severity
from fundgraph.store.index import Index
from fundgraph.web.addresses import path
from fundgraph.web.layout import things
from fundgraph.web.listing import address, paging
from fundgraph.web.rendering import render_template
from fundgraph.web.site import release
from fundgraph.web.values import Link
from fundgraph.web.views.findings import ORDER, finding_views
from fundgraph.web.views.statements import Things

blueprint = Blueprint("checks", __name__)
PAGE = 50
REPORTS = (("csv", "CSV"), ("json", "JSON"), ("ttl", "Turtle (SHACL)"))


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule that found something: its severity, how often, and one of its sentences."""

    rule: str
    severity: str
    count: int
    message: str
    href: str
    current: bool


@blueprint.get("/<language:language>/checks")
def checks(language: str) -> str:
    """The findings of the release: all, or those of one rule."""
    index = release().index
    known = things()
    rules = _rules(index, known)
    chosen = request.args.get("rule")
    total = sum(rule.count for rule in rules if chosen in (None, rule.rule))
    if not total and chosen is not None:
        abort(404)
    page = paging(total, PAGE)
    found = index.findings_of_rule(chosen, limit=PAGE, offset=page.offset)
    return render_template(
        "checks.html",
        rules=rules,
        chosen=next((rule for rule in rules if rule.current), None),
        all=address(rule=None, page=None),
        every=sum(rule.count for rule in rules),
        total=total,
        findings=finding_views(found, known),
        reports=[
            Link(path(f"/data/report.{suffix}"), "alternate", label=label)
            for suffix, label in REPORTS
        ],
        paging=page,
    )


def _rules(index: Index, known: Things) -> tuple[Rule, ...]:
    """The rules that found something, the gravest first."""
    counts = sorted(
        index.finding_counts(), key=lambda row: (ORDER.index(Severity(row.severity)), row.rule)
    )
    return tuple(
        Rule(
            rule=row.rule,
            severity=row.severity,
            count=row.count,
            message=finding_views(index.findings_of_rule(row.rule, limit=1), known)[0].message,
            href=address(rule=row.rule, page=None),
            current=row.rule == request.args.get("rule"),
        )
        for row in counts
    )
