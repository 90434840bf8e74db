# SPDX-License-Identifier: EUPL-1.2
"""The pages of the vocabulary, the code lists and their concepts."""

from __future__ import annotations

from fundgraph.vocabulary import CODE
from fundgraph.web.layout import things
from fundgraph.web.rendering import render_template
from fundgraph.web.site import release
from fundgraph.web.views.vocabulary import (
    concept_view,
    scheme_view,
    scheme_views,
    vocabulary_view,
)


def vocabulary_page() -> str:
    """The page of the vocabulary."""
    known = things()
    view = vocabulary_view(known, release().store.subjects)
    return render_template("vocabulary.html", view=view, schemes=scheme_views(known))


def scheme_page(scheme: str) -> str:
    """The page of a code list."""
    view = scheme_view(scheme, things(), release().store.subjects)
    return render_template("scheme.html", view=view)


def concept_page(scheme: str, code: str) -> str:
    """The page of one concept of a code list."""
    known = things()
    view = concept_view(f"{CODE}{scheme}/{code}", known)
    listed = next(found for found in scheme_views(known) if found.code == scheme)
    return render_template("concept.html", view=view, scheme=listed)
