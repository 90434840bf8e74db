# SPDX-License-Identifier: EUPL-1.2
"""Statements → what pages show."""

from __future__ import annotations

from decimal import Decimal

import pytest

from fundgraph.iris import Minter
from fundgraph.report import Finding, Severity
from fundgraph.vocabulary import DCTERMS, ESF, FOAF, LEGAL, LOCN, PROV, RDF, SDO, code
from fundgraph.web.views.findings import finding_views
from fundgraph.web.views.money import COMPONENTS, STAGES, money
from fundgraph.web.views.organisation import card, homepage
from fundgraph.web.views.programme import path_to
from fundgraph.web.views.project import project_view
from fundgraph.web.views.statements import (
    Statements,
    Things,
    Words,
    best,
    code_lists,
    concept_label,
)
from fundgraph.writers import Triple
from fundgraph.writers.terms import iri, literal

BASE = "http://localhost:8000/"
PROJECT = f"{BASE}id/project/P-1"


def amount(
    stage: str, component: str, currency: str, value: str, *, whole: bool = False
) -> list[Triple]:
    part = f"{PROJECT}#{stage}-{component}-{currency.lower()}"
    total = f"{PROJECT}#{stage}-total-{currency.lower()}"
    found = [
        (iri(PROJECT), ESF.amount.n3(), iri(part)),
        (iri(part), ESF.stage.n3(), iri(code("stage", stage))),
        (iri(part), ESF.component.n3(), iri(code("component", component))),
        (iri(part), SDO.currency.n3(), literal(currency)),
        (iri(part), SDO.value.n3(), literal(value)),
        (iri(part), ESF.asPublished.n3(), literal(f"label of {component}")),
    ]
    return found if whole else [*found, (iri(part), ESF.partOf.n3(), iri(total))]


def things(*triples: Triple, language: str = "en") -> Things:
    """Things of exactly these statements."""

    def statements(subject: str) -> list[Triple]:
        return [t for t in triples if t[0] == iri(subject) or t[0].startswith(f"<{subject}#")]

    return Things(statements, Minter(BASE), language)


GRANTED = [
    *amount("granted", "total", "EUR", "100", whole=True),
    *amount("granted", "total", "LVL", "70.28", whole=True),
    *amount("granted", "fund", "EUR", "85"),
    *amount("granted", "private", "EUR", "15"),
]
SPENT = [*amount("spent", "total", "EUR", "110", whole=True)]


def test_page_knows_every_stage_and_component_of_the_code_lists() -> None:
    assert set(COMPONENTS) == set(code_lists().codes("component"))
    assert set(STAGES) == set(code_lists().codes("stage"))


def test_money_table_has_parts_above_and_totals_below() -> None:
    view = money(PROJECT, Statements(GRANTED + SPENT), "en")
    assert view is not None
    assert [label for _, label in view.stages] == ["Granted", "Spent"]
    assert [row.component for row in view.rows] == ["fund", "private"]
    assert [row.component for row in view.totals] == ["total"]
    granted, spent = view.totals[0].cells
    assert [(a.currency, a.value) for a in granted] == [
        ("EUR", Decimal(100)),
        ("LVL", Decimal("70.28")),
    ]
    assert [a.label for a in spent] == ["label of total"]
    assert view.rows[0].cells[1] == ()


def test_bars_share_one_scale() -> None:
    view = money(PROJECT, Statements(GRANTED + SPENT), "en")
    assert view is not None
    granted, spent = view.bars
    assert [(s.kind, s.start, s.width) for s in granted.segments] == [
        ("k1", 0, 770),
        ("k3", 773, 133),
    ]
    assert [(s.kind, s.start, s.width) for s in spent.segments] == [("k4", 0, 997)]
    assert dict(view.legend)["k1"] == "Union funding"


def test_no_money_no_table() -> None:
    assert money(PROJECT, Statements([]), "en") is None


