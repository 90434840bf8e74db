# SPDX-License-Identifier: EUPL-1.2
"""`python -m tests.acceptance PYTHON`: publishes `data/`, serves it on loopback and has each suite
of `../shared/acceptance` run against it by an interpreter that has what the suites need.

Exits 0 when nothing failed, also where the suites are not beside the repository.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from fundgraph.iris import Minter
from fundgraph.release.current import open_current
from fundgraph.store.index import Index
from tests.acceptance.official import add_graphs
from tests.published import TOP
from tests.web.running import Running, free_port, serving

SUITES = TOP.parent / "shared" / "acceptance"
LETTERS = Path(__file__).parent / "register"
TALLY = re.compile(r"^(\d+) passed, (\d+) failed", re.MULTILINE)


def main(python: str) -> int:
    """The number of suites that failed, or did not say that nothing did."""
    if not SUITES.is_dir():
        print(f"{SUITES.name}: not beside the repository, nothing to run")
        return 0
    with tempfile.TemporaryDirectory() as folder:
        return run(python, Path(folder))


def run(python: str, folder: Path) -> int:
    """Publishes, serves and asks; the number of suites that failed."""
    port = free_port()
    base = f"http://localhost:{port}/"
    publish(folder, base)
    releases = folder / "var" / "releases"
    add_graphs(releases, SUITES / "data" / "w3c" / "eval.nq")
    things = [Minter(base).thing("project", slug) for slug in projects(releases)]
    with serving(releases, port=port, base_iri=base) as server:
        protocol = passes(python, server, "sparql_protocol.py", f"{base}sparql")
        dereferencing = passes(python, server, "linkeddata.py", base.rstrip("/"), *things)
    return (not protocol) + (not dereferencing)


def publish(folder: Path, base: str) -> None:
    """Publishes the repository's data, and a project with more letters, under a base."""
    environment = {**os.environ, "FUNDGRAPH_BASE_IRI": base}
    command = [sys.executable, "-m", "fundgraph", "publish", str(TOP / "data"), str(LETTERS)]
    subprocess.run(command, cwd=folder, env=environment, check=True, stdout=subprocess.DEVNULL)


def projects(releases: Path) -> tuple[str, str]:
    """The slug of a project, and of one with letters beyond ASCII."""
    release = open_current(releases)
    assert release is not None
    index = Index.open(release.index)
    slugs = sorted(slug for slug, _ in index.digests())
    index.close()
    return slugs[0], next(slug for slug in slugs if not slug.isascii())


def passes(python: str, server: Running, suite: str, *arguments: str) -> bool:
    """Whether a suite says that something passed and nothing failed; prints what it says."""
    command = [python, str(SUITES / suite), *arguments]
    done = subprocess.run(command, capture_output=True, text=True, timeout=600, check=False)
    print(done.stdout + done.stderr, flush=True)
    tally = TALLY.search(done.stdout)
    passed = bool(tally and int(tally[1]) and not int(tally[2]) and not done.returncode)
    if not passed:
        print(f"{suite} failed; the server said:\n{server.output()[-3000:]}")
    return passed


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
