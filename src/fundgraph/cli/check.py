# SPDX-License-Identifier: EUPL-1.2
"""Reads, maps and validates."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path

import click

from fundgraph.check import check as check_sources
from fundgraph.cli.engine import VIOLATIONS, engine_option
from fundgraph.cli.options import json_option, sources_argument, strict_option
from fundgraph.cli.sources import located, prepared
from fundgraph.cli.surroundings import err, out
from fundgraph.console.progress import progress
from fundgraph.console.tally import print_json, print_tally, summary
from fundgraph.release.report_files import PAGE, known_format, write_report
from fundgraph.tally import Tally
from fundgraph.tools import Tools, Watch
from fundgraph.validation import Engine


def report_path(context: click.Context, option: click.Parameter, path: Path | None) -> Path | None:
    """The file of a report; a wrong name is told before the work, not after it."""
    if path is not None:
        known_format(path)
    return path


def write(report: Path, tally: Tally, tools: Tools) -> None:
    """Writes the report: the page in the first language of the settings."""
    if report.suffix != PAGE:
        write_report(report, tally.report(), tools.minter)
        return
    # Few runs write a page.
    from fundgraph.release.report_page import write_page

    language, day = tools.settings.languages[0], datetime.now(UTC).date()
    write_page(report, tally.report(), tally.overview(), language=language, day=day)


@click.command()
@sources_argument
@click.option("--report", type=click.Path(path_type=Path), callback=report_path,
              help="Write a report to this file: the findings (.ttl, .json, .csv), or all of it as "
              "a page to be mailed (.html).")  # fmt: skip
@engine_option
@strict_option
@json_option
def check(
    sources: tuple[str, ...], report: Path | None, engine: Engine, strict: bool, as_json: bool
) -> None:
    """Reads, maps and validates; prints counts and findings; writes nothing but the report.

    Exit code 0: conforms (warnings allowed); 1: violations, or refused rows with --strict;
    3: a source cannot be read; 6: the engines of validation disagree.

    Example: fundgraph check data/registers/sif --report findings.html
    """
    tools = prepared()
    with progress(err, quiet=as_json) as shown:
        tally = check_sources(located(sources, tools), tools, Watch(shown), engine=engine)
    if report:
        write(report, tally, tools)
    if as_json:
        print_json(out, summary(tally))
    else:
        print_tally(out, tally)
    if not tally.report().conforms or (strict and tally.refused):
        sys.exit(VIOLATIONS)
