# SPDX-License-Identifier: EUPL-1.2
"""The vocabulary: complete, in order, of one version, and reusing only terms that exist."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from rdflib import Graph
from rdflib.namespace import OWL, RDF, RDFS, SKOS, DefinedNamespace
from rdflib.term import Literal, URIRef

from fundgraph import vocabulary
from fundgraph.iris import TYPES
from fundgraph.resources import ontology_file
from fundgraph.vocabulary import ESF, PREFIXES, SCHEMES

from .vocabularies import (
    OURS,
    REFERENCE,
    concepts,
    is_closed_term,
    listed_terms,
    meta_findings,
    ontology,
    reference_terms,
    shapes,
)

ROOT = Path(__file__).parents[1]
KINDS = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty)
EURIO = "http://data.europa.eu/s66#"
CURRENCIES = REFERENCE / "codes" / "ted-rdf-mapping_currency.json"
CLOSED_LISTS = [
    found
    for found in vars(vocabulary).values()
    if isinstance(found, type(DefinedNamespace)) and found.__module__ == "fundgraph.vocabulary"
]
needs_reference = pytest.mark.skipif(
    not REFERENCE.is_dir(), reason="the copies of other vocabularies are not here"
)


def terms() -> dict[str, str]:
    """Our terms, in the order of the file, with their kind."""
    text = ontology_file("esf.ttl").read_text(encoding="utf-8")
    return dict(re.findall(r"^esf:(\w+) a owl:(\w+) ;$", text, re.M))


def members(closed: type) -> set[str]:
    return {name for name in closed.__annotations__ if not name.startswith("_")}


def test_the_vocabulary_has_the_terms_of_the_closed_list() -> None:
    assert set(terms()) == members(ESF)
    assert {str(s) for kind in KINDS for s in ontology().subjects(RDF.type, kind)} == {
        f"{ESF._NS}{name}" for name in terms()
    }


def test_classes_come_first_and_each_kind_from_a_to_z() -> None:
    names = list(terms())
    classes = [name for name in names if terms()[name] == "Class"]
    properties = names[len(classes) :]
    assert names[: len(classes)] == classes == sorted(classes)
    assert properties == sorted(properties, key=str.casefold)


def test_every_term_and_the_header_say_all_they_should() -> None:
    assert meta_findings(ontology(), "ontology") == []


@pytest.mark.parametrize(
    ("statement", "path"),
    [
        ("esf:New a owl:Class", RDFS.label),
        ("esf:New a owl:Class", SKOS.definition),
        ("esf:New a owl:Class", SKOS.example),
        ("esf:New a owl:Class", RDFS.isDefinedBy),
        ('esf:fund rdfs:label "Fund"@en', RDFS.label),
        ("esf:fund rdfs:range skos:Concept", None),
        ("esf:fund2 a owl:ObjectProperty", None),
        ("[] a owl:Ontology", OWL.versionIRI),
    ],
)
def test_the_check_of_terms_finds_what_is_missing(statement: str, path: URIRef | None) -> None:
    prefixes = "".join(f"@prefix {name}: <{iri}> ." for name, iri in PREFIXES.items())
    graph = ontology() + Graph().parse(data=f"{prefixes} {statement} .", format="turtle")
    assert any(f" {path} " in finding for finding in meta_findings(graph, "ontology"))


def test_there_is_one_version_everywhere() -> None:
    header = URIRef(f"{OURS}esf")
    version = str(ontology().value(header, OWL.versionInfo))
    assert str(ontology().value(header, OWL.versionIRI)) == f"{OURS}esf/{version}"
    found = [*shapes().objects(None, OWL.versionInfo), *concepts().objects(None, OWL.versionInfo)]
    assert len(found) == 1 + len(SCHEMES)
    assert set(map(str, found)) == {version}
    assert str(shapes().value(URIRef(f"{OURS}shapes"), OWL.versionIRI)) == f"{OURS}shapes/{version}"
    newest = re.search(
        r"vocabulary (\d+\.\d+\.\d+)", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    )
    assert newest is not None
    assert newest[1] == version


def test_an_example_is_turtle_and_uses_terms_that_exist() -> None:
    things = "".join(f"@prefix {kind}: <http://localhost:8000/id/{kind}/> .\n" for kind in TYPES)
    prefixes = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in PREFIXES.items())
    base = (
        "@base <http://localhost:8000/id/project/P-1> .\n@prefix source: <http://localhost:8000/> ."
    )
    # A programme's IRI and the property have one name; the things' prefixes win in examples.
    for term, example in ontology().subject_objects(SKOS.example):
        graph = Graph().parse(data=f"{prefixes}{things}{base}\n{example}", format="turtle")
        ours = {part for triple in graph for part in triple if str(part).startswith(str(ESF._NS))}
        assert term in ours
        assert ours <= {URIRef(f"{ESF._NS}{name}") for name in terms()}
        codes = {part for triple in graph for part in triple if f"{OURS}code/" in str(part)}
        assert all((code, RDF.type, SKOS.Concept) in concepts() for code in codes)


@needs_reference
@pytest.mark.parametrize("graph", [ontology, concepts, shapes], ids=lambda graph: graph.__name__)
def test_a_reused_term_exists(graph: object) -> None:
    used = {part for triple in graph() for part in triple if isinstance(part, URIRef)}  # type: ignore[operator]
    foreign = {iri for iri in used if not str(iri).startswith(OURS)}
    assert foreign
    assert [str(iri) for iri in sorted(foreign) if not exists(iri)] == []


@needs_reference
@pytest.mark.parametrize("closed", CLOSED_LISTS, ids=lambda closed: closed.__name__)
def test_a_closed_list_holds_terms_that_exist(closed: type) -> None:
    namespace = str(closed._NS)  # type: ignore[attr-defined]
    iris = [URIRef(namespace + name) for name in sorted(members(closed))]
    assert iris
    assert [iri for iri in iris if not (namespace == str(ESF._NS) or exists(iri))] == []


@needs_reference
def test_terms_that_do_not_exist_are_found() -> None:
    assert not exists(URIRef("https://schema.org/Projekt"))
    assert not exists(URIRef("http://purl.org/dc/terms/titel"))
    assert not exists(URIRef("http://publications.europa.eu/resource/authority/currency/LVT"))


@needs_reference
def test_close_matches_are_terms_of_eurio() -> None:
    matches = {str(iri) for iri in ontology().objects(None, SKOS.closeMatch)}
    assert len(matches) > 5
    assert all(iri.startswith(EURIO) for iri in matches)
    assert matches <= reference_terms()


def test_a_listed_term_is_used() -> None:
    graphs = ontology() + concepts() + shapes()
    used = {str(part) for triple in graphs for part in triple}
    used |= {f"{closed._NS}{name}" for closed in CLOSED_LISTS for name in members(closed)}
    assert sorted(listed_terms() - used) == []


def test_text_is_never_left_empty() -> None:
    texts = [part for part in (ontology() + concepts()).objects() if isinstance(part, Literal)]
    assert texts
    assert all(str(text).strip() == str(text) != "" for text in texts)


def exists(iri: URIRef) -> bool:
    """True for a term of a closed namespace, of the copies, of our list or of the EU table."""
    if is_closed_term(iri) or str(iri) in listed_terms() or str(iri) in reference_terms():
        return True
    rows = json.loads(CURRENCIES.read_text(encoding="utf-8"))["results"]["bindings"]
    return str(iri) in {row["conceptURI"]["value"] for row in rows}
