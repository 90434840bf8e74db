# SPDX-License-Identifier: EUPL-1.2
"""What a release says of itself: `manifest.json`."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path

from fundgraph.errors import ReleaseError

NAME = "manifest.json"
CHUNK = 1 << 20
NEEDED = ("projects", "statements")
_SUM = re.compile(r"-?\d+(\.\d+)?")


@dataclass(frozen=True, slots=True)
class SourceEntry:
    """A file that went into a release, and what became of its rows: `rows` with something in
    them, those `refused`, the `projects` made of the others (those that stand in several files
    count in the first), and, beside `rows`, those `skipped` as no data. None of a release that was
    published before they were counted."""

    register: str
    file: str
    sha256: str
    bytes: int
    rows: int | None = None
    projects: int | None = None
    refused: int | None = None
    skipped: int | None = None


@dataclass(frozen=True, slots=True)
class SumEntry:
    """The money of a column in a currency, added up in the files and in the graph (decimals as
    texts); `unread` counts the cells that are in neither."""

    column: str
    currency: str
    file: str
    graph: str
    unread: int = 0


@dataclass(frozen=True, slots=True)
class ChangeEntry:
    """How many projects were added, changed and removed against the release that was current
    `before` (its id; None for the first)."""

    before: str | None
    added: int
    changed: int
    removed: int


@dataclass(frozen=True, slots=True)
class FileEntry:
    """A file of a release."""

    bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """The counts, sources and files of a release.

    `fingerprint` stands for sources, settings and software together: the same fingerprint gives
    the same data. `counts` has rows, projects, levels, merged, refused, skipped, statements (all
    graphs), organisations, and findings by severity; `graphs` the statements of each named graph;
    `concepts` how often each code is given (`status/completed`).
    """

    release: str
    created: str
    software: str
    vocabulary: str
    base_iri: str
    fingerprint: str
    counts: Mapping[str, int]
    graphs: Mapping[str, int]
    sources: tuple[SourceEntry, ...]
    files: Mapping[str, FileEntry] = field(default_factory=dict)
    concepts: Mapping[str, int] = field(default_factory=dict)
    sums: tuple[SumEntry, ...] = ()
    changes: ChangeEntry | None = None

    def text(self) -> str:
        """The manifest as JSON, keys sorted."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def read_manifest(folder: Path) -> Manifest:
    """The manifest of a release's folder. Raises ReleaseError where it is missing or damaged."""
    try:
        found = json.loads((folder / NAME).read_text(encoding="utf-8"))
        found["sources"] = tuple(SourceEntry(**entry) for entry in found["sources"])
        found["sums"] = tuple(SumEntry(**entry) for entry in found.get("sums", ()))
        found["changes"] = ChangeEntry(**found["changes"]) if found.get("changes") else None
        found["files"] = {name: FileEntry(**entry) for name, entry in found["files"].items()}
        return _whole(Manifest(**found))
    except OSError as error:
        raise ReleaseError(f"release {folder.name} has no manifest: {error.strerror}") from error
    except RecursionError as error:
        raise ReleaseError(f"the manifest of release {folder.name} is nested too deep") from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise ReleaseError(f"the manifest of release {folder.name} is damaged: {error}") from error


def _whole(manifest: Manifest) -> Manifest:
    """The manifest. Raises ValueError where it lacks what everybody reads from it."""
    datetime.fromisoformat(manifest.created)
    for name in NEEDED:
        if not isinstance(manifest.counts.get(name), int):
            raise ValueError(f"it does not count the {name}")
    counted = (*manifest.graphs.values(), *manifest.concepts.values())
    numbers = (*counted, *(entry.bytes for entry in manifest.files.values()))
    of_files = (n for s in manifest.sources for n in _counts(s))
    numbers = (*numbers, *(number for number in of_files if number is not None))
    if not all(isinstance(number, int) for number in numbers):
        raise ValueError("a size or a count in it is no number")
    if not all(_SUM.fullmatch(text) for one in manifest.sums for text in (one.file, one.graph)):
        raise ValueError("a sum in it is no number")
    return manifest


def _counts(source: SourceEntry) -> tuple[int | None, ...]:
    return source.rows, source.projects, source.refused, source.skipped


def misfit(folder: Path, name: str, entry: FileEntry) -> str | None:
    """How a file of a release differs in size from what the manifest says; None where it fits."""
    try:
        found = (folder / name).stat().st_size
    except OSError as error:
        return f"{name} cannot be read: {error.strerror}"
    if found == entry.bytes:
        return None
    return f"{name} has {found} bytes; the manifest says {entry.bytes}"


def sha256(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def file_entries(folder: Path) -> dict[str, FileEntry]:
    """Every file of a release but its manifest, by its path in the release."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file() and path.name != NAME)
    return {
        path.relative_to(folder).as_posix(): FileEntry(path.stat().st_size, sha256(path))
        for path in paths
    }


def fingerprint(parts: Iterable[str]) -> str:
    """One hash over the texts that decide what a release holds."""
    digest = hashlib.sha256()
    for part in parts:
        digest.update(part.encode())
        digest.update(b"\0")
    return digest.hexdigest()


def damaged_files(folder: Path) -> list[str]:
    """The files of a release that are missing, changed or not in its manifest."""
    expected = read_manifest(folder).files
    found = file_entries(folder)
    return sorted(name for name in {*expected, *found} if expected.get(name) != found.get(name))
