# SPDX-License-Identifier: EUPL-1.2
"""A selection of projects as a SPARQL query that finds the same ones."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from textwrap import indent
from typing import Final

from fundgraph.iris import Minter
from fundgraph.store.index import Selection
from fundgraph.store.index.selection import NONE, words
from fundgraph.vocabulary import CODE, DCTERMS, ESF, LEGAL
from fundgraph.web.addresses import is_slug
from fundgraph.web.letters import in_any_form
from fundgraph.web.projects.amounts import plain
from fundgraph.web.projects.asked import Asked

_PREFIXES: Final = {"dct": DCTERMS, "esf": ESF, "legal": LEGAL}
# The texts that words are looked for in.
_TEXTS: Final = (
    "dct:title", "dct:identifier", "dct:abstract", "esf:results",
    "(esf:participation/esf:organisation/legal:legalName)",
)  # fmt: skip
_ORDERS: Final = {
    "best": "DESC(?granted) ?number",
    "-granted": "DESC(?granted) ?number",
    "-spent": "DESC(?spent) ?number",
    "-start": "DESC(?start) ?number",
    "title": "?title ?number",
}
# A project that says no region is in those of its sites.
_REGION: Final = """{ ?project esf:region ?region }
UNION
{ ?project esf:site/esf:region ?region FILTER NOT EXISTS { ?project esf:region ?own } }"""
_ANY_REGION: Final = "esf:region|(esf:site/esf:region)"
_PROGRAMME: Final = "?level dct:isPartOf* ?programme . ?project esf:programme ?level"
_OPTIONAL: Final = {"-spent": ("spent", "spentEUR"), "-start": ("start", "notBefore")}


def query_of(asked: Asked, minter: Minter) -> str:
    """The query for the projects of a list, with their numbers, titles and grants."""
    selection, known = asked.selection, ["granted"]
    lines = [
        "?project a esf:Project ; dct:identifier ?number ; dct:title ?name .",
        "OPTIONAL { ?project esf:grantedEUR ?granted }",
    ]
    if asked.order in _OPTIONAL:
        name, predicate = _OPTIONAL[asked.order]
        lines.append(f"OPTIONAL {{ ?project esf:{predicate} ?{name} }}")
        known.append(name)
    lines += _conditions(selection, minter)
    shown = " ".join(f"?{name}" for name in known)
    return "\n".join(
        [
            *(f"PREFIX {prefix}: <{space}>" for prefix, space in _PREFIXES.items()),
            "",
            f"SELECT ?project ?number (MIN(STR(?name)) AS ?title) {shown}",
            "WHERE {",
            indent("\n".join(lines), "  "),
            "}",
            f"GROUP BY ?project ?number {shown}",
            f"ORDER BY {_ORDERS[asked.order]}",
        ]
    )


def _conditions(selection: Selection, minter: Minter) -> Iterator[str]:
    yield from _boxes(selection, minter)
    yield from _part(selection, minter)
    yield from _years(selection)
    yield from _amounts(selection)
    if selection.text:
        yield from _words(words(selection.text))


def _words(sought: list[str]) -> Iterator[str]:
    """Each word begins one of the words of a project's texts. These are put together once: a
    condition of its own for each word took the engine minutes."""
    if not sought:
        yield "FILTER(false)"
        return
    yield _braced(
        "SELECT ?project (GROUP_CONCAT(STR(?text)) AS ?said)\n"
        f"WHERE {{ ?project a esf:Project ; {'|'.join(_TEXTS)} ?text }}\n"
        "GROUP BY ?project"
    )
    yield from (f'FILTER(REGEX(?said, "{_pattern(word)}", "i"))' for word in sought)


def _boxes(selection: Selection, minter: Minter) -> Iterator[str]:
    """The filters that are lists of boxes: any of the values holds, or that there is none."""

    def thing(kind: str) -> Callable[[str], str]:
        return lambda slug: minter.term(kind, slug)

    def concept(scheme: str) -> Callable[[str], str]:
        return lambda code: f"<{CODE}{scheme}/{code}>"

    yield from _box(selection.regions, thing("region"), "region", _REGION, _ANY_REGION)
    yield from _box(selection.programmes, thing("programme"), "programme", _PROGRAMME)
    for values, name in (
        (selection.statuses, "status"), (selection.funds, "fund"), (selection.periods, "period"),
    ):  # fmt: skip
        yield from _box(values, concept(name), name, f"?project esf:{name} ?{name}")


def _box(
    values: tuple[str, ...], term: Callable[[str], str], name: str, pattern: str, reach: str = ""
) -> Iterator[str]:
    """Any of the values, by a pattern; `reach` is what leads to one (default: the property)."""
    if not values:
        return
    # What is no slug is no value of any project; without any, nothing is found.
    terms = [term(value) for value in values if value != NONE and is_slug(value)]
    some = _braced(f"VALUES ?{name} {{ {' '.join(terms)} }}\n{pattern}")
    if NONE not in values:
        yield some
        return
    none = f"FILTER NOT EXISTS {{ ?project {reach or f'esf:{name}'} ?any }}"
    yield f"{some}\nUNION\n{{ ?project a esf:Project {none} }}" if terms else none


def _braced(pattern: str) -> str:
    return f"{{\n{indent(pattern, '  ')}\n}}"


def _part(selection: Selection, minter: Minter) -> Iterator[str]:
    """Who takes part, in what role."""
    if not selection.organisation:
        return
    if not is_slug(selection.organisation) or not is_slug(selection.role or ""):
        yield "FILTER(false)"
        return
    role = f" ; esf:role <{CODE}role/{selection.role}>" if selection.role else ""
    who = minter.term("organisation", selection.organisation)
    yield f"?project esf:participation ?part . ?part esf:organisation {who}{role} ."


def _years(selection: Selection) -> Iterator[str]:
    bounds = _bounds("YEAR(?from)", selection.first_year, selection.last_year)
    if bounds:
        yield f"?project esf:notBefore ?from FILTER({bounds})"


def _amounts(selection: Selection) -> Iterator[str]:
    least, most = (None if one is None else plain(one) for one in (selection.least, selection.most))
    bounds = _bounds("?granted", least, most)
    if bounds:
        yield f"FILTER({bounds})"


def _bounds(value: str, least: object, most: object) -> str:
    both = ((">=", least), ("<=", most))
    return " && ".join(f"{value} {sign} {bound}" for sign, bound in both if bound is not None)


def _pattern(word: str) -> str:
    """A word at the beginning of one, as the index has it."""
    return r"(^|[^\\p{L}\\p{N}\\p{M}])" + in_any_form(word)
