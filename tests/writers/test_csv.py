# SPDX-License-Identifier: EUPL-1.2
"""CSV: one row a project, nothing that a spreadsheet would run."""

from __future__ import annotations

import csv
import io
from decimal import Decimal

import pytest

from fundgraph.vocabulary import DCTERMS, ESF, PROV, SDO, XSD, code
from fundgraph.writers.csv import HEADINGS, safe
from fundgraph.writers.csv_amounts import AMOUNT_COLUMNS, shown
from fundgraph.writers.terms import RDF_TYPE, Triple, iri, literal
from tests.writers.project import PROJECT, TRIPLES
from tests.writers.reading import written


def rows(text: str) -> list[dict[str, str]]:
    """The rows, each by its headings."""
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_a_project_is_a_row() -> None:
    (row,) = rows(written("csv", TRIPLES))
    assert row == {
        "number": "VDP/ŪM/2.1/7",
        "iri": PROJECT,
        "title": "Cits nosaukums; Izdomāts „projekts”\n\\ ar\ttabulāciju",
        "title_language": "lv",
        "title_lv": "Cits nosaukums; Izdomāts „projekts”\n\\ ar\ttabulāciju",
        "title_en": "A made-up <project> & more",
        "status": "completed",
        "fund": "ESF",
        "period": "",
        "programme": "lv-2007-2013-1.5",
        "start": "2012-09-01",
        "end": "2013",
        "regions": "lv-kurzeme",
        "promoter": 'Biedrība "A"',
        "promoter_iri": "http://localhost:8000/id/organisation/lv-biedriba-a",
        "partners": "",
        "contractors": "",
        "granted_eur": "100.00",
        "spent_eur": "99.50",
        "sites": "'=Talsos: Parka 1",
        "made_up": "true",
        **dict.fromkeys(AMOUNT_COLUMNS, ""),
        "currency": "EUR",
        "granted_fund": "100.00",
        "amounts": "granted fund 100.00 EUR; granted fund 70.28 LVL",
    }


def project(*facts: tuple[str, str, str]) -> dict[str, str]:
    """The row of a project of which this is said."""
    own = [(iri(PROJECT), RDF_TYPE, ESF.Project.n3())]
    (row,) = rows(written("csv", [*own, *((s, f"<{p}>", o) for s, p, o in facts)]))
    return row


@pytest.mark.parametrize(
    ("said", "shown"), [("", "lv-zemgale; lv-latgale"), ("lv-riga", "lv-riga")]
)
def test_a_project_that_states_no_region_has_those_of_its_sites(said: str, shown: str) -> None:
    facts: list[Triple] = [(iri(PROJECT), ESF.region, iri(f"x:/{said}"))] if said else []
    for number, region in enumerate(("lv-zemgale", "lv-latgale", "lv-zemgale")):
        site = iri(f"{PROJECT}#site-{number}")
        facts += [(iri(PROJECT), ESF.site, site), (site, ESF.region, iri(f"x:/{region}"))]
    assert project(*facts)["regions"] == shown


def amount(name: str, stage: str, component: str, value: str, currency: str) -> list[Triple]:
    """What is said of an amount."""
    part = iri(f"{PROJECT}#{name}")
    return [
        (iri(PROJECT), ESF.amount, part),
        (part, ESF.stage, iri(code("stage", stage))),
        (part, ESF.component, iri(code("component", component))),
        (part, SDO.value, literal(value, datatype=XSD.decimal)),
        (part, SDO.currency, literal(currency)),
    ]


@pytest.mark.parametrize(
    ("languages", "chosen"), [("hu", "hu"), ("en hu", "hu"), ("en", "en"), ("hu lv en", "lv")]
)
def test_a_title_in_any_language_is_told(languages: str, chosen: str) -> None:
    titles = [literal(f"in {one}", language=one) for one in languages.split()]
    row = project(*((iri(PROJECT), DCTERMS.title, title) for title in titles))
    assert (row["title"], row["title_language"]) == (f"in {chosen}", chosen)


def test_a_title_without_a_language() -> None:
    row = project((iri(PROJECT), DCTERMS.title, literal("=1+1")))
    assert (row["title"], row["title_language"]) == ("'=1+1", "")


def test_amounts_stand_in_the_currency_they_were_published_in() -> None:
    converted = (iri(f"{PROJECT}#c"), PROV.wasDerivedFrom, iri(f"{PROJECT}#a"))
    row = project(
        *amount("a", "granted", "total-eligible", "35960895", "HUF"),
        *amount("b", "certified", "private", "-5.125", "HUF"),
        *amount("c", "granted", "total-eligible", "90000", "EUR"),
        converted,
    )
    assert row["currency"] == "HUF"
    assert row["granted_total_eligible"] == "35960895.00"
    assert row["granted_total"] == row["spent_fund"] == ""
    assert row["amounts"] == (
        "granted total-eligible 35960895.00 HUF; certified private -5.125 HUF"
    )


def test_of_several_currencies_the_usual_amounts_are_those_in_euro() -> None:
    row = project(
        *amount("a", "granted", "fund", "195.58", "BGN"),
        *amount("b", "granted", "fund", "100", "EUR"),
    )
    assert (row["currency"], row["granted_fund"]) == ("EUR", "100.00")


def test_lines_end_as_rfc_4180_says() -> None:
    assert written("csv") == f"{','.join(HEADINGS)}\r\n"
    assert written("csv", TRIPLES).endswith("\r\n")


def test_several_projects_and_other_things() -> None:
    other = [tuple(term.replace("-7", "-8") for term in triple) for triple in TRIPLES]
    thing = [(iri("http://a.example/"), f"<{DCTERMS.title}>", literal("no project"))]
    found = rows(written("csv", [*TRIPLES, *other], thing))  # type: ignore[list-item]
    assert [row["iri"][-2:] for row in found] == ["-7", "-8"]


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@A1", "\t=1", "\r=1"])
def test_formulas_are_defused(text: str) -> None:
    assert safe(text) == f"'{text}"
    project = [*TRIPLES, (iri(PROJECT), f"<{DCTERMS.title}>", literal(text, language="en"))]
    (row,) = rows(written("csv", project))
    assert row["title_en"].startswith("'") or not row["title_en"].startswith(text)


def test_text_that_is_no_formula_stays() -> None:
    assert safe("a=b") == "a=b"
    assert safe("") == ""


@pytest.mark.parametrize(("value", "shown"), [("-5", "-5.00"), ("0.125", "0.125"), ("0", "0.00")])
def test_money_is_a_number(value: str, shown: str) -> None:
    amount = literal(value, datatype=XSD.decimal)
    facts = [t for t in TRIPLES if t[1] != f"<{ESF.spentEUR}>"]
    (row,) = rows(written("csv", [*facts, (iri(PROJECT), f"<{ESF.spentEUR}>", amount)]))
    assert row["spent_eur"] == shown


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        ("0", "0.00"), ("-0", "-0.00"), ("12", "12.00"), ("12.", "12.00"), ("-1.5", "-1.50"),
        ("1.25", "1.25"), ("1.250", "1.25"), ("1.255", "1.255"), ("+1", "1.00"), ("007.5", "7.50"),
        (".5", "0.50"), ("123456789012345678901.1", "123456789012345678901.10"),
    ],
)  # fmt: skip
def test_amounts_have_two_decimals_at_least(value: str, cell: str) -> None:
    assert shown(value) == cell
    number = Decimal(value)
    assert cell == (f"{number:.2f}" if number == round(number, 2) else f"{number:f}")
