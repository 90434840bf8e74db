# SPDX-License-Identifier: EUPL-1.2
"""The pages of regions and towns: where they lie, and the projects that worked there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from flask import Blueprint

from fundgraph.store.index import PlaceRow, Selection, Totals
from fundgraph.vocabulary import DCTERMS, ESF, NUTS, SKOS
from fundgraph.web import maps, structured
from fundgraph.web.entities import entity, page_address, region_names, slug_of
from fundgraph.web.i18n import gettext as _
from fundgraph.web.layout import href, things
from fundgraph.web.neighbours import first_projects
from fundgraph.web.projects.asked import Asked
from fundgraph.web.rendering import render_template
from fundgraph.web.site import release, site
from fundgraph.web.views.rows import Body, Rows
from fundgraph.web.views.statements import Named, Statements, Things, Words

blueprint = Blueprint("places", __name__)
SOME, MOST_READ, RECEIVERS = 25, 2000, 10


@blueprint.get("/<language:language>/region/<slug>")
def region(language: str, slug: str) -> str:
    """The page of a region."""
    iri = entity("region", slug)
    index, known = release().index, things()
    found, named = known.read(iri), known.named(iri)
    selection = Selection(regions=(slug,))
    totals = index.totals(selection)
    return render_template(
        "region.html",
        section="regions",
        region=named,
        crumbs=_up(language),
        other_names=_other_names(found, named),
        nuts=[x.removeprefix(NUTS) for x in found.iris(iri, SKOS.closeMatch)],
        drawing=maps.marked({slug}),
        region_names=region_names(known),
        places=_towns(index.places(slug), known),
        totals=totals,
        counted=totals,
        years=index.years(selection),
        receivers=_receivers(selection, language),
        questioned=index.questioned(selection),
        structured=structured.thing("AdministrativeArea", named, page_address()),
        **first_projects(selection, language, region=slug),
    )


def _receivers(selection: Selection, language: str) -> list[tuple[Body, str]]:
    """Who was granted most for projects of a selection, with the address of their list."""
    index = release().index
    bodies = Rows(index, language).bodies(index.receivers(selection, limit=RECEIVERS))
    theirs = (replace(selection, organisation=body.slug, role="promoter") for body in bodies)
    addresses = (href(f"/{language}/projects{Asked(some).query()}") for some in theirs)
    return list(zip(bodies, addresses, strict=True))


def _up(language: str) -> list[tuple[str, str, str | None]]:
    return [(_("Regions"), f"/{language}/regions", None)]


def _other_names(found: Statements, named: Named) -> list[Words]:
    names = found.all_words(named.iri, SKOS.prefLabel)
    return [name for name in names if name.text != named.name.text]


def _towns(rows: Iterable[PlaceRow], known: Things) -> list[Named]:
    return [known.named(known.minter.thing("place", row.slug)) for row in rows]


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
        crumbs=[*_up(language), *((x.name.text, x.href or "", x.name.language) for x in parents)],
        regions=parents,
        other_names=_other_names(found, named),
        drawing=maps.marked({slug_of(parent) for parent in parents}),
        region_names=region_names(known),
        total=len(slugs),
        counted=Totals(len(rows), made_up=sum(row.made_up for row in rows)),
        projects=Rows(index, language).hits(index.titled(rows[:SOME], language)),
        structured=structured.place(named, parents, page_address()),
    )


def worked_here(iri: str) -> list[str]:
    """The slugs of the projects that have a site in a town."""
    sites = release().store.subjects(str(ESF.place), f"<{iri}>")
    split = (site().minter.split(part.strip("<>").partition("#")[0]) for part in sites)
    return list(dict.fromkeys(found[1] for found in split if found and found[0] == "project"))
