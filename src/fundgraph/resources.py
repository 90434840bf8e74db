# SPDX-License-Identifier: EUPL-1.2
"""The files that the wheel carries beside the code: ontology, shapes, the sample data."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path


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


def shape_files() -> list[Path]:
    """The shapes, one file a class, sorted by name."""
    return sorted(folder("shapes").glob("*.ttl"))
