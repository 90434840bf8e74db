# SPDX-License-Identifier: EUPL-1.2
"""The shapes: every rule has a case that breaks it, and the cases that must pass do."""

from __future__ import annotations

import csv
import re
from functools import cache
from pathlib import Path

import pyshacl
import pytest
from pyshacl.entrypoints import meta_validate
from rdflib import Graph
from rdflib.collection import Collection
from rdflib.namespace import RDF, SH
from rdflib.term import Literal, URIRef

from fundgraph.resources import shape_files
from fundgraph.validation import Result, Validator
from fundgraph.vocabulary import CODE, ESFSH, PREFIXES, SKOS

from .vocabularies import HERE, concepts, meta_findings, ontology, shapes, shapes_text

CASES = sorted((HERE / "shapes").glob("*/*.ttl"))
SEED = HERE.parents[1] / "shared" / "design" / "example" / "seed.ttl"
PROJECT = "http://localhost:8000/id/project/1DP-1.5.2.2.2-12-APIA-SIF-176"
Row = dict[str, str]


@cache
def background() -> str:
    places = Graph().parse(HERE / "shapes" / "background.ttl")
    return (concepts() + places).serialize(format="nt")


@cache
def validator() -> Validator:
    return Validator(shapes_text(), background())


@cache
def results(path: Path) -> list[Result]:
    return validator().validate(Graph().parse(path).serialize(format="nt"))


def rows(found: list[Result]) -> list[Row]:
    return [
        {
            "focus": result.focus,
            "shape": result.shape,
            "severity": str(result.severity),
            "value": result.value or "",
        }
        for result in found
    ]


def property_shapes() -> set[str]:
    found = shapes().subjects(RDF.type, SH.PropertyShape)
    return {str(shape).removeprefix(str(ESFSH)) for shape in found}


