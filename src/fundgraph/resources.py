# SPDX-License-Identifier: EUPL-1.2
"""The files that the wheel carries beside the code: ontology, shapes, the sample data."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from pathlib import Path

_VERSION = re.compile(r'owl:versionInfo\s+"([^"]+)"')


def folder(name: str) -> Path:
    """The folder `ontology`, `shapes` or `data`: in the wheel, or at the top of a checkout."""
    package = Path(str(files("fundgraph")))
    carried = package / "_files" / name
    return carried if carried.is_dir() else package.parents[1] / name


def ontology_file(name: str) -> Path:
    """A file of the vocabulary, such as `esf.ttl` or `context.jsonld`."""
    return folder("ontology") / name


def concept_files() -> list[Path]:
    """The code lists, one SKOS scheme a file, sorted by name."""
    return sorted((folder("ontology") / "concepts").glob("*.ttl"))


def vocabulary_files() -> list[Path]:
    """The vocabulary and its code lists."""
    return [ontology_file("esf.ttl"), *concept_files()]


def vocabulary_versions() -> dict[str, Path]:
    """The vocabulary in each of its versions, the oldest first, this one last."""
    kept = {
        path.stem.removeprefix("esf-"): path
        for path in (folder("ontology") / "versions").glob("esf-*.ttl")
    }
    earlier = sorted(kept.items(), key=lambda item: [*map(int, item[0].split("."))])
    return {**dict(earlier), vocabulary_version(): ontology_file("esf.ttl")}


def shape_files() -> list[Path]:
    """The shapes, one file a class, sorted by name."""
    return sorted(folder("shapes").glob("*.ttl"))


@cache
def vocabulary_version() -> str:
    """The version of the vocabulary, as its header states it."""
    found = _VERSION.search(ontology_file("esf.ttl").read_text(encoding="utf-8"))
    return found[1] if found else "unknown"


def software_files() -> list[Path]:
    """The files beside the code that decide what a release holds, sorted."""
    reference = sorted((folder("data") / "reference").glob("*.csv"))
    return [*vocabulary_files(), ontology_file("context.jsonld"), *shape_files(), *reference]
