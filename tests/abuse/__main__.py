# SPDX-License-Identifier: EUPL-1.2
"""Runs the checks of the threats 1 to 6 and 10 to 15 against the real server, and prints a table.

Everything stays on loopback, where clients have addresses of their own (Linux has all of
127.0.0.0/8). Takes about eight minutes, twenty at the most; exit code 1 where a goal is missed.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from _thread import interrupt_main
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Timer

from tests.abuse import engine, forged, heavy, injection, outbound, patterns, scripts, slow
from tests.abuse.lines import HEADING, Line
from tests.abuse.site import Site, serving
from tests.abuse.unscanned import copied
from tests.published import TOP, fundgraph, releases

MOST_S = 1200.0
Check = Callable[[Site, float], Iterator[Line]]


@dataclass(frozen=True, slots=True)
class Round:
    """Checks by their rows, all against one server: its settings, and whether its first fence is
    down."""

    checks: tuple[tuple[int, Check], ...]
    settings: tuple[tuple[str, str], ...] = ()
    blind: bool = False


ROUNDS = (
    Round(((1, heavy.runaway), (2, engine.nesting), (3, engine.orders), (4, heavy.starving))),
    # The limit on rows is met before that on time, on a busy machine, too.
    Round(((5, heavy.huge),), (("query_max_rows", "20000"),)),
    Round(
        (
            (6, outbound.outbound),
            (6, outbound.sources),
            (10, scripts.scripts),
            (11, patterns.bombs),
            (11, patterns.own),
            (12, injection.injected),
            (13, forged.hosts),
            (14, forged.paths),
            (15, slow.large),
            (15, slow.crowd),
        )
    ),
    Round(((2, engine.unscanned), (6, outbound.unscanned)), blind=True),
)


@dataclass(frozen=True, slots=True)
class Options:
    """What the command line says."""

    projects: int
    releases: Path | None
    limit: float
    rows: frozenset[int]


def main() -> None:
    """Prints each line as it is measured; exits 1 where one misses its goal."""
    options = _options()
    begin = time.monotonic()
    last = Timer(MOST_S, interrupt_main)
    last.daemon = True
    last.start()
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}\n\n{HEADING}", flush=True)
    missed = 0
    with _published(options) as folder:
        for line in _lines(folder, options):
            print(line, flush=True)
            missed += not line.reached
    print(f"\n{missed} goals missed, {time.monotonic() - begin:.0f} s", flush=True)
    sys.exit(1 if missed else 0)


def _lines(folder: Path, options: Options) -> Iterator[Line]:
    """The lines of all rows that are wanted."""
    with TemporaryDirectory() as name:
        blind = copied(Path(name))
        for each in ROUNDS:
            wanted = [do for row, do in each.checks if not options.rows or row in options.rows]
            settings = {"query_timeout_s": f"{options.limit}", **dict(each.settings)}
            if wanted:
                source = blind if each.blind else TOP / "src"
                with serving(folder, settings, source=source) as site:
                    for check in wanted:
                        yield from check(site, options.limit)


@contextmanager
def _published(options: Options) -> Iterator[Path]:
    """A folder of releases: the one that is named, or one of a made-up register."""
    if options.releases:
        yield options.releases
        return
    with TemporaryDirectory() as name:
        folder = Path(name)
        fundgraph(folder, "sample", str(options.projects), "--out", "sample")
        fundgraph(folder, "publish", "sample")
        yield releases(folder)


def _options() -> Options:
    parser = argparse.ArgumentParser(prog="python -m tests.abuse", description=__doc__)
    parser.add_argument("--projects", type=int, default=2_000, help="default: %(default)s")
    parser.add_argument("--releases", type=Path, help="a folder of releases to use instead")
    parser.add_argument("--limit", type=float, default=3, help="query_timeout_s (%(default)s)")
    parser.add_argument("rows", type=int, nargs="*", help="the rows to check (all)")
    given = parser.parse_args()
    return Options(given.projects, given.releases, given.limit, frozenset(given.rows))


if __name__ == "__main__":
    main()
