# SPDX-License-Identifier: EUPL-1.2
"""The page of a town: the region it lies in, and the projects that worked there."""

from __future__ import annotations

from flask import Blueprint

from fundgraph.store.index import Totals
from fundgraph.vocabulary import DCTERMS, ESF, SKOS
from fundgraph.web import maps, structured
from fundgraph.web.entities import entity, page_address, region_names, slug_of
from fundgraph.web.i18n import gettext as _
from fundgraph.web.layout import things
from fundgraph.web.rendering import render_template
from fundgraph.web.site import release, site
from fundgraph.web.views.rows import Rows

blueprint = Blueprint("places", __name__)
SOME, MOST_READ = 25, 2000


@blueprint.get("/<language:language>/place/<slug>")
def place(language: str, slug: str) -> str:
    """The page of a town."""
    iri = entity("place", slug)
    index, known = release().index, things()
    found, named = known.read(iri), known.named(iri)
    parents = [known.named(parent) for parent in found.iris(iri, DCTERMS.isPartOf)]
    slugs = worked_here(iri)
    rows = index.projects_of(slugs[:MOST_READ])
    return render_template(
        "place.html",
        section="regions",
        place=named,
        crumbs=[
            (_("Regions"), f"/{language}/regions", None),
            *((named.name.text, named.href or "", named.name.language) for named in parents),
        ],
        regions=parents,
        other_names=[x for x in found.all_words(iri, SKOS.prefLabel) if x.text != named.name.text],
        drawing=maps.marked({slug_of(parent) for parent in parents}),
        region_names=region_names(known),
        total=len(slugs),
        counted=Totals(len(rows), made_up=sum(row.made_up for row in rows)),
        projects=Rows(index, language).hits(rows[:SOME]),
        structured=structured.place(named, parents, page_address()),
    )


def worked_here(iri: str) -> list[str]:
    """The slugs of the projects that have a site in a town."""
    sites = release().store.subjects(str(ESF.place), f"<{iri}>")
    split = (site().minter.split(part.strip("<>").partition("#")[0]) for part in sites)
    return list(dict.fromkeys(found[1] for found in split if found and found[0] == "project"))
