# SPDX-License-Identifier: EUPL-1.2
"""JSON-LD: how it reads as plain JSON."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from fundgraph.vocabulary import DCTERMS, ESF, RDF, SDO, SKOS, XSD, code
from fundgraph.writers import Triple, writer
from fundgraph.writers.expanded import expanded, flattened
from fundgraph.writers.terms import iri, literal
from tests.writers.project import PROJECT, TRIPLES, part
from tests.writers.reading import ADDRESS, BY_ADDRESS, INLINE, by_oxigraph, by_pyld, written

THING = "http://a.example/x"


def document(*triples: tuple[str, str, str]) -> Any:
    """The object of one thing, from (subject, predicate, object) with bare predicates."""
    terms = [(s, f"<{p}>", o) for s, p, o in triples]
    text = written("jsonld", terms, context=BY_ADDRESS)
    assert by_pyld(text) == set(terms)
    return json.loads(text)


def test_a_project_reads_like_plain_json() -> None:
    project = json.loads(written("jsonld", TRIPLES, context=BY_ADDRESS))
    assert project.pop("@context") == ADDRESS
    assert list(project)[:4] == ["id", "type", "identifier", "title"]
    assert project["id"] == PROJECT
    assert project["type"] == "Project"
    assert project["title"]["en"] == "A made-up <project> & more"
    assert project["title"]["lv"] == ["Cits nosaukums", "Izdomāts „projekts”\n\\ ar\ttabulāciju"]
    assert (project["fund"], project["status"]) == ("ESF", "completed")
    assert project["interventionFields"] == ["102"]
    assert (project["grantedEUR"], project["spentEUR"]) == ("100", "99.5")
    assert project["startDate"] == "2012-09-01"
    assert project["endDate"] == {"@value": "2013", "@type": "xsd:gYear"}
    assert project["madeUp"] is True
    assert project["regions"] == ["http://localhost:8000/id/region/lv-kurzeme"]


def test_parts_stand_inside_the_project() -> None:
    project = json.loads(written("jsonld", TRIPLES, context=BY_ADDRESS))
    (participation,) = project["participations"]
    assert participation["role"] == "promoter"
    assert participation["asPublished"] == 'Biedrība "A"'
    assert [amount["value"] for amount in project["amounts"]] == ["100", "70.28"]
    assert project["amounts"][1]["alternateOf"] == f"{PROJECT}#granted-fund-eur"
    assert project["sites"][0]["address"]["postName"] == {"lv": "Talsi"}
    assert project["record"]["type"] == ["Entity", "SourceRecord"]
    assert project["record"]["row"] == 7
    assert project["record"]["primaryTopic"] == PROJECT


def test_a_dump_is_one_graph_with_a_thing_a_line() -> None:
    other = [tuple(term.replace("-7", "-8") for term in triple) for triple in TRIPLES]
    text = written("jsonld", TRIPLES, other)  # type: ignore[arg-type]
    _, _, *lines, end = text.splitlines()
    assert end == "]}"
    assert [json.loads(line.rstrip(","))["id"][-2:] for line in lines] == ["-7", "-8"]
    assert json.loads(text)["@context"] == INLINE.document


def test_a_dump_of_one_project_is_a_graph_too() -> None:
    assert len(json.loads(written("jsonld", TRIPLES))["@graph"]) == 1


def test_a_document_of_several_things_is_a_graph() -> None:
    other = [(iri(THING), f"<{DCTERMS.source}>", iri(PROJECT))]
    for groups in ([TRIPLES, other], [TRIPLES + other], [[], TRIPLES, other]):
        graph = json.loads(written("jsonld", *groups, context=BY_ADDRESS))
        assert graph["@context"] == ADDRESS
        assert [node["id"] for node in graph["@graph"]] == [PROJECT, THING]


def test_what_the_context_does_not_know() -> None:
    found = document(
        (iri(THING), "http://b.example/p", literal("a")),
        (iri(THING), "http://b.example/p", iri("http://b.example/o")),
        (iri(THING), SDO.name, literal("n", language="lv")),
        (iri(THING), RDF.type, iri("http://b.example/C")),
        (iri(THING), RDF.type, SKOS.Collection.n3()),
    )
    assert found["http://b.example/p"] == ["a", {"id": "http://b.example/o"}]
    assert found["schema:name"] == {"@value": "n", "@language": "lv"}
    assert found["type"] == ["http://b.example/C", "skos:Collection"]


def test_values_that_do_not_fit_their_property() -> None:
    found = document(
        (iri(THING), DCTERMS.title, literal("with", language="lv")),
        (iri(THING), DCTERMS.title, literal("without")),
        (iri(THING), SDO.value, literal("1", datatype=XSD.integer)),
        (iri(THING), ESF.row, literal("007", datatype=XSD.integer)),
        (iri(THING), ESF.madeUp, literal("0", datatype=XSD.boolean)),
        (iri(THING), DCTERMS.source, literal("a book")),
        (iri(THING), ESF.fund, iri("http://b.example/fund")),
    )
    assert found["title"] == {"lv": "with"}
    assert found["dct:title"] == "without"
    assert found["value"] == {"@value": "1", "@type": "xsd:integer"}
    assert (found["row"], found["madeUp"]) == ("007", "0")
    assert found["source"] == {"@value": "a book"}
    assert found["fund"] == {"id": "http://b.example/fund"}


@pytest.mark.parametrize("notation", ["title", "id", "a/b", "a:b", "@x", ""])
def test_a_code_that_reads_as_something_else_stays_an_iri(notation: str) -> None:
    concept = f"{code('component', '')}{notation}"
    assert document((iri(THING), ESF.component, iri(concept)))["component"] == {"id": concept}


def test_a_part_that_two_name_stands_inside_the_first() -> None:
    triples = [*TRIPLES, (part("source"), f"<{ESF.site}>", part("site-talsi"))]
    project = json.loads(written("jsonld", triples, context=BY_ADDRESS))
    assert project["sites"][0]["id"] == f"{PROJECT}#site-talsi"
    assert project["record"]["sites"] == [f"{PROJECT}#site-talsi"]


def test_json_ld_needs_a_context() -> None:
    with pytest.raises(KeyError):
        writer("jsonld", None)  # type: ignore[arg-type]


def test_expanded_is_what_pyld_expands_the_compact_form_to() -> None:
    text = expanded(TRIPLES, BY_ADDRESS).decode()
    assert by_pyld(text) == set(TRIPLES)
    (project,) = json.loads(text)
    assert project["@id"] == PROJECT
    assert str(SDO.value) in project[str(ESF.amount)][0]


def test_flattened_has_every_subject_once() -> None:
    text = flattened(TRIPLES).decode()
    assert by_pyld(text) == set(TRIPLES)
    nodes = json.loads(text)
    assert [f"<{node['@id']}>" for node in nodes] == sorted({s for s, _, _ in TRIPLES})
    assert all(set(value) <= {"@id"} for node in nodes for value in node.get(str(ESF.amount), ()))


def test_a_type_that_is_a_literal_stays_a_property() -> None:
    triples = [(iri(THING), RDF.type.n3(), '"odd"'), (iri(THING), RDF.type.n3(), iri(THING))]
    for text in (expanded(triples, BY_ADDRESS), flattened(triples)):
        assert by_pyld(text.decode()) == set(triples)


@pytest.mark.parametrize(
    "told",
    [lambda chain: written("jsonld", chain), lambda chain: expanded(chain, INLINE).decode()],
    ids=["compact", "expanded"],
)
def test_a_chain_of_parts_is_told_however_long(told: Callable[[list[Triple]], str]) -> None:
    chain = [(f"_:b{i}", f"<{SDO.about}>", f"_:b{i + 1}") for i in range(3000)]
    assert len(by_oxigraph(told(chain), "jsonld")) == len(chain)
