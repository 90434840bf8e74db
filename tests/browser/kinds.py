# SPDX-License-Identifier: EUPL-1.2
"""The kinds of pages, and the states of them that are hard to show, by their addresses."""

from __future__ import annotations

from typing import Final
from urllib.parse import quote

LANGUAGES: Final = ("lv", "en")
SEED: Final = "1DP-1.5.2.2.2-12-APIA-SIF-176"
_QUERY: Final = "/sparql?lang={language}"
_TRIPLES: Final = quote("SELECT ?s ?p ?o WHERE { ?s ?p ?o } LIMIT 5")
_COUNTED: Final = quote("SELECT ?class (COUNT(?s) AS ?things) { ?s a ?class } GROUP BY ?class")
_GRAPH: Final = quote("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o } LIMIT 5")
_FOUND: Final = "/{language}/projects?q=izdom&status=completed&region=lv-zemgale&sort=-granted"

KINDS: Final[dict[str, str]] = {
    "home": "/{language}/",
    "projects": "/{language}/projects",
    "found projects": _FOUND,
    "projects as a table": f"{_FOUND}&view=table",
    "projects on a map": "/{language}/projects?view=map",
    "second page of projects": "/{language}/projects?page=2",
    "no projects": "/{language}/projects?q=zzzz",
    "project": f"/{{language}}/project/{SEED}",
    "every statement of a project": f"/{{language}}/project/{SEED}?view=extended",
    "made-up project": "/{language}/project/IZD-1.5.1.1.1-11-000001",
    "long title": "/{language}/project/ODD-LONG",
    "40 partners": "/{language}/project/ODD-40",
    "odd figures": "/{language}/project/ODD-WRONG",
    "bare project": "/{language}/project/ODD-BARE",
    "organisation": "/{language}/organisation/lv-biedriba-izglitibas-iniciativu-centrs",
    "programme": "/{language}/programme/lv-2007-2013-1.5.2.2.2",
    "place": "/{language}/place/lv-talsi",
    "region": "/{language}/region/lv-kurzeme",
    "organisations": "/{language}/organisations",
    "programmes": "/{language}/programmes",
    "regions": "/{language}/regions",
    "query": _QUERY,
    "table of a query": f"{_QUERY}&query={_TRIPLES}",
    "counts of a query": f"{_QUERY}&query={_COUNTED}",
    "graph of a query": f"{_QUERY}&query={_GRAPH}",
    "wrong query": f"{_QUERY}&query=SELECT%20%3Fs%0AWHERE%20%7B",
    "data": "/{language}/data",
    "source file": "/data/source/sample/sample.csv?lang={language}",
    "vocabulary": "/ns/esf?lang={language}",
    "shapes": "/ns/shapes?lang={language}",
    "code lists": "/code?lang={language}",
    "code list": "/code/status?lang={language}",
    "concept": "/code/currency/LVL?lang={language}",
    "checks": "/{language}/checks",
    "findings of a rule": "/{language}/checks?rule=Project-spent",
    "about": "/{language}/about",
    "accessibility": "/{language}/accessibility",
    "privacy": "/{language}/privacy",
    "missing": "/{language}/missing",
    "missing project": "/{language}/project/missing",
}
STATUS: Final = {"missing": 404, "missing project": 404, "wrong query": 400}


def address(kind: str, language: str) -> str:
    """The address of a page of this kind in the language."""
    return KINDS[kind].format(language=language)
