# SPDX-License-Identifier: EUPL-1.2
"""The list of organisations as CSV and JSON, streamed as it is read."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Collection, Iterable, Iterator
from typing import Final

from flask import Blueprint, Response, g, request

from fundgraph.errors import NotFound
from fundgraph.iris import Minter
from fundgraph.store.index import Index, OrganisationRow
from fundgraph.store.index.organisations import Bodies
from fundgraph.web import conditional
from fundgraph.web.formats import with_charset
from fundgraph.web.layout import href
from fundgraph.web.listing import chosen
from fundgraph.web.projects.asked import written
from fundgraph.web.site import release, site
from fundgraph.web.values import Link
from fundgraph.writers import FORMATS
from fundgraph.writers.csv import safe

blueprint = Blueprint("organisation_files", __name__)
BELOW: Final = "/data/organisations"
TYPES: Final = {
    "csv": (FORMATS["csv"].media_type, FORMATS["csv"].label), "json": ("application/json", "JSON"),
}  # fmt: skip
ORDERS: Final = ("-granted", "-projects", "name")
LONGEST: Final = 200  # characters of a name
_AT_ONCE: Final = 1000
_COLUMNS: Final = (
    "iri", "name", "language", "legal_form", "projects", "projects_as_promoter", "granted_eur",
    "spent_eur", "without_granted_eur", "without_spent_eur", "only_made_up",
)  # fmt: skip

Member = dict[str, object]


def asked(forms: Collection[str]) -> Bodies:
    """The organisations that the address asks for; a legal form that there is not is ignored."""
    name, form = request.args.get("q", "").strip(), request.args.get("form", "")
    return Bodies(name[:LONGEST] or None, form if form in forms else None)


def file_links(choice: Bodies, sort: str) -> tuple[Link, ...]:
    """All organisations of a choice in each format."""
    query = _query(choice, sort)
    return tuple(
        Link(href(f"{BELOW}.{suffix}{query}"), "alternate", media_type, label=label)
        for suffix, (media_type, label) in TYPES.items()
    )


def _query(choice: Bodies, sort: str) -> str:
    """The query string of a choice, in one order whatever it came in."""
    usual = ORDERS[0]
    said = {"q": choice.name, "form": choice.legal_form, "sort": None if sort == usual else sort}
    return written([(name, value) for name, value in said.items() if value])


@blueprint.get(f"{BELOW}.<suffix>")
def in_format(suffix: str) -> Response:
    """The organisations of a choice in one format."""
    if suffix not in TYPES:
        raise NotFound("The organisations do not come in this format.")
    index = release().index
    choice = asked({code for code, _count in index.legal_forms()})
    sort = chosen(dict.fromkeys(ORDERS, ""))
    query = _query(choice, sort)
    etag = conditional.tag("organisations", suffix, query)
    known = conditional.unchanged(etag)
    minter = site().minter  # the request is over when most of it is sent
    members = (_member(row, minter) for row in _all(index, choice, sort))
    chunks = _csv(members) if suffix == "csv" else _json(members)
    response = Response(status=304) if known else site().turns.stream(chunks)
    response.content_type = with_charset(TYPES[suffix][0])
    response.set_etag(known or etag)
    response.headers["Content-Location"] = href(f"{BELOW}.{suffix}{query}")
    response.headers["Content-Disposition"] = f'attachment; filename="organisations.{suffix}"'
    g.links = file_links(choice, sort)
    return response


def _all(index: Index, choice: Bodies, sort: str) -> Iterator[OrganisationRow]:
    offset, rows = 0, index.organisations(choice, sort=sort, limit=_AT_ONCE)
    while rows:
        yield from rows
        offset += _AT_ONCE
        rows = index.organisations(choice, sort=sort, limit=_AT_ONCE, offset=offset)


def _member(row: OrganisationRow, minter: Minter) -> Member:
    """An organisation by the columns; sums are of what it promotes, None where none is stated."""
    totals = row.totals
    values = (
        minter.thing("organisation", row.slug), row.name, row.language, row.legal_form,
        row.projects, totals.projects, _euros(totals.known_granted), _euros(totals.known_spent),
        totals.without_granted, totals.without_spent, row.only_made_up,
    )  # fmt: skip
    return dict(zip(_COLUMNS, values, strict=True))


def _euros(cents: int | None) -> float | None:
    return None if cents is None else cents / 100


def _csv(members: Iterable[Member]) -> Iterator[bytes]:
    yield _line(_COLUMNS)
    for member in members:
        yield _line([_cell(member[name]) for name in _COLUMNS])


def _line(cells: Iterable[str]) -> bytes:
    line = io.StringIO(newline="")
    csv.writer(line, lineterminator="\r\n").writerow(cells)
    return line.getvalue().encode()


def _cell(value: object) -> str:
    """A value as our tables write it."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float):
        return f"{value:.2f}"
    return safe(value) if isinstance(value, str) else "" if value is None else str(value)


def _json(members: Iterable[Member]) -> Iterator[bytes]:
    mark = '{"organisations":[\n'
    for member in members:
        yield (mark + json.dumps(member, ensure_ascii=False)).encode()
        mark = ",\n"
    yield (mark if mark.startswith("{") else "").encode() + b"\n]}\n"
