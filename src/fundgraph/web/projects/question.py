# SPDX-License-Identifier: EUPL-1.2
"""A selection of projects as a SPARQL query that finds the same ones."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from textwrap import indent
from typing import Final
from unicodedata import normalize

from fundgraph.iris import Minter
from fundgraph.store.index import Selection
from fundgraph.store.index.selection import NONE, words
from fundgraph.vocabulary import CODE, DCTERMS, ESF, LEGAL, SKOS
from fundgraph.web.addresses import is_slug
from fundgraph.web.i18n import LANGUAGES
from fundgraph.web.letters import in_any_form
from fundgraph.web.projects.amounts import plain
from fundgraph.web.projects.asked import Asked

_PREFIXES: Final = {"dct": DCTERMS, "esf": ESF, "legal": LEGAL, "skos": SKOS}
# The texts that words are looked for in, beside the names of organisations, regions and towns.
_TEXTS: Final = (
    "dct:title", "dct:identifier", "dct:abstract", "esf:results", "esf:site/esf:asPublished",
)  # fmt: skip
# What is named: how, and whose projects have it.
_NAMED: Final = (
    (
        "?organisation legal:legalName ?text",
        "?part esf:organisation ?organisation . ?project esf:participation ?part",
    ),
    (
        "?place a dct:Location ; skos:prefLabel ?text",
        "?project esf:region|(esf:site/(esf:region|esf:place)) ?place",
    ),
)
_ORDERS: Final = {
    "best": "DESC(?granted) ?number",
    "-granted": "DESC(?granted) ?number",
    "-spent": "DESC(?spent) ?number",
    "-start": "DESC(?start) ?number",
}
# Titles as they are sorted: small letters without quotes and leading marks; a letter of the
# languages of the site with a mark is written as the plain one and the mark, and so comes after it.
_MARKS: Final = r"""^[ .,;:–()\\[\\]\"'„“”«»’‘`-]+|[\"'„“”«»’‘`]"""
_MARKED: Final = "āčēģīķļņšūž"
# A project that says no region is in those of its sites.
_REGION: Final = """{ ?project esf:region ?region }
UNION
{ ?project esf:site/esf:region ?region FILTER NOT EXISTS { ?project esf:region ?own } }"""
_ANY_REGION: Final = "esf:region|(esf:site/esf:region)"
_PROGRAMME: Final = "?level dct:isPartOf* ?programme . ?project esf:programme ?level"
_ALL: Final = "?project a esf:Project ; dct:identifier ?number ."
_OPTIONAL: Final = {"-spent": ("spent", "spentEUR"), "-start": ("start", "notBefore")}


def query_of(asked: Asked, minter: Minter, language: str) -> str:
    """The query for the projects of a list, with their numbers, titles (in a language where they
    have one) and grants."""
    more = {"granted": "grantedEUR"}
    if asked.order in _OPTIONAL:
        name, predicate = _OPTIONAL[asked.order]
        more[name] = predicate
    lines = [
        *_patterns(asked.selection, more, minter),
        *_amounts(asked.selection),
        _title(language),
    ]
    shown = " ".join(f"?{name}" for name in more)
    return "\n".join(
        [
            *(f"PREFIX {prefix}: <{space}>" for prefix, space in _PREFIXES.items()),
            "",
            f"SELECT DISTINCT ?project ?number ?title {shown}",
            "WHERE {",
            indent("\n".join(lines), "  "),
            "}",
            f"ORDER BY {_ORDERS.get(asked.order) or by_title()}",
        ]
    )


def _title(language: str) -> str:
    """The title in the language of the page, else in the site's other one, else the first by its
    letters; with its language."""
    other = next(one for one in LANGUAGES if one != language)
    return f"""OPTIONAL {{
  ?project dct:title ?title
  FILTER(LANG(?title) = "{language}" || NOT EXISTS {{
    ?project dct:title ?better
    FILTER(LANG(?better) = "{language}" || LANG(?title) != "{other}" && (
      LANG(?better) = "{other}" || STR(?better) < STR(?title)
      || STR(?better) = STR(?title) && LANG(?better) < LANG(?title)
    ))
  }})
}}"""


def by_title() -> str:
    """The order of titles as the index has it."""
    plain = f'REPLACE(LCASE(STR(?title)), "{_MARKS}", "")'
    for letter in _MARKED:
        apart = normalize("NFD", letter)
        plain = f'REPLACE({plain}, "{letter}", "{apart[0]}\\u{ord(apart[1]):04X}")'
    return f"{plain} ?number"


def _patterns(selection: Selection, more: Mapping[str, str], minter: Minter) -> Iterator[str]:
    """What is said of the projects, in the order in which it is looked up: what few have before
    what all have, and what is optional after what finds them."""
    optional = (
        f"OPTIONAL {{ ?project esf:{predicate} ?{name} }}" for name, predicate in more.items()
    )
    if selection.text:
        yield from (*_words(selection.text), *optional, *_conditions(selection, minter))
    else:
        yield from (*_conditions(selection, minter), _ALL, *optional)


def _conditions(selection: Selection, minter: Minter) -> Iterator[str]:
    yield from _boxes(selection, minter)
    yield from _part(selection, minter)
    yield from _years(selection)


def _words(text: str) -> list[str]:
    """Each word begins one of the words of a project's texts; what else a list shows of projects.

    Texts are looked at one by one, those of all projects in a row, and what has none of the words
    is left behind at once; what is optional is looked up for the projects found, and each has it.
    """
    sought = [_pattern(word) for word in words(text)]
    if not sought:
        return [_ALL, "FILTER(false)"]
    said = [f"?says{place}" for place, _ in enumerate(sought, 1)]
    looked = [
        f'BIND(REGEX(?text, "{one}", "i") AS {name})'
        for one, name in zip(sought, said, strict=True)
    ]
    looked.append(f"FILTER({' || '.join(said)})")
    every = " && ".join(f"MAX({name})" for name in said)
    return [
        _braced(
            "SELECT ?project",
            f"WHERE {_saying(said, looked)}",
            "GROUP BY ?project",
            f"HAVING({every})",
        ),
        "FILTER EXISTS { ?project a esf:Project }",
        "OPTIONAL { ?project dct:identifier ?number }",
    ]


def _saying(said: list[str], looked: list[str]) -> str:
    """The texts of projects that say any of the words, and the organisations, regions and towns
    named by any."""
    first, *others = (f"{{ ?project {predicate} ?text }}" for predicate in _TEXTS)
    own = [first, *(f"UNION {each}" for each in others), *looked]
    parts = [_braced(*own)]
    for named, leads in _NAMED:
        select = f"SELECT {named.partition(' ')[0]} {' '.join(said)}"
        names = _braced(select, f"WHERE {_braced(named, *looked)}")
        parts += ["UNION", _braced(names, leads)]
    return _braced(*parts)


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


def _braced(*lines: str) -> str:
    inside = indent("\n".join(lines), "  ")
    return f"{{\n{inside}\n}}"


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
