# SPDX-License-Identifier: EUPL-1.2
"""The files of a folder that is given as a source, and what is said of those that nothing reads."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from fundgraph.errors import FundgraphError
from fundgraph.report import PAGES, Finding
from fundgraph.sources.findings import Findings, found
from fundgraph.sources.opening import open_page
from fundgraph.sources.sheets import is_table

TABLES = (".csv", ".tsv", ".xlsx", ".xlsm", ".xls", ".ods", ".json")
# What is said of a file that is no page at all, neither a whole nor a damaged one.
NO_PAGE = frozenset({"binary-file", "no-register-page", "too-large"})
# Files beside a list that tell of it, whatever their form.
_ABOUT = ("readme", "licence", "license", "copying", "changelog", "changes")


def below(folder: Path, skipped: Path) -> Iterator[Path]:
    """The files below a folder, sorted; none of hidden ones, none of the folder `skipped`."""
    beyond = skipped.resolve()
    for path in sorted(folder.rglob("*")):
        hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
        if not hidden and path.is_file() and not path.resolve().is_relative_to(beyond):
            yield path


def unread(folder: Path, files: Iterable[Path], read: Iterable[Path]) -> Iterator[Finding]:
    """A finding for each register page or table among the files that is not read."""
    known = {path.resolve() for path in read}
    for path in files:
        if path.resolve() not in known and _is_source(path):
            yield found("unread-file", file=path.name, value=str(path.relative_to(folder)))


def _is_source(path: Path) -> bool:
    """Whether a file is a register page, whole or damaged, or a table."""
    suffix = path.suffix.lower()
    if suffix not in (*PAGES, *TABLES) or path.stem.lower().startswith(_ABOUT):
        return False
    findings = Findings(path.name)
    if suffix in PAGES and (open_page(path, findings) or _damaged(findings)):
        return True
    try:
        return is_table(path)
    except FundgraphError:
        return False


def _damaged(findings: Findings) -> bool:
    return findings.found[0].rule not in {*NO_PAGE, "empty-file"}
