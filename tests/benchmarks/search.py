# SPDX-License-Identifier: EUPL-1.2
"""The search page (words, facet counts, sums, histograms) against Datasette's over the same rows.

python -m tests.benchmarks.search RELEASES TENTH
TENTH is a folder of releases with a tenth of the projects. The figures of 100,000 projects are the
ones that count. Both are asked for one page after another, none of them twice of ours, which keeps
whole answers; Datasette has an index for each facet, needs not sort and adds nothing up.
"""

from __future__ import annotations

import http.client
import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from time import perf_counter
from urllib.parse import quote

from fundgraph.release.current import Release, open_current
from fundgraph.store.index import Index, Selection
from tests.benchmarks.peers import peer
from tests.benchmarks.servers import Line, Server, beside
from tests.benchmarks.table import FACETS, TABLE, write_table
from tests.benchmarks.words import words_of
from tests.web.running import free_port, serving

DATASETTE = "datasette==0.65.5"
SHARES = (0.01, 0.1, 0.6)
WORDS = 2
OURS, THEIRS, WARM, PAGE = 200, 15, 40, 25
FEW, TURNS = 1000, 5
FASTER, STEADY, TENFOLD = 3, 5, 3
_SETTINGS = {
    "suggest_facets": "off",
    "facet_time_limit_ms": "600000",
    "sql_time_limit_ms": "600000",
    "default_cache_ttl": "0",
}


@dataclass(frozen=True, slots=True)
class Times:
    """What a run of answers took: seconds of each, and processor seconds of one."""

    each: list[float]
    cpu: float

    @property
    def tail(self) -> float:
        """The 99th percentile against the median."""
        return quantiles(self.each, n=100)[-1] / median(self.each)


def main(releases: Path, tenth: Path) -> None:
    """Prints one line for each figure, as it is measured."""
    for what, figure, goal in lines(releases, tenth):
        print(f"{what:<58}{figure:>16}  {goal}", flush=True)


def lines(releases: Path, tenth: Path) -> Iterator[Line]:
    """The figures for the current release of a folder, in one run."""
    release = open_current(releases)
    assert release
    index = Index.open(release.index)
    shares = {share: words_of(release.index, share, WORDS) for share in SHARES}
    with _ours(releases, release) as ours, _datasette(release) as theirs:
        for share, words in shares.items():
            for word in words:
                count = index.totals(Selection(text=word)).projects
                what = f"search, {word}* ({share:.0%})"
                yield from _race(ours, theirs, what, word, count)
        yield from _race(ours, theirs, "search, no words", "", index.totals().projects)
    index.close()
    yield from _tenfold(releases, tenth)


def _race(ours: Server, theirs: Server, what: str, word: str, count: int) -> Iterator[Line]:
    _same_count(ours, theirs, word, count)
    asked = ((ours, _pages(word, count)), (theirs, [_datasette_page(word)] * THEIRS))
    own, peers = _in_turns(asked)
    yield (
        f"{what}, times Datasette",
        f"{median(peers.each) / median(own.each):.1f}",
        f"{_ms(median(own.each))} against {_ms(median(peers.each))}; {count:,} projects;"
        f" processor {_ms(own.cpu)} against {_ms(peers.cpu)},"
        f" {peers.cpu / own.cpu:.1f} times; goal: ≥ {FASTER}",
    )
    yield f"{what}, p99 against the median", f"{own.tail:.1f}", f"goal: ≤ {STEADY}"


