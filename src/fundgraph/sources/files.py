# SPDX-License-Identifier: EUPL-1.2
"""The files of a folder that is given as a source, and what is said of those that nothing reads."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from fundgraph.config import FILE
from fundgraph.errors import SourceError
from fundgraph.report import PAGES, Finding
from fundgraph.sources.findings import Findings, found
from fundgraph.sources.opening import open_page
from fundgraph.sources.sheets import is_table

TABLES = (".csv", ".tsv", ".xlsx", ".xlsm", ".xls", ".ods", ".json")
# Files in TOML that describe no source.
OTHER_TOML = frozenset({FILE, "pyproject.toml"})
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


def descriptions(files: Iterable[Path]) -> list[Path]:
    """The source descriptions among files, by their names."""
    return [path for path in files if path.suffix == ".toml" and path.name not in OTHER_TOML]


def unread(folder: Path, files: Sequence[Path], read: Iterable[Path]) -> Iterator[Finding]:
    """A finding for each register page or table among the files that is not read, beside or below
    a description or a file that is: elsewhere lie files for other purposes."""
    known = {path.resolve() for path in read}
    around = {path.parent for path in (*known, *map(Path.resolve, descriptions(files)))}
    for path in files:
        whole = path.resolve()
        if whole not in known and around.intersection(whole.parents) and _is_source(path):
            yield found("unread-file", file=path.name, value=str(path.relative_to(folder)))


def page_rule(path: Path) -> str | None:
    """The rule by which a file cannot be opened as a register page; None where it can."""
    findings = Findings(path.name)
    return None if open_page(path, findings) else findings.found[0].rule


def has_table(path: Path) -> bool:
    """Whether the reader of tables finds one in a file."""
    try:
        return is_table(path)
    except SourceError:
        return False


def _is_source(path: Path) -> bool:
    """Whether a file is a register page, whole or damaged, or a table."""
    suffix = path.suffix.lower()
    if suffix not in (*PAGES, *TABLES) or path.stem.lower().startswith(_ABOUT):
        return False
    if suffix in PAGES and page_rule(path) not in {*NO_PAGE, "empty-file"}:
        return True
    return has_table(path)
