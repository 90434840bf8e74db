# SPDX-License-Identifier: EUPL-1.2
"""Drafts a description."""

from __future__ import annotations

from pathlib import Path

import click

from fundgraph.cli.surroundings import err, settings
from fundgraph.sources.describe import draft, preview
from fundgraph.tools import Tools


@click.command()
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE")
def describe(file: Path) -> None:
    """Drafts the description of a list of projects that was never seen before.

    Prints TOML on standard output: what each column holds, with a number from 0 to 1 behind what
    is not sure, the doubtful as comments to be settled. The first records, mapped as the draft
    says, go to standard error. Exit code 3: the file cannot be read.

    Example: fundgraph describe list.xlsx > list.toml
    """
    drafted = draft(file)
    click.echo(drafted.toml(), nl=False)
    tools = Tools.load(settings())
    for row in preview(drafted, tools.reference, tools.codes):
        err.print(row, style="dim", highlight=False, markup=False, soft_wrap=True)
