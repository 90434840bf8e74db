# SPDX-License-Identifier: EUPL-1.2
"""Runs all benchmarks on made-up registers and prints a table: python -m tests.benchmarks"""

from __future__ import annotations

import argparse
import json
import os
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from fundgraph.sample import write_sample
from fundgraph.validation import Engine
from tests.benchmarks import rml, search, serving, sources
from tests.benchmarks.measure import run
from tests.benchmarks.peers import PeerError
from tests.benchmarks.validating import ALONE
from tests.benchmarks.writers import mapped, speeds

TIMES_FASTER, MEGABYTES_APART, VALIDATES_FASTER = 12, 30, 20
TIMES_FIRST, TIMES_RML = 1.5, 6
REPEATS = 3
WRITTEN = 1000

Line = tuple[str, str, str]


def main() -> None:
    """Prints one line for each figure, as it is measured."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("--projects", type=int, default=10_000, help="default: %(default)s")
    projects = parser.parse_args().projects
    print(f"{projects:,} made-up projects, {os.cpu_count()} cores; seconds are of the processors\n")
    with TemporaryDirectory() as name:
        folder = Path(name)
        _, description = write_sample(folder / "one", projects)
        for lines in (
            mapping(description, folder),
            tables(description, folder),
            against_rml(folder, projects),
            memory(description, folder, projects),
            publishing(description, folder),
            serving.lines(folder / "var" / "releases"),
            searching(folder, projects),
            validating(description, folder),
            writing(folder),
        ):
            for what, figure, goal in lines:
                print(f"{what:<44}{figure:>16}  {goal}", flush=True)


def mapping(description: Path, folder: Path) -> Iterator[Line]:
    """Source → N-Triples by our pipeline, against the same mapping through an rdflib Graph."""
    convert = ("fundgraph", "convert", str(description), "--to", "nt")
    ours = min((run(*convert, folder=folder) for _ in range(REPEATS)), key=lambda done: done.cpu)
    yield "source to N-Triples", f"{ours.cpu:.1f} s", f"{ours.peak:.0f} MB at the peak"
    lines = ours.output.read_bytes().splitlines()
    theirs = run("tests.benchmarks.through_rdflib", str(description), folder=folder)
    assert set(lines) == {line for line in theirs.output.read_bytes().splitlines() if line}
    yield "through an rdflib Graph, the same", f"{theirs.cpu:.1f} s", f"{theirs.peak:.0f} MB"
    ratio = theirs.cpu / ours.cpu
    yield "times faster", f"{ratio:.1f}", f"goal: at least {TIMES_FASTER}"
    yield "statements a second", f"{len(lines) / ours.cpu:,.0f}", ""


def tables(description: Path, folder: Path) -> Iterator[Line]:
    """CSV and XLSX → N-Triples, against the first plain table reader."""
    try:
        costs = sources.costs(description, folder)
    except sources.HistoryError as error:
        yield "the first table reader", "not measured", str(error)
        return
    yield "first table reader, CSV to N-Triples", f"{costs.first.cpu:.1f} s", "in the same run"
    goal = f"goal: at most {TIMES_FIRST}"
    for name, ours in (("CSV", costs.csv), ("XLSX", costs.xlsx)):
        yield f"{name} to N-Triples", f"{ours.cpu:.1f} s", f"{ours.peak:.0f} MB at the peak"
        yield "times the cost of the first reader", f"{ours.cpu / costs.first.cpu:.2f}", goal


def against_rml(folder: Path, projects: int) -> Iterator[Line]:
    """The statements that RML expresses without functions, by morph-kgc and by us."""
    try:
        race = rml.race(folder / "rml", projects)
    except PeerError as error:
        yield rml.MORPH, "not installed", str(error)
        return
    yield f"{rml.MORPH} (RML)", f"{race.theirs.cpu:.1f} s", f"{race.common:,} statements"
    more = f"the same and {race.all - race.common:,} more"
    yield "ours", f"{race.ours.cpu:.1f} s", more
    ratio = race.theirs.cpu / race.ours.cpu
    yield "times faster", f"{ratio:.1f}", f"goal: at least {TIMES_RML}"


def memory(description: Path, folder: Path, projects: int) -> Iterator[Line]:
    """Peak memory of convert for N and for ten times N."""
    small = run("fundgraph", "convert", str(description), "--to", "nt", folder=folder)
    _, larger = write_sample(folder / "ten", projects * 10)
    large = run("fundgraph", "convert", str(larger), "--to", "nt", folder=folder)
    for path in (folder / "ten").iterdir():
        path.unlink()
    yield f"peak memory, {projects:,} projects", f"{small.peak:.0f} MB", ""
    yield f"peak memory, {projects * 10:,} projects", f"{large.peak:.0f} MB", ""
    apart = f"goal: at most {MEGABYTES_APART}"
    yield "difference", f"{large.peak - small.peak:.0f} MB", apart


def publishing(description: Path, folder: Path) -> Iterator[Line]:
    """Publish, validation included, stage by stage (seconds by the clock)."""
    done = run("fundgraph", "publish", str(description), "--json", folder=folder)
    found = json.loads(done.output.read_bytes())
    for stage, seconds in found["stages"].items():
        yield f"publish: {stage}", f"{seconds:.1f} s", "by the clock"
    yield "publish, all of it", f"{done.wall:.1f} s", f"by the clock, {done.peak:.0f} MB"


def searching(folder: Path, projects: int) -> Iterator[Line]:
    """The search page against Datasette's, and with a tenth of the projects."""
    less = folder / "less"
    _, description = write_sample(less / "register", projects // 10)
    run("fundgraph", "publish", str(description), folder=less)
    try:
        yield from search.lines(folder / "var" / "releases", less / "var" / "releases")
    except PeerError as error:
        yield search.DATASETTE, "not installed", str(error)


def validating(description: Path, folder: Path) -> Iterator[Line]:
    """The two engines against pySHACL alone, with the same findings."""
    done = run("tests.benchmarks.validating", str(description), folder=folder)
    found = json.loads(done.output.read_bytes())
    for engine in Engine:
        told = f"by the clock; {found[engine]['cpu']:.1f} s of the processors"
        yield f"validation, {engine}", f"{found[engine]['wall']:.1f} s", told
    bulk = found[Engine.BULK]["cpu"]
    ratio = found[Engine.PYSHACL]["cpu"] / bulk
    yield "times faster than pySHACL as we ask it", f"{ratio:.1f}", "aimed, batched, in processes"
    each = found["alone"]
    yield "pySHACL by itself, a project", f"{each:.2f} s", f"measured with {ALONE}"
    ratio = each * found["projects"] / bulk
    goal = f"goal: at least {VALIDATES_FASTER}; reckoned for as many projects"
    yield "times faster than pySHACL by itself", f"{ratio:.0f}", goal


def writing(folder: Path) -> Iterator[Line]:
    """Triples a second of each writer."""
    _, description = write_sample(folder / "few", WRITTEN)
    for format, speed in speeds(mapped(description)).items():
        yield f"writer {format}", f"{speed:,.0f}", "triples a second"


if __name__ == "__main__":
    main()
