# SPDX-License-Identifier: EUPL-1.2
"""A published site on loopback, and a real Chromium to look at it; skipped where there is none."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, sync_playwright

from fundgraph.config import Settings
from fundgraph.web.app import create_app
from tests.over_http import reached
from tests.published import DATA, fundgraph, releases

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


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a release of the repository's data, a made-up register, and projects that are
    hard to show."""
    folder = tmp_path_factory.mktemp("site")
    fundgraph(folder, "sample", "30", "--out", "sample")
    fundgraph(folder, "publish", "sample", str(DATA), str(Path(__file__).parent / "odd"))
    return folder


@pytest.fixture(scope="session")
def site(folder: Path) -> Iterator[str]:
    """The address of the served site, without a slash at its end."""
    app = create_app(Settings(releases_dir=str(releases(folder))))
    with reached(app) as address:
        yield address
    app.extensions["fundgraph"].releases.close()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        pytest.skip("there is no Chromium on this machine")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield opened
        opened.close()


@pytest.fixture(scope="module")
def window(browser: Browser) -> Iterator[BrowserContext]:
    """A window that keeps what pages share."""
    made = browser.new_context(reduced_motion="reduce")
    yield made
    made.close()
