# SPDX-License-Identifier: EUPL-1.2
"""The page of a project: its view, its neighbours, what can be taken away."""

from __future__ import annotations

from collections.abc import Collection
from functools import lru_cache
from pathlib import Path
from urllib.parse import urlencode

from flask import Blueprint, g, request
from markupsafe import Markup

from fundgraph.store.index import Selection
from fundgraph.web import maps, signposts, structured
from fundgraph.web.addresses import normalised
from fundgraph.web.citation import citation
from fundgraph.web.documents import serialised
from fundgraph.web.formats import BY_SUFFIX
from fundgraph.web.i18n import gettext as _
from fundgraph.web.knowledge import statements
from fundgraph.web.layout import site_title, things
from fundgraph.web.pieces import text_of
from fundgraph.web.presence import published
from fundgraph.web.rendering import render_template, template
from fundgraph.web.site import release, site
from fundgraph.web.views.extended import extended_view
from fundgraph.web.views.project import ProjectView, project_view
from fundgraph.web.views.remarks import remarks
from fundgraph.web.views.statements import Named, Things
from fundgraph.writers import Triple

blueprint = Blueprint("entities", __name__)
EXTENDED = "extended"
FEW = 5  # of the projects of a level: fewer say nothing of one of them
SOME = 8  # of the partners, before the rest folds away
# A step of a breadcrumb: label, address (empty for the page itself), language.
Crumb = tuple[str, str, str | None]


@blueprint.get("/<language:language>/project/<slug>")
def project(language: str, slug: str) -> str:
    """The page of a project, or its extended view."""
    iri = entity("project", slug)
    known = things()
    view = project_view(iri, known)
    around = {"section": "projects", "project": view, "crumbs": _crumbs(view, language)}
    if request.args.get("view") == EXTENDED:
        return _extended(iri, known, around)
    current = release()
    marked = _on_the_map({slug_of(region) for region in view.where.regions})
    return render_template(
        "project.html",
        **around,
        some=SOME,
        drawing=maps.outlines() if marked else None,
        map=_map(language, marked, tuple(region_names(known).items())),
        similar=_with_others(view),
        less=_granted_less(view, slug),
        remarks=remarks(current.index.findings(slug), view, known),
        citation=citation(view, site_title(), release=current.id, year=current.issued.year),
        structured=structured.project(view, page_address()),
    )


def _extended(iri: str, known: Things, around: dict[str, object]) -> str:
    """Every statement of a project's record, with its origin."""
    said = statements(iri)
    return render_template(
        "extended.html",
        **around,
        here=request.path,
        record=extended_view(iri, said, known),
        turtle=_turtle(said),
    )


def _on_the_map(slugs: set[str]) -> frozenset[str]:
    """The regions, where the outlines have all of them; else none."""
    return frozenset(slugs) if maps.marked(slugs) else frozenset()


@lru_cache(maxsize=256)
def _map(language: str, slugs: frozenset[str], names: tuple[tuple[str, str], ...]) -> Markup:
    """The map with some regions marked; nothing where there are none."""
    if not slugs:
        return Markup("")
    values = {"drawing": maps.marked(slugs), "region_names": dict(names)}
    return Markup(template("project/map.html", language).render(values))


def _with_others(view: ProjectView) -> dict[str, int]:
    """The promoter, programme level and regions that other projects name as well, by IRI: how
    many projects do."""
    folder, index = release().folder, release().index
    levels, promoters = view.frame.programmes[-1:], view.parties.get("promoter", ())[:1]
    named = {
        **{x.organisation.iri: index.takes_part(slug_of(x.organisation)) for x in promoters},
        **{x.iri: _projects(folder, "programme", slug_of(x)) for x in levels},
        **{x.iri: _projects(folder, "region", slug_of(x)) for x in view.where.regions},
    }
    return {iri: projects for iri, projects in named.items() if projects > 1}


def _granted_less(view: ProjectView, slug: str) -> int | None:
    """How many projects of the same programme level were granted less; None where it is not known,
    or too few say what they were granted."""
    row, levels = release().index.project(slug), view.frame.programmes[-1:]
    if row is None or row.granted is None or not levels:
        return None
    level = Selection(programmes=(slug_of(levels[0]),))
    less, known = release().index.granted_less(level, row.granted)
    return less if known >= FEW else None


@lru_cache(maxsize=4096)
def _projects(_folder: Path, kind: str, slug: str) -> int:
    """How many projects a level or region has, remembered by the release's folder."""
    index = release().index
    row = index.programme(slug) if kind == "programme" else index.region(slug)
    return row.totals.projects if row else 0


def entity(kind: str, slug: str) -> str:
    """The IRI of a thing that is published; sets the links of its page. Raises NotFound, Gone."""
    slug, language = normalised(slug), g.language
    iri = published(kind, slug, lambda other: f"/{language}/{kind}/{other}")
    g.links = signposts.of_page(kind, slug, language)
    return iri


def _crumbs(view: ProjectView, language: str) -> list[Crumb]:
    """The way to a project: fund and period, programme, level, the project itself."""
    frame = view.frame
    crumbs: list[Crumb] = [(_("Projects"), f"/{language}/projects", None)]
    crumbs += [_fund_crumb(frame.fund, frame.period, language)] if frame.fund else []
    for level in (frame.programmes[:1], frame.programmes[1:][-1:]):
        crumbs += [programme_crumb(named) for named in level]
    return [*crumbs, (view.number, "", None)]


def _fund_crumb(fund: Named, period: Named | None, language: str) -> Crumb:
    """A fund in a programming period as a step of the breadcrumb: its projects."""
    given = {"fund": fund.code} | ({"period": period.code} if period else {})
    label = ", ".join(named.name.text for named in (fund, period) if named)
    return label, f"/{language}/projects?{urlencode(given)}", None


def programme_crumb(named: Named) -> Crumb:
    """A programme level as a step of the breadcrumb: label, address, language."""
    return text_of(named), named.href or "", named.name.language


def slug_of(named: Named) -> str:
    """The slug of a thing of this site."""
    split = site().minter.split(named.iri)
    return split[1] if split else named.iri


def region_names(known: Things) -> dict[str, str]:
    """The names of the regions on the map, by slug."""
    return dict(_region_names(release().folder, known.language))


@lru_cache(maxsize=8)
def _region_names(_folder: Path, _language: str) -> tuple[tuple[str, str], ...]:
    """The names of the regions, remembered by the release's folder and the language."""
    known, thing = things(), site().minter.thing
    slugs = [shape.slug for shape in maps.outlines().shapes]
    return tuple((slug, known.named(thing("region", slug)).name.text) for slug in slugs)


def page_address() -> str:
    """The address of this page for other machines."""
    return signposts.absolute(request.path)


def _turtle(said: Collection[Triple]) -> str:
    """Statements in Turtle for reading: with those prefixes only that are used."""
    head, blank, body = serialised(said, BY_SUFFIX["ttl"]).decode().partition("\n\n")
    lines = head.split("\n")
    used = [line for line in lines if line.split(" ", 2)[1] in body]
    return "\n".join(used) + blank + body
