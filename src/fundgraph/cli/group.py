# SPDX-License-Identifier: EUPL-1.2
"""The group of all commands. A command is loaded when it is asked for: each needs other libraries,
and those of all take longer to load than a small conversion."""

from __future__ import annotations

import sys
from importlib import import_module

import click

from fundgraph import __version__
from fundgraph.cli.surroundings import err
from fundgraph.errors import CommandError

# Each is the function of its name in the module of its name.
NAMES = ("check", "convert", "describe", "publish", "releases", "sample", "serve")


class Commands(click.Group):
    """A group whose commands are loaded one by one."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of the commands, A–Z."""
        return list(NAMES)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of a name; None for a strange one."""
        if cmd_name not in NAMES:
            return None
        command = getattr(import_module(f"fundgraph.cli.{cmd_name}"), cmd_name)
        assert isinstance(command, click.Command)
        return command


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="fundgraph")
def commands() -> None:
    """Publishes registers of publicly funded projects as linked open data.

    A SOURCE is a source description (*.toml), a folder (every description in it and below it;
    with none, every register page right in it) or a data file. Without one: those in the settings,
    else the sample that the software carries. Settings are read from fundgraph.toml and
    FUNDGRAPH_… variables.
    """


def main() -> None:
    """Runs a command; an error becomes one sentence on standard error and its exit code."""
    try:
        commands(prog_name="fundgraph")
    except CommandError as error:
        err.print(f"fundgraph: {error}", style="red", highlight=False, markup=False, soft_wrap=True)
        sys.exit(error.exit_code)
