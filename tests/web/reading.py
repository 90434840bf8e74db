# SPDX-License-Identifier: EUPL-1.2
"""A site opened over a folder of releases, and its pages as people read them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from flask.testing import FlaskClient
from lxml import html

from fundgraph.config import Settings
from fundgraph.web.app import create_app
from tests.web.conftest import BASE, BufferedClient


@contextmanager
def served(releases: Path, **settings: Any) -> Iterator[FlaskClient]:
    """A client of the site that serves a folder of releases."""
    app = create_app(Settings(base_iri=BASE, releases_dir=str(releases), **settings))
    yield BufferedClient(app, app.response_class)
    app.extensions["fundgraph"].releases.close()


def read(
    client: FlaskClient, address: str, *, status: int = 200, **headers: str
) -> html.HtmlElement:
    """The page at an address."""
    answer = client.get(address, headers={"Accept": "text/html", **headers})
    assert (answer.status_code, answer.mimetype) == (status, "text/html")
    return html.fromstring(answer.get_data(as_text=True))


def said(element: html.HtmlElement) -> str:
    """What an element says, its spaces made plain."""
    return " ".join(element.text_content().split())


def rows(page: html.HtmlElement, caption: str) -> list[html.HtmlElement]:
    """The rows of a table by the id of its caption."""
    found: list[html.HtmlElement] = page.xpath(f"//table[caption[@id='{caption}']]/tbody/tr")
    return found
