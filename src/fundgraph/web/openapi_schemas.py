# SPDX-License-Identifier: EUPL-1.2
"""What the parts of an address, the parameters and the answers of the site look like."""

from __future__ import annotations

from typing import Final

from fundgraph.config import Settings
from fundgraph.iris import TYPES
from fundgraph.release.current import IDENTIFIER
from fundgraph.store.limits import LONGEST_QUERY
from fundgraph.web import access
from fundgraph.web.formats import DOCUMENTS, RDF
from fundgraph.web.projects.summary import PROJECTS

Json = dict[str, object]

SLUG: Final = r"^[^/%?#\[\]\\<>\"{}|^`\x00-\x20\x7f-\x9f]+$"
SEGMENT: Final = r"^[^/]+$"
_TEXT: Final[Json] = {"type": "string"}
_SUFFIXES: Final = "|".join(fmt.suffix for fmt in RDF)
_SOME: Final[Json] = {"type": "array", "items": _TEXT}
_NUMBER: Final[Json] = {"type": "integer", "minimum": 1, "maximum": 999_999_999, "default": 1}


def named(*names: str) -> Json:
    """A name of ours, with the suffix of a format or without."""
    return {"type": "string", "pattern": rf"^({'|'.join(names)})(\.({_SUFFIXES}))?$"}


def choice(*values: str) -> Json:
    """One of these."""
    return {"type": "string", "enum": list(values)}


def in_path(settings: Settings) -> dict[str, Json]:
    """The parts of addresses by their name."""
    slug: Json = {"type": "string", "pattern": SLUG, "minLength": 1, "maxLength": 1000}
    segment: Json = {"type": "string", "pattern": SEGMENT, "minLength": 1, "maxLength": 1000}
    return {
        "language": choice(*settings.languages),
        "kind": choice(*TYPES),
        "slug": slug,
        "code": slug,
        "register": slug,
        "name": segment,
        "filename": segment,
        "page": choice("about", "accessibility", "privacy"),
        "suffix": choice(*(fmt.suffix for fmt in RDF)),
        "identifier": {"type": "string", "pattern": f"^{IDENTIFIER.pattern}$"},
        "number": {"type": "integer", "minimum": 0, "maximum": 999_999},
    }


