# SPDX-License-Identifier: EUPL-1.2
"""Builds a release."""

from __future__ import annotations

import sys
from datetime import UTC, datetime

import click

from fundgraph.cli.engine import VIOLATIONS, engine_option
from fundgraph.cli.options import json_option, sources_argument, strict_option
from fundgraph.cli.sources import located, prepared
from fundgraph.cli.surroundings import err, out
from fundgraph.console.progress import progress
from fundgraph.console.releases import print_publication, publication
from fundgraph.console.tally import print_json
from fundgraph.publish import Outcome, Publisher
from fundgraph.tools import Watch
from fundgraph.validation import Engine

STOPPED = (Outcome.VIOLATIONS, Outcome.REFUSED)


@click.command()
@sources_argument
@engine_option
@strict_option
@json_option
@click.option("--dry-run", is_flag=True, help="Show the difference only; change nothing.")
def publish(
    sources: tuple[str, ...], engine: Engine, strict: bool, as_json: bool, dry_run: bool
) -> None:
    """Builds a release and makes it the current one, all or nothing.

    Exit code 0: published, or unchanged; 1: violations, or refused rows with --strict (nothing is
    published); 3: a source cannot be read; 4: another publish is running; 5: the machine refuses;
    6: the engines of validation disagree (nothing is published).

    Example: fundgraph publish data/registers/sif
    """
    tools = prepared()
    with progress(err, quiet=as_json) as shown:
        watch = Watch(shown)
        now = datetime.now(UTC).replace(microsecond=0)
        publisher = Publisher(located(sources, tools), tools, watch, now, engine)
        done = publisher.publish(strict=strict, dry_run=dry_run)
    if as_json:
        print_json(out, publication(done, watch.seconds))
    else:
        print_publication(out, done, watch.seconds)
    if done.outcome in STOPPED:
        sys.exit(VIOLATIONS)
