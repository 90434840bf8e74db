# SPDX-License-Identifier: EUPL-1.2
"""A client who means no harm: `python -m tests.abuse.light PORT ADDRESS`, a process of its own, so
that the harmful ones do not slow it.

It asks for the pages named on standard input, one a line, over and over until that is closed, and
prints the status and the seconds of each answer. A line `? QUERY` is a query.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import cycle
from select import select

from tests.abuse.client import Answer, Client
from tests.abuse.lines import milliseconds, percentile
from tests.published import TOP

PAUSE_S = 0.02


@dataclass(slots=True)
class Light:
    """What a light client saw."""

    seconds: list[float] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)

    @property
    def p99(self) -> float:
        """The time that 99 in 100 answers took at most."""
        return percentile(self.seconds, 0.99)

    def __str__(self) -> str:
        median = milliseconds(percentile(self.seconds, 0.5))
        failed = f", {len(self.failed)} failed" if self.failed else ""
        return f"p99 {milliseconds(self.p99)}, median {median} of {len(self.seconds):,}{failed}"


@contextmanager
def light_client(client: Client, asked: Sequence[str]) -> Iterator[Light]:
    """A light client at work; what it saw stands there when the context has ended."""
    found = Light()
    command = [sys.executable, "-m", "tests.abuse.light", str(client.port), client.address]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=TOP
    ) as process:
        assert process.stdin
        process.stdin.write("\n".join((*asked, "", "")))
        process.stdin.flush()
        try:
            yield found
        finally:
            said, _ = process.communicate()
            for line in said.splitlines():
                status, seconds = line.split()
                found.seconds.append(float(seconds))
                if status != "200":
                    found.failed.append(status)


def main(port: str, address: str) -> None:
    """Asks until standard input ends."""
    client = Client(int(port), address)
    asked = []
    while line := sys.stdin.readline().strip():
        asked.append(line)
    seen = []
    for each in cycle(asked):
        if select([sys.stdin], [], [], PAUSE_S)[0]:
            break
        begin = time.perf_counter()
        answer = _asked(client, each)
        seen.append(f"{0 if answer.fault else answer.status} {time.perf_counter() - begin}")
    print("\n".join(seen))


def _asked(client: Client, line: str) -> Answer:
    return client.query(line[2:]) if line.startswith("? ") else client.ask(line)


if __name__ == "__main__":
    main(*sys.argv[1:])
