# SPDX-License-Identifier: EUPL-1.2
"""Turtle and TriG: how they look."""

from __future__ import annotations

import io

import pytest

from fundgraph.vocabulary import DCTERMS, ESF, RDFS, SDO, XSD
from fundgraph.writers import writer
from fundgraph.writers.terms import iri, literal
from tests.writers.project import PROJECT, TRIPLES
from tests.writers.reading import written


def body(text: str) -> str:
    """The document without its prefixes."""
    lines = [line for line in text.splitlines() if not line.startswith("@prefix")]
    return "\n".join(lines).strip()


def test_the_project_comes_first_then_its_parts() -> None:
    lines = body(written("ttl", list(reversed(TRIPLES)))).splitlines()
    assert lines[0] == f"@base <{PROJECT}> ."
    assert lines[1] == "<> a esf:Project ;"
    subjects = [line.split()[0] for line in lines[1:] if not line.startswith(" ")]
    assert subjects == [
        "<>", "<#granted-fund-eur>", "<#granted-fund-lvl>", "<#promoter>", "<#site-talsi>",
        "<#site-talsi-address>", "<#source>",
    ]  # fmt: skip


def test_a_part() -> None:
    part = body(written("ttl", TRIPLES)).split("<#granted-fund-lvl> a")[1].split(" .\n")[0]
    assert part == (
        " esf:Amount ;\n  prov:alternateOf <#granted-fund-eur> ;\n"
        '  schema:currency "LVL" ;\n  schema:value 70.28 ;\n'
        "  esf:component component:fund ;\n  esf:stage stage:granted"
    )


def test_objects_stand_below_each_other() -> None:
    text = written("ttl", TRIPLES)
    assert '  esf:asPublished "Fonds: ESF" ,\n    "Statuss: Pabeigts" ;\n' in text
    assert '  dct:title "A made-up <project> & more"@en ,\n    "Cits nosaukums"@lv ,\n' in text


@pytest.mark.parametrize(
    ("term", "short"),
    [
        (literal("25623.18", datatype=XSD.decimal), "25623.18"),
        (literal("0.00", datatype=XSD.decimal), "0.00"),
        (literal("100", datatype=XSD.decimal), '"100"^^xsd:decimal'),
        (literal("01.0", datatype=XSD.decimal), '"01.0"^^xsd:decimal'),
        (literal("0.0000001", datatype=XSD.decimal), '"0.0000001"^^xsd:decimal'),
        (literal("7", datatype=XSD.integer), "7"),
        (literal("007", datatype=XSD.integer), '"007"^^xsd:integer'),
        (literal("true", datatype=XSD.boolean), "true"),
        (literal("1", datatype=XSD.boolean), '"1"^^xsd:boolean'),
        (literal("2013", datatype=XSD.gYear), '"2013"^^xsd:gYear'),
        (literal("a", datatype="http://a.example/d"), '"a"^^<http://a.example/d>'),
        (literal('"^^<a>', language="lv"), '"\\"^^<a>"@lv'),
        (iri("http://localhost:8000/id/region/lv-kurzeme"), "region:lv-kurzeme"),
        (iri("http://localhost:8000/id/region/a.b."), "<http://localhost:8000/id/region/a.b.>"),
        (iri("http://localhost:8000/id/region/"), "<http://localhost:8000/id/region/>"),
        (iri("https://schema.org/-x"), "<https://schema.org/-x>"),
        (iri("http://localhost:8000/id/region/Ūķis"), "region:Ūķis"),
        (iri("http://localhost:8000/id/region/%C5%AA"), "<http://localhost:8000/id/region/%C5%AA>"),
    ],
)
def test_terms(term: str, short: str) -> None:
    text = body(written("ttl", [(iri("http://a.example/"), f"<{SDO.value}>", term)]))
    assert text == f"<http://a.example/> schema:value {short} ."


def test_a_vocabulary_is_written_by_its_prefix() -> None:
    triples = [(f"<{term}>", f"<{RDFS.label}>", '"a"') for term in (ESF.amount, ESF.Amount)]
    lines = body(written("ttl", triples)).splitlines()
    assert lines == ['esf:Amount rdfs:label "a" .', 'esf:amount rdfs:label "a" .']


def test_the_order_of_statements_does_not_matter() -> None:
    head, *tail = TRIPLES
    assert written("ttl", [head, *reversed(tail)]) == written("ttl", TRIPLES)
    assert written("ttl", TRIPLES + TRIPLES) == written("ttl", TRIPLES)


def test_trig_has_its_graphs() -> None:
    text = body(written("trig", TRIPLES, graph="http://localhost:8000/data/graph/sif"))
    assert text.splitlines()[1] == "<http://localhost:8000/data/graph/sif> {"
    assert text.endswith("}")


def test_many_values_are_kept_apart_by_a_small_cache() -> None:
    triples = [
        (iri(f"http://a.example/{i}"), f"<{DCTERMS.source}>", iri(f"{ESF._NS}x{i}"))
        for i in range(21_000)
    ]
    lines = body(written("ttl", *[[triple] for triple in triples])).split("\n\n")
    assert lines[-1] == "<http://a.example/20999> dct:source esf:x20999 ."
    assert len(lines) == len(triples)


def test_a_document_that_was_cut_short_has_no_end() -> None:
    out = io.BytesIO()
    with pytest.raises(LookupError), writer("rdfxml", out) as opened:
        opened.write(TRIPLES)
        raise LookupError
    assert not out.getvalue().endswith(b"</rdf:RDF>\n")
