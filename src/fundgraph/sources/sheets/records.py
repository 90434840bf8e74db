# SPDX-License-Identifier: EUPL-1.2
"""JSON → records: a list under any path, lists of lists, records by key, one record a line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Generator, Sequence
from contextlib import closing
from itertools import islice
from pathlib import Path
from typing import Any

from fundgraph.config import unknown_key
from fundgraph.errors import SourceError, UsageError
from fundgraph.sources.sheets.flatten import MOST_KEYS, TooManyKeysError, flatten
from fundgraph.sources.sheets.json_stream import DEEPEST, Stream
from fundgraph.sources.sheets.layout import Layout, Row

# A list is the longest of those that stand in the first part of a file.
LOOKED_AT = 4_000_000
_FEW = 20
_BY_KEY, _LEAST_KEYS = 0.8, 3


def records_path(path: Path, encoding: str) -> str:
    """The path of the list of records: the one that takes most of the file.

    Raises SourceError for a file without any.
    """
    if _by_lines(path, encoding):
        return ""
    sizes: Counter[str] = Counter()
    with closing(Stream(path, encoding)) as stream:
        _measure(stream, "", sizes, 0)
    if not sizes:
        raise SourceError(f"{path} holds no list of records: give a JSON list of objects")
    return max(sizes, key=lambda name: (sizes[name], -len(name)))


def _by_lines(path: Path, encoding: str) -> bool:
    """True for one object after the other, as in JSON Lines."""
    with closing(Stream(path, encoding)) as stream:
        if stream.peek() != "{":
            return False
        stream.skip()
        return stream.peek() == "{"


def _measure(stream: Stream, path: str, sizes: Counter[str], depth: int) -> bool:
    """Measures the lists from here on; False where enough of the file was looked at."""
    if depth > DEEPEST:
        raise stream.too_deep()
    start = stream.place
    found = stream.peek()
    if found == "[":
        if _measure_items(stream):
            sizes[path] += stream.place - start
    elif found == "{":
        inner: Counter[str] = Counter()
        values: Counter[str] = Counter()
        for key in stream.each_key():
            values[stream.peek()] += 1
            if not _measure(stream, _joined(path, key), inner, depth + 1):
                break
        size = stream.place - start
        by_key = values.total() >= _LEAST_KEYS and values["{"] >= _BY_KEY * values.total()
        if by_key and max(inner.values(), default=0) * 2 < size:
            sizes[path] += size
        sizes.update(inner)
    else:
        stream.skip()
    return stream.place < LOOKED_AT


def _measure_items(stream: Stream) -> bool:
    """True for a list of objects or lists; a very long one is looked at in part."""
    kinds: Counter[str] = Counter()
    for _ in stream.items():
        kinds[stream.peek()] += 1
        stream.skip()
        if stream.place > LOOKED_AT:
            break
    return (kinds["{"] + kinds["["]) * 2 > kinds.total()


def _joined(path: str, key: str) -> str:
    escaped = key.replace("\\", "\\\\").replace(".", "\\.")
    return f"{path}.{escaped}" if path else escaped


def read_records(path: Path, layout: Layout) -> Generator[tuple[int, Any], None, None]:
    """The records with their numbers. Raises UsageError for a path that the file does not have."""
    encoding = layout.encoding or "utf-8"
    with closing(Stream(path, encoding)) as stream:
        for key in _keys(layout.records or ""):
            _enter(stream, key, layout.records or "")
        found = stream.peek()
        if found == "[":
            for number in stream.items():
                yield number, stream.value()
        elif found == "{" and not layout.records and _by_lines(path, encoding):
            number = 0
            while stream.peek():
                number += 1
                yield number, stream.value()
        elif found == "{":
            for number, key in enumerate(stream.each_key(), start=1):
                value = stream.value()
                yield number, {"key": key, **value} if isinstance(value, dict) else value
        else:
            raise UsageError(f"{path}: records is {layout.records!r}, which is no list")


def _keys(records: str) -> list[str]:
    parts, part, escaped = [], "", False
    for letter in records:
        if letter == "." and not escaped:
            parts.append(part)
            part = ""
        elif letter != "\\" or escaped:
            part += letter
        escaped = letter == "\\" and not escaped
    return [*parts, part] if records else []


def _enter(stream: Stream, wanted: str, records: str) -> None:
    """Moves to the value of a key."""
    seen: list[str] = []
    if stream.peek() == "{":
        for key in stream.each_key():
            if key == wanted:
                return
            seen.append(key)
            stream.skip()
    if not seen:
        raise UsageError(f"{stream.path}: records is {records!r}; the file has no such list")
    raise UsageError(unknown_key(wanted, set(seen), origin=f"{stream.path}, records"))


def headings(path: Path, layout: Layout) -> tuple[str, ...]:
    """Every heading that a record has, in the order in which they first stand.

    Raises SourceError where they are more than a table may have.
    """
    found: dict[str, None] = {}
    for _, record in read_records(path, layout):
        found.update(dict.fromkeys(cells_of(path, record)))
        if len(found) > MOST_KEYS:
            raise SourceError(f"{path} has more than the {MOST_KEYS} keys that a table may have")
    return tuple(found)


def cells_of(path: Path, record: Any) -> dict[str, str]:
    """The cells of a record by heading. Raises SourceError for one too wide or too deep."""
    try:
        return flatten(record)
    except TooManyKeysError as error:
        raise SourceError(
            f"{path} has more than the {MOST_KEYS} keys that a table may have"
        ) from error
    except RecursionError as error:
        raise SourceError(f"{path} is refused: it is nested too deeply") from error


def are_lists(path: Path, layout: Layout) -> bool:
    """True where records are lists of cells below a list of headings."""
    with closing(read_records(path, layout)) as records:
        first = [record for _, record in islice(records, _FEW)]
    return bool(first) and all(
        isinstance(one, list) and not any(isinstance(cell, dict | list) for cell in one)
        for one in first
    )


def read_lists(path: Path, layout: Layout) -> Generator[Row, None, None]:
    """The rows of a list of lists."""
    for number, record in read_records(path, layout):
        cells: Sequence[Any] = record if isinstance(record, list) else [record]
        yield number, ["" if cell is None else str(cell) for cell in cells]


def read_objects(path: Path, layout: Layout, heading: Sequence[str]) -> Generator[Row, None, None]:
    """The rows of a list of objects, a cell for each heading."""
    for number, record in read_records(path, layout):
        cells = cells_of(path, record)
        yield number, [cells.get(name, "") for name in heading]
