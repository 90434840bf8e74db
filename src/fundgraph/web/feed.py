# SPDX-License-Identifier: EUPL-1.2
"""The feed (Atom, RFC 4287): what the current release added and changed, and the releases."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from flask import Blueprint, Response

from fundgraph.release.manifest import ChangeEntry
from fundgraph.store.index.history import since
from fundgraph.vocabulary import ATOM
from fundgraph.web import texts
from fundgraph.web.i18n import gettext as _
from fundgraph.web.kept_releases import ReleaseRow, kept_releases
from fundgraph.web.layout import site_title
from fundgraph.web.markup import in_xml
from fundgraph.web.signposts import absolute
from fundgraph.web.site import release, site

blueprint = Blueprint("feed", __name__)
TYPE: Final = "application/atom+xml"
MOST: Final = 100
INDEX: Final = "search.sqlite"


@blueprint.get("/<language:language>/changes.atom")
def feed(language: str) -> Response:
    """The projects that the current release added or changed, the largest grants first, and the
    releases that are kept."""
    here = absolute(f"/{language}/changes.atom")
    entries = (*_releases(language), *_projects(language))
    author = site().settings.publisher or site_title()
    head = (
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<feed xmlns="{ATOM}" xml:lang="{language}">',
        f"<title>{_xml(_('%(site)s: changes', site=site_title()))}</title>",
        f"<id>{escape(here)}</id>",
        f'<link rel="self" type="{TYPE}" href="{escape(here)}"/>',
        f'<link rel="alternate" type="text/html" href="{escape(absolute(f"/{language}/data"))}"/>',
        f"<updated>{_moment()}</updated>",
        f"<author><name>{_xml(author)}</name></author>",
    )
    content = "\n".join((*head, *entries, "</feed>", ""))
    return Response(content, content_type=f"{TYPE}; charset=utf-8")


def _moment() -> str:
    """When the current release was made."""
    return release().issued.isoformat(timespec="seconds")


def _releases(language: str) -> Iterator[str]:
    for row in kept_releases():
        day = texts.day(row.day, language, case="genitive")
        moment = row.created
        place = absolute(f"/{language}/data")
        yield _entry(
            f"{absolute('/')}#{row.id}", f"{place}#releases", moment,
            _("Release of %(day)s", day=day), _counted(row.changes, row, language),
        )  # fmt: skip


def _counted(changes: ChangeEntry | None, row: ReleaseRow, language: str) -> str:
    """What a release changed, in a sentence."""
    if changes is None or changes.before is None:
        return _("Projects: %(count)s", count=texts.number(row.projects, language))
    numbers = {
        "added": texts.number(changes.added, language),
        "changed": texts.number(changes.changed, language),
        "removed": texts.number(changes.removed, language),
    }
    return _("Projects added: %(added)s, changed: %(changed)s, removed: %(removed)s", **numbers)


def _projects(language: str) -> Iterator[str]:
    fresh = _fresh(release().folder)
    found = release().index.projects_of([slug for slug, _new in fresh])
    rows = {row.slug: row for row in release().index.titled(found, language)}
    for slug, new in fresh:
        row = rows[slug]
        money = (
            "" if row.granted is None else texts.money(Decimal(row.granted) / 100, "EUR", language)
        )
        said = [_("Added") if new else _("Changed"), row.promoter_name or "", money, row.number]
        place = absolute(f"/{language}/project/{slug}")
        told, spoken = " · ".join(filter(None, said)), row.title_language
        yield _entry(row.iri, place, _moment(), row.title, told, spoken)


@lru_cache(maxsize=4)
def _fresh(folder: Path) -> tuple[tuple[str, bool], ...]:
    """The projects that a release added (true) or changed, remembered by its folder; none where
    there is no release before it any more."""
    changes = release().manifest.changes
    before = folder.parent / changes.before / INDEX if changes and changes.before else None
    return since(before, folder / INDEX, MOST) if before and before.is_file() else ()


def _entry(
    identifier: str, place: str, updated: str, title: str, summary: str, language: str = ""
) -> str:
    spoken = f" xml:lang={quoteattr(language)}" if language else ""
    parts: Iterable[str] = (
        f"<title{spoken}>{_xml(title)}</title>",
        f"<id>{escape(identifier)}</id>",
        f'<link rel="alternate" type="text/html" href="{escape(place)}"/>',
        f"<updated>{updated}</updated>",
        f"<summary>{_xml(summary)}</summary>",
    )
    return f"<entry>{''.join(parts)}</entry>"


def _xml(text: str) -> str:
    return escape(in_xml(text))
