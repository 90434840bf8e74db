# SPDX-License-Identifier: EUPL-1.2
"""What the things of a result are called: read kind by kind, never thing by thing."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from fundgraph.store.index.labels import Label
from fundgraph.vocabulary import CODE, ESF
from fundgraph.web.layout import href, local
from fundgraph.web.query.terms import label_of
from fundgraph.web.site import release, site
from fundgraph.web.views.shortening import shortened
from fundgraph.web.views.statements import capitalised, code_lists, page_path, web_address

_ESF: Final = str(ESF._NS)
# What stands before the name of a source, or the kind and name of a thing.
_BEFORE: Final = re.compile(r"^(?:id|data/source)/")
_UNNAMED: Final = Label("", None, None)


@dataclass(frozen=True, slots=True)
class Name:
    """What an IRI is called, with its language; where it leads, if anywhere; `number` is that of a
    project, `code` of a level of programmes, `note` the IRI in short where the name does not tell
    it."""

    text: str
    href: str | None = None
    language: str | None = None
    number: str | None = None
    note: str = ""
    code: str = ""


def named(iris: Iterable[str], language: str) -> dict[str, Name]:
    """The names of IRIs in a language: of our things, concepts and terms their labels, of all
    others themselves, in short."""
    others: list[str] = []
    slugs: dict[str, dict[str, str]] = defaultdict(dict)
    for iri in iris:
        split = site().minter.split(iri)
        if split:
            slugs[split[0]][split[1]] = iri
        else:
            others.append(iri)
    found = {iri: _other(iri, language) for iri in others}
    for kind, by_slug in slugs.items():
        found.update(_things(kind, by_slug, language))
    return found


def _things(kind: str, by_slug: dict[str, str], language: str) -> Iterator[tuple[str, Name]]:
    labels = release().index.labels(kind, by_slug, language)
    for slug, iri in by_slug.items():
        label = labels.get(slug, _UNNAMED)
        page = page_path(site().minter, iri, language)
        number = label.number if kind == "project" else None
        text = label.text or f"{kind}/{slug}"
        code = label.number or "" if kind == "programme" and label.number != text else ""
        yield iri, Name(text, page and href(page), label.language, number, code=code)


def _other(iri: str, language: str) -> Name:
    if iri.startswith(CODE):
        return _concept(iri, language)
    if iri.startswith(_ESF) and (label := label_of(iri.removeprefix(_ESF), language)):
        address = href(f"/ns/esf?lang={language}") + f"#{iri.removeprefix(_ESF)}"
        return Name(label, address, note=shortened(iri))
    base = site().settings.base_iri
    if iri.startswith(base):
        return Name(_BEFORE.sub("", iri.removeprefix(base)), local(iri))
    return Name(shortened(iri), web_address(iri))


def _concept(iri: str, language: str) -> Name:
    below = iri.removeprefix(CODE)
    scheme, _, code = below.partition("/")
    lists = code_lists()
    try:
        label = (
            lists.label(scheme, code, language) if code else lists.scheme_label(scheme, language)
        )
    except KeyError:
        return Name(shortened(iri), web_address(iri))
    return Name(capitalised(label), href(f"/code/{below}?lang={language}"))
