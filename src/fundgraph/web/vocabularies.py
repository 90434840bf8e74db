# SPDX-License-Identifier: EUPL-1.2
"""The vocabulary, its JSON-LD context, its shapes and its code lists: the same on every site."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from flask import Blueprint, Response

from fundgraph.errors import NotFound
from fundgraph.resources import ontology_file, shape_files, vocabulary_versions
from fundgraph.turtle_files import read_turtle
from fundgraph.vocabulary import CODE, SCHEMES, SKOS
from fundgraph.web.addresses import is_slug
from fundgraph.web.code_pages import codes_page, concept_page, scheme_page
from fundgraph.web.documents import described, split_suffix
from fundgraph.web.site import release
from fundgraph.web.vocabulary_pages import shapes_page, vocabulary_page
from fundgraph.writers import Triple

blueprint = Blueprint("vocabularies", __name__)
VOCABULARY = "esf"
_PAGES: dict[str, Callable[[], str]] = {VOCABULARY: vocabulary_page, "shapes": shapes_page}
_DAY = "public, max-age=86400"


@blueprint.get("/ns/<name>")
def namespace(name: str) -> Response:
    """The vocabulary, the context or the shapes."""
    if name == "context.jsonld":
        return _context()
    stem, suffix = split_suffix(name)
    if stem not in _PAGES:
        raise NotFound("There is no such vocabulary.")
    return _carried(f"/ns/{stem}", suffix, _paths(stem), page=_PAGES[stem])


@blueprint.get(f"/ns/{VOCABULARY}/<name>")
def version(name: str) -> Response:
    """The vocabulary in one of its versions."""
    known = vocabulary_versions()
    stem, suffix = (name, None) if name in known else split_suffix(name)
    if stem not in known:
        raise NotFound(f"The vocabulary has the versions {', '.join(known)}.")
    below = f"/ns/{VOCABULARY}/{stem}"
    return _carried(below, suffix, (known[stem],), page=lambda: vocabulary_page(stem))


@blueprint.get("/code")
def schemes() -> Response:
    """All code lists, without their concepts."""
    return described("/code", None, _schemes, page=codes_page)


@blueprint.get("/code.<suffix>")
def schemes_in(suffix: str) -> Response:
    """All code lists in a format."""
    return described("/code", suffix, _schemes)


def _schemes() -> list[Triple]:
    store = release().store
    return [triple for scheme in SCHEMES for triple in store.statements(f"{CODE}{scheme}")]


@blueprint.get("/code/<name>")
def scheme(name: str) -> Response:
    """A code list with its concepts."""
    stem, suffix = split_suffix(name)
    if stem not in SCHEMES:
        raise NotFound("There is no such code list.")

    def statements() -> list[Triple]:
        store, iri = release().store, f"{CODE}{stem}"
        concepts = store.subjects(str(SKOS.inScheme), f"<{iri}>")
        found = [store.statements(concept.strip("<>")) for concept in concepts]
        return [*store.statements(iri), *(triple for each in found for triple in each)]

    return described(f"/code/{stem}", suffix, statements, page=lambda: scheme_page(stem))


@blueprint.get("/code/<name>/<code>")
def concept(name: str, code: str) -> Response:
    """One concept of a code list."""
    if name not in SCHEMES or not is_slug(code):
        raise NotFound("There is no such code list.")
    suffix = None
    if not release().store.statements(f"{CODE}{name}/{code}"):
        code, suffix = split_suffix(code)
    return described(
        f"/code/{name}/{code}",
        suffix,
        lambda: release().store.statements(f"{CODE}{name}/{code}"),
        page=lambda: concept_page(name, code),
    )


def _context() -> Response:
    content = ontology_file("context.jsonld").read_bytes()
    response = Response(content, content_type="application/ld+json")
    response.headers["Cache-Control"] = _DAY
    return response


def _carried(
    below: str,
    suffix: str | None,
    paths: tuple[Path, ...],
    *,
    page: Callable[[], str] | None = None,
) -> Response:
    """A document of what the package carries: Turtle as it was written, comments and all."""
    return described(
        below,
        suffix,
        lambda: read_turtle(paths),
        page=page,
        turtle=lambda: b"\n".join(each.read_bytes() for each in paths),
    )


def _paths(stem: str) -> tuple[Path, ...]:
    return (ontology_file("esf.ttl"),) if stem == VOCABULARY else tuple(shape_files())
