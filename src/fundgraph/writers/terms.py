# SPDX-License-Identifier: EUPL-1.2
"""Terms and triples as strings in N-Triples syntax: the common currency of the pipeline.

A term is `<iri>`, `_:label`, `"text"`, `"text"@lv` or `"1.50"^^<datatype>`; a triple is a plain
tuple of three terms. No object is made per term: at millions of triples that is what counts.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Literal, NamedTuple
from urllib.parse import quote

from fundgraph.iris import NOT_IRI
from fundgraph.vocabulary import RDF, XSD

RDF_TYPE = f"<{RDF.type}>"

Triple = tuple[str, str, str]
Quad = tuple[str, str, str, str]
Kind = Literal["iri", "blank", "literal"]

XSD_STRING = str(XSD.string)
_PLAIN = f"^^<{XSD_STRING}>"

# C0 controls (XML has no place for them), lone surrogates (UTF-8 has none), the two noncharacters.
_SPECIAL = re.compile('["\\\\\x00-\x1f\ud800-\udfff\ufffe\uffff]')
# What RFC 3987 leaves out; brackets stand in a host only, and a percent sign before two digits.
_NOT_IRI = re.compile(f"[{NOT_IRI}]|%(?![0-9A-Fa-f]{{2}})|#(?=(?s:.*)#)")
_HOST = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://\[[0-9A-Fa-f:.]+\]")
_LANGUAGE = re.compile(r"[A-Za-z]+(?:-[A-Za-z0-9]+)*")
_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))", re.DOTALL)
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_UNESCAPES = {"n": "\n", "r": "\r", "t": "\t", "b": "\b", "f": "\f"}


class Term(NamedTuple):
    """A term taken apart: `value` is unescaped; a literal has a language, a datatype, or neither
    (then it is an `xsd:string`)."""

    kind: Kind
    value: str
    language: str | None = None
    datatype: str | None = None


def iri(value: str) -> str:
    """The term of an absolute IRI; what an IRI cannot hold is percent-encoded, as browsers do."""
    if _NOT_IRI.search(value):
        host = _HOST.match(value)
        kept = host.end() if host else 0
        value = value[:kept] + _NOT_IRI.sub(_percent, value[kept:])
    return f"<{value}>"


def _percent(match: re.Match[str]) -> str:
    return quote(match[0], safe="", errors="replace")


def literal(value: str, *, language: str | None = None, datatype: str | None = None) -> str:
    """The term of a text, of a text in a language (BCP 47), or of a value of a datatype (an IRI).

    Tab, line feed and carriage return are kept (escaped); other control characters are dropped.
    Raises ValueError for a language tag that is none, or a language together with a datatype.
    """
    if not _is_plain(value) and _SPECIAL.search(value):
        value = escape(value)
    if language is not None:
        if datatype is not None or not _LANGUAGE.fullmatch(language):
            raise ValueError(f"no literal has language {language!r} and datatype {datatype!r}")
        return f'"{value}"@{language.lower()}'
    # str(): a URIRef of rdflib equals no str.
    if datatype is None or str(datatype) == XSD_STRING:
        return f'"{value}"'
    return f'"{value}"^^<{datatype}>'


def literals(values: Sequence[str]) -> list[str]:
    """The terms of several texts, looked through at once: most need no escaping."""
    if _is_plain("".join(values)):
        return [f'"{value}"' for value in values]
    return [literal(value) for value in values]


def _is_plain(value: str) -> bool:
    """True for nearly all texts that need no escaping, in half the time of looking for what does:
    of what does, only two characters are printable."""
    return value.isprintable() and '"' not in value and "\\" not in value


def escape(value: str) -> str:
    """The text as it stands between the quotes of a literal."""
    return _SPECIAL.sub(lambda match: _ESCAPES.get(match[0], ""), value)


def unescape(value: str) -> str:
    """The text of what stands between quotes, or between `<` and `>`."""
    return _ESCAPE.sub(_unescaped, value) if "\\" in value else value


def _unescaped(match: re.Match[str]) -> str:
    code = match[1] or match[2]
    return chr(int(code, 16)) if code else _UNESCAPES.get(match[3], match[3])


def value_of(term: str) -> str:
    """The value of a well-formed term, as `parse_term` gives it, some times as quickly."""
    if "\\" in term or term[0] == "_":
        return parse_term(term).value
    return term[1:-1] if term[0] == "<" or term[-1] == '"' else term[1 : term.rfind('"')]


@lru_cache(maxsize=20_000)
def last_step(term: str) -> str:
    """The last step of the path of an IRI: the code of a concept, the slug of a thing."""
    return value_of(term).rpartition("/")[2]


def parse_term(term: str) -> Term:
    """The term taken apart. Raises ValueError for what is no term."""
    if term.startswith("<") and term.endswith(">"):
        return Term("iri", unescape(term[1:-1]))
    if term.startswith("_:"):
        return Term("blank", term[2:])
    end = term.rfind('"')
    if not term.startswith('"') or end == 0:
        raise ValueError(f"no term: {term!r}")
    value, tail = unescape(term[1:end]), term[end + 1 :]
    if not tail or tail == _PLAIN:
        return Term("literal", value)
    if tail.startswith("@"):
        return Term("literal", value, language=tail[1:])
    if tail.startswith("^^<") and tail.endswith(">"):
        return Term("literal", value, datatype=tail[3:-1])
    raise ValueError(f"no term: {term!r}")
