# SPDX-License-Identifier: EUPL-1.2
"""RDF/XML: well-formed for every XML parser, whatever the statements hold."""

from __future__ import annotations

import pytest
from lxml import etree

from fundgraph.vocabulary import DCTERMS, ESF, RDF
from fundgraph.writers.rdfxml import escape
from fundgraph.writers.terms import iri, literal
from tests.writers.project import PROJECT, TRIPLES
from tests.writers.reading import by_oxigraph, by_rdflib, written

THING = iri("http://a.example/?a=1&b='2'")


def test_the_project() -> None:
    root = etree.fromstring(written("rdfxml", TRIPLES).encode())
    nodes = root.findall(f"{{{RDF}}}Description")
    assert nodes[0].get(f"{{{RDF}}}about") == PROJECT
    assert nodes[0].findtext(f"{{{DCTERMS}}}identifier") == "VDP/ŪM/2.1/7"
    assert nodes[0][0].get(f"{{{RDF}}}resource") == str(ESF.Project)


@pytest.mark.parametrize(
    "predicate",
    ["http://b.example/ns#a", "http://b.example/1a", "urn:x-b:c", "http://b.example/a&b#ļ-1.x"],
)
def test_a_property_without_a_prefix(predicate: str) -> None:
    triples = [(THING, iri(predicate), literal("<&>\r\n\"'"))]
    text = written("rdfxml", triples)
    assert by_oxigraph(text, "rdfxml") == set(triples)
    assert by_rdflib(text, "rdfxml") == set(triples)


@pytest.mark.parametrize("predicate", ["http://b.example/1", "http://b.example/", "urn:1"])
def test_a_property_that_xml_cannot_name(predicate: str) -> None:
    with pytest.raises(ValueError, match="RDF/XML cannot write the property"):
        written("rdfxml", [(THING, iri(predicate), literal("a"))])


@pytest.mark.parametrize("character", ["\x00", "\x08", "\ufffe", "\ud800"])
def test_what_xml_cannot_hold_is_refused(character: str) -> None:
    assert escape("a\tb") == "a&#9;b"
    with pytest.raises(ValueError, match=f"character U\\+{ord(character):04X}"):
        escape(f"a{character}b")
    with pytest.raises(ValueError, match="cannot hold the character"):
        written("rdfxml", [(THING, f"<{DCTERMS.title}>", '"a\\u0001b"')])
