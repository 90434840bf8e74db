# SPDX-License-Identifier: EUPL-1.2
"""Graphs that queries make, in JSON-LD as the documents have it: by our context, or in the form
that the client names by a profile. The context stands in the answer: clients of SPARQL fetch none.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from sys import intern
from typing import Final

from fundgraph.resources import ontology_file
from fundgraph.store.queries import Answer
from fundgraph.vocabulary import JSONLD_PROFILES
from fundgraph.web import documents
from fundgraph.web.documents import form_of
from fundgraph.web.formats import BY_MEDIA_TYPE, FORMS, DocumentFormat
from fundgraph.web.result_types import GRAPH_ALIASES, JSON_LD
from fundgraph.web.site import site
from fundgraph.writers import Context, Triple, load_context
from fundgraph.writers.terms import RDF_TYPE
from fundgraph.writers.values import reference

# Bytes of N-Triples that a web process, which others wait for, may turn into JSON; writers remember
# properties, so that of those that no context knows there may be few.
MOST: Final = 2_000_000
_MOST_UNKNOWN: Final = 20
# What our writers do not know: terms that are triples, texts with a direction.
_BEYOND: Final = re.compile(rb" <<\( |--(?:ltr|rtl) \.$", re.M)
_EXPANDED: Final = FORMS[f"{JSONLD_PROFILES}expanded"]


def asked(graph: str | None) -> DocumentFormat | None:
    """The form of JSON-LD that the client asks for by a media type; None for another one."""
    if graph is None or GRAPH_ALIASES.get(graph, graph) != JSON_LD:
        return None
    return form_of(BY_MEDIA_TYPE[graph]) if graph == JSON_LD else BY_MEDIA_TYPE[graph]


def engines(form: DocumentFormat) -> DocumentFormat:
    """The form that the engine writes, under the media type that was asked for."""
    profile = _EXPANDED.profile if form.media_type == JSON_LD else None
    return replace(_EXPANDED, media_type=form.media_type, profile=profile)


def written(answer: Answer, form: DocumentFormat) -> bytes | None:
    """A graph in N-Triples in a form of JSON-LD; None where that is left to the engine, which
    streams it."""
    if answer.length > MOST:
        return None
    text = answer.read()
    if _BEYOND.search(text) or _misread().search(text):
        return None
    triples = [_triple(line) for line in text.decode().split("\n") if line]
    if not _is_usual(triples):
        return None
    return documents.written(triples, form, replace(site(), context=_inline()))


@lru_cache(maxsize=1)
def _inline() -> Context:
    return load_context(ontology_file("context.jsonld"))


@lru_cache(maxsize=1)
def _misread() -> re.Pattern[bytes]:
    """IRIs whose scheme is a prefix of the context, which would be read by that prefix."""
    prefixes = "|".join(map(re.escape, _inline().names.prefixes))
    return re.compile(f"<(?:{prefixes}):(?!//)".encode())


def _triple(line: str) -> Triple:
    subject, predicate, rest = line.split(" ", 2)
    return subject, intern(predicate), rest.removesuffix(" .")


def _is_usual(triples: list[Triple]) -> bool:
    known = site().context.properties
    names = {predicate for _, predicate, _ in triples} - {RDF_TYPE}
    return sum(reference(name) not in known for name in names) <= _MOST_UNKNOWN
