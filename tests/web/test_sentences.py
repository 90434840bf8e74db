# SPDX-License-Identifier: EUPL-1.2
"""Every sentence that a page of an error may show has its Latvian, as it stands in the code."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

import fundgraph
from fundgraph import errors
from fundgraph.web.sentences import spoken

SOURCE = Path(fundgraph.__file__).parent
# Calls that take a sentence, and names that one is kept under until then.
TAKERS = {kind.__name__ for kind in errors.HttpError.__subclasses__()} | {"_busy", "Problem"}
KEPT = ("sentence", "_READ_ONLY", "_SENTENCES", "_UNMET")
# Of 404 and 500 the page has its own words; these are read by programs and operators.
UNSHOWN = {"NotFound", "DamagedRelease"}
OTHERS = (
    "There is no format", "The query cannot be evaluated", "Queries are not answered",
    "Queries cannot be run safely", "The answer cannot be kept", "The client has gone.",
    "This address does not have that method", "There is nothing at this address",
    "Something went wrong here", "The result has a character",
    "7 has no name in XML", "7 Ask again later.", "The query does not parse: 7.",
)  # fmt: skip
XML = (
    ". Ask for another format: JSON, CSV or TSV of a table, Turtle or N-Triples of a graph.",
    ("The result has a character (U+0001) that XML cannot hold", "<x> has no name in XML"),
)
PARSED = (
    "the prefix `x:` is not declared", "the string is never closed", "`{` is never closed",
    "`)` closes nothing", "`}` is not expected here", "`}` is not expected here; expected: . ;",
    "the query ends too early", "the query ends too early; expected: }",
)  # fmt: skip


def filled(node: ast.AST) -> Iterator[str]:
    """The sentences of an expression, 7 for all that is filled in."""
    if isinstance(node, ast.Dict):
        for value in node.values:
            yield from filled(value)
    elif isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.JoinedStr):
        yield "".join(
            str(piece.value) if isinstance(piece, ast.Constant) else "7" for piece in node.values
        )


def said(tree: ast.AST) -> Iterator[str]:
    """The sentences that a module gives to an error."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name | ast.Attribute):
            name = node.func.id if isinstance(node.func, ast.Name) else node.func.attr
            if name in TAKERS - UNSHOWN:
                for sentence in (text for value in node.args for text in filled(value)):
                    yield f"{sentence} Ask again later." if name == "_busy" else sentence
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            if node.value and any(isinstance(t, ast.Name) and t.id in KEPT for t in targets):
                yield from filled(node.value)


def sentences() -> list[str]:
    modules = [*SOURCE.glob("store/**/*.py"), *SOURCE.glob("web/**/*.py")]
    found = {one for module in modules for one in said(ast.parse(module.read_text()))}
    whole = {one for one in found if (one[:1].isupper() or one[:1] == "7") and " " in one}
    parsed = {f"The query does not parse: {fault}." for fault in PARSED}
    xml = {f"{what}{XML[0]}" for what in XML[1]}
    return sorted({one for one in whole | parsed if not one.startswith(OTHERS)} | xml)


def test_sentences_are_found() -> None:
    assert len(sentences()) > 40
    assert any("took longer" in one for one in sentences())


@pytest.mark.parametrize("sentence", sentences())
def test_known_sentences(app: Flask, sentence: str) -> None:
    with app.test_request_context("/lv/"):
        assert spoken(sentence).language == "lv"
        assert spoken(sentence).text != sentence
    with app.test_request_context("/en/"):
        assert (spoken(sentence).text, spoken(sentence).language) == (sentence, "en")


def test_what_is_filled_in_stays(app: Flask) -> None:
    with app.test_request_context("/lv/"):
        said = spoken("The query does not parse: `}` is not expected here; expected: . ;.")
        assert said.text == "Vaicājumā ir sintakses kļūda: `}` šeit nevar būt; šeit var būt: . ;."


def test_the_engines_own_words_stay_english(app: Flask) -> None:
    text = "The query cannot be evaluated: no such function"
    with app.test_request_context("/lv/"):
        assert (spoken(text).text, spoken(text).language) == (text, "en")
