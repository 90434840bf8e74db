# SPDX-License-Identifier: EUPL-1.2
"""Tables for spreadsheets: CSV that begins with a byte order mark, where the address asks for it.

Excel takes CSV without the mark for the encoding of the machine and breaks its letters; programs
that do not expect the mark take it for a part of the first heading. So the links of pages ask for
it (`bom=true`, as in CKAN), and every other address gives plain UTF-8 (RFC 4180).
"""

from __future__ import annotations

from codecs import BOM_UTF8
from itertools import chain
from typing import Final

from flask import Flask, Response, request

from fundgraph.writers import FORMATS

PARAMETER: Final = "bom"
_WANTED: Final = f"{PARAMETER}=true"
_CSV: Final = FORMATS["csv"].media_type
_DATA: Final = "/data/"


def register(app: Flask) -> None:
    """Has the tables of an application carry the mark where they are asked to."""
    app.after_request(_mark)


def for_spreadsheets(href: str) -> str:
    """The address of a table with the mark."""
    return f"{href}{'&' if '?' in href else '?'}{_WANTED}"


def for_people(href: str, media_type: str | None) -> str:
    """An address for the link of a page: of a table of this site, but for the answers of queries,
    the one with the mark."""
    return for_spreadsheets(href) if media_type == _CSV and _DATA in href else href


def _mark(response: Response) -> Response:
    if response.status_code != 200 or response.mimetype != _CSV:
        return response
    if request.args.get(PARAMETER) != "true" or not request.path.startswith(_DATA):
        return response
    if response.is_streamed:
        if close := getattr(response.response, "close", None):
            response.call_on_close(close)
        response.direct_passthrough = False
        response.response = chain((BOM_UTF8,), response.iter_encoded())
        response.headers.pop("Content-Length", None)
    else:
        response.set_data(BOM_UTF8 + response.get_data())
    etag, _ = response.get_etag()
    if etag:
        response.set_etag(f"{etag}-{PARAMETER}")
    if place := response.headers.get("Content-Location"):
        response.headers["Content-Location"] = for_spreadsheets(place)
    return response
