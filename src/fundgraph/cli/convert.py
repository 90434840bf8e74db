# SPDX-License-Identifier: EUPL-1.2
"""Writes sources in another format."""

from __future__ import annotations

import sys

import click

from fundgraph.cli.options import sources_argument
from fundgraph.cli.sources import located, prepared
from fundgraph.cli.surroundings import err
from fundgraph.console.pipe import closed_pipe
from fundgraph.console.tally import print_findings
from fundgraph.convert import convert as convert_sources

FORMATS = ("ttl", "nt", "nq", "jsonld", "rdfxml", "csv")


@click.command()
@sources_argument
@click.option("--to", "form", type=click.Choice(FORMATS), required=True, help="The format.")
def convert(sources: tuple[str, ...], form: str) -> None:
    """Writes sources in one format on standard output, as they are read.

    Findings of reading go to standard error; use check for all of them.

    Example: fundgraph convert page.html --to ttl > page.ttl
    """
    tools = prepared()
    with closed_pipe():
        tally = convert_sources(located(sources, tools), tools, form, sys.stdout.buffer)
        sys.stdout.buffer.flush()
    print_findings(err, tally.report().findings)
