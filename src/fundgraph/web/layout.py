# SPDX-License-Identifier: EUPL-1.2
"""What every page has around its content: navigation, languages, addresses, the release."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from urllib.parse import urlencode

from flask import Flask, g, request
from werkzeug.datastructures import MultiDict

from fundgraph.report import is_page
from fundgraph.web import i18n, rendering, structured
from fundgraph.web.addresses import encoded, with_query
from fundgraph.web.i18n import LANGUAGES, NAMES, language
from fundgraph.web.i18n import gettext as _
from fundgraph.web.knowledge import names, statements
from fundgraph.web.sentences import spoken
from fundgraph.web.signposts import absolute
from fundgraph.web.site import release, site
from fundgraph.web.views.statements import Things

_HOMES = ("/", *(f"/{code}/" for code in LANGUAGES))
LISTS = ("projects", "organisations", "checks")
_LONGEST = 10  # digits of the number of a page
BY_PARAMETER = ("/sparql", "/ns/", "/code", "/data/source/")


@dataclass(frozen=True, slots=True)
class Version:
    """The page of this request in one language: its path, with the state that it is in, and its
    address for other machines, without."""

    language: str
    name: str
    href: str
    absolute: str


@dataclass(frozen=True, slots=True)
class Item:
    """An entry of the main navigation."""

    name: str
    label: str
    href: str


def install(app: Flask) -> None:
    """Gives an app its languages, and its templates what they all need."""
    i18n.install(app)
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    app.jinja_env.globals.update(
        local=local,
        esf_only=esf_only,
        spoken=spoken,
        page_numbers=page_numbers,
        language_name=language_name,
        breadcrumbs=structured.breadcrumbs,
        absolute=absolute,
    )
    app.jinja_env.tests["page_file"] = is_page
    app.context_processor(surroundings)
    rendering.install(app)


def surroundings() -> dict[str, object]:
    """The variables that every template has."""
    found = versions()
    own = next((version.absolute for version in found if version.language == language()), None)
    return {
        "site_title": site_title(),
        "navigation": navigation(),
        "versions": found,
        "canonical": own if indexed() else None,
        "anybody": _for_anybody(found),
        "release": g.get("release"),
        "publisher": site().settings.publisher,
        "section": "",
    }


def href(below: str) -> str:
    """The address of a page of this site as a path, its query string left as it is."""
    return request.script_root + with_query(below)


def local(iri: str) -> str:
    """An IRI of this site as a path; any other as it is."""
    base = site().settings.base_iri
    return f"{request.script_root}/{iri.removeprefix(base)}" if iri.startswith(base) else iri


def site_title() -> str:
    """The site's title: of the settings, else what every site of this kind is."""
    default = _("European Social Fund projects") if esf_only() else _("Publicly funded projects")
    return site().settings.title or default


def navigation() -> tuple[Item, ...]:
    """The main navigation in the language of the page."""
    return _navigation(language())


@cache
def _navigation(code: str) -> tuple[Item, ...]:
    return (
        Item("projects", _("Projects"), f"/{code}/projects"),
        Item("organisations", _("Organisations"), f"/{code}/organisations"),
        Item("regions", _("Regions"), f"/{code}/regions"),
        Item("programmes", _("Programmes"), f"/{code}/programmes"),
        Item("data", _("Data"), f"/{code}/data"),
        Item("query", _("Queries"), f"/sparql?lang={code}"),
    )


def versions() -> tuple[Version, ...]:
    """The page of this request in each language of the site."""
    return tuple(_version(code) for code in LANGUAGES if code in site().settings.languages)


def _version(code: str) -> Version:
    below, state, kept = _translated(code)
    shown = request.script_root + encoded(below) + state
    return Version(code, NAMES[code], shown, absolute(below, kept))


def indexed() -> bool:
    """Whether search engines may keep this page: a filtered list or the answer of a query is one of
    so many that they would drown in them."""
    return set(request.args) <= {"lang", "page", "sort"}


def _for_anybody(found: tuple[Version, ...]) -> str:
    """The address for readers of any language: the site's root chooses, else the first language."""
    return absolute("/") if request.path in _HOMES else found[0].absolute


def _translated(code: str) -> tuple[str, str, str]:
    """The path of this page in a language below the site's root, its query string, and what of that
    search engines are to keep: the page of a list."""
    first, slash, rest = request.path.lstrip("/").partition("/")
    if first in LANGUAGES:
        return f"/{code}{slash}{rest}", _query(request.query_string.decode("latin-1")), _page(rest)
    if request.path.startswith(BY_PARAMETER):
        parameters = MultiDict(request.args)
        parameters["lang"] = code
        everything = urlencode(list(parameters.items(multi=True)))
        return request.path, _query(everything), f"?lang={code}"
    return f"/{code}/", "", ""


def _query(text: str) -> str:
    return f"?{text}" if text else ""


def _page(below: str) -> str:
    """The page of a list in its usual order, but for the first."""
    page = request.args.get("page", "1")
    is_number = page.isascii() and page.isdigit() and len(page) < _LONGEST
    kept = below in LISTS and is_number and page != "1" and "sort" not in request.args
    return f"?page={int(page)}" if kept else ""


def things() -> Things:
    """The things of the release that this request is answered from, in the page's language."""
    return Things(statements, site().minter, language(), names())


def esf_only() -> bool:
    """Whether every project of this release names the European Social Fund."""
    return g.get("release") is None or _funds(release().folder) == {"ESF"}


@lru_cache(maxsize=4)
def _funds(_folder: Path) -> frozenset[str | None]:
    """The funds of a release, remembered by its folder: holding on to the release itself would
    keep it open after its time."""
    return frozenset(release().index.funds())


def page_numbers(page: int, pages: int) -> list[int | None]:
    """The page numbers to link: the first, the last, those around; None stands for a gap."""
    near = {1, pages, *range(page - 2, page + 3)}
    numbers: list[int | None] = []
    for number in sorted(n for n in near if 1 <= n <= pages):
        last = numbers[-1] if numbers else 0
        if last is not None and number > last + 1:
            numbers.append(None)
        numbers.append(number)
    return numbers


def language_name(code: str) -> str:
    """The name of a language that texts come in, for running text."""
    names = {"lv": _("Latvian"), "en": _("English"), "ru": _("Russian")}
    return names.get(code, code)
