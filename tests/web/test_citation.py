# SPDX-License-Identifier: EUPL-1.2
"""Citations of a record, for people and for programs."""

from __future__ import annotations

from pathlib import Path

import pytest

from fundgraph.vocabulary import DCTERMS
from fundgraph.web.citation import Citation, citation
from fundgraph.web.views.project import project_view
from fundgraph.writers.terms import iri, literal
from tests.web.reading import read, served
from tests.web.test_views import PROJECT, things


def cited(title: str, site: str = "Projects") -> Citation:
    said = (
        (iri(PROJECT), DCTERMS.identifier.n3(), literal("P/1")),
        (iri(PROJECT), DCTERMS.title.n3(), literal(title, language="lv")),
    )
    return citation(project_view(PROJECT, things(*said)), site, release="R1", year=2026)


def test_citation_says_who_when_what_where() -> None:
    found = cited("Tilts")
    assert found.before == "Projects. (2026)."
    assert found.title.text == "Tilts"
    assert found.after == f"(Projekts P/1; laidiens R1) [Datu kopa]. {PROJECT}"


def test_name_that_ends_with_a_full_stop_gets_no_second() -> None:
    assert cited("Tilts", "Projects Inc.").before == "Projects Inc. (2026)."


@pytest.mark.parametrize(("language", "marked"), [("en", "lv"), ("lv", None)])
def test_publisher_named_in_another_language_is_marked(
    registers: Path, language: str, marked: str | None
) -> None:
    with served(registers) as client:
        page = read(client, f"/{language}/project/1DP-1.5.2.2.2-12-APIA-SIF-176")
    [first] = page.xpath("//p[contains(@class, 'copy')]/span")
    assert first.get("lang") == marked


@pytest.mark.parametrize(
    ("title", "written"),
    [
        ("50 % & more_", r"50 \% \& more\_"),
        (r"a\b", r"a\textbackslash{}b"),
        ("{x} ~ ^", r"\{x\} \textasciitilde{} \textasciicircum{}"),
    ],
)
def test_signs_of_latex_are_written_out(title: str, written: str) -> None:
    assert f"  title = {{{{{written}}}}},\n" in cited(title).bibtex


def test_bibtex_has_its_key_address_and_language() -> None:
    found = cited("Tilts").bibtex
    assert found.startswith("@misc{P-1,\n")
    assert f"howpublished = {{\\url{{{PROJECT}}}}}" in found
    assert found.endswith("  langid = {latvian}\n}")
