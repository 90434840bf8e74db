# SPDX-License-Identifier: EUPL-1.2
"""Terms as JSON-LD values, in the shortest form that the context reads back as they were."""

from __future__ import annotations

from collections.abc import Callable

from fundgraph.vocabulary import XSD
from fundgraph.writers.context import Context, Definition, Json
from fundgraph.writers.terms import parse_term, unescape

CACHED = 20_000
LARGEST = 2**53  # beyond it a JSON number is no longer exact everywhere

Converter = Callable[[str], Json]


def reference(term: str) -> str:
    """The IRI of a term, or its blank node label."""
    if term.startswith("_:"):
        return term
    return _text(term)


def converter(definition: Definition, context: Context) -> Converter:
    """The function that turns the values of a property into JSON."""
    if definition.references:
        return lambda term: expanded(term, context) if term[0] == '"' else reference(term)
    if definition.vocabulary:
        return _coded(definition, context)
    if definition.datatype:
        return _typed(definition.datatype, context)
    return lambda term: _text(term) if term[-1] == '"' else expanded(term, context)


def _text(term: str) -> str:
    return unescape(term[1:-1]) if "\\" in term else term[1:-1]


def _coded(definition: Definition, context: Context) -> Converter:
    known: dict[str, Json] = {}

    def convert(term: str) -> Json:
        if term[0] != "<":
            return expanded(term, context)
        if term not in known:
            if len(known) >= CACHED:
                known.clear()
            code = context.short_code(definition, reference(term))
            known[term] = expanded(term, context) if code is None else code
        return known[term]

    return convert


def _typed(datatype: str, context: Context) -> Converter:
    end = f'"^^<{datatype}>'
    native, size = _NATIVE.get(datatype), -len(end)

    def convert(term: str) -> Json:
        if not term.endswith(end):
            return expanded(term, context)
        text = unescape(term[1:size]) if "\\" in term else term[1:size]
        return native(text) if native else text

    return convert


def _boolean(text: str) -> Json:
    return text == "true" if text in ("true", "false") else text


def _integer(text: str) -> Json:
    number = int(text) if text.removeprefix("-").isdecimal() and len(text) < 17 else 0
    return number if str(number) == text and abs(number) < LARGEST else text


_NATIVE: dict[str, Callable[[str], Json]] = {
    str(XSD.boolean): _boolean,
    str(XSD.integer): _integer,
}


def expanded(term: str, context: Context) -> Json:
    """The value in the form that no context changes."""
    if not term.startswith('"'):
        return {"id": reference(term)}
    _, value, language, datatype = parse_term(term)
    if language:
        return {"@value": value, "@language": language}
    if datatype:
        return {"@value": value, "@type": context.compact(datatype)}
    return {"@value": value}


def texts(node: dict[str, Json], objects: list[str], *, key: str) -> list[str]:
    """Sets a map of texts by language; gives back the values that have no language."""
    by_language: dict[str, Json] = {}
    others = []
    for term in objects:
        if term[0] != '"' or term[-1] in '">':
            others.append(term)
            continue
        value, _, language = term.rpartition("@")
        before = by_language.get(language)
        if before is None:
            by_language[language] = _text(value)
        elif isinstance(before, list):
            before.append(_text(value))
        else:
            by_language[language] = [before, _text(value)]
    if by_language:
        node[key] = by_language
    return others
