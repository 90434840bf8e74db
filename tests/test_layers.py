# SPDX-License-Identifier: EUPL-1.2
"""Imports point down only, and the bans of the house hold: read from the source, not from words."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[1] / "src" / "fundgraph"
README = SOURCE.parent / "README.md"


@cache
def floors() -> dict[str, int]:
    """The floor of each room, as the table of src/README.md has them."""
    found: dict[str, int] = {}
    for row in re.findall(r"^\| (\d) \| (.+) \|$", README.read_text(encoding="utf-8"), re.M):
        for room in re.findall(r"`(\w+)/?`", row[1]):
            found[room] = int(row[0])
    return found


def modules() -> list[Path]:
    return sorted(SOURCE.rglob("*.py"))


def room(path: Path) -> str:
    return path.relative_to(SOURCE).parts[0].removesuffix(".py")


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


@cache
def imports(path: Path) -> frozenset[str]:
    """Every module that a file imports, also inside functions."""
    return frozenset(imported(path))


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            raise AssertionError(f"{path}: a relative import hides its floor")


def rooms_imported(path: Path) -> set[str]:
    parts = [name.split(".") for name in imports(path) if name.startswith("fundgraph.")]
    known = floors()
    return {part[1] for part in parts if part[1] in known} - {room(path)}


def test_every_room_has_a_floor() -> None:
    rooms = {room(path) for path in modules()} - {"__init__", "questions"}
    assert rooms == set(floors())


@pytest.mark.parametrize("path", modules(), ids=lambda path: path.relative_to(SOURCE).as_posix())
def test_imports_point_down(path: Path) -> None:
    known = floors()
    own = known.get(room(path), 0)
    upward = {
        other
        for other in rooms_imported(path)
        if known[other] > own or (known[other] == own and own not in (1, 2, 5, 6, 7))
    }
    assert not upward


BANS = [
    ("pyoxigraph", {"store", "mapping", "writers"}),
    ("flask", {"web"}),
    ("flask_babel", {"web"}),
    ("gunicorn", {"web"}),
    ("pyshacl", {"validation"}),
    ("shacl", {"validation"}),
    ("click", {"cli"}),
    ("rich", {"cli", "console"}),
    ("lxml", {"sources"}),
]


@pytest.mark.parametrize(("library", "allowed"), BANS)
def test_libraries_stay_in_their_rooms(library: str, allowed: set[str]) -> None:
    users = {
        room(path)
        for path in modules()
        if any(name.split(".")[0] == library for name in imports(path))
    }
    assert users <= allowed


@pytest.mark.parametrize("name", ["mapping", "validation"])
def test_pure_rooms_open_nothing(name: str) -> None:
    banned = {"os", "io", "pathlib", "logging", "time", "datetime.datetime", "random", "socket"}
    for path in modules():
        if room(path) != name:
            continue
        assert not banned & imports(path), path
        calls = [n for n in ast.walk(tree(path)) if isinstance(n, ast.Call)]
        names = {call.func.id for call in calls if isinstance(call.func, ast.Name)}
        assert not names & {"open", "print", "input"}, path


def test_web_knows_nothing_of_reading() -> None:
    for path in modules():
        if room(path) == "web":
            assert not rooms_imported(path) & {"sources", "mapping", "validation", "publish"}, path


def test_no_room_for_everything() -> None:
    banned = {"utils", "helpers", "common", "services", "manager", "base"}
    assert not banned & {path.stem for path in SOURCE.rglob("*") if path.suffix in ("", ".py")}


@pytest.mark.parametrize("path", modules(), ids=lambda path: path.relative_to(SOURCE).as_posix())
def test_addresses_stand_in_two_modules(path: Path) -> None:
    if path.name in ("iris.py", "vocabulary.py"):
        return
    documentation = {
        id(node.body[0].value)
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    strings = [
        node.value
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and id(node) not in documentation
    ]
    assert not [text for text in strings if re.search(r"https?://\w", text)]


def test_initialisers_hand_names_on() -> None:
    for path in SOURCE.rglob("__init__.py"):
        body = tree(path).body
        kinds = {type(node) for node in body}
        assert kinds <= {ast.Expr, ast.ImportFrom, ast.Assign}, path


@pytest.mark.parametrize("path", modules(), ids=lambda path: path.relative_to(SOURCE).as_posix())
def test_modules_are_short_and_licensed(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.startswith("# SPDX-License-Identifier: EUPL-1.2\n")
    assert text.count("\n") <= 400
