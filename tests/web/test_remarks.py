# SPDX-License-Identifier: EUPL-1.2
"""Findings stand beside the figure or fact that they are about."""

from __future__ import annotations

from decimal import Decimal

import pytest

from fundgraph.report import Finding, Severity
from fundgraph.vocabulary import DCTERMS, ESF, code
from fundgraph.web.views.project import project_view
from fundgraph.web.views.remarks import NONE, Remarks, remarks
from fundgraph.writers import Triple
from fundgraph.writers.terms import iri, literal
from tests.web.test_views import BASE, GRANTED, PROJECT, SPENT, amount, things

REGION = f"{BASE}id/region/lv-latgale"
SITE = [
    (iri(PROJECT), ESF.site.n3(), iri(f"{PROJECT}#site-talsi")),
    (iri(f"{PROJECT}#site-talsi"), ESF.asPublished.n3(), literal("Latgalē - Talsos")),
    (iri(f"{PROJECT}#site-talsi"), ESF.region.n3(), iri(REGION)),
]
PARTNER = [
    (iri(PROJECT), ESF.participation.n3(), iri(f"{PROJECT}#partner-a")),
    (iri(f"{PROJECT}#partner-a"), ESF.organisation.n3(), iri(f"{BASE}id/organisation/a")),
    (iri(f"{PROJECT}#partner-a"), ESF.role.n3(), iri(code("role", "partner"))),
    (iri(f"{PROJECT}#partner-a"), ESF.asPublished.n3(), literal("Alfa")),
]


def found(rule: str, field: str | None = None, value: str | None = None) -> Finding:
    return Finding(Severity.WARNING, rule, {"en": rule}, "a.csv", field=field, value=value)


def remarked(*findings: Finding, more: tuple[Triple, ...] = ()) -> Remarks:
    known = things(*GRANTED, *SPENT, *SITE, *PARTNER, *more)
    return remarks(findings, project_view(PROJECT, known), known)


@pytest.mark.parametrize(
    ("rule", "field", "value", "places"),
    [
        ("Amount-parts", "label of total", "100", ["component total", "stage granted"]),
        ("Project-spent", "label of total", "110", ["component total", "stage spent"]),
        ("AmountPart-granted", "label of private", "15", ["component private"]),
        ("garbled-amount", "another label", "abc", ["money"]),
        ("Site-town", "Place", "Latgalē - Talsos", ["site Latgalē - Talsos"]),
        ("Site-town", "Place", "Rīgā - Talsos", ["places"]),
        ("unknown-region", "Region", "Atlantis", ["places"]),
        ("garbled-date", "Start", "32.13.2012", ["dates"]),
        ("near-miss", "Partner(s)", "Alfa", ["partners"]),
        ("near-miss", "Promoter", "Beta", ["promoter"]),
        ("Project-status-unknown", "Status", code("status", "unknown"), ["status"]),
        ("same-row", None, None, [""]),
    ],
)
def test_finding_stands_where_it_belongs(
    rule: str, field: str | None, value: str | None, places: list[str]
) -> None:
    seen = remarked(found(rule, field, value))
    assert [one.number for one in seen.listed] == [1]
    for place in places:
        part, _, which = place.partition(" ")
        assert [one.finding.rule for one in seen.at(part, which)] == [rule]


def test_label_that_several_figures_have_needs_the_value_too() -> None:
    seen = remarked(found("Amount-parts", "label of total", "77"))
    assert [one.finding.rule for one in seen.at("money")] == ["Amount-parts"]


def test_total_and_what_its_parts_add_up_to_are_told() -> None:
    odd = tuple(amount("granted", "other", "EUR", "1"))
    one = remarked(found("Amount-rounding", "label of total", "100"), more=odd).listed[0]
    assert (one.total.value if one.total else None, one.parts) == (Decimal(100), Decimal(101))
    assert remarked(found("Project-spent", "label of total", "110")).listed[0].parts is None


def test_gravest_comes_first_and_keeps_its_number_everywhere() -> None:
    grave = Finding(Severity.VIOLATION, "Project-status", {"en": "x"}, "a.csv")
    seen = remarked(found("garbled-date"), grave)
    assert [one.finding.rule for one in seen.listed] == ["Project-status", "garbled-date"]
    assert [one.number for one in seen.at("dates")] == [2]


def test_record_without_findings_has_no_remarks() -> None:
    assert remarked() is NONE
    assert NONE.at("money") == ()


def test_promoter_who_is_held_back_is_told_from_one_who_is_missing() -> None:
    part = f"{PROJECT}#promoter"
    held = [
        (iri(PROJECT), DCTERMS.identifier.n3(), literal("P/1")),
        (iri(PROJECT), ESF.participation.n3(), iri(part)),
        (iri(part), ESF.role.n3(), iri(code("role", "promoter"))),
    ]
    assert project_view(PROJECT, things(*held)).withheld
    assert not project_view(PROJECT, things(*held[:1])).withheld
    named = (iri(part), ESF.organisation.n3(), iri(f"{BASE}id/organisation/a"))
    assert not project_view(PROJECT, things(*held, named)).withheld
