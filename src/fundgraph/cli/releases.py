# SPDX-License-Identifier: EUPL-1.2
"""Lists the releases."""

from __future__ import annotations

from pathlib import Path

import click

from fundgraph.cli.options import json_option
from fundgraph.cli.surroundings import out, settings
from fundgraph.console.releases import print_releases, release_list
from fundgraph.console.tally import print_json
from fundgraph.errors import ReleaseError
from fundgraph.release.current import all_releases, current_id
from fundgraph.release.manifest import damaged_files


@click.command()
@click.option("--verify", is_flag=True, help="Compare every file with the hash in its manifest.")
@json_option
def releases(verify: bool, as_json: bool) -> None:
    """Lists the releases, the oldest first.

    Exit code 5: with --verify, a release is damaged.

    Example: fundgraph releases --verify
    """
    folder = Path(settings().releases_dir)
    found, current = all_releases(folder), current_id(folder)
    damage = {release.id: damaged_files(release.folder) for release in found} if verify else {}
    if as_json:
        print_json(out, release_list(found, current, damage))
    elif found:
        print_releases(out, found, current)
        if verify and not any(damage.values()):
            out.print("Every file is as its manifest says.")
    else:
        out.print(f"No releases in {folder}; publish one with: fundgraph publish")
    for identifier, files in damage.items():
        if files:
            raise ReleaseError(f"release {identifier} is damaged: {', '.join(files)}")
