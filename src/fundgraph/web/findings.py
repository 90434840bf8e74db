# SPDX-License-Identifier: EUPL-1.2
"""The findings of the current release as files: a SHACL report, JSON, a table."""

from __future__ import annotations

from flask import Blueprint, Response, g, send_file

from fundgraph.errors import NotFound
from fundgraph.release.report_files import csv_lines
from fundgraph.web import conditional
from fundgraph.web.addresses import path
from fundgraph.web.chosen_findings import asked, query
from fundgraph.web.conditional import REVALIDATE
from fundgraph.web.formats import with_charset
from fundgraph.web.negotiation import media_type
from fundgraph.web.site import release, site
from fundgraph.web.values import Link

blueprint = Blueprint("findings", __name__)
BELOW = "/data/report"
TYPES = {"ttl": "text/turtle", "json": "application/json", "csv": "text/csv"}


@blueprint.get(BELOW)
def report() -> Response:
    """The report in the format that the client prefers."""
    chosen = media_type(tuple(TYPES.values()))
    suffix = next(suffix for suffix, kind in TYPES.items() if kind == chosen)
    response = in_format(suffix)
    response.headers["Content-Location"] = path(f"{BELOW}.{suffix}")
    return response


@blueprint.get("/data/findings.csv")
def chosen() -> Response:
    """The findings that the address chooses, as a table, streamed."""
    choice = asked()
    etag = conditional.tag("findings", query(choice))
    known = conditional.unchanged(etag)
    lines = csv_lines(release().index.chosen_findings(choice))
    response = Response(status=304) if known else site().turns.stream(lines)
    response.content_type = with_charset(TYPES["csv"])
    response.set_etag(known or etag)
    return response


@blueprint.get(f"{BELOW}.<suffix>")
def in_format(suffix: str) -> Response:
    """The report in one format, as it was written at publish."""
    entry = release().manifest.files.get(f"report.{suffix}")
    if entry is None or suffix not in TYPES:
        raise NotFound("The findings do not come in this format.")
    g.links = tuple(
        Link(path(f"{BELOW}.{each}"), "alternate", kind) for each, kind in TYPES.items()
    )
    response = send_file(
        release().file(f"report.{suffix}"),
        mimetype=TYPES[suffix],
        etag=entry.sha256,
        last_modified=release().issued,
        max_age=0,
    )
    response.headers["Cache-Control"] = REVALIDATE
    return response
