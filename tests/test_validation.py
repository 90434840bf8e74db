# SPDX-License-Identifier: EUPL-1.2
"""Validation: results as values, batches in order, on one core or several."""

from __future__ import annotations

import multiprocessing
import pickle
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyshacl.errors import ValidationFailure
from rdflib import Graph
from rdflib.compare import isomorphic
from rdflib.term import Literal, URIRef

from fundgraph.report import Severity
from fundgraph.validation import Hit, Judgement, Result, Validator, validate_batches
from fundgraph.validation.triples import read_triples
from fundgraph.writers.terms import literal

EX = "http://example.org/"
HEAD = """
@prefix ex: <http://example.org/> .
@prefix esfsh: <https://w3id.org/fundgraph/shapes#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
<http://example.org/shapes> a <http://www.w3.org/2002/07/owl#Ontology> ;
  sh:declare [ sh:prefix "ex" ; sh:namespace "http://example.org/"^^xsd:anyURI ] .
"""
SHAPES = (
    HEAD
    + '''
esfsh:Box a sh:NodeShape ; sh:targetClass ex:Box ;
  sh:property esfsh:Box-size , esfsh:Box-lid , esfsh:Box-lining .
esfsh:Box-size a sh:PropertyShape ; sh:path ex:size ; sh:minCount 1 ;
  sh:or ( [ sh:datatype xsd:integer ] [ sh:datatype xsd:decimal ] ) ;
  sh:severity sh:Violation ; sh:message "A box has a size."@en , "Kastei ir izmērs."@lv .
esfsh:Box-lid a sh:PropertyShape ; sh:path ex:size ;
  sh:severity sh:Warning ; sh:message "A lid fits."@en , "Vāks der."@lv ;
  sh:sparql [ sh:severity sh:Warning ; sh:prefixes <http://example.org/shapes> ;
    sh:select """SELECT $this ?value WHERE {
      $this $PATH ?value ; ex:lid/ex:size ?lid . FILTER (?lid != ?value) }""" ] .
esfsh:Box-lining a sh:PropertyShape ; sh:path [ sh:inversePath ex:lines ] ; sh:maxCount 1 ;
  sh:severity sh:Info ; sh:message "One lining."@en , "Viens oderējums."@lv .
esfsh:Lid a sh:NodeShape ; sh:targetSubjectsOf ex:handle ; sh:property esfsh:Lid-handle .
esfsh:Lid-handle a sh:PropertyShape ; sh:path ex:handle ; sh:datatype xsd:string ; sh:maxLength 4 ;
  sh:severity sh:Info ; sh:message "A short handle."@en , "Īss rokturis."@lv .
'''
)
# What a batch looks up: `dct:isPartOf` stands for all the properties that are looked up.
LOOKED_UP = SHAPES.replace("ex:lid/ex:size", "ex:lid/<http://purl.org/dc/terms/isPartOf>")


def triples(*lines: str) -> str:
    prefix = "@prefix ex: <http://example.org/> ."
    return Graph().parse(data=prefix + "\n".join(lines), format="turtle").serialize(format="nt")


def summary(results: list[Result]) -> list[tuple[str, str]]:
    return [(result.focus.removeprefix(EX), result.shape) for result in results]


GOOD = triples("ex:a a ex:Box ; ex:size 3 ; ex:lid ex:l . ex:l ex:size 3 .")
BAD = triples("ex:b a ex:Box ; ex:size 3 ; ex:lid ex:l . ex:l ex:size 4 .")


def test_a_batch_that_conforms_has_no_results() -> None:
    assert Validator(SHAPES).validate(GOOD) == []
    assert Validator(SHAPES).validate("") == []


def test_a_result_has_focus_shape_path_severity_both_languages_and_value() -> None:
    assert Validator(SHAPES).validate(BAD) == [
        Result(
            focus=f"{EX}b",
            shape="Box-lid",
            path=f"{EX}size",
            severity=Severity.WARNING,
            messages={"en": "A lid fits.", "lv": "Vāks der."},
            value="3",
        )
    ]


def test_a_judgement_names_the_component_too() -> None:
    hit = Hit(f"{EX}b", "Box-lid", "SPARQLConstraintComponent", Severity.WARNING)
    assert Validator(SHAPES).judge(BAD).hits == {hit}


def test_results_are_sorted_and_each_severity_is_kept() -> None:
    found = Validator(SHAPES).validate(
        triples(
            'ex:z a ex:Box ; ex:size "big" . ex:c a ex:Box . ex:l ex:handle "too long" .',
            "ex:m ex:lines ex:z . ex:n ex:lines ex:z .",
        )
    )
    assert summary(found) == [
        ("c", "Box-size"),
        ("l", "Lid-handle"),
        ("z", "Box-lining"),
        ("z", "Box-size"),
    ]
    assert [result.severity for result in found] == ["violation", "info", "info", "violation"]
    assert [result.value for result in found] == [None, "too long", None, "big"]
    assert [bool(result.path) for result in found] == [True, True, False, True]


def test_two_constraints_of_one_shape_give_one_result_for_a_value() -> None:
    found = Validator(SHAPES).validate(triples('ex:l ex:handle "too long"@en .'))
    assert summary(found) == [("l", "Lid-handle")]


