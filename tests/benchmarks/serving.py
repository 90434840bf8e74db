# SPDX-License-Identifier: EUPL-1.2
"""Documents and pages a second, against a bare route on the same server and against peers.

python -m tests.benchmarks.serving [RELEASES]
The peers live in an environment of their own, `.venv-serving`, made when it is missing.
"""

from __future__ import annotations

import gzip
import random
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import quote, urlencode

import psutil

from fundgraph.release.current import Release, open_current
from fundgraph.store.index import Index
from tests.benchmarks.asking import Rate, ask
from tests.benchmarks.measure import TOP
from tests.web.running import free_port, serving

PEERS = TOP / ".venv-serving"
WANTED = ("oxigraph==0.5.13", "rdflib-endpoint==0.6.3", "uvicorn")
COLD, WARM, REPEATED, OF_RDFLIB, RDFLIB_PROJECTS = 10_000, 200, 10_000, 200, 10_000
WORKERS = 2
READY_S = 900
_SAME = """CONSTRUCT {{ ?s ?p ?o }} WHERE {{
  {{ BIND (<{iri}> AS ?s) ?s ?p ?o }} UNION
  {{ <{iri}> ?a ?s . FILTER (STRSTARTS(STR(?s), "{iri}#")) ?s ?p ?o }} UNION
  {{ <{iri}> ?a ?m . FILTER (STRSTARTS(STR(?m), "{iri}#")) ?m ?b ?s .
     FILTER (STRSTARTS(STR(?s), "{iri}#")) ?s ?p ?o }}
}}"""

Line = tuple[str, str, str]


def main(releases: Path) -> None:
    """Prints one line for each figure, as it is measured."""
    for what, figure, goal in lines(releases):
        print(f"{what:<44}{figure:>16}  {goal}", flush=True)


