# SPDX-License-Identifier: EUPL-1.2
"""Terms: what is written is what is read back, by us and by Oxigraph."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, RdfFormat, parse

from fundgraph.vocabulary import XSD
from fundgraph.writers.terms import Term, iri, literal, parse_term, unescape, value_of

TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"))


def test_literals() -> None:
    assert literal("a") == '"a"'
    assert literal('a"b\\c\nd\te\r') == '"a\\"b\\\\c\\nd\\te\\r"'
    assert literal("Ķīpsala", language="LV") == '"Ķīpsala"@lv'
    assert literal("1.50", datatype=XSD.decimal) == f'"1.50"^^<{XSD.decimal}>'
    assert literal("a", datatype=XSD.string) == '"a"'


def test_control_characters_are_dropped() -> None:
    assert literal("a\x00b\x07c\x1fd\ud800e\uffff") == '"abcde"'


@pytest.mark.parametrize("language", ["", "l v", "lv_LV", '"', "lv-"])
def test_a_wrong_language_is_refused(language: str) -> None:
    with pytest.raises(ValueError, match="no literal"):
        literal("a", language=language)


def test_language_and_datatype_exclude_each_other() -> None:
    with pytest.raises(ValueError, match="no literal"):
        literal("a", language="lv", datatype=XSD.date)


def test_iris() -> None:
    assert iri("http://a.example/ŪM.ttl%20") == "<http://a.example/ŪM.ttl%20>"
    assert iri('http://a.example/a b<>"\\^`{|}') == (
        "<http://a.example/a%20b%3C%3E%22%5C%5E%60%7B%7C%7D>"
    )
    assert iri("http://[::1]:80/[a]#b#c%") == "<http://[::1]:80/%5Ba%5D%23b#c%25>"


@pytest.mark.parametrize(
    ("term", "parsed"),
    [
        ("<http://a.example/>", Term("iri", "http://a.example/")),
        ("<http://a.example/\\u016A>", Term("iri", "http://a.example/Ū")),
        ("_:b1", Term("blank", "b1")),
        ('""', Term("literal", "")),
        ('"a\\"b"@lv', Term("literal", 'a"b', language="lv")),
        (f'"a"^^<{XSD.string}>', Term("literal", "a")),
        (f'"1"^^<{XSD.integer}>', Term("literal", "1", datatype=str(XSD.integer))),
    ],
)
def test_parse(term: str, parsed: Term) -> None:
    assert parse_term(term) == parsed
    assert value_of(term) == parsed.value


@pytest.mark.parametrize("term", ["", "a", '"', '"a', '"a"b', '"a"^^xsd:date', "<a"])
def test_no_term(term: str) -> None:
    with pytest.raises(ValueError, match="no term"):
        parse_term(term)


def test_unescape() -> None:
    assert unescape("\\u00e9\\U0001F600\\t\\b\\f\\'\\\\n") == "é😀\t\b\f'\\n"


@given(TEXT)
def test_a_text_comes_back(text: str) -> None:
    term = literal(text, language="lv")
    assert parse_term(term) == Term("literal", text, language="lv")
    (quad,) = parse(f"<a:s> <a:p> {term} .", format=RdfFormat.N_TRIPLES)
    assert quad.object == Literal(text, language="lv")


@given(st.text())
def test_any_text_makes_a_valid_term(text: str) -> None:
    line = f"<a:s> <a:p> {literal(text)} ."
    (quad,) = parse(line.encode(), format=RdfFormat.N_TRIPLES)
    assert isinstance(quad.object, Literal)
    assert parse_term(literal(text)).value == value_of(literal(text)) == quad.object.value


@given(st.text())
def test_any_text_makes_a_valid_iri(text: str) -> None:
    line = f"<a:s> <a:p> {iri('urn:x-a:' + text)} ."
    assert len(list(parse(line.encode(), format=RdfFormat.N_TRIPLES))) == 1
