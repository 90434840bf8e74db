# SPDX-License-Identifier: EUPL-1.2
"""The extended view: every statement is there, each with the line of the source that says it."""

from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient

from fundgraph.vocabulary import DCTERMS, ESF, FOAF
from fundgraph.web.views.extended import extended_view
from fundgraph.web.views.origins import Origin, Origins
from fundgraph.writers.terms import literal
from tests.web.test_pages import SLUG, made_up, pages, read, site, text_of
from tests.web.test_views import GRANTED, PROJECT, things

__all__ = ["pages", "site"]  # fixtures

LINES = (
    Origin("Project number", "1DP/1.5.2.2.2/12"),
    Origin("Program", 'ESF 1.5.2.2.2. sub-measure "Capacity"'),
    Origin("Start", "01.09.2012."),
    Origin("Finish", "31.08.2013."),
    Origin("• ESF Funding", "23 591.24 EUR / 16 580.02 LVL;"),
    Origin("ESF Funding", "25 623.18 EUR / 18 008.07 LVL;"),
    Origin("Rate", "85,00 %"),
)


@pytest.mark.parametrize(
    ("words", "label"),
    [
        (["1dp/1.5.2.2.2/12"], "Project number"),
        (["2012-09-01"], "Start"),
        (["2013-08-31"], "Finish"),
        (["85"], "Rate"),
        (["2012"], None),
        (["1.5.2.2.2"], None),
    ],
)
def test_line_that_says_just_this(words: list[str], label: str | None) -> None:
    line = Origins(LINES).exactly(words)
    assert (line.label if line else None) == label


def test_line_that_says_something_else_exactly_is_not_taken_twice() -> None:
    origins = Origins(LINES)
    assert getattr(origins.within(["1.5.2.2.2"]), "label", None) == "Project number"
    origins.exactly(["1DP/1.5.2.2.2/12"])
    assert getattr(origins.within(["1.5.2.2.2"]), "label", None) == "Program"
    assert origins.within(["85"]) is None


@pytest.mark.parametrize(
    ("label", "value", "line"),
    [
        ("ESF Funding", "25623.18", "25 623.18 EUR / 18 008.07 LVL;"),
        ("ESF Funding", "16580.02", "23 591.24 EUR / 16 580.02 LVL;"),
        ("ESF Funding", "99.5", ""),
        ("Elsewhere", "1", ""),
    ],
)
def test_line_of_a_figure(label: str, value: str, line: str) -> None:
    found = Origins(LINES).of_amount(label, value)
    assert found is not None
    assert found.value == line
    assert Origins(LINES).of_amount(None, value) is None


def test_statement_of_a_project_that_says_little_has_no_origin() -> None:
    number = (f"<{PROJECT}>", "<http://purl.org/dc/terms/identifier>", literal("P/1"))
    view = extended_view(PROJECT, [number, *GRANTED[1:2]], things(number))
    assert [(x.property.label, x.value.text, x.origin) for x in view.project.said] == [
        ("number", "P/1", None)
    ]


def test_texts_of_a_table_have_their_row() -> None:
    record = f"{PROJECT}#source"
    title = (f"<{PROJECT}>", DCTERMS.title.n3(), literal("Tilts", language="lv"))
    said = [
        title,
        (f"<{record}>", FOAF.primaryTopic.n3(), f"<{PROJECT}>"),
        (f"<{record}>", ESF.row.n3(), literal("17")),
    ]
    view = extended_view(PROJECT, said, things(*said))
    assert [one.origin for one in view.project.said] == [Origin("", "", "17")]


@pytest.mark.parametrize("language", ["lv", "en"])
def test_every_statement_of_every_record_is_shown(pages: FlaskClient, language: str) -> None:
    for slug in (SLUG, *made_up(pages)[:2]):
        page = read(pages, f"/{language}/project/{slug}?view=extended")
        lines = pages.get(f"/data/project/{slug}.nt").get_data(as_text=True).splitlines()
        told = re.search(r"\d+", text_of(page.xpath("//div[contains(@class, 'extended')]/p")[0]))
        assert told
        assert int(told[0]) == len(lines)
        assert len(page.xpath("//div[contains(@class, 'extended')]//tbody//td[1]")) == len(lines)


def test_statements_have_the_names_of_the_page_that_they_come_from(pages: FlaskClient) -> None:
    page = read(pages, f"/en/project/{SLUG}?view=extended")
    rows = {
        text_of(row.xpath("th")[0]).split()[-1]: text_of(row.xpath("td")[1])
        for row in page.xpath("//section[@aria-labelledby='the-project']//tr[th and td]")
    }
    assert rows["dct:identifier"].startswith("“Project number”")
    assert rows["esf:status"] == "“Status” Pabeigts"
    assert rows["esf:programme"].startswith("“Program” ESF 1.5.2.2.2.")
    assert rows["schema:endDate"] == "“Project finish date” 31.08.2013."
    assert rows["esf:region"].startswith("“Region” Kurzemes region")
    assert rows["rdf:type"] == "–no line of its own"


def test_terms_lead_to_the_vocabulary_and_parts_to_their_place(pages: FlaskClient) -> None:
    page = read(pages, f"/lv/project/{SLUG}?view=extended")
    terms = set(page.xpath("//th/a[contains(@href, '/ns/esf')]/@href"))
    assert "/ns/esf?lang=lv#status" in terms
    known = set(read(pages, "/ns/esf?lang=lv").xpath("//@id"))
    assert {term.partition("#")[2] for term in terms} <= known
    anchors = set(page.xpath("//@id"))
    assert {x[1:] for x in page.xpath("//td/a[starts-with(@href, '#')]/@href")} <= anchors


def test_another_view_is_the_page_itself(pages: FlaskClient) -> None:
    page = read(pages, f"/lv/project/{SLUG}?view=%3Cscript%3E")
    assert page.xpath("//section[@aria-labelledby='money']//table")
    assert page.xpath("//a[@href='?view=extended']")
