# SPDX-License-Identifier: EUPL-1.2
"""The query page: editor, example questions, the result as a table and a picture, errors at their
place, what to take away."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final
from urllib.parse import urlencode

from markupsafe import Markup

from fundgraph.store.limits import limits as query_limits
from fundgraph.store.queries import Query
from fundgraph.web.addresses import LONGEST_LINK, path
from fundgraph.web.citations import Citation
from fundgraph.web.errors_page import heading_of
from fundgraph.web.i18n import language
from fundgraph.web.query import questions
from fundgraph.web.query.cells import cells, columns_of_numbers, html
from fundgraph.web.query.citing import citation
from fundgraph.web.query.drawing import Drawing
from fundgraph.web.query.picturing import drawing_of
from fundgraph.web.rendering import render_template
from fundgraph.web.results import asked
from fundgraph.web.site import release, site
from fundgraph.web.usage import example_number
from fundgraph.web.values import Problem, QueryResult

LONGEST_CITED: Final = 500


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells as the page shows them; `numeric` are the variables bound to numbers only."""

    rows: tuple[Markup, ...]
    numeric: frozenset[str]
    drawing: Drawing | None


@dataclass(frozen=True, slots=True)
class Place:
    """The line of a query that an error is on, split at the error."""

    before: str
    at: str
    after: str


@dataclass(frozen=True, slots=True)
class TakeAway:
    """What a result is kept by: the address of its page, its citation, the service's address.
    `address` is None where it would be too long to be passed on; `cited` is what the citation ends
    with: the address where that fits into a line, else the service's."""

    address: str | None
    service: str
    cited: str
    citation: Citation


def query_page(
    query: Query,
    *,
    result: QueryResult | None = None,
    problem: Problem | None = None,
    took: float = 0.0,
) -> str:
    """The page with a query and its result, found in `took` seconds, or with what is wrong."""
    text = query.text or questions.first(language()).query
    return render_template(
        "query.html",
        section="query",
        counted=release().index.totals(),
        query=text,
        parameters=asked(query)[1:],
        groups=questions.groups(language(), example_number(release().folder)),
        question=questions.asked(text, language()),
        answer=result,
        table=_table(query, result) if result and result.variables else None,
        took=round(took * 1000),
        take=_take_away(query) if result else None,
        problem=problem,
        heading=heading_of(problem) if problem else "",
        place=place(query.text, problem) if problem else None,
        limits=limits(),
        drawn=lambda value: _drawn(query, value),
        pictured=lambda value: _pictured(query, value),
    )


def limits() -> dict[str, float]:
    """The limits of queries by their names."""
    return {each.name: each.value for each in query_limits(site().settings)}


def _table(query: Query, result: QueryResult) -> Table:
    found = cells(result.variables, result.rows, language())
    numbers = columns_of_numbers(found, len(result.variables))
    return Table(
        tuple(Markup("").join(html(cell, language()) for cell in row) for row in found),
        frozenset(result.variables[column] for column in numbers),
        drawing_of(query, result, found),
    )


def _take_away(query: Query) -> TakeAway:
    service = f"{site().settings.base_iri}sparql"
    address = f"{service}?{urlencode(asked(query))}"
    short = len(address) <= LONGEST_LINK
    cited = citation(query.text, address if short else service, today=datetime.now(UTC).date())
    line = address if len(address) <= LONGEST_CITED else service
    return TakeAway(address if short else None, service, line, cited)


def _drawn(query: Query, value: str) -> str:
    """The address of the page with another column drawn."""
    parameters = [("lang", language()), *asked(query), ("draw", value)]
    return f"{path('/sparql')}?{urlencode(parameters)}#result"


def _pictured(query: Query, value: str) -> str:
    """The address of the drawing of a column as a file."""
    parameters = [("lang", language()), *asked(query), ("draw", value), ("format", "svg")]
    return f"{path('/sparql')}?{urlencode(parameters)}"


def place(query: str, problem: Problem) -> Place | None:
    """Where the query stops, for an error that says so."""
    lines = query.split("\n")  # as the engine counts them
    if not problem.line or not problem.column or problem.line > len(lines):
        return None
    line, at = lines[problem.line - 1].removesuffix("\r"), problem.column - 1
    return Place(line[:at], line[at : at + 1] or "⏎", line[at + 1 :])
