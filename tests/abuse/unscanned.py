# SPDX-License-Identifier: EUPL-1.2
"""A copy of the package with its first fence down: queries reach the engine unread, however deep,
long or curious."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.published import TOP

# Whoever imports the module gets these, in whichever process they look at a query.
_BLIND = """

def scan(text: str) -> Scan:
    return Scan(None, False)


def check_length(text: str) -> None:
    return None
"""


def copied(folder: Path) -> Path:
    """The folder to import the copy from, made in a folder."""
    for name in ("ontology", "shapes", "data"):
        (folder / name).symlink_to(TOP / name)
    source = folder / "src"
    shutil.copytree(TOP / "src" / "fundgraph", source / "fundgraph")
    with (source / "fundgraph" / "store" / "scan.py").open("a", encoding="utf-8") as module:
        module.write(_BLIND)
    return source
