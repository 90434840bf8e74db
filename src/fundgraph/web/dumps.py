# SPDX-License-Identifier: EUPL-1.2
"""The dumps of the releases: looked up in the manifest, in ranges, with their hash as tag."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from flask import Blueprint, Response, g, request, send_file

from fundgraph.errors import DamagedRelease, NotFound, ReleaseError
from fundgraph.release.current import IDENTIFIER, Release, open_release
from fundgraph.web import ranges, signposts
from fundgraph.web.addresses import path, temporarily
from fundgraph.web.releases import whole_file
from fundgraph.web.site import release, site
from fundgraph.web.values import Link

blueprint = Blueprint("dumps", __name__)
GZIP = "application/gzip"
_FOREVER = 31_536_000
_DUMPS = "dumps/"


def items() -> Iterator[Link]:
    """The links to the dumps of the current release."""
    manifest = release().manifest
    for name in manifest.files:
        if name.startswith(_DUMPS):
            below = f"/dumps/{manifest.release}/{name.removeprefix(_DUMPS)}"
            yield Link(path(below), "item", GZIP)


@blueprint.get("/dumps/latest/<name>")
def latest(name: str) -> Response:
    """Sends on to a dump of the current release."""
    if f"dumps/{name}" not in release().manifest.files:
        raise NotFound("There is no such dump.")
    return temporarily(f"/dumps/{release().id}/{name}")


@blueprint.get("/dumps/<identifier>/<name>")
def dump(identifier: str, name: str) -> Response:
    """A dump of a release, whole or in ranges."""
    found = _release(identifier)
    entry = found.manifest.files.get(f"dumps/{name}")
    if entry is None:
        raise NotFound("There is no such dump.")
    answer = send_file(
        whole_file(site().releases.files_of(found), f"dumps/{name}"),
        mimetype=GZIP,
        as_attachment=request.args.get("download") is not None,
        download_name=name,
        conditional=False,
        etag=entry.sha256,
        last_modified=datetime.fromisoformat(found.manifest.created),
        max_age=_FOREVER,
    )
    answer.cache_control.immutable = True
    answer.cache_control.public = True
    g.links = signposts.of_dump()
    ranges.cut(answer, entry.bytes)
    return answer


def _release(identifier: str) -> Release:
    """A release by its id: nothing but an id ever becomes a path."""
    if not IDENTIFIER.fullmatch(identifier):
        raise NotFound("There is no such release.")
    try:
        return open_release(site().releases.folder, identifier)
    except ReleaseError as error:
        if (site().releases.folder / identifier).is_dir():
            raise DamagedRelease("The manifest of this release is damaged.") from error
        raise NotFound("There is no such release.") from error
