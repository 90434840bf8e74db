# SPDX-License-Identifier: EUPL-1.2
"""What goes into a release: the files of its sources, and the fingerprint of what decides it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from fundgraph import __version__
from fundgraph.config import Settings
from fundgraph.errors import SourceError
from fundgraph.release.manifest import SourceEntry, fingerprint, sha256
from fundgraph.resources import software_files
from fundgraph.sources import Source


def source_entries(sources: Sequence[Source]) -> tuple[SourceEntry, ...]:
    """The files of the sources, with their hashes. Raises SourceError for one that cannot be
    read."""
    return tuple(
        SourceEntry(source.description.name, path.name, *_size_and_hash(path))
        for source in sources
        for path in source.paths
    )


def fingerprint_of(
    sources: Sequence[Source], entries: Sequence[SourceEntry], settings: Settings
) -> str:
    """Stands for everything that decides what a release holds."""
    told = (settings.base_iri, settings.title, settings.publisher, settings.licence)
    return fingerprint(
        [
            __version__,
            *told,
            str(settings.publish_contacts),
            *(repr(source.description) for source in sources),
            *(repr(entry) for entry in entries),
            *(repr(told) for source in sources for told in source.unread),
            *(_size_and_hash(Path(names))[0] for names in _tables_of_names(sources)),
            *(sha256(path) for path in software_files()),
        ]
    )


def _tables_of_names(sources: Sequence[Source]) -> list[str]:
    named = (source.description.same_as for source in sources)
    return [table for table in named if table is not None]


def _size_and_hash(path: Path) -> tuple[str, int]:
    if not path.is_file():  # a pipe would be waited for, a device has no end
        raise SourceError(f"{path} is no regular file")
    try:
        return sha256(path), path.stat().st_size
    except OSError as error:
        raise SourceError(f"{path} cannot be read: {error.strerror}") from error