def test_a_result_can_be_pickled() -> None:
    found = Validator(SHAPES).validate(BAD)
    assert pickle.loads(pickle.dumps(found)) == found


def test_one_batch_leaves_nothing_to_the_next() -> None:
    validator = Validator(SHAPES)
    assert summary(validator.validate(BAD)) == [("b", "Box-lid")]
    assert validator.validate(GOOD) == []
    assert summary(validator.validate(BAD)) == [("b", "Box-lid")]


def test_a_query_finds_only_targets_of_its_shape() -> None:
    crate = BAD.replace(f"<{EX}Box>", f"<{EX}Crate>")
    assert Validator(SHAPES).validate(crate) == []
    assert (
        len(
            Validator(SHAPES.replace("targetClass ex:Box", "targetSubjectsOf ex:lid")).validate(
                crate
            )
        )
        == 1
    )
    of_objects = SHAPES.replace("targetClass ex:Box", "targetObjectsOf ex:in")
    assert Validator(of_objects).validate(crate) == []
    assert len(Validator(of_objects).validate(crate + triples("ex:x ex:in ex:b ."))) == 1


def test_the_background_is_looked_up_but_not_validated() -> None:
    batch = triples("ex:b a ex:Box ; ex:size 3 ; ex:lid ex:l .")
    lid = f"<{EX}l> <http://purl.org/dc/terms/isPartOf> <{EX}x> .\n"
    assert Validator(LOOKED_UP).validate(batch) == []
    assert summary(Validator(LOOKED_UP, lid).validate(batch)) == [("b", "Box-lid")]
    parts = SHAPES.replace("ex:handle", "<http://purl.org/dc/terms/isPartOf>")
    assert Validator(parts, lid).validate(triples("ex:a a ex:Box ; ex:size 3 .")) == []


def test_what_a_batch_describes_is_validated_though_the_background_knows_it() -> None:
    parts = SHAPES.replace("ex:handle", "<http://purl.org/dc/terms/isPartOf>")
    lid = f"<{EX}l> <http://purl.org/dc/terms/isPartOf> <{EX}x> .\n"
    assert summary(Validator(parts, lid).validate(lid)) == [("l", "Lid-handle")]


def test_a_query_that_pyshacl_refuses_is_an_error() -> None:
    refused = SHAPES.replace("FILTER (?lid != ?value)", "MINUS { ?lid ex:size ?value }")
    with pytest.raises(ValidationFailure):
        Validator(refused).validate(BAD)


BATCHES = [(number, BAD if number % 3 == 0 else GOOD) for number in range(7)]


def test_batches_come_back_in_order_whatever_the_number_of_processes() -> None:
    one = list(validate_batches(iter(BATCHES), SHAPES, "", processes=1))
    two = list(validate_batches(iter(BATCHES), SHAPES, "", processes=2))
    assert one == two
    assert [key for key, _ in one] == list(range(7))
    assert [len(judgement.results) for _, judgement in one] == [1, 0, 0, 1, 0, 0, 1]


def test_batches_are_read_only_a_few_ahead_and_no_process_is_left_behind() -> None:
    read: list[int] = []

    def endless() -> Iterator[tuple[int, str]]:
        number = 0
        while True:
            read.append(number)
            yield number, GOOD
            number += 1

    stream = validate_batches(endless(), SHAPES, "", processes=2)
    assert next(stream) == (0, Judgement([], set()))
    assert len(read) <= 4
    stream.close()  # type: ignore[attr-defined]
    assert multiprocessing.active_children() == []


@pytest.mark.parametrize("batches", [[], [(1, BAD)]])
def test_a_single_batch_starts_no_process(batches: list[tuple[int, str]]) -> None:
    for _, judgement in validate_batches(batches, SHAPES, "", processes=8):
        assert len(judgement.results) == 1
        assert multiprocessing.active_children() == []


def test_a_line_that_is_no_triple_is_an_error_also_from_another_process() -> None:
    broken = [*BATCHES, (7, GOOD + "<a> <b>\n")]
    for processes in (1, 2):
        with pytest.raises(ValueError, match="line 5 is no triple: <a> <b>"):
            list(validate_batches(broken, SHAPES, "", processes=processes))


texts = st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from('\n\r\t"\\'))


@given(text=texts, language=st.sampled_from([None, "lv", "en-GB"]))
def test_a_text_is_read_as_it_was_written(text: str, language: str | None) -> None:
    line = f"<{EX}a> <{EX}b> {literal(text, language=language)} ."
    assert list(read_triples(line)) == [
        (URIRef(f"{EX}a"), URIRef(f"{EX}b"), Literal(text, language))
    ]


def test_all_kinds_of_terms_are_read_as_rdflib_reads_them() -> None:
    document = (
        f"# a comment\n\n<{EX}a>\t<{EX}b> _:c  .\n_:c <{EX}b> <{EX}\\u0101> .\n"
        f'<{EX}a> <{EX}b> "1.50"^^<http://www.w3.org/2001/XMLSchema#decimal>.\n'
        f'<{EX}a> <{EX}b> "a . b \\" \\\\n \\u0101\\n"@lv .\n'
    )
    read = Graph()
    for triple in read_triples(document):
        read.add(triple)
    expected = Graph().parse(data=document, format="nt")
    assert isomorphic(read, expected)
    assert len(read) == len(expected) == 4
