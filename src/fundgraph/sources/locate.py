# SPDX-License-Identifier: EUPL-1.2
"""What SOURCE means on the command line: descriptions, folders and data files → sources."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from fundgraph import resources
from fundgraph.config import Settings
from fundgraph.errors import SourceError, UsageError
from fundgraph.report import PAGES, Finding
from fundgraph.sources.description import REGISTER, REQUIRED, Description, read_description
from fundgraph.sources.entry import Source
from fundgraph.sources.files import (
    NO_PAGE,
    TABLES,
    below,
    descriptions,
    has_table,
    page_rule,
    unread,
)
from fundgraph.sources.sheets.layout import CSV


def locate(arguments: Sequence[str], settings: Settings) -> list[Source]:
    """The sources that the arguments name; without any, those of the settings, else the sample
    registers that the package carries.

    An argument is a description (`*.toml`), a folder (every description in it and below it; with
    none, every register page right in it), or a data file with or without a description beside it:
    a table without one is read by a draft. The first source tells of the pages and tables in
    folders that none of them reads. Raises SourceError for what does not exist or holds nothing,
    UsageError for a description that is wrong.
    """
    named = [Path(one) for one in (arguments or settings.sources)]
    paths = named or [resources.folder("data") / "registers"]
    files = {
        path: list(below(path, Path(settings.releases_dir))) for path in paths if path.is_dir()
    }
    first, *others = _merged(source for path in paths for source in _located(path, files))
    read = list(_read([first, *others]))
    left = (told for folder in files for told in unread(folder, files[folder], read))
    return [replace(first, unread=tuple(left)), *others]


def _read(sources: Sequence[Source]) -> Iterator[Path]:
    for source in sources:
        yield from source.paths
        if source.description.same_as:
            yield Path(source.description.same_as)


def _located(path: Path, files: Mapping[Path, Sequence[Path]]) -> Iterator[Source]:
    if path in files:
        yield from _folder(path, files[path])
    elif not path.exists():
        raise SourceError(f"{path} does not exist")
    elif path.suffix == ".toml":
        yield _described(path)
    else:
        yield _described_file(path)


def _folder(folder: Path, files: Sequence[Path]) -> Iterator[Source]:
    if described := descriptions(files):
        yield from map(_described, described)
        return
    pages = [path for path in files if path.parent == folder and path.suffix.lower() in PAGES]
    if not pages:
        raise SourceError(
            f"{folder} holds neither a description (*.toml) nor a register page "
            f"({', '.join(f'*{suffix}' for suffix in PAGES)})"
        )
    yield Source(REGISTER, tuple(pages))


def _described(path: Path) -> Source:
    """The source of a description, its files found relative to it."""
    description = read_description(path)
    patterns = description.files or _beside(path)
    paths = tuple(dict.fromkeys(file for one in patterns for file in _files(path, one)))
    return Source(description, paths)


def _beside(path: Path) -> tuple[str, ...]:
    """Without `files`, the data file that has the name of its description."""
    suffixes = (*TABLES, *PAGES)
    found = tuple(
        file.name for file in sorted(path.parent.glob(f"{path.stem}.*")) if file.suffix in suffixes
    )
    if not found:
        raise UsageError(f'{path}: the key "files" is missing, and no data file is named like it')
    return found


def _files(description: Path, pattern: str) -> list[Path]:
    folder = description.parent
    is_pattern = any(mark in pattern for mark in "*?[")
    try:
        found = sorted(folder.glob(pattern)) if is_pattern else [folder / pattern]
    except (NotImplementedError, ValueError) as error:
        raise UsageError(
            f"{description}: files has {pattern!r}; write a path relative to the description"
        ) from error
    existing = [path for path in found if path.is_file()]
    if not existing:
        raise SourceError(f"{description}: there is no file {pattern!r} in {folder}")
    return existing


def _described_file(path: Path) -> Source:
    """A data file with its description; without one, a register page or a table with a draft."""
    described = _description_of(path)
    if described:
        return Source(described, (path,))
    if path.suffix.lower() not in TABLES and not _is_table(path):
        return Source(REGISTER, (path,))
    return _drafted(path)


def _description_of(path: Path) -> Description | None:
    """The description beside a data file: of its name, or one that names the file."""
    twin = path.with_suffix(".toml")
    if twin.is_file():
        return read_description(twin)
    for folder in (path.parent, path.parent.parent):
        for candidate in descriptions(sorted(folder.glob("*.toml"))):
            if _names(candidate, path):
                return read_description(candidate)
    return None


def _is_table(path: Path) -> bool:
    """True for a workbook or another file of bytes, of which the reader of tables knows what to
    do, and for a page or text that is no register page but has a table."""
    rule = page_rule(path)
    if rule not in NO_PAGE:
        return False
    return (rule == "binary-file" and path.suffix.lower() not in PAGES) or has_table(path)


def _drafted(path: Path) -> Source:
    """A table with the draft of its description.

    Raises SourceError for a file that holds no table.
    """
    # Most runs read what is described, without the words of thirty languages.
    from fundgraph.sources.describe import doubts, draft

    try:
        made = draft(path)
        return Source(made.description(), (path,), drafted=True, doubts=doubts(made))
    except UsageError as error:
        raise UsageError(
            f"{path} has no description, and its draft lacks something ({error}): write "
            f"{path.with_suffix('.toml').name} beside it with the keys {', '.join(REQUIRED[CSV])}"
        ) from error


def _names(candidate: Path, path: Path) -> bool:
    """True where a description names a file. One that cannot be read names none: the file may
    have nothing to do with it."""
    try:
        values = tomllib.loads(candidate.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError, RecursionError):
        return False
    patterns = values.get("files", [])
    patterns = [patterns] if isinstance(patterns, str) else patterns
    wanted = path.resolve()
    return isinstance(patterns, list) and any(
        file.resolve() == wanted
        for pattern in patterns
        if isinstance(pattern, str) and pattern and not pattern.startswith("/")
        for file in candidate.parent.glob(pattern)
    )


def _merged(sources: Iterator[Source]) -> list[Source]:
    """One source for each description, with all its files, each once."""
    files: dict[str, tuple[Description, list[Path]]] = {}
    drafted: dict[str, tuple[Finding, ...]] = {}
    for source in sources:
        name = source.description.name
        if source.drafted:
            drafted[name] = drafted.get(name, ()) + source.doubts
        known, paths = files.setdefault(name, (source.description, []))
        if known != source.description:
            raise UsageError(
                f"two descriptions have the name {name!r}; give each register a name of its own"
            )
        resolved = {path.resolve() for path in paths}
        paths += [path for path in source.paths if path.resolve() not in resolved]
    for description, paths in files.values():
        _check_names(description, paths)
    return [
        Source(description, tuple(paths), drafted=name in drafted, doubts=drafted.get(name, ()))
        for name, (description, paths) in files.items()
    ]


def _check_names(description: Description, paths: Sequence[Path]) -> None:
    """A file's name identifies it in its register, so no two may share it."""
    taken: dict[str, Path] = {}
    for path in paths:
        other = taken.setdefault(path.name, path)
        if other is not path:
            raise UsageError(
                f"{other} and {path} have one name in the register {description.name!r}; "
                "rename one of them"
            )