@pytest.mark.parametrize("path", CASES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_a_case_is_found_as_expected(path: Path) -> None:
    if path.name.startswith("valid."):
        assert rows(results(path)) == []
    else:
        with path.with_suffix(".csv").open(encoding="utf-8", newline="") as file:
            expected = list(csv.DictReader(file))
        assert rows(results(path)) == expected
        assert expected


def test_every_property_shape_has_an_invalid_case() -> None:
    broken = {result.shape for path in CASES for result in results(path)}
    assert property_shapes() - broken == set()


def test_every_class_has_a_valid_and_an_invalid_case() -> None:
    classes = {path.stem.lower() for path in shape_files()} - {"shapes"}
    for kind in ("valid", "invalid"):
        assert {p.parent.name for p in CASES if p.name.startswith(f"{kind}.")} == classes


def test_a_case_has_its_findings_beside_it_and_no_other() -> None:
    invalid = {path.with_suffix(".csv") for path in CASES if path.name.startswith("invalid.")}
    assert set((HERE / "shapes").glob("*/*.csv")) == invalid


def test_the_shapes_say_all_that_shapes_should() -> None:
    assert meta_findings(shapes(), "shapes") == []


@pytest.mark.parametrize(
    ("removed", "added", "found"),
    [
        ("sh:severity sh:Warning", "sh:severity sh:Minor", SH.severity),
        ('with a code of that list."@en ,', 'with a code of that list." ,', SH.message),
        ('klasifikatora kodu."@lv', 'klasifikatora kodu"@lv', SH.message),
        ("esfsh:Project-fund-unknown", "esfsh:fundUnknown", "Value does not match pattern"),
    ],
)
def test_the_check_of_shapes_finds_what_is_missing(removed: str, added: str, found: str) -> None:
    text = shapes_text()
    shape = re.search(r"\nesfsh:Project-fund-unknown a .*?\.\n\n", text, re.S)
    assert shape is not None
    assert removed in shape[0]
    broken = text.replace(shape[0], shape[0].replace(removed, added))
    findings = meta_findings(Graph().parse(data=broken, format="turtle"), "shapes")
    assert any(str(found) in finding for finding in findings)


def test_the_severity_of_a_constraint_is_that_of_its_shape() -> None:
    pairs = list(shapes().subject_objects(SH.sparql))
    assert len(pairs) > 5
    for shape, constraint in pairs:
        assert shapes().value(shape, SH.severity) == shapes().value(constraint, SH.severity)


def test_the_shapes_conform_to_the_shapes_of_shacl() -> None:
    graph = Graph().parse(data=shapes_text(), format="turtle")
    conforms, _, text = meta_validate(graph, inference="none")
    assert conforms, text


def test_the_lists_in_the_shapes_are_the_code_lists() -> None:
    lists = list(shapes().objects(None, SH["in"]))
    assert len(lists) > 8
    for head in lists:
        members = {str(member) for member in Collection(shapes(), head)}
        scheme = next(iter(members)).rpartition("/")[0]
        inside = concepts().subjects(SKOS.inScheme, URIRef(scheme))
        assert members == {str(concept) for concept in inside}
        assert scheme.startswith(CODE)


def test_declared_prefixes_are_those_of_the_documents() -> None:
    for declared in shapes().objects(None, SH.declare):
        prefix = str(shapes().value(declared, SH.prefix))
        assert str(shapes().value(declared, SH.namespace)) == PREFIXES[prefix]


def test_a_message_is_said_once_in_each_class() -> None:
    for path in shape_files():
        graph = Graph().parse(path)
        texts = [str(m) for m in graph.objects(None, SH.message) if isinstance(m, Literal)]
        assert len(texts) == len(set(texts)), path.name


def seed_results(extra: str = "") -> list[tuple[str, str, str]]:
    if not SEED.exists():
        pytest.skip("the design's example is not here")
    graph = Graph().parse(SEED).serialize(format="nt")
    return [
        (result.shape, result.severity, result.focus.removeprefix(PROJECT))
        for result in validator().validate(graph + extra)
    ]


FOUR_ODDITIES = [
    ("Project-spent", "warning", ""),
    ("Amount-rounding", "warning", "#granted-total-lvl"),
    ("Site-town", "warning", "#site-jekabpils"),
    ("AmountPart-granted", "warning", "#spent-public-eur"),
]


def test_the_four_oddities_of_the_seed_are_warnings_and_nothing_else_is_found() -> None:
    assert seed_results() == FOUR_ODDITIES


def test_a_project_is_no_organisation_though_schema_org_says_so() -> None:
    vocabulary = ontology().serialize(format="nt")
    schema = (
        "<https://schema.org/Project> <http://www.w3.org/2000/01/rdf-schema#subClassOf> "
        "<https://schema.org/Organization> .\n"
    )
    assert seed_results(vocabulary + schema) == FOUR_ODDITIES


def test_the_code_lists_conform() -> None:
    text = concepts().serialize(format="nt")
    assert rows(Validator(shapes_text()).validate(text)) == []


def plain_results(text: str) -> set[tuple[str, ...]]:
    """What pySHACL finds when it is handed shapes and data as they are."""
    data = Graph().parse(data=text, format="nt")
    _, report, _ = pyshacl.validate(data, shacl_graph=Graph().parse(data=shapes_text()))
    assert isinstance(report, Graph)
    return {
        tuple(str(report.value(node, path)) for path in (SH.focusNode, SH.sourceShape, SH.value))
        for node in report.subjects(RDF.type, SH.ValidationResult)
        if isinstance(report.value(node, SH.focusNode), URIRef)
    }


def test_being_quick_changes_no_result() -> None:
    """All cases of amounts, sites and organisations, each project with a number of its own."""
    chosen = [p for p in CASES if p.parent.name in ("amount", "site", "organisation", "concept")]
    text = "".join(
        Graph().parse(path).serialize(format="nt").replace("/P-1", f"/P-{number}")
        for number, path in enumerate(chosen)
    )
    places = Graph().parse(HERE / "shapes" / "background.ttl")
    rates = (t for t in concepts().triples((None, None, None)) if "currency" in str(t[0]))
    for triple in rates:
        places.add(triple)
    text += places.serialize(format="nt")
    found = {
        (result.focus, f"{ESFSH}{result.shape}", result.value or "None")
        for result in Validator(shapes_text()).validate(text)
    }
    assert len(found) > 40
    assert found == plain_results(text)
