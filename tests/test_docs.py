# SPDX-License-Identifier: EUPL-1.2
"""The README's tables against the code: commands, settings, addresses; CONTRIBUTING stays short."""

import re
from dataclasses import fields
from pathlib import Path

import pytest
from click import Context

from fundgraph.cli import commands
from fundgraph.config import Settings
from fundgraph.web.app import create_app

TOP = Path(__file__).parents[1]
README = (TOP / "README.md").read_text(encoding="utf-8")
CONTEXT = Context(commands)
COMMANDS = commands.list_commands(CONTEXT)


def section(title: str) -> str:
    return README.partition(f"\n## {title}\n")[2].partition("\n## ")[0]


def first_cells(title: str) -> list[str]:
    return re.findall(r"^\| (.+?) \|", section(title), re.MULTILINE)[1:]


def test_commands() -> None:
    documented = {re.findall(r"`fundgraph (\w+)", cell)[0] for cell in first_cells("Commands")}
    assert documented == set(COMMANDS)


@pytest.mark.parametrize("command", COMMANDS)
def test_options_of_commands(command: str) -> None:
    """Every option that a command's row names exists."""
    (row,) = [line for line in section("Commands").splitlines() if f"`fundgraph {command}" in line]
    found = commands.get_command(CONTEXT, command)
    assert found is not None
    known = {name for one in found.params for name in one.opts}
    assert set(re.findall(r"--[a-z-]+", row)) <= known


def test_settings() -> None:
    rows = re.findall(r"^\| `(\w+)` \|(.*?)\|", section("Settings"), re.MULTILINE)
    defaults = {field.name: getattr(Settings(), field.name) for field in fields(Settings)}
    assert [name for name, _ in rows] == list(defaults)
    for name, told in rows:
        value = defaults[name]
        text = ", ".join(value) if isinstance(value, tuple) else f"{value}"
        assert told.strip("` ").lower() == text.lower().removesuffix(".0"), name


@pytest.mark.parametrize("cell", first_cells("Addresses"))
def test_addresses(cell: str, tmp_path: Path) -> None:
    """Every address has a route; places in braces stand for any value."""
    app = create_app(Settings(releases_dir=str(tmp_path)))
    adapter = app.url_map.bind("localhost")
    values = {"lang": "en", "type": "project", "scheme": "status", "name": "shared"}
    for address in re.findall(r"`(/[^`]*)`", cell):
        path = re.sub(r"\{(\w+)\}", lambda match: values.get(match[1], "x"), address)
        assert adapter.match(path.partition("?")[0], method="GET")


def test_every_room_has_a_readme() -> None:
    for room in ("ontology", "shapes", "src", "tests", "data"):
        assert (TOP / room / "README.md").is_file(), room


def test_contributing_is_short() -> None:
    assert (TOP / "CONTRIBUTING.md").read_text(encoding="utf-8").count("\n") <= 60


def test_lock_names_no_host() -> None:
    lock = (TOP / "requirements.lock").read_text(encoding="utf-8")
    assert not re.search(r"://|--index|--find-links|@ ", lock)


def test_licences_are_named() -> None:
    headers = {
        "src": ("*.py", "EUPL-1.2"),
        "tests": ("*.py", "EUPL-1.2"),
        "ontology": ("*.ttl", "CC-BY-4.0"),
        "shapes": ("*.ttl", "CC-BY-4.0"),
    }
    for room, (pattern, licence) in headers.items():
        for path in (TOP / room).rglob(pattern):
            first = path.read_text(encoding="utf-8")[:200]
            assert f"SPDX-License-Identifier: {licence}" in first or not first, path
