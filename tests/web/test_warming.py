# SPDX-License-Identifier: EUPL-1.2
"""What is made before anybody asks."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from flask import Flask, Response

from fundgraph.config import Settings
from fundgraph.web.app import create_app
from fundgraph.web.warming import LISTS, warm
from tests.web.conftest import BASE, FIRST, build_release

OF_LISTS = {
    "home.html", "projects.html", "organisations.html", "programmes.html", "regions.html",
    "data.html",
}  # fmt: skip
OF_THINGS = {"project.html", "organisation.html", "region.html"}


@contextmanager
def site(releases: Path, base: str = BASE) -> Iterator[Flask]:
    app = create_app(Settings(base_iri=base, releases_dir=str(releases)))
    yield app
    app.extensions["fundgraph"].releases.close()


def compiled(app: Flask, language: str) -> set[str]:
    environment = app.extensions["fundgraph.templates"][language]
    return {name for _loader, name in environment.cache}


def test_each_kind_of_page_is_made_in_each_language(tmp_path: Path) -> None:
    build_release(tmp_path, FIRST)
    statuses: list[int] = []

    def note(answer: Response) -> Response:
        statuses.append(answer.status_code)
        return answer

    with site(tmp_path) as app:
        app.after_request(note)
        warm(app)
        assert statuses == [200] * 2 * (len(LISTS) + len(OF_THINGS))
        for language in ("lv", "en"):
            assert compiled(app, language) >= OF_LISTS | OF_THINGS


def test_a_site_below_a_path_has_its_pages_there(tmp_path: Path) -> None:
    build_release(tmp_path, FIRST)
    with site(tmp_path, "http://localhost:8000/below/") as app:
        warm(app)
        assert compiled(app, "en") >= OF_LISTS


def test_before_the_first_release_nothing_is_made(tmp_path: Path) -> None:
    with site(tmp_path) as app:
        warm(app)
        assert not compiled(app, "lv")
