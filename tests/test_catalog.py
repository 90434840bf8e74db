# SPDX-License-Identifier: EUPL-1.2
"""The catalogue says what a release holds, and conforms to DCAT-AP where its shapes are at hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from pyshacl import validate
from rdflib import DCAT, DCTERMS, FOAF, RDF, SKOS, VOID, Graph, Literal, URIRef

from fundgraph.catalog import (
    DumpFacts,
    RegisterFacts,
    ReleaseFacts,
    catalogue,
    graph_description,
)
from fundgraph.config import Settings
from fundgraph.iris import Minter

BASE = "https://data.example.org/"
SETTINGS = Settings(base_iri=BASE, title="Projekti", publisher="Iestāde", licence="CC0-1.0")
SHAPES = Path(__file__).parents[2] / "shared/acceptance/data/dcat-ap/shapes.ttl"
PROJECT = "<https://w3id.org/fundgraph/esf#Project>"
TITLE = "<http://purl.org/dc/terms/title>"
OTHER = "<https://other.example/ns/kind>"

SIF = RegisterFacts(
    name="sif",
    titles={"lv": "SIF projekti", "en": "SIF projects"},
    publisher="SIF",
    licence="https://data.example.org/licence",
    made_up=False,
    graph=f"{BASE}data/graph/sif",
    triples=150,
    projects=1,
    landing_page="https://fund.example/lists",
    country="LV",
    days=(date(2012, 9, 1), date(2013, 8, 31)),
)
SAMPLE = replace(
    SIF,
    name="sample",
    publisher="",
    licence="",
    made_up=True,
    graph=f"{BASE}data/graph/sample",
    landing_page="",
)
FACTS = ReleaseFacts(
    release="2026-11-22T101500Z-3f9a",
    issued=datetime(2026, 11, 22, 10, 15, tzinfo=UTC),
    registers=(SIF, SAMPLE),
    dumps=(
        DumpFacts("projects.nq.gz", "nq", 1234, "ab" * 32, 300),
        DumpFacts("projects.ttl.gz", "ttl", 1000, "cd" * 32, 300),
    ),
    triples=300,
    entities=12,
    classes={PROJECT: 2, OTHER: 1},
    properties={TITLE: 5},
    example=f"{BASE}id/project/A",
)


def graph(facts: ReleaseFacts = FACTS, settings: Settings = SETTINGS) -> Graph:
    lines = "".join(f"{s} {p} {o} .\n" for s, p, o in catalogue(facts, settings))
    return Graph().parse(data=lines, format="nt")


def part(name: str) -> URIRef:
    return URIRef(f"{BASE}catalog#{name}")


@pytest.mark.parametrize(("setting", "publisher"), [("", "Projekti"), ("Iestāde", "Iestāde")])
def test_nobody_is_made_the_publisher_of_what_they_did_not_publish(
    setting: str, publisher: str
) -> None:
    found = graph(settings=replace(SETTINGS, publisher=setting))
    said = {
        subject: found.value(found.value(subject, DCTERMS.publisher), FOAF.name)
        for subject in (URIRef(f"{BASE}catalog"), part("dataset-sif"), part("dataset-sample"))
    }
    assert list(said.values()) == [Literal(publisher), Literal("SIF"), None]


def test_catalogue_and_data_sets() -> None:
    found = graph()
    root = URIRef(f"{BASE}catalog")
    assert set(found.objects(root, DCAT.dataset)) == {
        part("dataset"),
        part("dataset-sif"),
        part("dataset-sample"),
    }
    assert found.value(root, DCTERMS.title, any=True) == Literal("Projekti", found_language(found))
    publisher = found.value(root, DCTERMS.publisher)
    assert found.value(publisher, FOAF.name) == Literal("Iestāde")
    assert found.value(root, DCTERMS.license) == URIRef("https://spdx.org/licenses/CC0-1.0")
    assert found.value(part("dataset-sif"), DCTERMS.license) == URIRef(SIF.licence)


def found_language(found: Graph) -> str:
    title = found.value(URIRef(f"{BASE}catalog"), DCTERMS.title, any=True)
    assert isinstance(title, Literal)
    return str(title.language)


def test_made_up_registers_say_so() -> None:
    found = graph()
    made_up = URIRef("https://w3id.org/fundgraph/esf#madeUp")
    assert list(found.subjects(made_up, Literal(True))) == [part("dataset-sample")]
    texts = " ".join(map(str, found.objects(part("dataset-sample"), DCTERMS.description)))
    assert "made-up" in texts
    assert "Izdomāts" in texts


def test_dumps() -> None:
    found = graph()
    dump = part("dump-ttl")
    address = URIRef(f"{BASE}dumps/{FACTS.release}/projects.ttl.gz")
    assert found.value(dump, DCAT.downloadURL) == address
    assert (part("dataset"), VOID.dataDump, address) in found
    assert str(found.value(dump, DCAT.mediaType)).endswith("media-types/text/turtle")
    assert str(found.value(dump, DCAT.compressFormat)).endswith("application/gzip")
    assert found.value(dump, DCAT.byteSize).toPython() == 1000  # type: ignore[union-attr]
    checksum = found.value(dump, URIRef("http://spdx.org/rdf/terms#checksum"))
    value = found.value(checksum, URIRef("http://spdx.org/rdf/terms#checksumValue"))
    assert str(value) == "cd" * 32


def test_statistics() -> None:
    found = graph()
    dataset = part("dataset")
    assert (dataset, RDF.type, VOID.Dataset) in found
    assert found.value(dataset, VOID.triples) == Literal(300)
    assert found.value(dataset, VOID.entities) == Literal(12)
    assert found.value(dataset, VOID.uriSpace) == Literal(f"{BASE}id/")
    assert found.value(dataset, VOID.sparqlEndpoint) == URIRef(f"{BASE}sparql")
    assert found.value(dataset, VOID.exampleResource) == URIRef(f"{BASE}id/project/A")
    classes = {
        str(found.value(each, VOID["class"])): found.value(each, VOID.entities)
        for each in found.objects(dataset, VOID.classPartition)
    }
    assert classes == {PROJECT.strip("<>"): Literal(2), OTHER.strip("<>"): Literal(1)}
    assert found.value(part("property-dct-title"), VOID.triples) == Literal(5)
    vocabularies = set(map(str, found.objects(dataset, VOID.vocabulary)))
    assert vocabularies == {"https://w3id.org/fundgraph/esf#", "http://purl.org/dc/terms/"}


def test_themes_are_named() -> None:
    found = graph()
    themes = set(found.objects(part("dataset"), DCAT.theme))
    assert themes == set(found.objects(part("dataset-sif"), DCAT.theme))
    assert themes == set(found.subjects(RDF.type, SKOS.Concept))
    taxonomy = found.value(URIRef(f"{BASE}catalog"), DCAT.themeTaxonomy)
    for theme in themes:
        assert str(theme).endswith(("data-theme/GOVE", "data-theme/SOCI"))
        assert found.value(theme, SKOS.inScheme) == taxonomy
        assert {each.language for each in found.objects(theme, SKOS.prefLabel)} == {"en", "lv"}  # type: ignore[attr-defined]
    languages = found.objects(URIRef(f"{BASE}catalog"), DCTERMS.language)
    assert sorted(str(each)[-3:] for each in languages) == ["ENG", "LAV"]


def test_graphs_describe_themselves() -> None:
    minter = Minter(BASE)
    triples = graph_description("sif", minter, titles={"lv": "Projekti"}, licence="CC0-1.0")
    lines = "".join(f"{s} {p} {o} .\n" for s, p, o in triples)
    found, subject = Graph().parse(data=lines, format="nt"), URIRef(SIF.graph)
    assert found.value(subject, DCTERMS.title) == Literal("Projekti", "lv")
    assert found.value(subject, DCTERMS.license) == URIRef("https://spdx.org/licenses/CC0-1.0")
    assert found.value(subject, DCTERMS.isPartOf) == URIRef(f"{BASE}catalog")
    shared = graph_description("shared", minter)
    assert {subject for subject, _, _ in shared} == {f"<{minter.graph('shared')}>"}
    assert not [each for each in shared if "license" in each[1]]  # none was given


def test_no_blank_nodes_and_always_the_same() -> None:
    triples = catalogue(FACTS, SETTINGS)
    assert triples == catalogue(FACTS, SETTINGS)
    assert not [triple for triple in triples if "_:" in triple[0] + triple[2][:2]]


BARE = replace(FACTS, registers=(), dumps=(), classes={}, properties={}, example=None)


@pytest.mark.filterwarnings("ignore:Dataset:DeprecationWarning")  # pySHACL's own
@pytest.mark.skipif(not SHAPES.is_file(), reason="the DCAT-AP shapes are not at hand")
@pytest.mark.parametrize("settings", [SETTINGS, Settings(base_iri=BASE)])
@pytest.mark.parametrize("facts", [FACTS, BARE, replace(FACTS, registers=(SAMPLE,))])
def test_conforms_to_dcat_ap(facts: ReleaseFacts, settings: Settings) -> None:
    conforms, _, text = validate(
        graph(facts, settings), shacl_graph=str(SHAPES), do_owl_imports=False
    )
    assert conforms, text


def test_a_register_leads_to_where_its_publisher_offers_it() -> None:
    found = graph()
    pages = {str(s).rpartition("#")[2]: str(o) for s, o in found.subject_objects(DCAT.landingPage)}
    assert pages == {"dataset": BASE, "dataset-sif": "https://fund.example/lists"}


def test_where_and_when_the_projects_are() -> None:
    later = replace(SAMPLE, country="EE", days=(date(2013, 1, 1), date(2020, 12, 31)))
    nowhere = replace(SAMPLE, name="nowhere", country="XK", days=None)
    found = graph(replace(FACTS, registers=(SIF, later, nowhere)))

    def said(name: str) -> tuple[set[str], list[str]]:
        dataset = part(name)
        places = {str(x).rpartition("/")[2] for x in found.objects(dataset, DCTERMS.spatial)}
        period = found.value(dataset, DCTERMS.temporal)
        ends = (found.value(period, DCAT.startDate), found.value(period, DCAT.endDate))
        return places, [str(day) for day in ends if day]

    assert said("dataset") == ({"LVA", "EST"}, ["2012-09-01", "2020-12-31"])
    assert said("dataset-sif") == ({"LVA"}, ["2012-09-01", "2013-08-31"])
    assert said("dataset-nowhere") == (set(), [])
