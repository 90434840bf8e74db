# SPDX-License-Identifier: EUPL-1.2
"""What the editor of queries offers: prefixes, terms and codes with their labels."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from functools import cache
from typing import Final

from flask import Response

from fundgraph.iris import site_prefixes
from fundgraph.resources import ontology_file, shape_files
from fundgraph.turtle_files import read_turtle
from fundgraph.vocabulary import ESF, PREFIXES, RDFS, SCHEMES
from fundgraph.web.formats import JSON
from fundgraph.web.site import site
from fundgraph.web.views.statements import Statements, code_lists

_ESF: Final = str(ESF._NS)
# The part of a name behind its prefix that needs no escape.
_LOCAL: Final = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_-]*")

Labels = dict[str, str]


def terms(language: str) -> Response:
    """The prefixes with their namespaces, and by prefix the names with their labels."""
    prefixes = {**PREFIXES, **site_prefixes(site().settings.base_iri)}
    known = {"prefixes": prefixes, "terms": offered(language)}
    text = json.dumps(known, ensure_ascii=False, separators=(",", ":"))
    return Response(text, content_type=JSON.content_type)


@cache
def offered(language: str) -> dict[str, Labels]:
    """The names of our vocabulary and code lists with their labels, by prefix, and those of other
    vocabularies that the shapes speak of."""
    codes = {scheme: _codes(scheme, language) for scheme in SCHEMES}
    return {"esf": _own(language), **codes, **_others()}


def label_of(name: str, language: str) -> str | None:
    """The label of a term of our vocabulary by its local name."""
    return offered(language)["esf"].get(name)


def _own(language: str) -> Labels:
    triples = read_turtle((ontology_file("esf.ttl"),))
    found = Statements(triples)
    iris = sorted({subject[1:-1] for subject, _, _ in triples if subject[1:].startswith(_ESF)})
    labels = ((iri, found.words(iri, RDFS.label, language)) for iri in iris)
    return {iri.removeprefix(_ESF): words.text for iri, words in labels if words}


def _codes(scheme: str, language: str) -> Labels:
    lists = code_lists()
    return {
        code: lists.label(scheme, code, language)
        for code in lists.codes(scheme)
        if _LOCAL.fullmatch(code)
    }


def _others() -> dict[str, Labels]:
    named: dict[str, Labels] = defaultdict(dict)
    objects = {value[1:-1] for _, _, value in read_turtle(tuple(shape_files())) if value[0] == "<"}
    for prefix, namespace in PREFIXES.items():
        if prefix == "esf" or prefix in SCHEMES:
            continue
        for iri in sorted(each for each in objects if each.startswith(namespace)):
            if _LOCAL.fullmatch(local := iri.removeprefix(namespace)):
                named[prefix][local] = ""
    return named