def _tenfold(releases: Path, tenth: Path) -> Iterator[Line]:
    release, small = open_current(releases), open_current(tenth)
    assert release
    assert small
    [few] = words_of(release.index, FEW / 2 / release.manifest.counts["projects"], 1)
    with _ours(releases, release) as large, _ours(tenth, small) as little:
        for what, word in (("the unfiltered list", ""), (f"{few}*, few hits", few)):
            count = min(_count(one, word) for one in (release, small))
            pages = _pages(word, count)
            after, before = _in_turns(((large, pages), (little, pages)))
            ratio = f"{median(after.each) / median(before.each):.1f}"
            told = f"{_ms(median(before.each))}, then {_ms(median(after.each))}"
            cpu = f"processor {_ms(before.cpu)}, then {_ms(after.cpu)}"
            yield f"tenfold projects, {what}", ratio, f"{told}; {cpu}; goal: ≤ {TENFOLD}"


def _count(release: Release, word: str) -> int:
    index = Index.open(release.index)
    found = index.totals(Selection(text=word or None)).projects
    index.close()
    return found


def _pages(word: str, count: int) -> list[str]:
    """Addresses of our list, none of them twice: its pages in several orders."""
    orders = ("best", "-granted", "-spent", "-start", "title")
    found = [
        f"/{language}/projects?q={quote(word)}&sort={order}&page={page}"
        for page in range(1, max(2, count // PAGE))
        for order in orders
        for language in ("en", "lv")
    ]
    return found[:OURS]


def _datasette_page(word: str, suffix: str = "", size: int = PAGE) -> str:
    facets = "".join(f"&_facet={name}" for name in FACETS)
    words = f"&_search={quote(word)}*&_searchmode=raw" if word else ""
    return f"/register/{TABLE}{suffix}?_size={size}&_facet_size=max{facets}{words}"


def _same_count(ours: Server, theirs: Server, word: str, count: int) -> None:
    """Raises AssertionError unless both find as many projects as the index says."""
    found = json.loads(_ask(theirs, _datasette_page(word, ".json", 0))[1])
    assert found["filtered_table_rows_count"] == count, (word, count)
    page = _ask(ours, f"/en/projects?q={quote(word)}&page=1")[1].decode()
    assert f"{count:,}" in page, (word, count)


def _in_turns(asked: Sequence[tuple[Server, Sequence[str]]]) -> list[Times]:
    """What the answers took, over slices that are asked in turns, so that whatever else the machine
    does meets all alike."""
    each: list[list[float]] = [[] for _ in asked]
    cpu = [0.0] * len(asked)
    for turn in range(TURNS):
        for place, (server, paths) in enumerate(asked):
            before = server.cpu()
            each[place] += [_ask(server, path)[0] for path in paths[turn::TURNS]]
            cpu[place] += server.cpu() - before
    return [Times(seconds, taken / len(seconds)) for seconds, taken in zip(each, cpu, strict=True)]


def _ask(server: Server, path: str) -> tuple[float, bytes]:
    """The seconds that an answer took, and its content."""
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=600)
    begin = perf_counter()
    connection.request("GET", path)
    answer = connection.getresponse()
    content = answer.read()
    seconds = perf_counter() - begin
    connection.close()
    assert answer.status == 200, (path, answer.status)
    return seconds, content


def _ms(seconds: float) -> str:
    return f"{seconds * 1000:.1f} ms"


@contextmanager
def _ours(releases: Path, release: Release) -> Iterator[Server]:
    base = release.manifest.base_iri
    with serving(releases, base_iri=base, log_level="warning") as running:
        server = Server(running.port, running.process.pid)
        for number in range(2, WARM):  # no process answers for the first time when it is measured
            _ask(server, f"/{('lv', 'en')[number % 2]}/projects?sort=-end&page={number}")
        yield server


@contextmanager
def _datasette(release: Release) -> Iterator[Server]:
    port = free_port()
    settings = [part for name, value in _SETTINGS.items() for part in ("--setting", name, value)]
    with TemporaryDirectory() as name:
        path = Path(name) / "register.db"
        write_table(release.index, path)
        command = [str(peer(DATASETTE)), "-m", "datasette", "serve", "--immutable", str(path)]
        with beside([*command, "--port", str(port), *settings], port, "/-/versions.json") as server:
            yield server


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