def test_nothing_granted_gives_a_table_without_bars() -> None:
    view = money(PROJECT, Statements(amount("granted", "total", "EUR", "0", whole=True)), "en")
    assert view is not None
    assert view.bars == ()


def test_converted_amount_is_marked() -> None:
    part = f"{PROJECT}#granted-total-eur"
    derived = (iri(part), PROV.wasDerivedFrom.n3(), iri(f"{PROJECT}#granted-total-lvl"))
    view = money(PROJECT, Statements([*GRANTED, derived]), "en")
    assert view is not None
    assert [a.converted for a in view.wholes["granted"]] == [True, False]


@pytest.mark.parametrize(
    ("extra", "over"), [([], None), (SPENT, Decimal("0.1"))], ids=["no spending", "more spent"]
)
def test_spending_above_the_grant(extra: list[Triple], over: Decimal | None) -> None:
    assert project_view(PROJECT, things(*GRANTED, *extra)).over == over


def test_project_that_says_almost_nothing_has_a_view() -> None:
    number = (iri(PROJECT), DCTERMS.identifier.n3(), literal("P/1"))
    view = project_view(PROJECT, things(number))
    assert view.title == Words("P/1")
    assert (view.money, view.promoter, view.source, view.frame.fund) == (None, None, None, None)
    assert view.partners == view.where.regions == view.where.sites == ()


def test_title_comes_in_the_language_of_the_page() -> None:
    titles = [
        (iri(PROJECT), DCTERMS.title.n3(), literal("Tilts", language="lv")),
        (iri(PROJECT), DCTERMS.title.n3(), literal("Bridge", language="en")),
    ]
    view = project_view(PROJECT, things(*titles, language="en"))
    assert view.title == Words("Bridge", "en")
    assert view.other_titles == (Words("Tilts", "lv"),)


def test_best_language_falls_back() -> None:
    russian, latvian = Words("мост", "ru"), Words("tilts", "lv")
    assert best((russian, latvian), "en") == latvian
    assert best((russian,), "en") == russian
    assert best((), "en") is None


@pytest.mark.parametrize(
    ("address", "label"),
    [
        ("http://www.iic.lv/", "www.iic.lv"),
        ("https://example.org/a/", "example.org/a"),
        ("javascript:alert(1)", None),
        ("data:text/html,x", None),
        ("ftp://example.org/", None),
        ("http:", None),
    ],
)
def test_only_web_addresses_are_linked(address: str, label: str | None) -> None:
    found = homepage(address)
    assert (found.label if found else None) == label


def test_organisation_leaves_out_a_homepage_that_is_no_web_address() -> None:
    organisation = f"{BASE}id/organisation/lv-a"
    bad = (iri(organisation), FOAF.homepage.n3(), iri("javascript:alert(1)"))
    view = card(organisation, things(bad))
    assert view.homepages == ()
    assert view.name == Words("lv-a")
    assert view.href == "/en/organisation/lv-a"


def test_spellings_that_differ_by_quotation_marks_only_are_one() -> None:
    organisation = iri(f"{BASE}id/organisation/lv-a")
    names = ("Biedrība “A b”", 'Biedrība  "A b"', "Biedrība Ab", "«Biedrība Ab»")
    others = [(organisation, DCTERMS.alternative.n3(), literal(name)) for name in names]
    name = (organisation, LEGAL.legalName.n3(), literal("Biedrība „A b”", language="lv"))
    view = card(organisation[1:-1], things(name, *others))
    assert view.name.text == "Biedrība „A b”"
    assert len(view.other_names) == 1
    assert "Ab" in view.other_names[0].text


def site(name: str, published: str) -> list[Triple]:
    part = iri(f"{PROJECT}#{name}")
    said = (part, ESF.asPublished.n3(), literal(published))
    where = iri(f"{PROJECT}#{name}-address")
    address = (where, LOCN.fullAddress.n3(), literal(published))
    of = (iri(PROJECT), ESF.site.n3(), part)
    return [of, said, (part, LOCN.address.n3(), where), address]


