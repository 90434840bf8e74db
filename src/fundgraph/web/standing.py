# SPDX-License-Identifier: EUPL-1.2
"""Where an organisation stands: its projects by programme, its place among all promoters."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from urllib.parse import urlencode

from markupsafe import Markup

from fundgraph.store.index import FacetCount, ProgrammeRow, Selection
from fundgraph.store.index.selection import NONE
from fundgraph.web import texts
from fundgraph.web.charts import Bar, bars
from fundgraph.web.i18n import gettext as _
from fundgraph.web.i18n import translations
from fundgraph.web.layout import href
from fundgraph.web.projects.labels import labels
from fundgraph.web.site import release
from fundgraph.web.views.statements import Words, capitalised

MOST = 8


@dataclass(frozen=True, slots=True)
class Shares:
    """Bars of what was granted, else of projects."""

    granted: bool
    bars: Markup


def by_programme(slug: str, language: str) -> Shares:
    """The projects that an organisation promotes by programme, the most granted first, each part
    leading to its list; small parts together. Empty where they are all in one."""
    index = release().index
    found = index.by_programme(Selection(organisation=slug, role="promoter"))
    counts = {one.value or NONE: one for one in found if one.projects}
    rows = _widest(index.programmes(), counts)
    parts = (*(row.slug for row in rows), NONE)
    told = [counts[one] for one in parts if one in counts]
    granted = any(one.granted for one in told)
    if len(told) < 2:
        return Shares(granted, Markup(""))
    ordered = sorted(told, key=lambda one: -(one.granted if granted else one.projects))
    cut = len(ordered) if len(ordered) <= MOST else MOST - 1
    drawn = [_bar(one, slug, language, granted=granted) for one in ordered[:cut]]
    others = [_others(ordered[cut:], language, granted=granted)] if ordered[cut:] else []
    return Shares(granted, bars([*drawn, *others]))


def _widest(
    rows: Sequence[ProgrammeRow], counts: Mapping[str, FacetCount]
) -> Sequence[ProgrammeRow]:
    """The levels where the projects part: below a programme that has all of them, its parts."""
    there = [row for row in rows if row.slug in counts]
    if len(there) != 1:
        return there
    below = _widest(release().index.programmes(there[0].slug), counts)
    return below if sum(counts[row.slug].projects for row in below) == _all(counts) else there


def _all(counts: Mapping[str, FacetCount]) -> int:
    return max((one.projects for one in counts.values()), default=0)


def _bar(one: FacetCount, slug: str, language: str, *, granted: bool) -> Bar:
    part = one.value or NONE
    asked = {"organisation": slug, "role": "promoter", "programme": part}
    unstated = Words(capitalised(_("not stated")))
    label = unstated if part == NONE else labels(language).of("programmes", part)
    address = href(f"/{language}/projects?{urlencode(asked)}")
    value, text = _figure([one], language, granted=granted)
    return Bar(label.text, value, text, address, label.language or "")


def _others(rest: Sequence[FacetCount], language: str, *, granted: bool) -> Bar:
    ngettext = translations(language).ungettext
    told = ngettext("%(count)s other part", "%(count)s other parts", len(rest))
    label = told % {"count": texts.number(len(rest), language)}
    return Bar(label, *_figure(rest, language, granted=granted))


def _figure(some: Sequence[FacetCount], language: str, *, granted: bool) -> tuple[int, str]:
    """The figure of some parts together: a project belongs to one of them."""
    if granted:
        cents = sum(one.granted for one in some)
        return cents, texts.short_money(Decimal(cents) / 100, language)
    projects = sum(one.projects for one in some)
    return projects, texts.number(projects, language)
