# SPDX-License-Identifier: EUPL-1.2
"""The pages of what projects have in common: organisations and programme levels."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import unquote, urlencode

from flask import Blueprint

from fundgraph.store.index import OrganisationRow, Totals
from fundgraph.store.index.selection import Selection
from fundgraph.vocabulary import DCTERMS
from fundgraph.web import structured
from fundgraph.web.entities import entity, page_address, programme_crumb
from fundgraph.web.i18n import gettext as _
from fundgraph.web.layout import href, local, things
from fundgraph.web.projects.asked import Asked
from fundgraph.web.projects.takeaway import data_links
from fundgraph.web.rendering import render_template
from fundgraph.web.site import release, site
from fundgraph.web.standing import by_programme
from fundgraph.web.values import Link
from fundgraph.web.views.organisation import card
from fundgraph.web.views.programme import programme_view
from fundgraph.web.views.project import ROLES
from fundgraph.web.views.rows import Hit, Level, Rows
from fundgraph.web.views.statements import Named, Words, concept_label

blueprint = Blueprint("neighbours", __name__)
SOME = 10


@dataclass(frozen=True, slots=True)
class Role:
    """A role that an organisation has in projects: its label, the sums of those projects as a
    whole, the address of their list."""

    label: str
    totals: Totals
    href: str


@blueprint.get("/<language:language>/organisation/<slug>")
def organisation(language: str, slug: str) -> str:
    """The page of an organisation."""
    iri = entity("organisation", slug)
    index = release().index
    view = card(iri, things())
    row, promoted = index.organisation(slug), Selection(organisation=slug, role="promoter")
    return render_template(
        "organisation.html",
        section="organisations",
        card=view,
        crumbs=[(_("Organisations"), f"/{language}/organisations", None)],
        totals=row.totals if row else Totals(),
        counted=row,
        count=row.projects if row else 0,
        roles=_roles(slug, language),
        published=_published(iri),
        place=_place(row),
        shares=by_programme(slug, language),
        years=index.years(promoted),
        questioned=index.questioned(promoted),
        colleagues=_worked_with(slug, language),
        some=SOME,
        structured=structured.organisation(view, page_address()),
        **first_projects(Selection(organisation=slug), language, organisation=slug),
    )


def _place(row: OrganisationRow | None) -> tuple[int, int] | None:
    """The place of an organisation among all promoters by what was granted; None without one."""
    granted = row.totals.known_granted if row else None
    return None if granted is None else release().index.rank(granted)


def _roles(slug: str, language: str) -> list[Role]:
    """The roles that an organisation has."""
    found = []
    for role in ROLES:
        totals = release().index.totals(Selection(organisation=slug, role=role))
        at = f"/{language}/projects?{urlencode({'organisation': slug, 'role': role})}"
        found.append(Role(concept_label("role", role, language), totals, at))
    return [role for role in found if role.totals.projects]


def _worked_with(slug: str, language: str) -> list[tuple[Named, int]]:
    """The organisations that share projects with one, and how many."""
    return [
        (
            Named("", Words(other.name, other.language), f"/{language}/organisation/{other.slug}"),
            shared,
        )
        for other, shared in release().index.worked_with(slug)
    ]


@blueprint.get("/<language:language>/programme/<slug>")
def programme(language: str, slug: str) -> str:
    """The page of a programme level."""
    iri = entity("programme", slug)
    index = release().index
    view = programme_view(iri, things())
    selection = Selection(programmes=(slug,))
    totals = index.totals(selection)
    path = [programme_crumb(named) for named in view.path[:-1]]
    return render_template(
        "programme.html",
        section="programmes",
        programme=view,
        crumbs=[(_("Programmes"), f"/{language}/programmes", None), *path],
        totals=totals,
        counted=totals,
        tree=_tree(slug, language),
        slug=slug,
        years=index.years(selection),
        questioned=index.questioned(selection),
        structured=structured.thing("FundingScheme", view.named, page_address()),
        **first_projects(selection, language, programme=slug),
    )


def _tree(slug: str, language: str) -> list[Level]:
    """The levels above a programme level from the top down, itself, those right below it."""
    index = release().index
    rows, path = Rows(index, language), index.programme_path(slug)
    levels = [level for depth, row in enumerate(path) for level in rows.levels([row], depth)]
    return [*levels, *rows.levels(index.programmes(slug), len(path))]


def _published(iri: str) -> list[tuple[str, str]]:
    """The source files that an organisation publishes: their paths and names."""
    start = site().minter.source_file("", "").rstrip("/")
    subjects = release().store.subjects(str(DCTERMS.publisher), f"<{iri}>")
    files = (subject.strip("<>") for subject in subjects if subject.startswith(f"<{start}/"))
    return [(local(file), unquote(file.removeprefix(f"{start}/"))) for file in files]


def first_projects(
    selection: Selection, language: str, **asked: str
) -> dict[str, tuple[Hit, ...] | tuple[Link, ...] | str]:
    """The first projects of a selection, the address of all of them, by what it asks for, and all
    of them as files."""
    index = release().index
    rows = Rows(index, language)
    return {
        "projects": rows.hits(index.projects(selection, limit=SOME, language=language)),
        "all": href(f"/{language}/projects?{urlencode(asked)}"),
        "files": data_links(Asked(selection)),
    }
