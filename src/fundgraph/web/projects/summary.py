# SPDX-License-Identifier: EUPL-1.2
"""A list of projects as plain JSON: how many, their sums, what a table shows of each; what of its
address was not understood."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Final

from fundgraph.store.index import ProgrammeRow, ProjectRow
from fundgraph.web.addresses import encoded
from fundgraph.web.projects.asked import LONGEST, Asked
from fundgraph.web.releases import Current
from fundgraph.web.site import Site
from fundgraph.web.views.rows import Rows, programme_title

Json = dict[str, object]

_TEXT: Final[Json] = {"type": ["string", "null"]}
_IRI: Final[Json] = {"type": "string", "format": "iri"}
_MONEY: Final[Json] = {"type": ["number", "null"], "description": "Euros."}


def _object(properties: Json, *, known: bool = True) -> Json:
    kind: object = "object" if known else ["object", "null"]
    return {"type": kind, "required": list(properties), "properties": properties}


_PROJECT: Final = _object(
    {
        "iri": _IRI,
        "number": _TEXT,
        "title": _TEXT,
        "language": _TEXT,
        "promoter": _object({"iri": _IRI, "name": _TEXT}, known=False),
        "programme": _object({"iri": _IRI, "number": _TEXT, "title": _TEXT}, known=False),
        "regions": {"type": "array", "items": _object({"iri": _IRI, "name": _TEXT})},
        "status": _TEXT,
        "fund": _TEXT,
        "period": _TEXT,
        "start": _TEXT,
        "end": _TEXT,
        "granted": _MONEY,
        "spent": _MONEY,
        "made_up": {"type": "boolean"},
        "page": _IRI,
    }
)
# What the answer looks like, for the description of the interface.
PROJECTS: Final = _object(
    {
        "total": {"type": "integer", "minimum": 0},
        "ignored": {
            "type": "array",
            "description": "Parameters of the address that were not understood and left out.",
            "items": _object({"parameter": _TEXT, "value": _TEXT}),
        },
        "sums": _object({"granted": _MONEY, "spent": _MONEY}),
        "projects": {"type": "array", "items": _PROJECT},
    }
)
_encode: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def chunks(
    current: Current, asked: Asked, running: Site, size: int, language: str | None = None
) -> Iterator[bytes]:
    """The object in pieces of about `size` bytes, with titles in a language where there are such
    (default: each in its own). It is closed behind the last project only."""
    totals = current.index.totals(asked.selection)
    sums = {"granted": _euros(totals.known_granted), "spent": _euros(totals.known_spent)}
    ignored = [{"parameter": one.parameter, "value": one.value[:LONGEST]} for one in asked.ignored]
    head = (
        f'{{"total":{totals.projects},"ignored":{_encode(ignored)},"sums":{_encode(sums)},\n'
        '"projects":['
    )
    members = Members(current, running, language)
    waiting, length, mark = [head], len(head), "\n"
    for row in current.index.matching(asked.selection, sort=asked.order, language=language):
        waiting.append(mark + _encode(members.of(row)))
        running.courtesy.let_by()
        length, mark = length + len(waiting[-1]), ",\n"
        if length >= size:
            yield "".join(waiting).encode()
            waiting, length = [], 0
    yield "".join([*waiting, "\n]}\n"]).encode()


class Members:
    """Projects of a release as objects; names are in a language (default: the site's first)."""

    def __init__(self, current: Current, running: Site, language: str | None = None) -> None:
        self._minter = running.minter
        self._base = running.settings.base_iri
        self._language = language or running.settings.languages[0]
        rows = Rows(current.index, self._language)
        self._regions = {row.slug: rows.region_label(row) for row in current.index.regions()}
        self._index = current.index
        self._programmes: dict[str, ProgrammeRow | None] = {}

    def of(self, row: ProjectRow) -> Json:
        """A project as the description of the interface has it; None for what is not stated."""
        return {
            "iri": row.iri,
            "number": row.number,
            "title": row.title,
            "language": row.title_language,
            "promoter": self._thing("organisation", row.promoter, name=row.promoter_name),
            "programme": self._programme(row.programme),
            "regions": [
                self._thing("region", slug, name=self._regions.get(slug)) for slug in row.regions
            ],
            "status": row.status,
            "fund": row.fund,
            "period": row.period,
            "start": row.start,
            "end": row.end,
            "granted": _euros(row.granted),
            "spent": _euros(row.spent),
            "made_up": row.made_up,
            "page": self._base + encoded(f"{self._language}/project/{row.slug}"),
        }

    def _thing(self, kind: str, slug: str | None, **members: object) -> Json | None:
        return {"iri": self._minter.thing(kind, slug), **members} if slug else None

    def _programme(self, slug: str | None) -> Json | None:
        if slug is None:
            return None
        if slug not in self._programmes:
            self._programmes[slug] = self._index.programme(slug)
        found = self._programmes[slug]
        title = programme_title(found, self._language).text if found else None
        number = found.identifier if found else None
        return self._thing("programme", slug, number=number, title=title)


def _euros(cents: int | None) -> float | None:
    return None if cents is None else cents / 100
