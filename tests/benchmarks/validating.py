# SPDX-License-Identifier: EUPL-1.2
"""Validation by the two engines as a publish does it, against pySHACL alone, on the same projects
and what they share, mapped beforehand. Run as a module with a source description."""

from __future__ import annotations

import json
import os
import sys
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

from fundgraph.check import validate
from fundgraph.config import Settings
from fundgraph.pipeline import Project, Tally, projects
from fundgraph.report import Finding
from fundgraph.sources import locate
from fundgraph.tools import Tools, calm_collector
from fundgraph.validation import Engine


@dataclass(frozen=True, slots=True)
class Validation:
    """What an engine found, and its seconds by the clock and of the processors."""

    findings: list[Finding]
    wall: float
    cpu: float


def validation(stream: list[Project], tools: Tools, read: Tally, engine: Engine) -> Validation:
    """The projects, and what they share, through the shapes."""
    tally = Tally(shared=read.shared, origins=read.origins)
    wall, cpu = perf_counter(), _processors()
    validate(stream, tools, tally, engine=engine)
    return Validation(tally.findings, perf_counter() - wall, _processors() - cpu)


def _processors() -> float:
    """Seconds of all processors, those of ended processes included."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def main(description: Path) -> None:
    """Prints the seconds of each engine as JSON; stops where the findings differ."""
    tools = Tools.load(Settings())
    read = Tally()
    sources = locate([str(description)], tools.settings)
    stream = list(projects(sources, tools.mapper(), tools.codes, read))
    calm_collector()
    found = {engine: validation(stream, tools, read, engine) for engine in Engine}
    first, second = found.values()
    assert first.findings == second.findings
    seconds = {name: {"wall": one.wall, "cpu": one.cpu} for name, one in found.items()}
    print(json.dumps({"findings": len(first.findings), **seconds}))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
