# SPDX-License-Identifier: EUPL-1.2
"""A published site on loopback, and a real Chromium to look at it; skipped where there is none."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import Browser, sync_playwright
from werkzeug.serving import make_server

from fundgraph.config import Settings
from fundgraph.release.current import open_current
from fundgraph.store.index import Index
from fundgraph.web.app import create_app

TOP = Path(__file__).parents[2]
SEED = TOP.parent / "shared" / "seed"
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def fundgraph(folder: Path, *arguments: str) -> None:
    """Runs a command of Fundgraph in a folder."""
    command = [sys.executable, "-m", "fundgraph", *arguments]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a release of the repository's data, a made-up register and the seed page."""
    folder = tmp_path_factory.mktemp("site")
    fundgraph(folder, "sample", "30", "--out", "sample")
    pages = sorted(SEED.glob("*.txt")) if SEED.is_dir() else []
    sources = [] if pages else [TOP / "data" / "registers" / "sif"]
    fundgraph(folder, "publish", "sample", *map(str, [*sources, *pages]))
    return folder


@pytest.fixture(scope="session")
def index(folder: Path) -> Iterator[Index]:
    release = open_current(folder / "var" / "releases")
    assert release is not None
    opened = Index.open(release.index)
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def site(folder: Path) -> Iterator[str]:
    """The address of the served site, without a slash at its end."""
    app = create_app(Settings(releases_dir=str(folder / "var" / "releases")))
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()
    app.extensions["fundgraph"].releases.close()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        pytest.skip("there is no Chromium on this machine")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield opened
        opened.close()
