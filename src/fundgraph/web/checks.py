# SPDX-License-Identifier: EUPL-1.2
"""The page of the checks: findings by rule, severity and source, each with its record and place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from flask import Blueprint

from fundgraph.release.cases import by_rule, sentence
from fundgraph.report import Severity
from fundgraph.store.index import FindingChoice, FindingCount, Index
from fundgraph.web.addresses import path
from fundgraph.web.byte_order import for_people, for_spreadsheets
from fundgraph.web.chosen_findings import asked, holds, query
from fundgraph.web.findings import TYPES
from fundgraph.web.i18n import language as page_language
from fundgraph.web.layout import href, things
from fundgraph.web.listing import Choice, paging
from fundgraph.web.rendering import render_template
from fundgraph.web.site import release
from fundgraph.web.source_page import pages_of
from fundgraph.web.values import Link
from fundgraph.web.views.findings import finding_views

blueprint = Blueprint("checks", __name__)
PAGE = 50
MOST_FILES = 12
# A rule is described by what its first findings have in common.
SAMPLE = 20
REPORTS = (
    ("csv", TYPES["csv"], "CSV"), ("json", TYPES["json"], "JSON"),
    ("ttl", TYPES["ttl"], "Turtle (SHACL)"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class RuleRow:
    """A rule that found something: its severity, how often, its sentence, what differs left out;
    `shape` is the address of its shape, if it is one."""

    rule: str
    severity: str
    count: int
    message: str
    href: str
    current: bool
    shape: str | None


@dataclass(frozen=True, slots=True)
class Option:
    """A value that findings can be chosen by, with how many there would be."""

    value: str
    count: int
    href: str
    current: bool


@blueprint.get("/<language:language>/checks")
def checks(language: str) -> str:
    """The findings of the release: all, or those that the address chooses."""
    index, choice = release().index, asked()
    counts = index.finding_counts()
    total = sum(found.count for found in counts if holds(choice, found))
    page = paging(total, PAGE)
    found = list(index.chosen_findings(choice, limit=PAGE, offset=page.offset))
    return render_template(
        "checks.html",
        manifest=release().manifest,
        every=sum(each.count for each in counts),
        severities=_severities(counts, choice),
        refused=_refused(counts, choice),
        files=_files(counts, choice),
        rules=_rules(index, counts, choice),
        chips=_chips(choice),
        all=_address(FindingChoice()),
        anything=_address(replace(choice, rule=None)),
        total=total,
        findings=finding_views(found, things()),
        sources=pages_of({finding.file for finding in found}),
        selection=for_spreadsheets(href(f"/data/findings.csv?{query(choice)}".rstrip("?"))),
        reports=[
            Link(for_people(path(f"/data/report.{suffix}"), kind), "alternate", label=label)
            for suffix, kind, label in REPORTS
        ],
        paging=page,
    )


def _severities(counts: Sequence[FindingCount], choice: FindingChoice) -> list[Option]:
    """Each severity with its findings among what else is chosen, those without any as well."""
    found = _counted(counts, replace(choice, severity=None), "severity")
    return [_option(kind, found[kind], choice, "severity") for kind in Severity]


def _refused(counts: Sequence[FindingCount], choice: FindingChoice) -> Option:
    """The findings that left a row out."""
    others = replace(choice, refused=True)
    count = sum(found.count for found in counts if holds(others, found))
    address = _address(replace(choice, refused=not choice.refused))
    return Option("refused", count, address, choice.refused)


def _files(counts: Sequence[FindingCount], choice: FindingChoice) -> list[Option]:
    """The files with the most findings among what else is chosen."""
    found = _counted(counts, replace(choice, file=None), "file")
    listed = found.most_common(MOST_FILES)
    return [_option(file, count, choice, "file") for file, count in listed]


def _option(value: str, count: int, choice: FindingChoice, field: str) -> Option:
    """A value of a field, to be chosen or, where it is, to be taken back."""
    current = value == getattr(choice, field)
    return Option(value, count, _address(_with(choice, field, None if current else value)), current)


def _with(choice: FindingChoice, field: str, value: str | None) -> FindingChoice:
    return replace(choice, **{field: value})  # type: ignore[arg-type]


def _counted(counts: Iterable[FindingCount], choice: FindingChoice, field: str) -> Counter[str]:
    found: Counter[str] = Counter()
    for each in counts:
        if holds(choice, each):
            found[getattr(each, field)] += each.count
    return found


def _rules(index: Index, counts: Sequence[FindingCount], choice: FindingChoice) -> list[RuleRow]:
    """The rules that found something among what else is chosen, the gravest first."""
    others = replace(choice, rule=None)
    found = _counted(counts, others, "rule")
    severities = {each.rule: each.severity for each in counts}
    return [
        RuleRow(
            rule=rule,
            severity=severities[rule],
            count=count,
            message=_message(index, rule),
            href=_address(replace(choice, rule=rule)),
            current=rule == choice.rule,
            shape=_shape(rule),
        )
        for rule, count in found.items()
    ]


def _message(index: Index, rule: str) -> str:
    """What a rule says of the first things that it found."""
    language = page_language()
    sample = index.chosen_findings(FindingChoice(rule=rule), limit=SAMPLE)
    odd = (
        replace(one, messages={"en": one.said("en"), language: one.said(language)})
        for one in sample
    )
    return sentence(next(by_rule(odd)).explanation(language))


def _shape(rule: str) -> str | None:
    """The address of a shape; rules of reading, written small, have none."""
    return href(f"/ns/shapes?lang={page_language()}#{rule}") if rule[0].isupper() else None


def _chips(choice: FindingChoice) -> list[Choice]:
    """What is chosen, each with the address without it; `value` says which it is."""
    given = {"severity": choice.severity, "rule": choice.rule, "file": choice.file}
    chips = [
        Choice(value, _address(_with(choice, name, None)), name)
        for name, value in given.items()
        if value
    ]
    if choice.refused:
        chips.append(Choice("", _address(replace(choice, refused=False)), "refused"))
    return chips


def _address(choice: FindingChoice) -> str:
    return href(f"/{page_language()}/checks?{query(choice)}".rstrip("?")) + "#choose"