DOCUMENT_NAME: Final[Json] = {
    "type": "string",
    "pattern": SEGMENT,
    "minLength": 1,
    "maxLength": 1006,
    "description": "The slug, then the suffix of a format: "
    + ", ".join(f".{fmt.suffix}" for fmt in DOCUMENTS)
    + " (.csv for projects only); without one the Accept header decides.",
}
QUERY: Final[Json] = {
    "type": "string",
    "format": "sparql",
    "minLength": 1,
    "maxLength": LONGEST_QUERY,
    "description": "A SPARQL 1.1 query; its length counts in bytes of UTF-8.",
}
GRAPHS: Final[Json] = {"type": "array", "items": {"type": "string", "format": "iri"}}
# Query parameters: schema and what they do.
IN_QUERY: Final[dict[str, tuple[Json, str]]] = {
    "q": (
        _TEXT,
        "Words of a title, a number, a name or a place; diacritics and case count for nothing.",
    ),
    "region": (_SOME, "Slugs of regions; `none` for projects that state none."),
    "programme": (_SOME, "Slugs of programme levels; those below count as well. `none` is known."),
    "status": (_SOME, "Codes of the list of statuses, or `none`."),
    "fund": (_SOME, "Codes of the list of funds, or `none`."),
    "period": (_SOME, "Codes of the list of programming periods, or `none`."),
    "organisation": (_TEXT, "The slug of an organisation that takes part."),
    "role": (_TEXT, "The code of its role; says nothing without an organisation."),
    "from": (_TEXT, "The first year of the start."),
    "to": (_TEXT, "The last year of the start."),
    "min": (_TEXT, "The least amount granted, in euros: `10000` or `10000.50`."),
    "max": (_TEXT, "The most granted, in euros."),
    "view": (_TEXT, "Of a list `list`, `table`, `map`; of a project `extended`; else ignored."),
    "bom": (_TEXT, "With `true` CSV begins with a byte order mark, as Excel wants it."),
    "severity": (_TEXT, "`violation`, `warning` or `info`; any other counts for nothing."),
    "rule": (_TEXT, "The name of a rule."),
    "source": (_TEXT, "The name of a source file."),
    "refused": (_TEXT, "With `1` only the findings that left a row out."),
    "form": (_TEXT, "The code of a legal form; an unknown one counts for nothing."),
    "sort": (_TEXT, "The order; an unknown one counts for nothing."),
    "page": (_NUMBER, "The page of the list; 404 beyond the last."),
    "lang": (
        _TEXT,
        "The language of the page, or of titles and names; an unknown one counts for nothing.",
    ),
    "number": (_TEXT, "The number of a project."),
    "download": (_TEXT, "With this the browser saves the file."),
    "query": (QUERY, "Without a query: the page, or the description of the service in RDF."),
    "default-graph-uri": (GRAPHS, "The graphs of the default graph."),
    "named-graph-uri": (GRAPHS, "The named graphs."),
    "draw": (_TEXT, "The column that the chart shows; one that has no numbers counts for nothing."),
    "format": (
        _TEXT,
        "A short name (csv, json, xml, tsv, ttl, nt; svg: the drawing) or a media type.",
    ),
}
SORTS: Final = {
    "projects": ("best", "-granted", "-spent", "-start", "title"),
    "organisations": ("-granted", "-projects", "name"),
}
_PROBLEM: Final[Json] = {
    "description": "RFC 9457. A limit has its name and value, a fault in a query its place.",
    "type": "object",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string", "format": "uri-reference"},
        "title": _TEXT,
        "status": {"type": "integer", "minimum": 400, "maximum": 599},
        "detail": _TEXT,
        "line": {"type": "integer", "minimum": 1},
        "column": {"type": "integer", "minimum": 1},
        "text": {"type": "string", "description": "The line of the query with the fault."},
        "choices": {"type": "array", "items": _TEXT, "description": "Media types there are."},
        "limit": {"type": "string", "description": "The limit that was met, as in x-limits."},
        "value": {"type": "number", "description": "Its value."},
    },
}
_READY: Final[Json] = {
    "type": "object",
    "required": ["release", "counts"],
    "properties": {
        "release": {"type": "string", "pattern": f"^{IDENTIFIER.pattern}$"},
        "counts": {"type": "object", "additionalProperties": {"type": "integer", "minimum": 0}},
        "in_place_of": {"type": "string", "description": "The damaged release, if there is one."},
        "reason": {"type": "string", "description": "What is wrong with it."},
    },
}
_RESULTS: Final[Json] = {
    "description": "SPARQL 1.1 Query Results JSON Format.",
    "type": "object",
    "required": ["head"],
    "properties": {
        "head": {"type": "object"},
        "boolean": {"type": "boolean"},
        "results": {
            "type": "object",
            "required": ["bindings"],
            "properties": {"bindings": {"type": "array", "items": {"type": "object"}}},
        },
    },
}
SCHEMAS: Final[dict[str, Json]] = {
    "problem": _PROBLEM,
    "ready": _READY,
    "results": _RESULTS,
    "json": {"type": ["object", "array"]},
    "projects": PROJECTS,
    "text": _TEXT,
}


def _header(told: str) -> Json:
    return {"description": told, "schema": _TEXT}


# Those of an answer with a content, as far as it has them.
OF_A_CONTENT: Final = ("ETag", "Last-Modified", "Cache-Control", "Vary", "Link", "Content-Location")
HEADERS: Final[dict[str, Json]] = {
    access.HEADER: {
        "description": "The id under which the log has the request.",
        "required": True,
        "schema": {"type": "string", "pattern": f"^{access.IDENTIFIER.pattern}$"},
    },
    "Location": {
        "description": "Where to go on.",
        "required": True,
        "schema": {"type": "string", "format": "uri-reference"},
    },
    "ETag": {
        "description": "Of this representation.",
        "schema": {"type": "string", "pattern": '^(W/)?".+"$'},
    },
    "Last-Modified": _header("When the release was published; not of what is never the same."),
    "Cache-Control": _header("Answers of a release are asked for again, with their tag."),
    "Vary": _header("The request headers that the answer depends on, where there are any."),
    "Link": _header("Other forms, descriptions, the licence, the collection, how to cite."),
    "Content-Location": _header("The address of the form that was chosen, where it has one."),
    "Content-Range": _header("Which bytes of how many."),
    "Expires": _header("A file of a release stays as it is."),
    "Retry-After": {"description": "In seconds.", "schema": {"type": "integer", "minimum": 1}},
}
