# SPDX-License-Identifier: EUPL-1.2
"""The JSON-LD context keeps step with the vocabulary and the code lists."""

from __future__ import annotations

import json
from typing import Any

import pytest
import rdflib
from pyld import jsonld
from rdflib import OWL, RDF, SKOS

from fundgraph.resources import concept_files, ontology_file
from fundgraph.vocabulary import CODE, DCTERMS, ESF, PREFIXES, SCHEMES
from fundgraph.writers import load_context

DOCUMENT: dict[str, Any] = json.loads(ontology_file("context.jsonld").read_bytes())["@context"]
CONTEXT = load_context(ontology_file("context.jsonld"))
ONTOLOGY = rdflib.Graph().parse(ontology_file("esf.ttl"))
TERMS = sorted(str(term) for term in set(ONTOLOGY.subjects()) if str(term).startswith(ESF._NS))
# Properties whose values are concepts of a code list, with its scheme.
CODED = {
    "fund": "fund",
    "period": "period",
    "status": "status",
    "role": "role",
    "stage": "stage",
    "component": "component",
    "level": "level",
    "legalForm": "legal-form",
    "interventionFields": "intervention-field",
}
OBJECTS = [str(t) for t in ONTOLOGY.subjects(RDF.type, OWL.ObjectProperty) if str(t) in TERMS]


@pytest.mark.parametrize("term", TERMS)
def test_every_term_of_ours_has_a_plain_name(term: str) -> None:
    name = CONTEXT.properties[term].key
    local = term.removeprefix(ESF._NS)
    assert name in (local, f"{local}s"), "a name is the term, or its plural where values are a set"
    assert CONTEXT.properties[term].many == (name != local)


def test_the_context_names_no_term_that_we_do_not_have() -> None:
    ours = {iri for iri in CONTEXT.properties if iri.startswith(ESF._NS)}
    assert ours == set(TERMS)


def test_every_name_has_one_iri_and_every_iri_one_name() -> None:
    pairs: list[tuple[str, Any]] = json.loads(
        ontology_file("context.jsonld").read_bytes(), object_pairs_hook=list
    )[0][1]
    names = [name for name, _ in pairs]
    assert len(names) == len(set(names))
    iris = [CONTEXT.expand(v if isinstance(v, str) else dict(v)["@id"]) for _, v in pairs[1:]]
    assert len(iris) == len(set(iris))


def test_the_prefixes_are_those_of_turtle() -> None:
    for prefix, namespace in CONTEXT.names.prefixes.items():
        assert PREFIXES.get(prefix, namespace) == namespace
        assert prefix not in SCHEMES, "codes are short names, not prefixed ones"


@pytest.mark.parametrize("iri", OBJECTS)
def test_values_of_object_properties_are_references_or_codes(iri: str) -> None:
    definition = CONTEXT.properties[iri]
    assert definition.references or definition.vocabulary


@pytest.mark.parametrize(("name", "scheme"), CODED.items())
def test_codes_are_short_and_mean_the_concept(name: str, scheme: str) -> None:
    definition = next(d for d in CONTEXT.properties.values() if d.key == name)
    assert definition.vocabulary == f"{CODE}{scheme}/"
    path = next(path for path in concept_files() if path.stem == scheme)
    concepts = [str(s) for s in rdflib.Graph().parse(path).subjects(RDF.type, SKOS.Concept)]
    assert set(definition.codes) <= set(concepts)
    for concept in concepts:
        code = concept.removeprefix(f"{CODE}{scheme}/")
        assert CONTEXT.short_code(definition, concept) == code
        (value,) = expand({name: code}).values()
        assert value == [{"@id": concept}]


def expand(document: dict[str, Any]) -> dict[str, Any]:
    """The document expanded by PyLD."""
    (node,) = jsonld.expand({"@context": DOCUMENT, **document})
    return dict(node)


def test_texts_money_and_dates() -> None:
    node = expand({"title": {"lv": "a"}, "grantedEUR": "1.50", "notBefore": "2012-09-01"})
    assert node[str(DCTERMS.title)] == [{"@language": "lv", "@value": "a"}]
    assert node[str(ESF.grantedEUR)][0]["@type"] == str(rdflib.XSD.decimal)
    assert node[str(ESF.notBefore)][0]["@type"] == str(rdflib.XSD.date)
