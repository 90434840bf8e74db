# SPDX-License-Identifier: EUPL-1.2
"""Every format says the same graph, read by rdflib, Oxigraph and PyLD."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib.compare import isomorphic

from fundgraph.vocabulary import DCTERMS, ESF, PREFIXES, PROV, RDF, SDO, SKOS, XSD, code
from fundgraph.writers import FORMATS, Triple
from fundgraph.writers.terms import iri, literal
from tests.writers.project import PROJECT, TRIPLES
from tests.writers.reading import (
    BY_ADDRESS,
    OXIGRAPH,
    RDFLIB,
    by_oxigraph,
    by_pyld,
    by_rdflib,
    inlined,
    rdflib_graph,
    written,
)  # fmt: skip

GRAPHS = [name for name, format in FORMATS.items() if format.rdf]


@pytest.mark.parametrize("format", GRAPHS)
def test_oxigraph_reads_the_project(format: str) -> None:
    assert by_oxigraph(written(format, TRIPLES), format) == set(TRIPLES)


@pytest.mark.parametrize("format", RDFLIB)
def test_rdflib_reads_the_project(format: str) -> None:
    assert by_rdflib(written(format, TRIPLES), format) == set(TRIPLES)


def test_pyld_reads_the_project() -> None:
    assert by_pyld(written("jsonld", TRIPLES)) == set(TRIPLES)
    document = written("jsonld", TRIPLES, context=BY_ADDRESS)
    assert by_pyld(document) == set(TRIPLES)
    assert by_rdflib(inlined(document), "jsonld") == set(TRIPLES)
    assert by_oxigraph(inlined(document), "jsonld") == set(TRIPLES)


THINGS = ["http://a.example/x", "http://a.example/ŪM/1.5.2.", "http://b.example/%C5%AA;a=(1),'*"]
SLUGS = st.text("aZ9_-.~ŪĻė()*+,;=!$&'@:", min_size=1, max_size=8).map(lambda text: f"x{text}")
IRIS = (
    st.sampled_from([*THINGS, f"{THINGS[0]}#a", f"{THINGS[0]}#b", f"{THINGS[1]}#promoter"])
    | SLUGS.map(lambda slug: f"http://localhost:8000/id/organisation/{slug}")
    | SLUGS.map(lambda slug: code("component", slug))
    | st.sampled_from([code("fund", "ESF"), code("role", "partner"), code("component", "fund")])
    | st.sampled_from([code("component", "amounts"), code("fund", "id"), str(ESF.Project)])
)
PREDICATES = st.sampled_from(
    [
        *map(
            str,
            [
                RDF.type, DCTERMS.title, DCTERMS.identifier, DCTERMS.source, ESF.fund, ESF.role,
                ESF.component, ESF.interventionField, ESF.amount, ESF.partOf, ESF.madeUp, ESF.row,
                SDO.startDate, SDO.value, PROV.alternateOf, SKOS.closeMatch, SKOS.prefLabel,
            ],
        ),
        "http://a.example/unknown", "http://a.example/ns#ļoti_sava-1.0", "https://schema.org/name",
    ]
)  # fmt: skip
TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"))
NASTY = TEXTS | st.sampled_from(
    ["", '"', "\\", "\\n", "a\nb\r\nc\td", "]]>", "<b>&amp;", "”„", "\u200f\u202eאב", "😀", " a "]
)
LANGUAGES = st.sampled_from(["lv", "en", "id", "de-at", "zh-hant-tw", "type"])
LITERALS = (
    NASTY.map(literal) | st.builds(lambda text, tag: literal(text, language=tag), NASTY, LANGUAGES)
) | st.builds(
    lambda pair: literal(pair[0], datatype=pair[1]),
    st.sampled_from(
        [
            *((value, XSD.decimal) for value in ["0.00", "25623.18", "100", "-1.50", "01.0", ".5"]),
            ("0.00000001", XSD.decimal),
            *((value, XSD.integer) for value in ["7", "-7", "007", "+7", "-0", str(2**70)]),
            *((value, XSD.boolean) for value in ["true", "false", "1", "0"]),
            ("2012-09-01", XSD.date),
            ("2012", XSD.gYear),
            ("2012-09", XSD.gYearMonth),
            ("1.5E3", XSD.double),
            ("a\nb", rdflib.URIRef("http://a.example/type")),
        ]
    ),
)
SUBJECTS = st.sampled_from([*THINGS, f"{THINGS[0]}#a", f"{THINGS[0]}#b", f"{THINGS[1]}#promoter"])
TRIPLE = st.tuples(SUBJECTS.map(iri), PREDICATES.map(iri), IRIS.map(iri) | LITERALS)
GROUPS = st.lists(st.lists(TRIPLE, min_size=1, max_size=12), min_size=1, max_size=3)


@settings(max_examples=150, deadline=None)
@given(GROUPS)
def test_any_statements_come_back(groups: list[list[Triple]]) -> None:
    expected = {triple for group in groups for triple in group}
    for format in OXIGRAPH:
        assert by_oxigraph(written(format, *groups), format) == expected, format
    for format in RDFLIB:
        assert by_rdflib(written(format, *groups), format) == expected, format
    assert by_pyld(written("jsonld", *groups, context=BY_ADDRESS)) == expected


NODES = st.sampled_from(["_:a", "_:b", "_:c", iri(THINGS[0]), iri(f"{THINGS[0]}#a")])
BLANK = st.lists(st.tuples(NODES, PREDICATES.map(iri), NODES), min_size=1, max_size=8)


@settings(max_examples=60, deadline=None)
@given(BLANK)
def test_blank_nodes_come_back(group: list[Triple]) -> None:
    expected = rdflib_graph(written("nt", group), "nt")
    for format in ("ttl", "rdfxml", "jsonld"):
        assert isomorphic(rdflib_graph(written(format, group), format), expected), format


@pytest.mark.parametrize("format", ["nq", "trig"])
def test_named_graphs(format: str) -> None:
    graph = "http://localhost:8000/data/graph/sif"
    (text,) = {written(format, TRIPLES, graph=name) for name in (graph, f"<{graph}>")}
    quads = list(ox.parse(text, format=OXIGRAPH[format]))
    assert {quad.graph_name for quad in quads} == {ox.NamedNode(graph)}
    assert len(quads) == len(set(TRIPLES))


@pytest.mark.parametrize("format", GRAPHS)
def test_nothing_is_a_document_too(format: str) -> None:
    assert by_oxigraph(written(format), format) == set()
    assert by_oxigraph(written(format, []), format) == set()


def test_prefixes_are_those_of_the_pipeline() -> None:
    text = written("ttl", TRIPLES)
    assert all(f"@prefix {prefix}: <{PREFIXES[prefix]}> ." in text for prefix in PREFIXES)
    assert PROJECT in text
