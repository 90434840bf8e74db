# SPDX-License-Identifier: EUPL-1.2
"""Requests on a condition (RFC 9110, 13): what the fields say of a representation, in order."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache
from http import HTTPStatus
from typing import Any, Final

from werkzeug.http import parse_date, parse_etags

# Those that only a request which is not just for what is there, as it is, has.
GUARDS: Final = ("HTTP_IF_MATCH", "HTTP_IF_UNMODIFIED_SINCE")
CONDITIONS: Final = (*GUARDS, "HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE")


def verdict(
    environ: Mapping[str, Any], etag: str | None, modified: str | None
) -> HTTPStatus | None:
    """412 or 304 where they are the answer to GET or HEAD in place of a representation with this
    `ETag` and `Last-Modified`; None where it is sent (13.2.2)."""
    if not _is_as_wanted(environ, etag, modified):
        return HTTPStatus.PRECONDITION_FAILED
    return HTTPStatus.NOT_MODIFIED if is_known(environ, etag, modified) else None


def _is_as_wanted(environ: Mapping[str, Any], etag: str | None, modified: str | None) -> bool:
    tags = environ.get("HTTP_IF_MATCH")
    if tags:
        wanted = parse_etags(tags)
        return wanted.star_tag or bool(etag and _is_strong(etag) and wanted.contains_raw(etag))
    since, changed = _moment(environ.get("HTTP_IF_UNMODIFIED_SINCE")), _moment(modified)
    return since is None or changed is None or changed <= since


def is_known(environ: Mapping[str, Any], etag: str | None, modified: str | None) -> bool:
    """Whether the client has the representation already (13.1.2, 13.1.3)."""
    tags = environ.get("HTTP_IF_NONE_MATCH")
    if tags:
        return tags == etag or has(tags, etag or "")
    since, changed = _moment(environ.get("HTTP_IF_MODIFIED_SINCE")), _moment(modified)
    return since is not None and changed is not None and changed <= since


def has(tags: str, etag: str) -> bool:
    """Whether a list of entity tags names one, weakly or not; `*` names any."""
    found = parse_etags(tags)
    return found.star_tag or found.contains_weak(etag.removeprefix("W/").strip('"'))


def allows_part(environ: Mapping[str, Any], etag: str | None, modified: str | None) -> bool:
    """Whether `If-Range` lets a part be sent: it names this very representation (13.1.5)."""
    wanted = environ.get("HTTP_IF_RANGE")
    if not wanted:
        return True
    if wanted.startswith(('"', "W/")):
        return wanted == etag and _is_strong(wanted)
    moment = _moment(wanted)
    return moment is not None and moment == _moment(modified)


def _is_strong(etag: str) -> bool:
    return not etag.startswith("W/")


@lru_cache(maxsize=256)
def _moment(value: str | None) -> datetime | None:
    """A date of a head; None for what is none, which is as if not there. Werkzeug raises
    OverflowError for years and offsets of many digits."""
    try:
        return parse_date(value)
    except OverflowError:
        return None
