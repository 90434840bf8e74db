# SPDX-License-Identifier: EUPL-1.2
"""Validation by the two engines as a publish does it, against pySHACL alone, on the same projects
and what they share, mapped beforehand. Run as a module with a source description."""

from __future__ import annotations

import json
import os
import sys
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from time import perf_counter

import pyshacl
from rdflib import Graph
from rdflib.namespace import SH

from fundgraph.check import validate
from fundgraph.config import Settings
from fundgraph.pipeline import projects
from fundgraph.report import Finding
from fundgraph.sources import locate
from fundgraph.tally import Project, Tally
from fundgraph.tools import Tools, all_shapes, calm_collector
from fundgraph.validation import Engine, Validator
from fundgraph.validation.shape_graph import LOOKED_UP

# Of as many projects is pySHACL by itself asked: it takes so long.
ALONE = 20


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


def alone(stream: list[Project], tools: Tools) -> float:
    """Seconds a project of pySHACL by itself: one graph, the shapes as they are written, no help of
    ours. It must find what the reference finds."""
    background, projects = tools.background(), {project.mapped.project for project in stream}
    statements = chain.from_iterable(project.mapped.triples for project in stream)
    document = "".join(f"{s} {p} {o} .\n" for s, p, o in statements)
    begin = _processors()
    graph = Graph().parse(data=document + _looked_up(background), format="nt")
    shapes = Graph().parse(data=all_shapes(), format="turtle")
    _, report, _ = pyshacl.validate(graph, shacl_graph=shapes, inplace=True)
    seconds = _processors() - begin
    assert isinstance(report, Graph)
    component = SH.sourceConstraintComponent
    found = {
        (str(focus), str(report.value(result, component)).removeprefix(str(SH)))
        for result, focus in report.subject_objects(SH.focusNode)
        if str(focus).partition("#")[0] in projects
    }
    judged = Validator(all_shapes(), background).judge(document).hits
    assert found == {
        (h.focus, h.component) for h in judged if h.focus.partition("#")[0] in projects
    }
    return seconds / len(stream)


def _looked_up(background: str) -> str:
    told = tuple(predicate.n3() for predicate in LOOKED_UP)
    lines = background.splitlines(keepends=True)
    return "".join(line for line in lines if line.split(" ", 2)[1] in told)


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
    apart = {"alone": alone(stream[:ALONE], tools), "projects": len(stream)}
    print(json.dumps({"findings": len(first.findings), **apart, **seconds}))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