def lines(releases: Path) -> Iterator[Line]:
    """The figures for the current release of a folder, in one run."""
    release = open_current(releases)
    assert release
    slugs = _drawn(release)
    with serving(releases, workers=WORKERS, log_level="warning") as running:
        yield "memory idle (PSS, all processes)", _memory(running.processes()), "goal: ≤ 350 MB"
        ours = {
            name: ask(running.port, [below.format(quote(slug)) for slug in slugs])
            for name, below in _ADDRESSES.items()
        }
        yield "memory after the pages", _memory(running.processes()), "goal: ≤ 800 MB"
        again = [_ADDRESSES["HTML"].format(quote(slug)) for slug in slugs[:WARM]]
        ask(running.port, again * 4)
        warm = ask(running.port, again * (REPEATED // WARM))
        unchanged = ask(
            running.port, again * (REPEATED // WARM), status=304, **{"If_None_Match": "*"}
        )
    yield from _against_bare(ours, warm, unchanged, slugs)
    iris = [f"{release.manifest.base_iri}id/project/{slug}" for slug in slugs]
    yield from _against_peers(ours, release, iris)


_ADDRESSES = {
    "Turtle": "/data/project/{}.ttl",
    "JSON-LD": "/data/project/{}.jsonld",
    "HTML": "/lv/project/{}",
}
_GOALS = {"Turtle": 0.15, "JSON-LD": 0.15, "HTML": 0.08, "warm": 0.8, "304": 0.8}


def _drawn(release: Release) -> list[str]:
    index = Index.open(release.index)
    slugs = [slug for slug, _ in index.digests()]
    index.close()
    return random.Random(4).sample(slugs, min(COLD, len(slugs)))


def _against_bare(
    ours: dict[str, Rate], warm: Rate, unchanged: Rate, slugs: Sequence[str]
) -> Iterator[Line]:
    port = free_port()
    module = [sys.executable, "-m", "tests.benchmarks.bare", str(port), str(WORKERS)]
    with _peer(module, port, "/1/x"):
        for name, rate in {**ours, "warm": warm, "304": unchanged}.items():
            paths = [f"/{round(rate.content)}/{quote(slug)}" for slug in slugs]
            bare = ask(port, paths)
            told = f"{rate.per_second:,.0f} of {bare.per_second:,.0f} a second"
            ratio = f"{rate.per_second / bare.per_second:.2f}"
            yield f"{name}, of a bare Flask route", ratio, f"{told}; goal: ≥ {_GOALS[name]}"


def _against_peers(ours: dict[str, Rate], release: Release, iris: Sequence[str]) -> Iterator[Line]:
    _install()
    peers = {
        "the Oxigraph server's CONSTRUCT": (_oxigraph(release, iris), 0.9),
        "rdflib-endpoint's DESCRIBE": (_rdflib(release, iris), 10),
    }
    for peer, (rates, goal) in peers.items():
        for name, theirs in rates.items():
            ratio = ours[name].per_second / theirs.per_second
            told = f"theirs {theirs.per_second:,.0f} a second, {theirs.content:,.0f} bytes each"
            yield f"{name}, times {peer}", f"{ratio:.2f}", f"{told}; goal: ≥ {goal}"


def _oxigraph(release: Release, iris: Sequence[str]) -> dict[str, Rate]:
    port = free_port()
    command = [
        *(str(PEERS / "bin" / "oxigraph"), "serve-read-only", "--union-default-graph"),
        *("--location", str(release.store), "--bind", f"127.0.0.1:{port}"),
    ]
    paths = [f"/query?{urlencode({'query': _SAME.format(iri=iri)})}" for iri in iris]
    with _peer(command, port, "/"):
        return {
            "Turtle": ask(port, paths, Accept="text/turtle"),
            "JSON-LD": ask(port, paths, Accept="application/ld+json"),
        }


def _rdflib(release: Release, iris: Sequence[str]) -> dict[str, Rate]:
    port = free_port()
    with TemporaryDirectory() as name:
        few = Path(name) / "projects.nt"
        known = _some_projects(release, few)
        asked = [iri for iri in iris if iri in known][:OF_RDFLIB]
        module = ["-m", "rdflib_endpoint", "serve", "--host", "127.0.0.1", "--port", str(port)]
        query = [f"/?{urlencode({'query': f'DESCRIBE <{iri}>'})}" for iri in asked]
        with _peer([str(PEERS / "bin" / "python"), *module, str(few)], port, "/docs"):
            return {
                "Turtle": ask(port, query, Accept="text/turtle"),
                "JSON-LD": ask(port, query, Accept="application/ld+json"),
            }


def _some_projects(release: Release, path: Path) -> set[str]:
    """Writes the first projects of the dump as N-Triples; gives their IRIs."""
    known: set[str] = set()
    with (
        gzip.open(release.dumps / "projects.nq.gz", "rt", encoding="utf-8") as quads,
        path.open("w", encoding="utf-8") as out,
    ):
        for thing, group in groupby(
            quads, lambda line: line[1:].partition(">")[0].partition("#")[0]
        ):
            if "/id/project/" in thing:
                known.add(thing)
            if len(known) > RDFLIB_PROJECTS:
                known.discard(thing)
                break
            out.writelines(f"{line.rpartition(' <')[0]} .\n" for line in group)
    return known


def _install() -> None:
    if not (PEERS / "bin" / "oxigraph").exists():
        subprocess.run([sys.executable, "-m", "venv", str(PEERS)], check=True)
        pip = [str(PEERS / "bin" / "pip"), "install", "--quiet", *WANTED]
        subprocess.run(pip, check=True)


@contextmanager
def _peer(command: Sequence[str], port: int, path: str) -> Iterator[None]:
    """A server that answers at a path."""
    with subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=TOP
    ) as process:
        try:
            _wait(process, port, path)
            yield
        finally:
            process.terminate()


def _wait(process: subprocess.Popen[bytes], port: int, path: str) -> None:
    for _ in range(READY_S * 4):
        assert process.poll() is None, "the server ended"
        with suppress(OSError, AssertionError):
            ask(port, [path])
            return
        time.sleep(0.25)
    raise TimeoutError("the server is not ready")


def _memory(processes: Sequence[psutil.Process]) -> str:
    return f"{sum(process.memory_full_info().pss for process in processes) / 1e6:.0f} MB"


if __name__ == "__main__":
    main(Path(sys.argv[1]))
