# SPDX-License-Identifier: EUPL-1.2
"""The commands: arguments in, exit codes out."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import click
from rich.console import Console

from fundgraph import __version__, console
from fundgraph.check import check as check_sources
from fundgraph.check import convert as convert_sources
from fundgraph.config import Settings, load
from fundgraph.errors import CommandError, ReleaseError
from fundgraph.pipeline import Tally
from fundgraph.publish import Outcome, Publisher
from fundgraph.release.current import all_releases, current_id
from fundgraph.release.manifest import damaged_files
from fundgraph.release.report_files import PAGE, known_format, write_report
from fundgraph.sample import write_sample
from fundgraph.sources import Source, locate
from fundgraph.sources.describe import draft, preview
from fundgraph.tools import Tools, Watch, calm_collector
from fundgraph.validation import Engine

VIOLATIONS = 1
FORMATS = ("ttl", "nt", "nq", "jsonld", "rdfxml", "csv")
STOPPED = (Outcome.VIOLATIONS, Outcome.REFUSED)

out = Console(soft_wrap=True, emoji=False)
err = Console(stderr=True, emoji=False)
strict_option = click.option("--strict", is_flag=True, help="Refused rows count as violations.")
engine_option = click.option(
    "--engine",
    type=click.Choice([engine.value for engine in Engine]),
    default=Engine.BULK.value,
    show_default=True,
    callback=lambda _context, _option, name: Engine(name),
    help="pyshacl: validate everything by the reference, which is slow; bulk: only what has a "
    "finding, and a sample.",
)
json_option = click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
sources_argument = click.argument("sources", nargs=-1, metavar="[SOURCE]...")


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="fundgraph")
def commands() -> None:
    """Publishes registers of publicly funded projects as linked open data.

    A SOURCE is a source description (*.toml), a folder (every description in it; with none, every
    register page) or a data file. Without one: those in the settings, else the sample that the
    software carries. Settings are read from fundgraph.toml and FUNDGRAPH_… variables.
    """


def settings() -> Settings:
    """The settings of the current folder and environment."""
    return load(Path.cwd(), os.environ)


def prepared() -> Tools:
    """What a run over sources needs, under the settings."""
    tools = Tools.load(settings())
    calm_collector()
    return tools


def located(sources: Sequence[str], tools: Tools) -> list[Source]:
    """The sources that the arguments mean."""
    return locate(sources, tools.settings)


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


@commands.command()
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

    Exit code 0: conforms (warnings allowed); 1: violations; 3: a source cannot be read;
    6: the engines of validation disagree.

    Example: fundgraph check data/registers/sif --report findings.html
    """
    tools = prepared()
    with console.progress(err, quiet=as_json) as shown:
        tally = check_sources(located(sources, tools), tools, Watch(shown), engine=engine)
    if report:
        write(report, tally, tools)
    if as_json:
        console.print_json(out, console.summary(tally))
    else:
        console.print_tally(out, tally)
    if not tally.report().conforms or (strict and tally.refused):
        sys.exit(VIOLATIONS)


@commands.command()
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


@commands.command()
@sources_argument
@engine_option
@strict_option
@json_option
@click.option("--dry-run", is_flag=True, help="Show the difference only; change nothing.")
def publish(
    sources: tuple[str, ...], engine: Engine, strict: bool, as_json: bool, dry_run: bool
) -> None:
    """Builds a release and makes it the current one, all or nothing.

    Exit code 0: published, or unchanged; 1: violations (nothing is published); 3: a source cannot
    be read; 4: another publish is running; 5: the machine refuses; 6: the engines of validation
    disagree (nothing is published).

    Example: fundgraph publish data/registers/sif
    """
    tools = prepared()
    with console.progress(err, quiet=as_json) as shown:
        watch = Watch(shown)
        now = datetime.now(UTC).replace(microsecond=0)
        publisher = Publisher(located(sources, tools), tools, watch, now, engine)
        publication = publisher.publish(strict=strict, dry_run=dry_run)
    if as_json:
        console.print_json(out, console.publication(publication, watch.seconds))
    else:
        console.print_publication(out, publication, watch.seconds)
    if publication.outcome in STOPPED:
        sys.exit(VIOLATIONS)


@commands.command()
@sources_argument
@click.option("--to", "form", type=click.Choice(FORMATS), required=True, help="The format.")
def convert(sources: tuple[str, ...], form: str) -> None:
    """Writes sources in one format on standard output, as they are read.

    Findings of reading go to standard error; use check for all of them.

    Example: fundgraph convert page.html --to ttl > page.ttl
    """
    tools = prepared()
    with console.closed_pipe():
        tally = convert_sources(located(sources, tools), tools, form, sys.stdout.buffer)
        sys.stdout.buffer.flush()
    console.print_findings(err, tally.report().findings)


@commands.command()
@click.option("--host", default="localhost", show_default=True, help="The address to listen on.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(0, 65535))
@click.option("--workers", type=click.IntRange(1), help="Web processes (default: the settings).")
def serve(host: str, port: int, workers: int | None) -> None:
    """Serves the current release until it is stopped.

    Example: fundgraph serve --port 8080
    """
    from fundgraph.web.server import serve as serve_site

    known = settings()
    serve_site(replace(known, workers=workers or known.workers), host, port)


@commands.command()
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
        console.print_json(out, console.release_list(found, current, damage))
    elif found:
        console.print_releases(out, found, current)
        if verify and not any(damage.values()):
            out.print("Every file is as its manifest says.")
    else:
        out.print(f"No releases in {folder}; publish one with: fundgraph publish")
    for identifier, files in damage.items():
        if files:
            raise ReleaseError(f"release {identifier} is damaged: {', '.join(files)}")


@commands.command()
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


def main() -> None:
    """Runs a command; an error becomes one sentence on standard error and its exit code."""
    try:
        commands(prog_name="fundgraph")
    except CommandError as error:
        err.print(f"fundgraph: {error}", style="red", highlight=False, markup=False, soft_wrap=True)
        sys.exit(error.exit_code)
