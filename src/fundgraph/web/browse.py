# SPDX-License-Identifier: EUPL-1.2
"""The home page."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from operator import attrgetter
from pathlib import Path

from flask import Blueprint, g
from markupsafe import Markup

from fundgraph.store.index import Index, Selection
from fundgraph.store.index.selection import NONE
from fundgraph.web import structured, texts
from fundgraph.web.charts import Bar, bars
from fundgraph.web.i18n import gettext as _
from fundgraph.web.info import statement_counts
from fundgraph.web.layout import href, site_title, things
from fundgraph.web.negotiation import vary
from fundgraph.web.query.questions import examples
from fundgraph.web.rendering import render_template
from fundgraph.web.site import release, site
from fundgraph.web.views.regions import of_release
from fundgraph.web.views.registers import Register, registers
from fundgraph.web.views.rows import Level, Rows
from fundgraph.web.views.statements import capitalised, concept_label

blueprint = Blueprint("browse", __name__)
QUESTIONS, PROGRAMMES, REGIONS = 3, 6, 10
UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Fund:
    """A fund as a way to its projects."""

    code: str
    label: str
    projects: int


@dataclass(frozen=True, slots=True)
class Largest:
    """Bars of the largest programmes: by what they granted, else by their projects."""

    granted: bool
    bars: Markup


@blueprint.get("/")
def root() -> str:
    """The home page in the reader's language."""
    vary("Accept-Language")
    return _home(g.language)


@blueprint.get("/<language:language>/")
def home(language: str) -> str:
    """The home page."""
    return _home(language)


def _home(language: str) -> str:
    index, manifest, known = release().index, release().manifest, things()
    regions = of_release(index, known)
    figures = index.figures()
    return render_template(
        "home.html",
        figures=figures,
        counted=figures.totals,
        regions=regions,
        areas=regions.largest(REGIONS),
        years=index.years(),
        programmes=_programmes(index, language),
        funds=[Fund(c, _fund_label(c, language), n) for c, n in _funds(release().folder)],
        examples=examples(language)[:QUESTIONS],
        registers=_registers(release().folder, language),
        statements=statement_counts(manifest),
        structured=structured.website(site_title(), site().settings.base_iri, language),
    )


def _programmes(index: Index, language: str) -> Largest:
    """The programmes that granted most; where none says what, those with the most projects."""
    tops = Rows(index, language).levels(index.programmes())
    granted = any(level.totals.granted for level in tops)
    key = attrgetter("totals.granted" if granted else "totals.projects")
    largest = sorted(tops, key=key, reverse=True)[:PROGRAMMES]
    return Largest(granted, bars(_bar(level, granted, language) for level in largest))


def _bar(level: Level, granted: bool, language: str) -> Bar:
    totals = level.totals
    value = totals.known_granted if granted else totals.projects
    written = texts.short_money(Decimal(totals.granted) / 100, language)
    text = written if granted else texts.number(totals.projects, language)
    address = href(level.href)
    return Bar(level.title, value, "–" if value is None else text, address, level.language or "")


@lru_cache(maxsize=8)
def _registers(_folder: Path, _language: str) -> tuple[Register, ...]:
    """The registers, remembered by the release's folder and the language."""
    return registers(release().manifest, things())


def _fund_label(code: str, language: str) -> str:
    return capitalised(_("not stated")) if code == NONE else concept_label("fund", code, language)


@lru_cache(maxsize=4)
def _funds(_folder: Path) -> tuple[tuple[str, int], ...]:
    """The codes of the funds with the number of their projects, the most first, those that name
    none last; remembered by the release's folder."""
    found = release().index.search(Selection(), limit=1).facets.funds
    counts = [(fund.value or NONE, fund.projects) for fund in found if fund.projects]
    return tuple(sorted(counts, key=lambda fund: (fund[0] == NONE, fund[0] == UNKNOWN, -fund[1])))
