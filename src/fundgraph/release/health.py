# SPDX-License-Identifier: EUPL-1.2
"""Whether a release is whole, as far as that is cheap to say: sizes and counts, no hashes.

`python -m fundgraph.release.health RELEASES` says what `check_servable` says.
"""

from __future__ import annotations

import logging
import sys
from pathlib import Path

from fundgraph.errors import ReleaseError
from fundgraph.release.current import Release, current_id, older_ids, open_release
from fundgraph.release.manifest import misfit, sha256
from fundgraph.store.embedded import EmbeddedStore
from fundgraph.store.index import Index

STORE = "store/"
QUERIED = (STORE, "search.sqlite")
_SMALL = 1 << 20
_COUNTED = 1_000_000
_log = logging.getLogger(__name__)


def healthy_current(releases: Path) -> Release | None:
    """The current release; None before the first publish.

    None also where it is damaged, and a warning says so: the next one is then built as if there
    were none before it.
    """
    identifier = current_id(releases)
    if identifier is None:
        return None
    try:
        release = open_release(releases, identifier)
        check_sizes(release)
        check_opening(release)
    except ReleaseError as error:
        _log.warning("the current release %s is damaged and left aside: %s", identifier, error)
        return None
    return release


def check_servable(releases: Path) -> None:
    """Raises ReleaseError unless the current release or an older one can be opened.

    The sentence says what to do, and what is wrong with the current one.
    """
    current = current_id(releases)
    if current is None:
        raise ReleaseError(f"nothing is published in {releases} yet; run `fundgraph publish` first")
    reason = None
    for identifier in (current, *older_ids(releases, current)):
        try:
            check_opening(open_release(releases, identifier))
        except ReleaseError as error:
            reason = reason or error
        else:
            return
    raise ReleaseError(
        f"the current release {current} cannot be opened, nor can an older one; "
        f"run `fundgraph publish` again: {reason}"
    )


def check_opening(release: Release) -> None:
    """Raises ReleaseError where pages and queries could not be answered from a release."""
    open_store(release)
    Index.open(release.index).close()


def open_store(release: Release) -> EmbeddedStore:
    """The store of a release, opened.

    Raises ReleaseError where a file that is queried has not the size that the manifest says, a
    small one of the store not the content, or, where that takes no second, the store not the count
    of statements. A damaged small file may make a store look empty; of the others the engine checks
    each block as it reads it.
    """
    check_sizes(release, QUERIED)
    for name, entry in release.manifest.files.items():
        small = name.startswith(STORE) and entry.bytes <= _SMALL
        if small and sha256(release.folder / name) != entry.sha256:
            raise ReleaseError(f"{name} has not the content that the manifest says")
    statements = release.manifest.counts["statements"]
    return EmbeddedStore.open(
        release.store, expected=statements if statements <= _COUNTED else None
    )


def check_sizes(release: Release, among: str | tuple[str, ...] = "") -> None:
    """Raises ReleaseError for a file that has not the size that the manifest says.

    Only those whose path begins with one of `among` are looked at.
    """
    for name, entry in release.manifest.files.items():
        found = misfit(release.folder, name, entry) if name.startswith(among) else None
        if found:
            raise ReleaseError(found)


def main(arguments: list[str]) -> None:
    """Ends with the sentence and 1 where a folder of releases has none that can be served."""
    try:
        check_servable(Path(arguments[0]))
    except ReleaseError as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main(sys.argv[1:])