def test_sites_with_the_same_words_are_told_once() -> None:
    twice = [*site("site-1", "Iela 5"), *site("site-2", "Iela 5")]
    region = (iri(f"{PROJECT}#site-2"), ESF.region.n3(), iri(f"{BASE}id/region/lv-a"))
    same = project_view(PROJECT, things(*twice)).where.sites
    assert [(one.published, one.address, one.again) for one in same] == [("Iela 5", None, False)]
    other = project_view(PROJECT, things(*twice, region)).where.sites
    assert [(one.region is None, one.again) for one in other] == [(False, False), (True, True)]


def test_a_project_that_states_no_region_is_in_those_of_its_sites() -> None:
    region = ESF.region.n3()
    here, there = (iri(f"{BASE}id/region/lv-{name}") for name in "ab")
    sites = [(iri(f"{PROJECT}#site-{n}"), region, r) for n, r in enumerate((there, here, there))]
    of = [(iri(PROJECT), ESF.site.n3(), part) for part, _, _ in sites]
    where = project_view(PROJECT, things(*of, *sites)).where
    assert (where.by_sites, [one.iri for one in where.regions]) == (True, [here[1:-1], there[1:-1]])
    where = project_view(PROJECT, things(*of, *sites, (iri(PROJECT), region, here))).where
    assert (where.by_sites, [one.iri for one in where.regions]) == (False, [here[1:-1]])


def test_a_period_without_days_has_its_bounds() -> None:
    bounds = [
        (iri(PROJECT), ESF.notBefore.n3(), literal("2014-01-01")),
        (iri(PROJECT), ESF.notAfter.n3(), literal("2015-06-30")),
    ]
    period = project_view(PROJECT, things(*bounds)).period
    assert (period.start, period.earliest, period.latest) == (None, "2014-01-01", "2015-06-30")
    start = (iri(PROJECT), SDO.startDate.n3(), literal("2014-01-05"))
    period = project_view(PROJECT, things(*bounds, start)).period
    assert (period.start, period.earliest, period.latest) == ("2014-01-05", None, "2015-06-30")


def test_programme_path_ends_where_the_tree_turns_in_a_circle() -> None:
    first, second = (f"{BASE}id/programme/{name}" for name in ("a", "b"))
    circle = [
        (iri(first), DCTERMS.isPartOf.n3(), iri(second)),
        (iri(second), DCTERMS.isPartOf.n3(), iri(first)),
    ]
    assert [level.iri for level in path_to(first, things(*circle))] == [second, first]


def test_unknown_code_is_shown_as_it_is() -> None:
    assert concept_label("status", "dreaming", "lv") == "dreaming"
    assert concept_label("status", "completed", "lv") == "Pabeigts"


def test_findings_gravest_first_in_the_language_of_the_page() -> None:
    words = {"en": "in English", "lv": "latviski"}
    region = f"{BASE}id/region/lv-latgale"
    named = (iri(region), RDF.type.n3(), DCTERMS.Location.n3())
    found = [
        Finding(Severity.INFO, "garbled-date", words, "a.csv"),
        Finding(Severity.VIOLATION, "Site-town", words, "a.csv", value=region),
    ]
    first, second = finding_views(found, things(named, language="lv"))
    assert (first.severity, first.message, first.value) == ("violation", "Latviski.", "lv-latgale")
    assert second.severity == "info"


@pytest.mark.parametrize(
    ("rule", "value", "shown"),
    [
        ("Project-spent", "28578.34", "28 578,34"),
        ("Amount-parts", "18008.1", "18 008,10"),
        ("garbled-date", "2012", "2012"),
        ("Programme-identifier", "1.5", "1.5"),
    ],
)
def test_sums_in_findings_are_written_as_on_the_page(rule: str, value: str, shown: str) -> None:
    found = Finding(Severity.WARNING, rule, {"en": "x"}, "a.csv", value=value)
    (view,) = finding_views([found], things(language="lv"))
    assert (view.value or "").replace("\N{NO-BREAK SPACE}", " ") == shown
