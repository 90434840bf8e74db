# SPDX-License-Identifier: EUPL-1.2
"""Documents and pages a second, against a bare route on the same server and against peers.

python -m tests.benchmarks.serving [RELEASES]
The figures of a release of 100,000 projects are the ones that count.
"""

from __future__ import annotations

import gzip
import random
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from urllib.parse import quote, unquote, urlencode

import psutil

from fundgraph.release.current import Release, open_current
from fundgraph.store.index import Index
from tests.benchmarks import querying
from tests.benchmarks.asking import Rate, ask
from tests.benchmarks.peers import peer
from tests.benchmarks.servers import Line, Server, beside
from tests.web.running import Running, free_port, serving

OXIGRAPH, RDFLIB = "oxigraph==0.5.13", "rdflib-endpoint[cli]==0.6.3"
COLD, WARM, REPEATED, OF_RDFLIB, RDFLIB_PROJECTS = 10_000, 200, 10_000, 1_000, 10_000
WORKERS = 2
TURNS = 10
_SAME = """CONSTRUCT {{ ?s ?p ?o }} WHERE {{
  {{ BIND (<{iri}> AS ?s) ?s ?p ?o }} UNION
  {{ <{iri}> ?a ?s . FILTER (STRSTARTS(STR(?s), "{iri}#")) ?s ?p ?o }} UNION
  {{ <{iri}> ?a ?m . FILTER (STRSTARTS(STR(?m), "{iri}#")) ?m ?b ?s .
     FILTER (STRSTARTS(STR(?s), "{iri}#")) ?s ?p ?o }}
}}"""


def main(releases: Path) -> None:
    """Prints one line for each figure, as it is measured."""
    for what, figure, goal in lines(releases):
        print(f"{what:<58}{figure:>16}  {goal}", flush=True)


