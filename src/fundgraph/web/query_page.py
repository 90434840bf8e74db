# SPDX-License-Identifier: EUPL-1.2
"""The query page: editor, example questions, the result as a table, errors at their place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from fundgraph.store.limits import limits as query_limits
from fundgraph.vocabulary import XSD
from fundgraph.web import texts
from fundgraph.web.errors_page import heading_of
from fundgraph.web.i18n import language
from fundgraph.web.layout import href
from fundgraph.web.query.questions import examples, groups
from fundgraph.web.rendering import render_template
from fundgraph.web.site import site
from fundgraph.web.values import Link, Problem, QueryResult
from fundgraph.web.views.statements import page_path, web_address
from fundgraph.web.views.vocabulary import shortened

INTEGERS = {str(kind) for kind in (XSD.integer, XSD.long, XSD.int)}
DECIMAL = str(XSD.decimal)
NUMBERS = {DECIMAL, *INTEGERS, *map(str, (XSD.double, XSD.float))}
# A year is an integer to SPARQL: numbers are grouped from five digits on.
_GROUPED = 10_000
_DIGITS = 20
_CENTS = 2


@dataclass(frozen=True, slots=True)
class Value:
    """A cell of the result."""

    text: str
    href: str | None = None
    language: str | None = None
    number: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A result as the page shows it; `numeric` are the variables bound to numbers only."""

    variables: tuple[str, ...]
    rows: tuple[tuple[Value | None, ...], ...]
    numeric: frozenset[str]
    total: int
    boolean: bool | None
    graph: str | None
    formats: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """The line of a query that an error is on, split at the error."""

    before: str
    at: str
    after: str


def query_page(
    query: str, *, result: QueryResult | None = None, problem: Problem | None = None
) -> str:
    """The page with a query and its result, or with what is wrong with it."""
    found = examples(language())
    return render_template(
        "query.html",
        section="query",
        query=query or (found[0].query if found else ""),
        groups=groups(language()),
        answer=table(result) if result else None,
        problem=problem,
        heading=heading_of(problem) if problem else "",
        place=place(query, problem) if problem else None,
        limits=limits(),
    )


def limits() -> dict[str, float]:
    """The limits of queries by their names."""
    return {each.name: each.value for each in query_limits(site().settings)}


def table(result: QueryResult) -> Table:
    """The result with readable cells."""
    rows = tuple(
        tuple(_value(row[name]) if name in row else None for name in result.variables)
        for row in result.rows
    )
    numeric = {
        name
        for column, name in enumerate(result.variables)
        if rows and all(row[column] is None or row[column].number for row in rows)  # type: ignore[union-attr]
    }
    return Table(
        result.variables,
        rows,
        frozenset(numeric),
        result.total,
        result.boolean,
        result.graph,
        result.formats,
    )


def _value(binding: Mapping[str, str]) -> Value:
    value = binding["value"]
    if binding["type"] == "uri":
        return Value(_short(value), _link(value))
    if binding.get("datatype") in NUMBERS:
        return Value(_number(value, binding["datatype"]), number=True)
    return Value(value, language=binding.get("xml:lang"))


def _link(iri: str) -> str | None:
    """Our own things by their page, others by their IRI where a browser may follow it."""
    own = page_path(site().minter, iri, language())
    return href(own) if own else web_address(iri)


def _short(iri: str) -> str:
    split = site().minter.split(iri)
    return split[1] if split else shortened(iri)


def _number(value: str, datatype: str) -> str:
    """A number as the language writes it, all its places kept, decimals with two at least; small
    integers, and what is no number or has more digits than people read, as they are."""
    try:
        number = Decimal(value)
    except InvalidOperation:
        return value
    if not number.is_finite() or abs(number.adjusted()) > _DIGITS or len(value) > _DIGITS:
        return value
    places = max(0, -int(number.as_tuple().exponent))
    if places > _DIGITS:
        return value
    if datatype in INTEGERS and abs(number) < _GROUPED:
        return str(number).replace("-", texts.MINUS)
    least = _CENTS if datatype == DECIMAL else 0
    return texts.number(number, language(), places=max(places, least))


def place(query: str, problem: Problem) -> Place | None:
    """Where the query stops, for an error that says so."""
    lines = query.splitlines()
    if not problem.line or not problem.column or problem.line > len(lines):
        return None
    line, at = lines[problem.line - 1], problem.column - 1
    return Place(line[:at], line[at : at + 1] or "⏎", line[at + 1 :])
