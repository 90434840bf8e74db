# SPDX-License-Identifier: EUPL-1.2
"""Writes a made-up register."""

from __future__ import annotations

from pathlib import Path

import click

from fundgraph.cli.surroundings import out
from fundgraph.sample import write_sample


@click.command()
@click.argument("projects", type=click.IntRange(1), metavar="N")
@click.option("--out", "folder", type=click.Path(path_type=Path), default=Path(), help="The folder "
              "to write to (default: the current one).")  # fmt: skip
@click.option("--violations", is_flag=True, help="Add records that violate the shapes.")
def sample(projects: int, folder: Path, violations: bool) -> None:
    """Writes a made-up register of N projects: sample.csv and sample.toml.

    The same N gives the same register; it is plainly marked as made up.

    Example: fundgraph sample 1000 --out try && fundgraph publish try/sample.toml
    """
    table, description = write_sample(folder, projects, violations=violations)
    out.print(f"{projects:,} made-up projects in {table}, described in {description}")