def lines(releases: Path) -> Iterator[Line]:
    """The figures for the current release of a folder, in one run.

    All servers are up at once and are asked in turns, a slice of the projects each time, so that
    whatever else the machine does meets all of them alike.
    """
    release = open_current(releases)
    assert release
    slugs = _drawn(release)
    base = release.manifest.base_iri
    iris = [f"{base}id/project/{unquote(slug)}" for slug in slugs]
    yield from querying.lines(release, iris)
    with (
        _own(releases) as (running, seconds),
        _bare() as bare,
        _oxigraph(release) as oxigraph,
        _rdflib(release) as (rdflib, known),
    ):
        yield "start to ready", f"{seconds:.1f} s", "goal: ≤ 3 s"
        yield "memory idle (PSS, all processes)", _memory(running.processes()), "goal: ≤ 350 MB"
        own = Server(running.port, running.process.pid)
        asked = {name: _Asked(own, _paths(name, slugs)) for name in _ADDRESSES}
        sizes = {name: ask(own.port, each.paths[-20:]).content for name, each in asked.items()}
        for name, size in sizes.items():
            asked[f"bare {name}"] = _Asked(bare, [f"/{size:.0f}/{each}" for each in slugs])
        same = [_query("/query", _SAME.format(iri=iri)) for iri in iris]
        few = [iri for iri in iris if iri in known][:OF_RDFLIB]
        alone = [_query("/", f"DESCRIBE <{iri}>") for iri in few]
        whole = [_query("/", f"DESCRIBE {' '.join(known[iri])}") for iri in few]
        for name, kind in (("Turtle", "text/turtle"), ("JSON-LD", "application/ld+json")):
            asked[f"oxigraph {name}"] = _Asked(oxigraph, same, {"Accept": kind})
            asked[f"rdflib {name}"] = _Asked(rdflib, whole, {"Accept": kind})
            asked[f"rdflib alone {name}"] = _Asked(rdflib, alone, {"Accept": kind})
        cold = _in_turns(asked)
        yield "memory after the pages", _memory(running.processes()), "goal: ≤ 800 MB"
        yield from _ratios(cold)
        again = _paths("HTML", slugs[:WARM])
        ask(running.port, again * 4)
        pages = again * (REPEATED // WARM)
        warm = {
            "warm": _Asked(own, pages),
            "bare warm": asked["bare HTML"],
            "304": _Asked(own, pages, {"If_None_Match": "*"}, 304),
            "bare 304": _Asked(bare, [f"/0/{each}" for each in slugs]),
        }
        yield from _ratios(_in_turns(warm))


_ADDRESSES = {
    "Turtle": "/data/project/{}.ttl",
    "JSON-LD": "/data/project/{}.jsonld",
    "HTML": "/lv/project/{}",
}
_OTHERS = {
    "bare": ("a bare Flask route", {"HTML": 0.08, "warm": 0.8, "304": 0.8}, 0.15),
    "oxigraph": ("Oxigraph's CONSTRUCT", {}, 0.9),
    "rdflib": ("rdflib-endpoint DESCRIBE, same statements", {}, 10),
    "rdflib alone": ("rdflib-endpoint DESCRIBE, one subject", {}, 10),
}


@dataclass(frozen=True, slots=True)
class _Asked:
    """What is asked of a server."""

    server: Server
    paths: Sequence[str]
    headers: dict[str, str] = field(default_factory=dict)
    status: int = 200


def _paths(name: str, slugs: Sequence[str]) -> list[str]:
    return [_ADDRESSES[name].format(slug) for slug in slugs]


def _query(path: str, text: str) -> str:
    return f"{path}?{urlencode({'query': text})}"


def _in_turns(asked: dict[str, _Asked]) -> dict[str, Rate]:
    """The rate of each, over slices that are asked in turns."""
    rates: dict[str, list[tuple[int, Rate]]] = {name: [] for name in asked}
    for turn in range(TURNS):
        for name, each in asked.items():
            paths = each.paths[turn::TURNS]
            before = each.server.cpu()
            rate = ask(each.server.port, paths, status=each.status, **each.headers)
            cpu = (each.server.cpu() - before) / len(paths)
            rates[name].append((len(paths), replace(rate, cpu=cpu)))
    return {name: _together(found) for name, found in rates.items()}


def _together(found: Sequence[tuple[int, Rate]]) -> Rate:
    answers = sum(count for count, _ in found)
    seconds = sum(count / rate.per_second for count, rate in found)
    content = sum(count * rate.content for count, rate in found) / answers
    cpu = sum(count * rate.cpu for count, rate in found) / answers
    return Rate(answers / seconds, content, cpu)


def _ratios(rates: dict[str, Rate]) -> Iterator[Line]:
    for name, rate in rates.items():
        for other, (title, goals, goal) in _OTHERS.items():
            theirs = rates.get(f"{other} {name}")
            if theirs:
                ratio = f"{rate.per_second / theirs.per_second:.2f}"
                told = f"{rate.per_second:,.0f} against {theirs.per_second:,.0f} a second"
                took = f"processor ms {rate.cpu * 1000:.2f} against {theirs.cpu * 1000:.2f}"
                goal_of = f"goal: ≥ {goals.get(name, goal)}"
                size = f"bytes {rate.content:,.0f} against {theirs.content:,.0f}"
                yield f"{name}, times {title}", ratio, f"{told}; {took}; {size}; {goal_of}"


def _drawn(release: Release) -> list[str]:
    index = Index.open(release.index)
    slugs = [slug for slug, _ in index.digests()]
    index.close()
    return [quote(slug) for slug in random.Random(4).sample(slugs, min(COLD, len(slugs)))]


@contextmanager
def _own(releases: Path) -> Iterator[tuple[Running, float]]:
    """Our server, and the seconds from its start until its queries are answered."""
    begun = perf_counter()
    with serving(releases, workers=WORKERS, log_level="warning") as running:
        assert running.ask("/readyz")[0] == 200
        yield running, perf_counter() - begun


@contextmanager
def _bare() -> Iterator[Server]:
    port = free_port()
    module = [sys.executable, "-m", "tests.benchmarks.bare", str(port), str(WORKERS)]
    with beside(module, port, "/1/x") as server:
        yield server


@contextmanager
def _oxigraph(release: Release) -> Iterator[Server]:
    port = free_port()
    command = [
        *(str(peer(OXIGRAPH).with_name("oxigraph")), "serve-read-only", "--union-default-graph"),
        *("--location", str(release.store), "--bind", f"127.0.0.1:{port}"),
    ]
    with beside(command, port, "/") as server:
        yield server


@contextmanager
def _rdflib(release: Release) -> Iterator[tuple[Server, dict[str, list[str]]]]:
    """The server of rdflib-endpoint; by the projects that it knows, the subjects of each."""
    port = free_port()
    with TemporaryDirectory() as name:
        few = Path(name) / "projects.nt"
        known = _some_projects(release, few)
        module = ["-m", "rdflib_endpoint", "serve", "--host", "127.0.0.1", "--port", str(port)]
        with beside([str(peer(RDFLIB)), *module, str(few)], port, "/docs") as server:
            yield server, known


def _some_projects(release: Release, path: Path) -> dict[str, list[str]]:
    """Writes the first projects of the dump as N-Triples; gives the subjects of each, as terms."""
    known: dict[str, list[str]] = {}
    with (
        gzip.open(release.dumps / "projects.nq.gz", "rt", encoding="utf-8") as quads,
        path.open("w", encoding="utf-8") as out,
    ):
        for thing, group in groupby(quads, _thing):
            lines = [f"{line.rpartition(' <')[0]} .\n" for line in group]
            if "/id/project/" in thing:
                if len(known) == RDFLIB_PROJECTS:
                    break
                known[thing] = list(dict.fromkeys(line.partition(" ")[0] for line in lines))
            out.writelines(lines)
    return known


def _thing(line: str) -> str:
    return line[1:].partition(">")[0].partition("#")[0]


def _memory(processes: Sequence[psutil.Process]) -> str:
    return f"{sum(process.memory_full_info().pss for process in processes) / 1e6:.0f} MB"


if __name__ == "__main__":
    main(Path(sys.argv[1]))
